"""A regulation of 60 articles in six chapters: as sentences, and as a Word file whose numbers are all automatic."""

from __future__ import annotations

import io
from dataclasses import dataclass

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

TITLE = "示例市小微企业扶持办法"
ISSUER = "示例市工业和信息化局"
NUMBER = "示工信规〔2025〕3号"
CHAPTERS = ("总则", "扶持对象", "扶持措施", "申报与审核", "监督管理", "附则")
ARTICLES_A_CHAPTER = 10
LAST = "本办法自2025年3月1日起施行，有效期5年。"


@dataclass(frozen=True)
class Article:
    """An article: its first paragraph, further 款, 项 below."""

    text: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


def articles() -> list[Article]:
    """Sixty of them; every seventh has a second 款, every ninth three 项."""
    found = []
    for number in range(1, len(CHAPTERS) * ARTICLES_A_CHAPTER + 1):
        text = f"市级主管部门应当办理第{number}类事项，期限为{number}个工作日。"
        paragraphs = (f"前款事项由县级主管部门初审，初审期限为{number + 2}个工作日。",) if number % 7 == 0 else ()
        items: tuple[str, ...] = ()
        if number % 9 == 0:
            text = f"申请第{number}类事项应当具备下列条件："
            items = ("在本市登记注册；", f"上年度营业收入达到{number}万元；", "依法纳税。")
        found.append(Article(LAST if number == 60 else text, paragraphs, items))
    return found


def as_word(extra: object = None) -> bytes:
    """The Word file; `extra` is called with the document before it is saved."""
    document = Document()
    _add_numbering(document)
    _centred(document, f"{ISSUER}文件", 26)
    _centred(document, NUMBER, 14)
    _centred(document, TITLE, 22)
    written = iter(articles())
    for chapter in CHAPTERS:
        _numbered(document, chapter, 0)
        for _ in range(ARTICLES_A_CHAPTER):
            article = next(written)
            _numbered(document, article.text, 1)
            for item in article.items:
                _numbered(document, item, 2)
            for paragraph in article.paragraphs:
                document.add_paragraph(paragraph)
    document.add_paragraph(ISSUER).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph("2025年2月10日").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if callable(extra):
        extra(document)
    return saved(document)


def saved(document: WordDocument) -> bytes:
    """The file's bytes."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _add_numbering(document: WordDocument) -> None:
    """One list: 第一章 that restarts nothing, 第一条 that counts through, （一） that restarts with each article."""
    levels = (
        ("chineseCountingThousand", "第%1章", ""),
        ("chineseCountingThousand", "第%2条", '<w:lvlRestart w:val="0"/>'),
        ("chineseCounting", "（%3）", ""),
    )
    xml = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{restart}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (kind, text, restart) in enumerate(levels)
    )
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{xml}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


def _numbered(document: WordDocument, text: str, level: int) -> None:
    number(document.add_paragraph(text), level)


def number(paragraph: Paragraph, level: int) -> None:
    """Put a paragraph into the list."""
    properties = OxmlElement("w:numPr")
    for name, value in (("w:ilvl", level), ("w:numId", 77)):
        element = OxmlElement(name)
        element.set(qn("w:val"), str(value))
        properties.append(element)
    paragraph._p.get_or_add_pPr().append(properties)


def _centred(document: WordDocument, text: str, points: int) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(text).font.size = Pt(points)
