"""The checklist as a Word file, opened again."""

from __future__ import annotations

import io
import re

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.channels.exports.docx import docx_of
from assistant.channels.exports.plain import one_line, printable
from tests.fakes.exported import (
    BASE,
    HOSTILE,
    checklist,
    cited,
    docx_links,
    docx_paragraphs,
    docx_xml,
    flat,
    hostile_verdict,
    many_findings,
    numbered,
    split_at_evidence,
)
from tests.fakes.verdicts import CHINESE, QUOTES, WORDS, citation, finding, verdict


@pytest.fixture(scope="module")
def content() -> bytes:
    return docx_of(checklist(), CHINESE, BASE)


def test_every_section_has_its_heading_and_every_quote_stands_verbatim(content: bytes) -> None:
    document = docx.Document(io.BytesIO(content))
    headings = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]
    made = checklist()
    assert headings == [*(each.heading for each in made.sections), made.references_heading]
    whole = "\n".join(docx_paragraphs(content))
    assert [quote for quote in QUOTES if quote not in whole] == []


def test_conditions_stand_in_a_table_with_boxes_words_and_what_was_said(content: bytes) -> None:
    _, conditions, exclusions = docx.Document(io.BytesIO(content)).tables
    assert [cell.text for cell in conditions.rows[0].cells] == ["核对", "条件", "原文", "企业自述"]
    assert [row.cells[0].text for row in conditions.rows[1:]] == [
        "☑ 仍然有效", "☑ 正在申报", "☑ 符合", "☑ 符合", "☐ 还没有说到", "☐ 对照材料自查", "☐ 资料里没有写",
    ]  # fmt: skip
    assert conditions.rows[4].cells[3].text == "新设备金额：900万元（原话“九百来万”）"
    assert exclusions.rows[0].cells[1].text == "情形"


def test_papers_and_steps_have_boxes_that_can_be_ticked(content: bytes) -> None:
    assert docx_xml(content, "word/document.xml").count("<w14:checkbox>") == 2
    assert f"☐ {QUOTES[7]}[8]" in docx_paragraphs(content)


def test_markers_lead_to_the_reader(content: bytes) -> None:
    links = docx_links(content)
    assert links["[3]"] == f"{BASE}/source/fund:1.s3?version=1&as_of=2026-08-01"
    assert links["http://example.test/fund"] == "http://example.test/fund"


def test_without_an_address_of_our_own_markers_lead_to_the_page_of_the_document() -> None:
    links = docx_links(docx_of(checklist(), CHINESE))
    assert links["[3]"] == "http://example.test/fund"
    assert "查看引文" not in links


def test_fonts_are_named_for_both_scripts_and_no_theme_overrides_them(content: bytes) -> None:
    styles = docx.Document(io.BytesIO(content)).styles
    for name, font in (("Normal", "SimSun"), ("Heading 1", "SimHei"), ("Title", "SimHei")):
        fonts = styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == font
        assert not [key for key in fonts.attrib if "Theme" in key]
    assert {each.get(qn("w:eastAsia")) for each in styles.element.iter(qn("w:lang"))} == {"zh-CN"}


def test_the_page_is_a4_and_its_foot_counts_pages(content: bytes) -> None:
    (page,) = docx.Document(io.BytesIO(content)).sections
    assert (round(page.page_width.cm, 1), round(page.page_height.cm, 1)) == (21.0, 29.7)
    foot = page.footer.paragraphs[0]._p
    assert [each.text for each in foot.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]


def test_the_heads_of_a_long_table_come_again_on_each_page() -> None:
    content = docx_of(checklist(many_findings(40)), CHINESE)
    document = docx.Document(io.BytesIO(content))
    assert len(document.tables[1].rows) == 41
    assert document.tables[1].rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in document.tables[1].rows[1:])


def test_a_row_that_no_page_may_hold_is_split() -> None:
    judged = verdict(citations=(citation(1, "很长的话。" * 1000),), findings=(finding("条件", True, 1),))
    document = docx.Document(io.BytesIO(docx_of(checklist(judged), CHINESE)))
    assert document.tables[1].rows[1]._tr.trPr is None


def test_the_file_tells_what_it_is_and_not_when_it_was_made(content: bytes) -> None:
    about = docx.Document(io.BytesIO(content)).core_properties
    assert (about.title, about.author, about.comments) == (checklist().title, "政策问答助手", "")
    assert about.created is not None
    assert about.created.date() == checklist().as_of
    assert docx_of(checklist(), CHINESE, BASE) == content


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stands_as_text(text: str) -> None:
    content = docx_of(checklist(hostile_verdict(text)), CHINESE, BASE)
    told = docx_paragraphs(content)
    assert f"☐ {printable(text)}[1]" in told
    assert f"《{one_line(text)}》" in told
    assert all(address.startswith(("http://", "https://")) for address in docx_links(content).values())


@pytest.mark.parametrize("language", ["zh-Hant", "en"])
def test_another_language_changes_the_frame_and_no_quote(language: str) -> None:
    words = WORDS[language]
    whole = "\n".join(docx_paragraphs(docx_of(checklist(words=words), words, BASE)))
    assert [quote for quote in QUOTES if quote not in whole] == []
    assert words("column.told") in whole


@settings(max_examples=15, deadline=None)
@given(st.sets(st.integers(1, 12)))
def test_each_number_in_the_file_is_in_its_evidence(numbers: set[int]) -> None:
    content = docx_of(checklist(numbered(verdict(), numbers)), CHINESE, BASE)
    above, below = split_at_evidence("\n".join(docx_paragraphs(content)))
    assert cited(above) <= cited(below) == numbers


def test_no_marker_stands_without_its_brackets_in_the_evidence(content: bytes) -> None:
    _, below = split_at_evidence("\n".join(docx_paragraphs(content)))
    assert [flat(line)[:3] for line in below.splitlines() if re.match(r"\s*\[1\]", line)] == ["[1]"]
