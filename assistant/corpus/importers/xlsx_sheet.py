"""One sheet after the other: what is hidden, the lines around the table, merged cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.corpus.check import Finding
from assistant.corpus.importers.extraction import Block, BlockKind, Cell, Dropped, Passage, Reason, hidden, warning
from assistant.corpus.importers.grid import Span, fill_grid
from assistant.corpus.importers.xlsx_values import shown_value
from assistant.errors import UnreadableSource

if TYPE_CHECKING:
    from openpyxl.cell import Cell as SheetCell
    from openpyxl.styles.colors import Color
    from openpyxl.worksheet.worksheet import Worksheet

MOST_CELLS = 200_000
_GIVEN_NAME = re.compile(r"(?:sheet|工作表)\s*\d*", re.IGNORECASE)
_LEAST_POINTS = 4
_WHITE = ("FFFFFFFF", "00FFFFFF")
_SHOWN_CELLS = 5

Row = tuple[Cell, ...]


class Sheets:
    """Collects the blocks of a workbook."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.source: list[Passage] = []
        self.dropped: list[Dropped] = []
        self.findings: list[Finding] = []

    def add(self, sheet: Worksheet, *, alone: bool) -> None:
        """One sheet; raises UnreadableSource for one that is too big to review."""
        if sheet.max_row * sheet.max_column > MOST_CELLS:
            told = f"工作表“{sheet.title}”有 {sheet.max_row}×{sheet.max_column} 格，多于 {MOST_CELLS} 格。"
            raise UnreadableSource(told + "请删去空行空列或拆成几份再导入。")
        written = [(cell, shown_value(cell.value, cell.number_format)) for row in sheet.iter_rows() for cell in row]
        texts = [(cell, text) for cell, text in written if text.strip()]
        if not texts:
            return
        self.source += [Passage(sheet.title, "工作表名")]
        self.source += [Passage(text, f"{sheet.title}!{cell.coordinate}") for cell, text in texts]
        if sheet.sheet_state != "visible":
            self.dropped.append(Dropped(sheet.title, Reason.SHEET_NAME, "工作表名"))
            self._hide([text for _, text in texts], "隐藏的工作表", sheet.title)
            return
        if alone or _GIVEN_NAME.fullmatch(sheet.title):
            self.dropped.append(Dropped(sheet.title, Reason.SHEET_NAME, "工作表名"))
        else:
            self.blocks.append(Block(BlockKind.HEADING, sheet.title, 2))
        self._add_rows(fill_grid(self._spans(sheet, texts)))

    def report_uncalculated(self, calculated: Worksheet, written: Worksheet) -> None:
        """A finding for formulas whose result was never saved: nobody sees a value there."""
        missing = [
            cell.coordinate
            for row in written.iter_rows()
            for cell in row
            if cell.data_type == "f" and calculated[cell.coordinate].value is None
        ]
        if missing:
            some = "、".join(missing[:_SHOWN_CELLS])
            told = f"{some} 等 {len(missing)} 格是没有保存结果的公式，没有导入。请用 Office 或 WPS 打开并保存后重新导入"
            self.findings.append(warning(written.title, told))

    def _spans(self, sheet: Worksheet, texts: list[tuple[SheetCell, str]]) -> Iterator[Span]:
        merged = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
        unseen: dict[str, list[str]] = {}
        for cell, text in texts:
            if how := _hiding(sheet, cell):
                unseen.setdefault(how, []).append(text)
                continue
            area = merged.get((cell.row, cell.column))
            height, width = (area.size["rows"], area.size["columns"]) if area else (1, 1)
            yield Span(cell.row, cell.column, height, width, text)
        for how, hidden_texts in unseen.items():
            self._hide(hidden_texts, how, sheet.title)

    def _hide(self, texts: list[str], how: str, place: str) -> None:
        dropped, finding = hidden("\n".join(texts), how, place)
        self.dropped.append(dropped)
        self.findings.append(finding)

    def _add_rows(self, rows: tuple[Row, ...]) -> None:
        first = next((index for index, row in enumerate(rows) if not _is_line(row)), len(rows))
        last = next((index for index in range(len(rows) - 1, first, -1) if not _is_line(rows[index])), first)
        self._add_lines(rows[:first])
        if table := rows[first : last + 1]:
            self.blocks.append(Block(BlockKind.TABLE, rows=table))
        self._add_lines(rows[last + 1 :])

    def _add_lines(self, rows: tuple[Row, ...]) -> None:
        for row in rows:
            text = next(cell.text for cell in row if cell.text.strip() and not cell.repeated)
            self.blocks += [Block(BlockKind.PARAGRAPH, line) for line in text.split("\n") if line.strip()]


def _is_line(row: Row) -> bool:
    """Whether a row holds one text only, as titles, units and notes do."""
    own = [cell.text for cell in row if cell.text.strip() and not cell.repeated]
    return len(own) == 1 and {cell.text for cell in row if cell.text.strip()} == set(own)


def _hiding(sheet: Worksheet, cell: SheetCell) -> str:
    if sheet.row_dimensions[cell.row].hidden:
        return "隐藏的行"
    if any(
        each.hidden and each.min <= cell.column <= each.max for each in sheet.column_dimensions.values() if each.min
    ):
        return "隐藏的列"
    if cell.font.sz is not None and cell.font.sz < _LEAST_POINTS:
        return f"字号 {cell.font.sz:g} 磅"
    if _is_white(cell.font.color) and cell.fill.fill_type is None:
        return "白底白字"
    return "格式 ;;; 不显示" if cell.number_format == ";;;" else ""


def _is_white(color: Color | None) -> bool:
    if color is None or color.tint:
        return False
    return (color.type == "rgb" and color.rgb in _WHITE) or (color.type == "theme" and color.theme == 0)
