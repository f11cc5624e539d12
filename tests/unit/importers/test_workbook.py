from __future__ import annotations

import io

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

from assistant.corpus.importers.xlsx_values import shown_value
from tests.fakes.originals import subsidy_sheet
from tests.unit.importers.conftest import Import


def test_every_cell_is_there_as_the_sheet_shows_it(imported: Import) -> None:
    assert imported("补助.xlsx", subsidy_sheet.as_workbook()).tables() == [subsidy_sheet.ROWS]


def test_the_lines_around_the_table_are_text(imported: Import) -> None:
    read = imported("补助.xlsx", subsidy_sheet.as_workbook())
    assert read.document.title == subsidy_sheet.TITLE
    assert {subsidy_sheet.UNIT, subsidy_sheet.NOTE} <= set(read.document.text.split("\n"))


def test_hidden_rows_columns_and_sheets_are_told_and_not_kept(imported: Import) -> None:
    read = imported("补助.xlsx", subsidy_sheet.as_workbook())
    for how, words in (
        ("隐藏的行", "隐藏行里的补助为9999"),
        ("隐藏的列", "隐藏列里的备注"),
        ("隐藏的工作表", "隐藏表里的测算"),
    ):
        assert f"（{how}）：“{words}”" in read.findings
        assert words not in read.document.text
        assert words in read.dropped("隐藏文字")


def test_sheets_stand_under_their_names(imported: Import) -> None:
    book = Workbook()
    book.active.title = "东区"
    for sheet in (book.active, book.create_sheet("西区")):
        for row in (("项目", "标准"), ("改造", f"{sheet.title}标准")):
            sheet.append(row)
    read = imported("分区.xlsx", _saved(book))
    assert [clause.heading for clause in read.clauses if clause.heading in ("东区", "西区")] == ["东区", "西区"]
    assert len(read.tables()) == 2


def test_a_formula_without_a_saved_result_is_told(imported: Import) -> None:
    book = Workbook()
    for row in (("项目", "金额"), ("甲", 1), ("合计", "=SUM(B2:B2)")):
        book.active.append(row)
    read = imported("公式.xlsx", _saved(book))
    assert "B3 等 1 格是没有保存结果的公式" in read.findings


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (1e27, "0.00", "1" + "0" * 27 + ".00"),
        (1.5e27, "0.00%", "15" + "0" * 28 + ".00%"),
        (12345678901234567890123456789012, "#,##0", "12,345,678,901,234,567,890,123,456,789,012"),
        (0.5, "0." + "0" * 500, "0.5" + "0" * 29),
        (float("inf"), "0.00", "inf"),
        (2.345, "0.00", "2.35"),
        (0.125, "0.0%", "12.5%"),
    ],
)
def test_numbers_of_any_size_are_shown(value: float, number_format: str, shown: str) -> None:
    assert shown_value(value, number_format) == shown


def test_white_text_without_a_ground_is_told_and_not_kept(imported: Import) -> None:
    book = Workbook()
    for row in (("项目", "标准"), ("改造", "百分之二十"), ("白字", "看不见的标准"), ("底色", "看得见的标准")):
        book.active.append(row)
    for cell in ("B3", "B4"):
        book.active[cell].font = Font(color="FFFFFFFF")
    book.active["B4"].fill = PatternFill("solid", fgColor="FF003366")
    read = imported("白字.xlsx", _saved(book))
    assert read.dropped("隐藏文字") == ["看不见的标准"]
    assert "看得见的标准" in read.document.text


def _saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
