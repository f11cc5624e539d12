"""An application checklist as a PDF file, its Chinese embedded and copyable."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from threading import Lock
from typing import TYPE_CHECKING, Any

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
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Flowable, Paragraph, Table

_WIDTH, _MARGIN = 481.9, 56.7
_COLUMNS, _FORM = (84.0, 92.0, 193.0, 112.9), (82.0, 159.0, 82.0, 158.9)
_SIZES = {"title": 17.0, "heading": 12.5, "body": 10.0, "small": 8.5}
_GREY, _FAINT, _LINE = "#D9D9D9", "#F2F2F2", "#808080"
_TINTS = {Mark.MET: "#E8F3EA", Mark.NOT_MET: "#FBE9E7", Mark.OPEN: "#FFFFFF"}
_MARKER, _ROOM = 7.0, 90.0
# Fonts and styles of the library are shared by all threads.
_ONE_AT_A_TIME = Lock()


def pdf_of(checklist: Checklist, words: ChecklistWords, base_url: str = "") -> bytes:
    """The file; the same checklist gives the same bytes. `base_url` is where the reader's pages are found."""
    with _ONE_AT_A_TIME:
        return _Print(checklist, words, base_url).content()


class _Print:
    def __init__(self, checklist: Checklist, words: ChecklistWords, base_url: str) -> None:
        # The library and its font cost 30 MB, which a server that exports nothing does not pay.
        from assistant.channels.exports import pdf_parts

        pdf_parts.covered()
        self._parts = pdf_parts
        self._checklist, self._words, self._base_url = checklist, words, base_url
        self._links = links_by_number(checklist.references, base_url)
        self._styles: dict[str, ParagraphStyle] = {
            "title": pdf_parts.style("title", _SIZES["title"], alignment=1, spaceAfter=8),
            "heading": pdf_parts.style("heading", _SIZES["heading"], spaceBefore=10, spaceAfter=3),
            "body": pdf_parts.style("body", _SIZES["body"], spaceAfter=2),
            "hung": pdf_parts.style("hung", _SIZES["body"], spaceAfter=2, leftIndent=15, firstLineIndent=-15),
            "cell": pdf_parts.style("cell", 9.0),
            "inner": pdf_parts.style("inner", 9.0, leftIndent=9),
            "faint": pdf_parts.style("faint", _SIZES["small"], textColor="#595959", spaceBefore=4),
            "small": pdf_parts.style("small", _SIZES["small"], leftIndent=12, spaceBefore=1),
            "quoted": pdf_parts.style("quoted", _SIZES["small"], leftIndent=30, firstLineIndent=-18, spaceBefore=1),
        }

    def content(self) -> bytes:
        from reportlab.lib.pagesizes import A4
        from reportlab.platypus import SimpleDocTemplate

        written = io.BytesIO()
        language = {ENGLISH: "en", TRADITIONAL: "zh-HK"}.get(self._words.language, "zh-CN")
        document = SimpleDocTemplate(
            written, pagesize=A4, leftMargin=_MARGIN, rightMargin=_MARGIN, topMargin=54, bottomMargin=54,
            title=one_line(self._checklist.title), author=self._words("author"), lang=language, invariant=1,
            initialFontName=self._parts.FONT,
        )  # fmt: skip
        words = self._words
        footer = self._parts.canvas_maker(lambda page, pages: words("page", page=page, pages=pages))
        document.build(list(self._story()), canvasmaker=footer)
        return written.getvalue()

    def _story(self) -> Iterator[Flowable]:
        checklist = self._checklist
        yield self._paragraph("title", self._parts.marked(checklist.title))
        yield self._form()
        yield self._paragraph("faint", self._parts.marked(self._words("about")))
        for section in checklist.sections:
            yield from self._section(section)
        yield from self._heading(checklist.references_heading)
        for origin, references in by_origin(checklist.references).items():
            yield from self._origin(origin, references)
        if not checklist.references:
            yield self._paragraph("body", self._parts.marked(self._words("absent.references")))

    def _form(self) -> Table:
        checklist = self._checklist
        values = {"programme": checklist.programme, "dated": str(checklist.as_of), "enterprise": "", "filled": ""}
        cells = [
            self._paragraph("cell", self._parts.marked(text))
            for name, value in values.items()
            for text in (self._words(f"form.{name}"), value)
        ]
        tints = [("BACKGROUND", (column, 0), (column, -1), _FAINT) for column in (0, 2)]
        return self._table([cells[:4], cells[4:]], _FORM, tints)

    def _section(self, section: Section) -> Iterator[Flowable]:
        yield from self._heading(section.heading)
        if section.part is Part.STANDING and self._checklist.outcome:
            outcome = self._paragraph("body", self._line(self._checklist.outcome))
            yield self._table([[outcome]], (_WIDTH,), [("BACKGROUND", (0, 0), (-1, -1), _FAINT)], after=4)
        for line in section.lines:
            box = f"{Mark.OPEN.sign} " if section.ticked else ""
            yield self._paragraph("hung" if box else "body", box + self._line(line))
        if section.items:
            yield self._findings(section)
        if section.absent:
            yield self._paragraph("faint", self._parts.marked(section.absent))

    def _heading(self, text: str) -> Iterator[Flowable]:
        from reportlab.platypus import CondPageBreak

        # To keep it with a table would move the whole table to the next page.
        yield CondPageBreak(_ROOM)
        yield self._paragraph("heading", self._parts.marked(text))

    def _line(self, line: Line) -> str:
        return self._parts.marked(line.lead + without_bars(line.text)) + self._markers(line.citations)

    def _markers(self, citations: Iterable[int]) -> str:
        return "".join(self._parts.linked(f"[{n}]", self._links[n], _MARKER) for n in citations)

    def _findings(self, section: Section) -> Table:
        second = "exclusion" if section.part is Part.EXCLUSIONS else "condition"
        names = ("mark", second, "quote", "told")
        heads = [self._paragraph("cell", self._parts.marked(self._words(f"column.{name}"))) for name in names]
        rows = tuple(rows_of(section.items))
        tints = [("BACKGROUND", (0, at), (0, at), _TINTS[row.mark]) for at, row in enumerate(rows, 1)]
        tints.append(("BACKGROUND", (0, 0), (-1, 0), _GREY))
        return self._table([heads, *map(self._row, rows)], _COLUMNS, tints, repeated=1)

    def _row(self, row: Row) -> list[list[Paragraph]]:
        mark = self._paragraph("cell", f"{row.mark.sign} {self._parts.marked(row.state)}")
        label = self._paragraph("inner" if row.depth else "cell", self._parts.marked(row.label))
        quotes = [self._line(line) for line in row.quotes] or [self._markers(row.citations)]
        told = [self._line(line) for line in row.told]
        return [[mark], [label], *([self._paragraph("cell", text) for text in texts] for texts in (quotes, told))]

    def _origin(self, origin: Origin, references: Sequence[Reference]) -> Iterator[Flowable]:
        marked, linked = self._parts.marked, self._parts.linked
        yield self._paragraph("body", marked(f"《{one_line(origin.title)}》"))
        for text in origin_lines(origin, self._checklist, self._words):
            yield self._paragraph("small", marked(text))
        for reference in references:
            number = linked(f"[{reference.n}]", self._links[reference.n])
            text = f"{number} {marked(reference_text(reference, self._words))}"
            if address := link_to(reference.reader_url, self._base_url):
                text += f" {linked(self._words('reference.reader'), address)}"
            yield self._paragraph("quoted", text)
        name = "reference.page" if origin.is_digest else "reference.official"
        for address, numbers in pages_of(references).items():
            marks = "".join(f"[{n}]" for n in numbers)
            yield self._paragraph("small", marked(f"{self._words(name)} {marks} ") + linked(address, address))

    def _paragraph(self, name: str, text: str) -> Paragraph:
        from assistant.channels.exports.pdf_lines import ChineseParagraph

        return ChineseParagraph(text, self._styles[name])

    def _table(
        self, cells: list[Any], widths: tuple[float, ...], tints: list[Any], repeated: int = 0, after: float = 0
    ) -> Table:
        from reportlab.platypus import Table

        look = [
            ("GRID", (0, 0), (-1, -1), 0.5, _LINE), ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("TOPPADDING", (0, 0), (-1, -1), 3), ("BOTTOMPADDING", (0, 0), (-1, -1), 4), *tints,
        ]  # fmt: skip
        return Table(cells, widths, repeatRows=repeated, splitInRow=1, style=look, spaceAfter=after)
