"""The checklist as a PDF file, its text copied out again."""

from __future__ import annotations

import io

import pdfplumber
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.channels.exports.pdf import pdf_of
from assistant.channels.exports.pdf_lines import may_break
from assistant.channels.exports.plain import printable
from tests.fakes.exported import (
    BASE,
    HOSTILE,
    checklist,
    cited,
    flat,
    hostile_verdict,
    many_findings,
    numbered,
    pdf_pages,
    split_at_evidence,
)
from tests.fakes.verdicts import CHINESE, QUOTES, WORDS, citation, finding, verdict


@pytest.fixture(scope="module")
def content() -> bytes:
    return pdf_of(checklist(), CHINESE, BASE)


def test_all_chinese_can_be_copied_verbatim(content: bytes) -> None:
    whole = flat(pdf_pages(content))
    assert [quote for quote in QUOTES if flat(quote) not in whole] == []
    assert [each.heading for each in checklist().sections if flat(each.heading) not in whole] == []


def test_boxes_and_their_words_can_be_copied(content: bytes) -> None:
    whole = flat(pdf_pages(content))
    for told in ("☑仍然有效", "☑符合", "☐还没有说到", "☐对照材料自查", "☐资料里没有写"):
        assert told in whole


def test_the_font_of_all_text_is_embedded(content: bytes) -> None:
    with pdfplumber.open(io.BytesIO(content)) as opened:
        fonts = {char["fontname"] for page in opened.pages for char in page.chars}
    assert {name.split("+")[-1] for name in fonts} == {"NotoSansSC-Part"}
    assert content.count(b"/FontFile2") == len(fonts)


def test_the_file_carries_only_the_characters_that_it_uses(content: bytes) -> None:
    assert len(content) < 150_000


def test_markers_lead_to_the_reader(content: bytes) -> None:
    with pdfplumber.open(io.BytesIO(content)) as opened:
        links = {link["uri"] for page in opened.pages for link in page.hyperlinks}
    assert f"{BASE}/source/fund:1.s3?version=1&as_of=2026-08-01" in links
    assert "http://example.test/fund" in links


def test_forty_findings_run_over_pages_with_heads_and_numbers_on_each() -> None:
    pages = pdf_pages(pdf_of(checklist(many_findings(40)), CHINESE, BASE))
    whole = flat(pages)
    assert all(flat(f"第{n}项条件的原文") in whole for n in range(1, 41))
    first_of_evidence = next(at for at, page in enumerate(pages) if "十、依据" in page)
    with_findings = [page for page in pages[: first_of_evidence + 1] if "项条件的原文" in page]
    assert len(with_findings) > 2
    assert [page for page in with_findings if "企业自述" not in page] == []
    assert all(f"第 {at} 页，共 {len(pages)} 页" in page for at, page in enumerate(pages, 1))


def test_a_quote_longer_than_a_page_is_cut_between_lines_and_whole() -> None:
    quote = "".join(f"第{n}句话写在这里，" for n in range(1200))
    judged = verdict(citations=(citation(1, quote),), findings=(finding("条件", True, 1),))
    pages = pdf_pages(pdf_of(checklist(judged), CHINESE, BASE))
    body = flat([page.replace(f"第 {at} 页，共 {len(pages)} 页", "") for at, page in enumerate(pages, 1)])
    assert len(pages) > 3
    assert all(f"第{n}句话写在这里，" in body for n in (0, 500, 1199))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stands_as_text(text: str) -> None:
    content = pdf_of(checklist(hostile_verdict(text)), CHINESE, BASE)
    whole = flat(pdf_pages(content))
    drawn = [char for char in flat(printable(text)) if char <= "\uffff" and char not in "\ufffd\u200d"]
    assert [char for char in drawn if char not in whole] == []
    with pdfplumber.open(io.BytesIO(content)) as opened:
        links = {link["uri"] for page in opened.pages for link in page.hyperlinks}
    assert all(link.startswith(("http://", "https://")) for link in links)


def test_markup_is_no_markup() -> None:
    text = "标记]]><b>粗</b><br/>&amp;&lt;"
    whole = flat(pdf_pages(pdf_of(checklist(hostile_verdict(text)), CHINESE, BASE)))
    assert flat(text) in whole


def test_what_no_font_draws_is_shown_as_missing_and_never_as_another_sign() -> None:
    whole = flat(pdf_pages(pdf_of(checklist(hostile_verdict("升降机𨋢，好👨\u200d👩，完\x07了")), CHINESE, BASE)))
    assert "升降机〓，好〓〓，完〓了" in whole


def test_a_rare_character_can_be_copied_though_the_font_lacks_it() -> None:
    assert "村名叫㙟" in flat(pdf_pages(pdf_of(checklist(hostile_verdict("村名叫㙟")), CHINESE, BASE)))


def test_the_file_tells_what_it_is_and_not_when_it_was_made(content: bytes) -> None:
    told = pypdfium2.PdfDocument(content).get_metadata_dict()
    assert (told["Title"], told["Author"]) == (checklist().title, "政策问答助手")
    assert pdf_of(checklist(), CHINESE, BASE) == content


@pytest.mark.parametrize("language", ["zh-Hant", "en"])
def test_another_language_changes_the_frame_and_no_quote(language: str) -> None:
    words = WORDS[language]
    whole = flat(pdf_pages(pdf_of(checklist(words=words), words, BASE)))
    assert [quote for quote in QUOTES if flat(quote) not in whole] == []
    assert flat(words("column.told")) in whole


@settings(max_examples=15, deadline=None)
@given(st.sets(st.integers(1, 12)))
def test_each_number_in_the_file_is_in_its_evidence(numbers: set[int]) -> None:
    content = pdf_of(checklist(numbered(verdict(), numbers)), CHINESE, BASE)
    above, below = split_at_evidence("\n".join(pdf_pages(content)))
    assert cited(above) <= cited(below) == numbers


@pytest.mark.parametrize("pair", ["的，", "函〔", "4]", "00", "%，", "元）", "。[", "a.", "7月", "——", "5万"])
def test_the_second_of_two_may_begin_a_line_only_where_chinese_allows_it(pair: str) -> None:
    assert may_break(pair[0], pair[1]) is (pair in ("函〔", "7月", "5万"))


@pytest.mark.parametrize(("before", "after"), [("〔", "2"), ("（", "不"), ("“", "九"), ("", "字"), ("字", "")])
def test_no_line_ends_after_an_opening_mark(before: str, after: str) -> None:
    assert not may_break(before, after)


def test_no_line_begins_with_a_full_stop_or_ends_with_an_opening_bracket(content: bytes) -> None:
    with pdfplumber.open(io.BytesIO(content)) as opened:
        cells = [cell for page in opened.pages for table in page.extract_tables() for row in table for cell in row]
    lines = [line for cell in cells if cell for line in cell.splitlines()]
    assert len(lines) > 20
    assert [line for line in lines if line[0] in "，。；：）〕”" or line[-1] in "（〔“"] == []
