"""A subsidy table as a workbook: a title over all columns, a unit, merged cells, a note, hidden parts."""

from __future__ import annotations

import io
from datetime import date

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

TITLE = "示例市2025年技术改造补助标准"
UNIT = "单位：万元"
NOTE = "注：同一项目不重复补助。"
ROWS = [
    ("区域", "行业", "补助比例", "最高额", "截止日期"),
    ("东区", "纺织", "20%", "1,000", "2025-06-30"),
    ("东区", "食品", "15%", "800", "2025-06-30"),
    ("西区", "纺织", "25%", "1,200.50", "2025-07-31"),
]


def as_workbook(*, with_hidden: bool = True) -> bytes:
    """The file's bytes."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "补助标准"
    sheet["A1"] = TITLE
    sheet.merge_cells("A1:E1")
    sheet["E2"] = UNIT
    sheet.append(ROWS[0])
    for region, trade, share, most, day in (
        ("东区", "纺织", 0.2, 1000, date(2025, 6, 30)),
        (None, "食品", 0.15, 800, None),
        ("西区", "纺织", 0.25, 1200.5, date(2025, 7, 31)),
    ):
        sheet.append((region, trade, share, most, day))
    sheet.merge_cells("A4:A5")
    sheet.merge_cells("E4:E5")
    for row in range(4, 7):
        sheet.cell(row, 3).number_format = "0%"
        sheet.cell(row, 4).number_format = "#,##0.00" if row == 6 else "#,##0"
        sheet.cell(row, 5).number_format = "yyyy-mm-dd"
    sheet["A7"] = NOTE
    sheet.merge_cells("A7:E7")
    if with_hidden:
        _hide(book, sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _hide(book: Workbook, sheet: Worksheet) -> None:
    sheet["A8"] = "隐藏行里的补助为9999"
    sheet.row_dimensions[8].hidden = True
    sheet["G4"] = "隐藏列里的备注"
    sheet.column_dimensions["G"].hidden = True
    secret = book.create_sheet("底稿")
    secret["A1"] = "隐藏表里的测算"
    secret.sheet_state = "hidden"
