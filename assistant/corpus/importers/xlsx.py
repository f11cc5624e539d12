"""Excel workbooks: each visible sheet is a table, with the lines above and below it as text."""

from __future__ import annotations

import io
import zipfile

from assistant.corpus.importers.archives import DAMAGED, members_of, opened
from assistant.corpus.importers.extraction import Extraction, Format, Source
from assistant.corpus.importers.libraries import needs
from assistant.corpus.importers.xlsx_sheet import Sheets
from assistant.errors import UnreadableSource

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _recognises(source: Source) -> bool:
    return "xl/workbook.xml" in members_of(source)


def _extract(source: Source) -> Extraction:
    with needs("import", "导入 XLSX"):
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException
    with opened(source):
        try:
            book = load_workbook(io.BytesIO(source.data), data_only=True)
        except (InvalidFileException, KeyError, ValueError, TypeError, SyntaxError, zipfile.BadZipFile) as error:
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
