"""An application checklist as a Word file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from assistant.channels.exports.plain import (
    Row,
    by_origin,
    link_to,
    links_by_number,
    one_line,
    origin_lines,
    pages_of,
    reference_text,
    rows_of,
    without_bars,
)
from assistant.eligibility.checklist_parts import Checklist, Line, Mark, Origin, Part, Reference, Section
from assistant.eligibility.checklist_words import ENGLISH, TRADITIONAL, ChecklistWords

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

_COLUMNS = (3.3, 3.1, 6.8, 3.8)
_FORM = (2.9, 5.6, 2.9, 5.6)
_FAINT, _GREY = "F2F2F2", "D9D9D9"
_TINTS = {Mark.MET: "E8F3EA", Mark.NOT_MET: "FBE9E7", Mark.OPEN: "FFFFFF"}
_LONGEST_WHOLE = 600
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def docx_of(checklist: Checklist, words: ChecklistWords, base_url: str = "") -> bytes:
    """The file; the same checklist gives the same bytes. `base_url` is where the reader's pages are found."""
    return _Word(checklist, words, base_url).content()


class _Word:
    def __init__(self, checklist: Checklist, words: ChecklistWords, base_url: str) -> None:
        # The library costs 13 MB, which a server that exports nothing does not pay.
        import docx

        from assistant.channels.exports import docx_parts

        self._parts = docx_parts
        self._checklist, self._words, self._base_url = checklist, words, base_url
        self._links = links_by_number(checklist.references, base_url)
        self._document: Document = docx.Document(io.BytesIO(docx_parts.template()))

    def content(self) -> bytes:
        self._set_up()
        self._opening()
        for section in self._checklist.sections:
            self._section(section)
        self._document.add_heading(self._checklist.references_heading, 1)
        for origin, references in by_origin(self._checklist.references).items():
            self._origin(origin, references)
        if not self._checklist.references:
            self._document.add_paragraph(self._words("absent.references"))
        written = io.BytesIO()
        self._document.save(written)
        return _undated(written.getvalue())

    def _set_up(self) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Cm, Pt, RGBColor

        parts, page = self._parts, self._document.sections[0]
        page.page_width, page.page_height = Cm(21), Cm(29.7)
        page.left_margin = page.right_margin = Cm(2)
        page.top_margin, page.bottom_margin = Cm(2.2), Cm(2)
        for name, fonts, size in (
            ("Normal", parts.BODY, 10.5), ("Title", parts.HEADINGS, 18), ("Heading 1", parts.HEADINGS, 13),
            ("Header", parts.BODY, 9), ("Footer", parts.BODY, 9),
        ):  # fmt: skip
            style = self._document.styles[name]
            parts.set_fonts(style, fonts)
            style.font.size, style.font.color.rgb = Pt(size), RGBColor(0, 0, 0)
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(0), Pt(3)
        heading = self._document.styles["Heading 1"]
        heading.font.bold = False
        heading.paragraph_format.space_before, heading.paragraph_format.keep_with_next = Pt(12), True
        tag = "zh-HK" if self._words.language == TRADITIONAL else "zh-CN"
        parts.set_language(self._document, tag)
        footer = page.footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
        before, between, after = _around(self._words("page", page="\0", pages="\0"))
        parts.add_text(footer, before)
        parts.add_field(footer, "PAGE")
        parts.add_text(footer, between)
        parts.add_field(footer, "NUMPAGES")
        parts.add_text(footer, after)
        about = self._document.core_properties
        about.title, about.author = one_line(self._checklist.title)[:255], self._words("author")
        about.comments, about.language = "", "en" if self._words.language == ENGLISH else tag
        about.created = about.modified = datetime.combine(self._checklist.as_of, time(), UTC)

    def _opening(self) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Pt

        title = self._document.add_heading("", 0)
        title.alignment = WD_ALIGN_PARAGRAPH.CENTER
        title.paragraph_format.space_after = Pt(8)
        self._parts.add_text(title, self._checklist.title)
        form = self._table(2, _FORM)
        fields = (
            ("programme", self._checklist.programme), ("dated", str(self._checklist.as_of)),
            ("enterprise", ""), ("filled", ""),
        )  # fmt: skip
        for place, (name, value) in enumerate(fields):
            label, told = form.cell(place // 2, place % 2 * 2), form.cell(place // 2, place % 2 * 2 + 1)
            self._parts.shade(label, _FAINT)
            self._parts.add_text(label.paragraphs[0], self._words(f"form.{name}"))
            self._parts.add_text(told.paragraphs[0], value)
        about = self._document.add_paragraph()
        about.paragraph_format.space_before = Pt(6)
        self._parts.add_text(about, self._words("about"), size=9, grey=True)

    def _section(self, section: Section) -> None:
        self._document.add_heading(section.heading, 1)
        if section.part is Part.STANDING and self._checklist.outcome:
            self._line(self._document.add_paragraph(), self._checklist.outcome).runs[0].font.bold = True
        for line in section.lines:
            paragraph = self._document.add_paragraph()
            if section.ticked:
                self._parts.add_box(paragraph)
                self._parts.add_text(paragraph, " ")
            self._line(paragraph, line)
        if section.items:
            self._findings(section)
        if section.absent:
            self._parts.add_text(self._document.add_paragraph(), section.absent, grey=True)

    def _line(self, paragraph: Paragraph, line: Line) -> Paragraph:
        self._parts.add_text(paragraph, line.lead + without_bars(line.text))
        self._markers(paragraph, line.citations)
        return paragraph

    def _markers(self, paragraph: Paragraph, citations: tuple[int, ...]) -> None:
        for n in citations:
            self._parts.add_link(paragraph, f"[{n}]", self._links[n], raised=True)

    def _findings(self, section: Section) -> None:
        rows = tuple(rows_of(section.items))
        table = self._table(1 + len(rows), _COLUMNS)
        second = "exclusion" if section.part is Part.EXCLUSIONS else "condition"
        for cell, name in zip(table.rows[0].cells, ("mark", second, "quote", "told"), strict=True):
            self._parts.shade(cell, _GREY)
            self._parts.add_text(cell.paragraphs[0], self._words(f"column.{name}"))
        self._parts.say_of_row(table.rows[0], "tblHeader")
        for row, place in zip(rows, list(table.rows)[1:], strict=True):
            self._row(row, place.cells)
            # What is longer may not fit on any page.
            if sum(len(line.text) for line in (*row.quotes, *row.told)) < _LONGEST_WHOLE:
                self._parts.say_of_row(place, "cantSplit")

    def _row(self, row: Row, cells: tuple[_Cell, ...]) -> None:
        mark, label, quotes, told = cells
        self._parts.shade(mark, _TINTS[row.mark])
        self._parts.add_sign(mark.paragraphs[0], row.mark.sign)
        self._parts.add_text(mark.paragraphs[0], f" {row.state}")
        self._parts.add_text(label.paragraphs[0], "　" * row.depth + row.label)
        for number, line in enumerate(row.quotes):
            self._line(quotes.add_paragraph() if number else quotes.paragraphs[0], line)
        if not row.quotes:
            self._markers(quotes.paragraphs[0], row.citations)
        for number, line in enumerate(row.told):
            self._line(told.add_paragraph() if number else told.paragraphs[0], line)

    def _origin(self, origin: Origin, references: Sequence[Reference]) -> None:
        from docx.shared import Pt

        head = self._document.add_paragraph()
        head.paragraph_format.keep_with_next, head.paragraph_format.space_before = True, Pt(6)
        self._parts.add_text(head, f"《{one_line(origin.title)}》")
        for text in origin_lines(origin, self._checklist, self._words):
            self._parts.add_text(self._indented(), text, size=9)
        for reference in references:
            paragraph = self._indented()
            self._parts.add_link(paragraph, f"[{reference.n}]", self._links[reference.n], size=9)
            self._parts.add_text(paragraph, f" {reference_text(reference, self._words)} ", size=9)
            if address := link_to(reference.reader_url, self._base_url):
                self._parts.add_link(paragraph, self._words("reference.reader"), address, size=9)
        name = "reference.page" if origin.is_digest else "reference.official"
        for address, numbers in pages_of(references).items():
            page = self._indented()
            marks = "".join(f"[{n}]" for n in numbers)
            self._parts.add_text(page, f"{self._words(name)} {marks} ", size=9)
            self._parts.add_link(page, address, address, size=9)

    def _indented(self) -> Paragraph:
        from docx.shared import Cm

        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.left_indent = Cm(0.8)
        return paragraph

    def _table(self, rows: int, widths: tuple[float, ...]) -> Table:
        from docx.shared import Cm

        table: Table = self._document.add_table(rows, len(widths), style="Table Grid")
        self._parts.set_widths(table, tuple(Cm(width) for width in widths))
        return table


def _around(text: str) -> tuple[str, str, str]:
    before, between, after = text.split("\0")
    return before, between, after


def _undated(content: bytes) -> bytes:
    """The archive with one moment for all members, so that it does not tell when it was made."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, _FIRST_DAY)
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return written.getvalue()
