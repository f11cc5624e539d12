from __future__ import annotations

import io

import pypdfium2
import pytest
from fpdf import FPDF

from tests.fakes.originals import notice
from tests.unit.importers.conftest import Import, Imported

pytestmark = pytest.mark.skipif(not notice.FONT.exists(), reason="fonts-noto-cjk is not installed")


@pytest.fixture
def read(imported: Import) -> Imported:
    return imported("通知.pdf", notice.as_pdf())


def test_a_table_over_two_pages_is_one_with_every_cell(read: Imported) -> None:
    assert read.tables() == [[notice.HEAD, notice.SECOND_HEAD, *notice.table_rows()]]


def test_running_heads_page_numbers_and_the_repeated_head_are_in_the_ledger(read: Imported) -> None:
    assert read.dropped("页眉页脚") == [notice.RUNNING_HEAD] * 2
    assert read.dropped("页码") == ["— 1 —", "— 2 —"]
    assert len(read.dropped("重复表头")) == 1
    assert notice.RUNNING_HEAD not in read.document.text


def test_sentences_are_whole_again(read: Imported) -> None:
    for text in (*notice.OPENING, *notice.CLOSING):
        assert text in read.document.text.split("\n")


def test_headings_and_items_have_their_numbers(read: Imported) -> None:
    labels = [clause.label for clause in read.clauses if clause.label]
    assert labels == ["一、", "（一）", "（二）", "二、", "三、"]


def test_its_front_matter_is_read_from_the_text(read: Imported) -> None:
    document = read.document
    assert document.title == notice.TITLE
    assert document.issuer == "、".join(notice.ISSUERS)
    assert document.doc_number == notice.NUMBER
    assert [str(day) for day in (document.issued_on, document.effective_on, document.expires_on)] == [
        "2025-03-20",
        "2025-04-01",
        "2027-12-31",
    ]
    assert document.validity_basis == (notice.CLOSING[-1],)


def test_signatures_stand_at_the_end(read: Imported) -> None:
    assert [clause.text for clause in read.clauses if clause.locator.endswith("落款")] == [
        *notice.ISSUERS,
        "2025年3月20日",
    ]


def test_a_sentence_that_a_page_break_cuts_is_joined_and_noted(imported: Import) -> None:
    pdf = notice.new_print()
    notice.title(pdf, "示例市工业和信息化局关于报送材料的通知")
    sentence = "各单位应当按照要求报送材料，" * 130 + "不得延误。"
    notice.paragraph(pdf, "一、要求")
    notice.paragraph(pdf, sentence)
    read = imported("通知.pdf", bytes(pdf.output()))
    assert sentence in read.document.text.split("\n")
    (joined,) = read.ledger["joined"]
    assert joined["place"] == "第2页"


def test_a_scan_is_recognised_with_its_structure(imported: Import) -> None:
    pytest.importorskip("rapidocr")
    read = imported("扫描.pdf", notice.as_scan(notice.as_pdf()))
    assert read.document.doc_number == notice.NUMBER
    assert str(read.document.issued_on) == "2025-03-20"
    assert next(clause.label for clause in read.clauses if clause.label) == "一、"
    assert notice.CLOSING[-1] in read.document.text.split("\n")
    assert "文字由识别得来" in read.findings
    assert "第2页" in read.findings


def test_a_page_stored_on_its_side_is_read_as_it_is_shown(imported: Import) -> None:
    pdf = notice.new_print(FPDF)
    with pdf.rotation(90, x=pdf.w / 2, y=pdf.w / 2):
        notice.line(pdf, "示例市关于横排页面的通知", align="L")
        notice.line(pdf, "一、总则", align="L")
        notice.line(pdf, "二、附则", align="L")
    document = pypdfium2.PdfDocument(bytes(pdf.output()))
    document[0].set_rotation(90)
    turned = io.BytesIO()
    document.save(turned)
    lines = imported("横页.pdf", turned.getvalue()).document.text.split("\n\n")
    assert lines == ["示例市关于横排页面的通知", "一、总则", "二、附则"]


def test_articles_at_the_edge_of_pages_are_no_running_heads(imported: Import) -> None:
    pdf = notice.new_print()
    notice.title(pdf, "示例市关于报送材料的办法")
    for number in range(1, 101):
        notice.paragraph(pdf, f"第{number}条 各单位应当报送第{number}类材料。")
    read = imported("办法.pdf", bytes(pdf.output()))
    assert len(read.numbered("条")) == 100


def test_text_in_fonts_that_do_not_say_their_characters_is_recognised(imported: Import) -> None:
    pytest.importorskip("rapidocr")
    pdf = notice.new_print(FPDF)
    pdf.set_compression(False)
    notice.title(pdf, "示例市关于字体的通知")
    notice.paragraph(pdf, "一、总则")
    nameless = bytes(pdf.output()).replace(b"/ToUnicode", b"/ToNothing")
    read = imported("通知.pdf", nameless)
    assert "示例市关于字体的通知" in read.document.text
    assert "文字由识别得来" in read.findings
