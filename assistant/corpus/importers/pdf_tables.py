"""Borders of the tables on a PDF page. Only their places are taken: pdfium reads the characters better."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.corpus.check import Finding
from assistant.corpus.importers.extraction import Cell, at_page, warning
from assistant.corpus.importers.grid import Span, fill_grid
from assistant.corpus.importers.libraries import needs

if TYPE_CHECKING:
    from pdfplumber.pdf import PDF

Box = tuple[float, float, float, float]
_SAME = 3.0


@dataclass(frozen=True, slots=True)
class Borders:
    """A table: its cells as boxes from the top left of the page, merged ones whole."""

    box: Box
    cells: tuple[Box, ...]

    def cell_at(self, x: float, y: float) -> int | None:
        """Index of the cell that holds a point."""
        for index, (left, top, right, bottom) in enumerate(self.cells):
            if left <= x <= right and top <= y <= bottom:
                return index
        return None

    def rows(self, texts: dict[int, str]) -> tuple[tuple[Cell, ...], ...]:
        """The grid with the texts of its cells."""
        lefts = _distinct(cell[0] for cell in self.cells)
        tops = _distinct(cell[1] for cell in self.cells)
        return fill_grid(
            Span(
                row=_at(tops, top),
                column=_at(lefts, left),
                height=max(1, sum(top - _SAME < each < bottom - _SAME for each in tops)),
                width=max(1, sum(left - _SAME < each < right - _SAME for each in lefts)),
                text=texts.get(index, ""),
            )
            for index, (left, top, right, bottom) in enumerate(self.cells)
        )


class TableFinder:
    """Looks for bordered tables; opens the file when the first page with borders comes."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.findings: list[Finding] = []

    def on_page(self, number: int) -> tuple[Borders, ...]:
        """Tables of two cells a row or more; a frame around text is none."""
        from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

        try:
            page = self._document.pages[number - 1]
            tables = page.find_tables()
        except (PdfminerException, MalformedPDFException, TypeError, IndexError):
            # The last two are what it does with pages that pdfium mends.
            told = "表格的边框读不出来，表格可能成了散行。请对照原件改正"
            self.findings.append(warning(at_page(number), told))
            return ()
        found = []
        for table in tables:
            cells = tuple(
                sorted((_shown(cell, page.cropbox) for cell in table.cells), key=lambda cell: (cell[1], cell[0]))
            )
            if len(_distinct(cell[0] for cell in cells)) >= 2:
                found.append(Borders(_shown(table.bbox, page.cropbox), cells))
        page.close()
        return tuple(found)

    @cached_property
    def _document(self) -> PDF:
        with needs("import", "导入 PDF"):
            import pdfplumber
        return pdfplumber.open(io.BytesIO(self._data))


def _shown(box: Box, page: Box) -> Box:
    """A box from the corner of what is shown of the page."""
    return box[0] - page[0], box[1] - page[1], box[2] - page[0], box[3] - page[1]


def _distinct(values: Iterable[float]) -> list[float]:
    """Values in order; those that differ by a line's thickness are one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _SAME:
            found.append(value)
    return found


def _at(values: Sequence[float], value: float) -> int:
    return min(range(len(values)), key=lambda index: abs(values[index] - value))
