"""Excel workbooks: each visible sheet is a table, with the lines above and below it as text."""

from __future__ import annotations

import io

from assistant.corpus.importers.archives import DAMAGED, members_of, opened
from assistant.corpus.importers.extraction import Extraction, Format, Source
from assistant.corpus.importers.libraries import needs
from assistant.corpus.importers.xlsx_ranges import covered_cells
from assistant.corpus.importers.xlsx_sheet import MOST_CELLS, Sheets
from assistant.errors import UnreadableSource

MOST_SHEET_BYTES = 40_000_000
_SHEETS = ("xl/worksheets/", "xl/sharedStrings")
# openpyxl names its own errors only for wrong endings of names.
_UNREADABLE = (OSError, LookupError, ValueError, TypeError, SyntaxError)
_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _recognises(source: Source) -> bool:
    return "xl/workbook.xml" in members_of(source)


def _extract(source: Source) -> Extraction:
    with needs("import", "导入 XLSX"):
        from openpyxl import load_workbook
    with opened(source) as archive:
        size = sum(each.file_size for each in archive.infolist() if each.filename.startswith(_SHEETS))
        if size > MOST_SHEET_BYTES:
            raise UnreadableSource(f"{source.name} 的表格太大（约 {size // 1_000_000} MB）。请拆成几份再导入。")
        try:
            if (covered := covered_cells(archive, source.data)) > MOST_CELLS:
                told = f"{source.name} 里合并的单元格、链接和批注覆盖 {covered} 格，多于 {MOST_CELLS} 格。"
                raise UnreadableSource(told + "请取消多余的合并和链接，或拆成几份再导入。")
            book = load_workbook(io.BytesIO(source.data), data_only=True)
        except _UNREADABLE as error:
            raise UnreadableSource(DAMAGED.format(source.name)) from error
    sheets = Sheets()
    visible = sum(sheet.sheet_state == "visible" and sheet.dimensions != "A1:A1" for sheet in book.worksheets)
    for sheet in book.worksheets:
        sheets.add(sheet, alone=visible == 1)
    formulas = load_workbook(io.BytesIO(source.data)).worksheets
    for calculated, written in zip(book.worksheets, formulas, strict=True):
        sheets.report_uncalculated(calculated, written)
    return Extraction(tuple(sheets.blocks), tuple(sheets.source), tuple(sheets.dropped), tuple(sheets.findings))


FORMAT = Format("XLSX", (".xlsx", ".xlsm"), (_MEDIA_TYPE,), _recognises, _extract)
