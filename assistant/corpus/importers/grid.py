"""Merged cells: their text in each cell that they cover, so that every row reads alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.corpus.importers.extraction import Cell
from assistant.errors import UnreadableSource

MOST_PLACES = 200_000


@dataclass(frozen=True, slots=True)
class Span:
    """A cell with the rows and columns that it covers."""

    row: int
    column: int
    height: int
    width: int
    text: str
    generated: str = ""


def refuse_bombs(places: int) -> None:
    """Raises UnreadableSource for a table of more places than a person could review."""
    if places > MOST_PLACES:
        told = f"有一个表格连同合并的单元格多于 {MOST_PLACES} 格，不予导入。"
        raise UnreadableSource(told + "请删去空行空列、取消多余的合并或拆成几份再导入。")


def fill_grid(spans: Iterable[Span]) -> tuple[tuple[Cell, ...], ...]:
    """Rows of equal width, without those rows and columns that have no text of their own; raises UnreadableSource."""
    cells: dict[tuple[int, int], Cell] = {}
    covered = 0
    for span in spans:
        covered += span.height * span.width
        refuse_bombs(covered)
        for row in range(span.row, span.row + span.height):
            for column in range(span.column, span.column + span.width):
                repeated = (row, column) != (span.row, span.column)
                cells.setdefault((row, column), Cell(span.text, repeated and bool(span.text), span.generated))
    own = [place for place, cell in cells.items() if cell.text.strip() and not cell.repeated]
    rows = sorted({row for row, _ in own})
    columns = sorted({column for _, column in own})
    # One long row above one long column covers little and still spans all places between them.
    refuse_bombs(len(rows) * len(columns))
    return tuple(tuple(cells.get((row, column), Cell("")) for column in columns) for row in rows)
