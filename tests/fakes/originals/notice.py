"""A notice over two pages of print: running heads, page numbers, a table that goes on with its head repeated."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

from fpdf import FPDF

FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
SIMPLIFIED = 2
ISSUERS = ("示例市工业和信息化局", "示例市财政局")
TITLE = "示例市工业和信息化局 示例市财政局关于组织申报2025年技术改造补助的通知"
NUMBER = "示工信联〔2025〕8号"
RUNNING_HEAD = "示例市工业和信息化局公文"
OPENING = (
    "各县（区）工业和信息化主管部门，各有关企业：",
    "为贯彻落实示例市制造业当家工作部署，支持企业开展技术改造，现就组织申报2025年技术改造补助有关事项通知如下，"
    "请各单位认真组织、按时报送，逾期不予受理。",
    "一、申报条件",
    "（一）在本市依法登记注册，具有独立法人资格；",
    "（二）技术改造投资总额不低于500万元，且已于2024年12月31日前完工；",
    "二、补助标准",
    "按照设备投资额分档给予补助，具体标准见下表。",
)
HEAD = ("类别", "设备投资额", "补助标准", "补助标准")
SECOND_HEAD = ("类别", "设备投资额", "比例", "最高")
KINDS = ("制造业", "制造业", "制造业", "软件业", "软件业", "软件业")
CLOSING = (
    "三、申报时间",
    "申报截止时间为2025年6月30日，以县（区）主管部门收到完整申报材料的时间为准，不以邮寄时间为准，请各企业提前做好"
    "准备。",
    "本通知自2025年4月1日起施行，有效期至2027年12月31日。",
)


def table_rows() -> list[tuple[str, str, str, str]]:
    """The rows below both heads, every merged cell repeated."""
    return [(kind, f"{n}00万元以上", f"{n + 4}%", f"{n * 50}万元") for n, kind in enumerate(KINDS, 1)]


class _Print(FPDF):
    def header(self) -> None:
        self.set_font("noto", size=9)
        self.cell(0, 8, RUNNING_HEAD, align="C", new_x="LMARGIN", new_y="NEXT")

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font("noto", size=9)
        self.cell(0, 8, f"— {self.page_no()} —", align="C")


@cache
def as_pdf() -> bytes:
    """The file; made once, for cutting the font takes a second."""
    pdf = new_print()
    title(pdf, "示例市工业和信息化局 示例市财政局", "关于组织申报2025年技术改造补助的通知")
    line(pdf, NUMBER, align="C")
    for text in OPENING:
        paragraph(pdf, text)
    pdf.ln(20)
    rows = table_rows()
    _table(pdf, rows[:3])
    pdf.add_page()
    _table(pdf, rows[3:])
    for text in CLOSING:
        paragraph(pdf, text)
    for text in (*ISSUERS, "2025年3月20日"):
        line(pdf, text, align="R")
    return bytes(pdf.output())


def new_print(kind: type[FPDF] = _Print) -> FPDF:
    """An empty document with a page and the font."""
    pdf = kind()
    pdf.add_font("noto", "", FONT, collection_font_number=SIMPLIFIED)
    pdf.add_page()
    pdf.set_font("noto", size=12)
    return pdf


def title(pdf: FPDF, *lines: str) -> None:
    pdf.set_font("noto", size=18)
    for text in lines:
        pdf.cell(0, 12, text, align="C", new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("noto", size=12)


def line(pdf: FPDF, text: str, align: str) -> None:
    pdf.set_font("noto", size=12)
    pdf.cell(0, 9, text, align=align, new_x="LMARGIN", new_y="NEXT")


def paragraph(pdf: FPDF, text: str) -> None:
    """Indented by two characters, broken at the margin as print is: anywhere."""
    pdf.set_font("noto", size=12)
    pdf.multi_cell(0, 8, f"\u3000\u3000{text}", align="L", wrapmode="CHAR", new_x="LMARGIN", new_y="NEXT")


def _table(pdf: FPDF, rows: list[tuple[str, str, str, str]]) -> None:
    pdf.set_font("noto", size=11)
    with pdf.table(first_row_as_headings=False, col_widths=(2, 3, 2, 2)) as table:
        head = table.row()
        head.cell("类别", rowspan=2)
        head.cell("设备投资额", rowspan=2)
        head.cell("补助标准", colspan=2)
        second = table.row()
        for text in SECOND_HEAD[2:]:
            second.cell(text)
        for index, (kind, invested, share, most) in enumerate(rows):
            row = table.row()
            if index == 0:
                row.cell(kind, rowspan=len(rows))
            for text in (invested, share, most):
                row.cell(text)


def as_scan(pdf: bytes) -> bytes:
    """The same pages as pictures in a PDF, as a scanner makes it."""
    import pypdfium2

    scan = FPDF()
    for page in pypdfium2.PdfDocument(pdf):
        picture = io.BytesIO()
        page.render(scale=150 / 72).to_pil().save(picture, "PNG")
        scan.add_page()
        scan.image(picture, 0, 0, scan.w, scan.h)
    return bytes(scan.output())
