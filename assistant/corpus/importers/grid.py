"""Merged cells: their text in each cell that they cover, so that every row reads alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.corpus.importers.extraction import Cell


@dataclass(frozen=True, slots=True)
class Span:
    """A cell with the rows and columns that it covers."""

    row: int
    column: int
    height: int
    width: int
    text: str
    generated: str = ""


def fill_grid(spans: Iterable[Span]) -> tuple[tuple[Cell, ...], ...]:
    """Rows of equal width; rows and columns without a text of their own are left out."""
    cells: dict[tuple[int, int], Cell] = {}
    for span in spans:
        for row in range(span.row, span.row + span.height):
            for column in range(span.column, span.column + span.width):
                repeated = (row, column) != (span.row, span.column)
                cells.setdefault((row, column), Cell(span.text, repeated and bool(span.text), span.generated))
    own = [place for place, cell in cells.items() if cell.text.strip() and not cell.repeated]
    rows = sorted({row for row, _ in own})
    columns = sorted({column for _, column in own})
    return tuple(tuple(cells.get((row, column), Cell("")) for column in columns) for row in rows)
