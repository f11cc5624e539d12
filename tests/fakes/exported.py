"""Exported files opened again, and verdicts that make writing them hard."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import replace

import docx
import pypdfium2
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from assistant.domain import Note, Verdict
from assistant.eligibility.checklist import checklist_of
from assistant.eligibility.checklist_parts import Checklist
from assistant.eligibility.checklist_words import ChecklistWords
from tests.fakes.verdicts import CHINESE, NAMES, PROFILE, citation, finding, verdict

BASE = "https://policy.example.test"
HOSTILE = (
    "第一行\n第二行\r\n第三行\u2028第四行",
    "响铃\x07清屏\x1b[2J空\x00字符\x9b",
    "反着写\u202e了的字\u2066里面",
    "标记]]><script>alert(1)</script><w:p/>&amp;&lt;b&gt;",
    "=SUM(A1:A9) +86 @cmd -1 \t制表",
    "表情😀👨‍👩‍👧 生僻字𠮷𨋢㙟喆塱",
    "{programme} {0} %s \\n \\; , : ;",
    "\ud800半个字符\udfff，\ufffe无效",
    "很长的一串" + "Abcdefghij0123456789" * 20,
)


def checklist(judged: Verdict | None = None, words: ChecklistWords = CHINESE) -> Checklist:
    """Of the verdict of the fakes, unless another is given."""
    return checklist_of(judged or verdict(), PROFILE, NAMES, words)


def many_findings(count: int) -> Verdict:
    """So many conditions, each with a citation of its own."""
    citations = tuple(
        citation(n, f"第{n}项条件的原文，写得不短，好让一页放不下这许多行。") for n in range(1, count + 1)
    )
    findings = tuple(finding(f"条件{n}", (True, False, None)[n % 3], n) for n in range(1, count + 1))
    return verdict(findings=findings, citations=citations, estimates=(), materials=(), steps=(), cautions=())


def hostile_verdict(text: str) -> Verdict:
    """The text wherever a document or a person may have put it."""
    fields = {"title": text, "doc_number": text * 20, "issuer": text, "locator": text, "url": text, "reader_url": text}
    return verdict(
        programme=text,
        findings=(finding(text, False, 1),),
        materials=(Note(text, (1,)),),
        citations=(citation(1, text, **fields), *verdict().citations[1:]),
    )


def docx_paragraphs(content: bytes) -> list[str]:
    """The text of all paragraphs in order, tables and boxes included."""
    body = docx.Document(io.BytesIO(content)).element.body
    return [_text(paragraph) for paragraph in body.iter(qn("w:p"))]


def docx_links(content: bytes) -> dict[str, str]:
    """Where the text of each link leads."""
    document = docx.Document(io.BytesIO(content))
    return {
        link.text: link.address
        for element in document.element.body.iter(qn("w:p"))
        for link in Paragraph(element, document.part).hyperlinks
    }


def docx_xml(content: bytes, member: str) -> str:
    """A part of the file as it is stored."""
    return zipfile.ZipFile(io.BytesIO(content)).read(member).decode()


def pdf_pages(content: bytes) -> list[str]:
    """What one would copy from each page."""
    document = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_bounded() for page in document]


def flat(texts: Sequence[str] | str) -> str:
    """Text without spaces and line breaks."""
    return "".join("".join(texts).split())


def cited(text: str) -> set[int]:
    """The numbers of all markers."""
    return {int(number) for number in re.findall(r"\[(\d+)\]", text)}


def split_at_evidence(text: str) -> tuple[str, str]:
    """What stands above and below the heading of the evidence."""
    above, _, below = text.partition("十、依据")
    return above, below


def numbered(judged: Verdict, numbers: set[int]) -> Verdict:
    """The verdict with only these of its citations."""
    return replace(judged, citations=tuple(each for each in judged.citations if each.n in numbers))


def _text(paragraph: object) -> str:
    marks = {qn("w:br"): "\n", qn("w:tab"): "\t"}
    return "".join(marks.get(each.tag) or (each.text if each.tag == qn("w:t") else "") for each in paragraph.iter())
