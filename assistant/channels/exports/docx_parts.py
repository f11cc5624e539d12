"""Pieces of a Word file that python-docx has no words for: fonts of both scripts, links, boxes to tick, page fields."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING, Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

from assistant.channels.exports.plain import printable

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle
    from docx.table import Table, _Cell, _Row
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

BODY, HEADINGS, SIGNS = ("Times New Roman", "SimSun"), ("Arial", "SimHei"), ("Segoe UI Symbol", "Segoe UI Symbol")
LINK = RGBColor(0x1F, 0x4E, 0x9E)
_STYLES = frozenset({
    "Normal", "Title", "heading 1", "header", "footer", "Table Grid",
    "Default Paragraph Font", "Normal Table", "No List",
})  # fmt: skip
_UNUSED = ("/stylesWithEffects", "/numbering", "/thumbnail", "/customXml")
_TICK = "http://schemas.microsoft.com/office/word/2010/wordml"


def set_fonts(holder: ParagraphStyle | Run, fonts: tuple[str, str]) -> None:
    """Latin and East Asian font; the theme's fonts would win and are taken away."""
    properties = holder.element.get_or_add_rPr()
    found = properties.find(qn("w:rFonts"))
    if found is not None:
        properties.remove(found)
    latin, chinese = fonts
    element = OxmlElement("w:rFonts")
    for side, name in (("ascii", latin), ("hAnsi", latin), ("cs", latin), ("eastAsia", chinese)):
        element.set(qn(f"w:{side}"), name)
    properties.insert(0, element)


@cache
def template() -> bytes:
    """The library's template less what is not used: of 440 kB of styles, and of the picture of another document."""
    document = docx.Document()
    styles = document.styles.element
    for style in list(styles.iter(qn("w:style"))):
        if style.name_val not in _STYLES:
            styles.remove(style)
        # The styles of characters that these belong to are gone.
        for link in style.findall(qn("w:link")):
            style.remove(link)
    for line in document.styles["Title"].element.findall(".//" + qn("w:pBdr")):
        line.getparent().remove(line)
    for relations in (document.part.package.rels, document.part.rels):
        for name in [name for name, each in relations.items() if each.reltype.endswith(_UNUSED)]:
            relations.pop(name)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def set_language(document: Document, tag: str) -> None:
    """In which language glyphs and line breaks are judged."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), tag)


def add_text(paragraph: Paragraph, text: str, *, size: float | None = None, grey: bool = False) -> Run:
    """Text that may hold line breaks and anything else."""
    run = paragraph.add_run(printable(text))
    if size:
        run.font.size = Pt(size)
    if grey:
        run.font.color.rgb = RGBColor(0x59, 0x59, 0x59)
    return run


def add_sign(paragraph: Paragraph, sign: str) -> Run:
    """A box in a font that has one."""
    run = paragraph.add_run(sign)
    set_fonts(run, SIGNS)
    return run


def add_link(paragraph: Paragraph, text: str, address: str, *, raised: bool = False, size: float | None = None) -> None:
    """A run that leads somewhere, or plain text where there is no address."""
    run = add_text(paragraph, text, size=size)
    run.font.superscript = raised or None
    if not address:
        return
    run.font.color.rgb = LINK
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    link.append(run._r)
    paragraph._p.append(link)


def add_box(paragraph: Paragraph) -> None:
    """A box that a person ticks with the mouse or with a pen."""
    paragraph._p.append(
        parse_xml(
            f'<w:sdt {nsdecls("w")} xmlns:w14="{_TICK}"><w:sdtPr><w14:checkbox><w14:checked w14:val="0"/>'
            '<w14:checkedState w14:val="2611" w14:font="Segoe UI Symbol"/>'
            '<w14:uncheckedState w14:val="2610" w14:font="Segoe UI Symbol"/></w14:checkbox></w:sdtPr><w:sdtContent>'
            '<w:r><w:rPr><w:rFonts w:ascii="Segoe UI Symbol" w:hAnsi="Segoe UI Symbol" w:eastAsia="Segoe UI Symbol"/>'
            "</w:rPr><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>"
        )
    )


def add_field(paragraph: Paragraph, code: str) -> None:
    """A number that Word works out, such as PAGE."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("", ""), ("end", "")):
        run = paragraph.add_run()._r
        if kind:
            element: Any = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:instrText" if text else "w:t")
            element.text = text or "1"
        run.append(element)


def shade(cell: _Cell, colour: str) -> None:
    """A background."""
    element = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        element.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(element)


def say_of_row(row: _Row, name: str) -> None:
    """`tblHeader`: it comes again on each page; `cantSplit`: it stays on one page."""
    element = OxmlElement(f"w:{name}")
    element.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(element)


def set_widths(table: Table, widths: tuple[int, ...]) -> None:
    """Widths that no program works out anew."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
