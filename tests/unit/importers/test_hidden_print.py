"""Hidden text in PDF and Word files."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from docx.document import Document as WordDocument
from docx.enum.dml import MSO_THEME_COLOR
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor
from fpdf import FPDF

from tests.fakes.originals import notice, regulation
from tests.unit.importers.conftest import Import

SECRET = "秘密的文字在这里"
has_font = pytest.mark.skipif(not notice.FONT.exists(), reason="fonts-noto-cjk is not installed")


def _white(pdf: FPDF) -> None:
    pdf.set_text_color(255, 255, 255)
    pdf.cell(0, 8, SECRET)


def _tiny(pdf: FPDF) -> None:
    pdf.set_font("noto", size=2)
    pdf.cell(0, 8, SECRET)


def _off_page(pdf: FPDF) -> None:
    pdf.text(-80, 100, SECRET)


def _covered(pdf: FPDF) -> None:
    pdf.text(40, 150, SECRET)
    pdf.set_fill_color(0, 0, 0)
    pdf.rect(35, 140, 90, 20, style="F")


def _without_ink(pdf: FPDF) -> None:
    with pdf.local_context(text_mode="INVISIBLE"):
        pdf.cell(0, 8, SECRET)


@has_font
@pytest.mark.parametrize(
    ("hide", "how"),
    [
        (_white, "白底白字"),
        (_tiny, "字号 2.0 磅"),
        (_off_page, "在页面之外"),
        (_covered, "被色块遮住"),
        (_without_ink, "不着墨的文字"),
    ],
)
def test_hidden_text_of_a_pdf_is_told_and_not_kept(imported: Import, hide: Callable[[FPDF], None], how: str) -> None:
    pdf = notice.new_print(FPDF)
    notice.paragraph(pdf, "示例市关于隐藏文字的通知")
    hide(pdf)
    read = imported("通知.pdf", bytes(pdf.output()))
    assert SECRET not in read.document.text
    assert read.dropped("隐藏文字") == [SECRET]
    assert f"（{how}）：“{SECRET}”" in read.findings


@has_font
def test_white_text_on_a_dark_ground_and_marked_text_stay(imported: Import) -> None:
    pdf = notice.new_print(FPDF)
    notice.paragraph(pdf, "示例市关于底色的通知")
    pdf.set_fill_color(0, 51, 102)
    pdf.set_text_color(255, 255, 255)
    pdf.cell(80, 10, "深色底上的白字", fill=True, new_x="LMARGIN", new_y="NEXT")
    pdf.set_text_color(0, 0, 0)
    pdf.text(40, 150, "被彩笔标过的字")
    pdf.set_fill_color(255, 255, 0)
    pdf.rect(35, 140, 60, 20, style="F")
    text = imported("通知.pdf", bytes(pdf.output())).document.text
    assert "深色底上的白字" in text
    assert "被彩笔标过的字" in text


def _vanish(document: WordDocument) -> None:
    document.add_paragraph().add_run(SECRET).font.hidden = True


def _word_white(document: WordDocument) -> None:
    document.add_paragraph().add_run(SECRET).font.color.rgb = RGBColor(255, 255, 255)


def _word_theme(document: WordDocument) -> None:
    document.add_paragraph().add_run(SECRET).font.color.theme_color = MSO_THEME_COLOR.BACKGROUND_1


def _word_tiny(document: WordDocument) -> None:
    document.add_paragraph().add_run(SECRET).font.size = Pt(1)


def _word_style(document: WordDocument) -> None:
    style = document.styles.add_style("Ghost", 1)
    style.font.hidden = True
    document.add_paragraph(SECRET, style="Ghost")


@pytest.mark.parametrize("hide", [_vanish, _word_white, _word_theme, _word_tiny, _word_style])
def test_hidden_text_of_a_word_file_is_told_and_not_kept(
    imported: Import, hide: Callable[[WordDocument], None]
) -> None:
    read = imported("办法.docx", regulation.as_word(hide))
    assert SECRET not in read.document.text
    assert read.dropped("隐藏文字") == [SECRET]
    assert SECRET in read.findings


def test_white_text_in_a_coloured_cell_stays(imported: Import) -> None:
    def add(document: WordDocument) -> None:
        table = document.add_table(1, 2)
        table.cell(0, 0).paragraphs[0].add_run("白字表头").font.color.rgb = RGBColor(255, 255, 255)
        table.cell(0, 0)._tc.get_or_add_tcPr().append(
            parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="003366"/>')
        )
        table.cell(0, 1).text = "第二列"

    assert "白字表头" in imported("办法.docx", regulation.as_word(add)).document.text


def test_deleted_revisions_comments_heads_and_feet_of_a_word_file_are_in_the_ledger(imported: Import) -> None:
    def add(document: WordDocument) -> None:
        section = document.sections[0]
        section.header.paragraphs[0].text = "示例市公文"
        section.footer.paragraphs[0].text = "内部资料"
        paragraph = document.add_paragraph("保留的文字")
        paragraph._p.append(
            parse_xml(
                f'<w:del {nsdecls("w")} w:id="1" w:author="a"><w:r><w:delText>删去的文字</w:delText></w:r></w:del>'
            )
        )
        paragraph._p.append(
            parse_xml(f'<w:ins {nsdecls("w")} w:id="2" w:author="a"><w:r><w:t>插入的文字</w:t></w:r></w:ins>')
        )
        document.add_comment(paragraph.runs, text="批注的文字", author="a")

    read = imported("办法.docx", regulation.as_word(add))
    assert "保留的文字插入的文字" in read.document.text
    assert read.dropped("修订中已删除") == ["删去的文字"]
    assert read.dropped("批注") == ["批注的文字"]
    assert read.dropped("页眉页脚") == ["示例市公文", "内部资料"]


def test_merged_cells_and_numbers_in_cells_of_a_word_table(imported: Import) -> None:
    def add(document: WordDocument) -> None:
        table = document.add_table(3, 3)
        for row, texts in enumerate((("类别", "标准", ""), ("制造业", "一档", "10万元"), ("", "二档|上限", "20万元"))):
            for column, text in enumerate(texts):
                table.cell(row, column).text = text
        table.cell(0, 1).merge(table.cell(0, 2))
        table.cell(1, 0).merge(table.cell(2, 0))
        regulation.number(table.cell(1, 1).paragraphs[0], 2)

    assert imported("办法.docx", regulation.as_word(add)).tables() == [
        [("类别", "标准", "标准"), ("制造业", "（一）一档", "10万元"), ("制造业", "二档|上限", "20万元")]
    ]


def test_text_boxes_content_controls_and_footnote_numbers_are_read_once(imported: Import) -> None:
    def add(document: WordDocument) -> None:
        body = document.element.body
        body.insert(
            len(body) - 1,
            parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent>{_line('控件里的文字')}</w:sdtContent></w:sdt>"),
        )
        box = f"<w:txbxContent>{_line('框里的文字')}</w:txbxContent>"
        names = f'{nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        document.add_paragraph("框旁的文字")._p.append(
            parse_xml(
                f'<w:r {names}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
                f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
            )
        )

    text = imported("办法.docx", regulation.as_word(add)).document.text
    assert [text.count(words) for words in ("控件里的文字", "框里的文字", "框旁的文字")] == [1, 1, 1]


def _line(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
