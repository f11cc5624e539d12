"""Questions in a table that somebody kept until now: CSV or XLSX, with a heading or without."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.corpus.importers.archives import DAMAGED, opened
from assistant.corpus.importers.extraction import Source
from assistant.corpus.importers.libraries import needs
from assistant.errors import TicketRefused, UnreadableSource

MOST_ROWS, MOST_COLUMNS = 1000, 30
MOST_SHEET_BYTES = 20_000_000
_HEADINGS = {
    "question": ("问题", "诉求", "内容", "咨询内容", "留言内容", "诉求内容", "question"),
    "reach": ("联系方式", "电话", "联系电话", "手机", "手机号", "邮箱", "reach", "phone", "email"),
    "tags": ("标签", "分类", "类别", "tags"),
}
_FIELD_OF = {heading: field for field, headings in _HEADINGS.items() for heading in headings}
# openpyxl names its own errors only for wrong endings of names.
_UNREADABLE = (OSError, LookupError, ValueError, TypeError, SyntaxError, AttributeError)


@dataclass(frozen=True, slots=True)
class TicketRow:
    """A row, the first being 1, as it stands; tags are told apart by commas, stops or spaces."""

    row: int
    question: str
    reach: str = ""
    tags: str = ""


def rows_of_csv(data: bytes) -> tuple[TicketRow, ...]:
    """Raises UnreadableSource for what is no text, TicketRefused for too many rows."""
    text = _decoded(data)
    separator = max(",;\t", key=text.partition("\n")[0].count)
    try:
        return _rows(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=False))
    except csv.Error as error:
        raise UnreadableSource("CSV 读不出来，请用 Excel 或 WPS 打开后另存为 UTF-8 的 CSV，再导入。") from error


def rows_of_workbook(source: Source) -> tuple[TicketRow, ...]:
    """The first visible sheet; formulas are read as what they came to. Raises as above, or LibraryMissing."""
    with needs("import", "导入 XLSX"):
        from openpyxl import load_workbook
    with opened(source) as archive:
        if sum(each.file_size for each in archive.infolist()) > MOST_SHEET_BYTES:
            raise UnreadableSource(f"{source.name} 解开后太大，请只留要导入的表，或拆成几份。")
    try:
        # Read as it streams: nothing is made of what ranges claim to cover.
        book = load_workbook(io.BytesIO(source.data), read_only=True, data_only=True, keep_links=False)
        sheet = next(each for each in book.worksheets if each.sheet_state == "visible")
        shown = sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS, values_only=True)
        return _rows([["" if value is None else str(value) for value in row] for row in shown])
    except StopIteration:
        raise UnreadableSource(f"{source.name} 里没有看得见的表。") from None
    except _UNREADABLE as error:
        raise UnreadableSource(DAMAGED.format(source.name)) from error


def _rows(table: Iterable[Sequence[str]]) -> tuple[TicketRow, ...]:
    found = list(_filled(table))
    if found:
        fields = [_FIELD_OF.get(cell.strip().lower(), "") for cell in found[0][1]]
        has_heading = "question" in fields
        places = {field: fields.index(field) for field in _HEADINGS if field in fields} if has_heading else {}
        rows = found[1:] if has_heading else found
        return tuple(_row(number, cells, places or {"question": 0}) for number, cells in rows)
    return ()


def _filled(table: Iterable[Sequence[str]]) -> Iterator[tuple[int, Sequence[str]]]:
    for number, cells in enumerate(table, start=1):
        if number > MOST_ROWS + 1:
            raise TicketRefused(f"一次最多导入 {MOST_ROWS} 行，请拆成几份。")
        if any(cell.strip() for cell in cells):
            yield number, cells[:MOST_COLUMNS]


def _row(number: int, cells: Sequence[str], places: dict[str, int]) -> TicketRow:
    told = {field: cells[place] if place < len(cells) else "" for field, place in places.items()}
    return TicketRow(number, **told)


def _decoded(data: bytes) -> str:
    # Excel on Chinese Windows saves CSV in GB 18030.
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableSource("文件不是 UTF-8 或 GB18030 编码的文字，请另存为 UTF-8 的 CSV 再导入。")
