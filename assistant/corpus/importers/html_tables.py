"""Tables of a web page, cell by cell, with what rowspan and colspan cover."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from assistant.corpus.importers.extraction import Cell
from assistant.corpus.importers.grid import Span, fill_grid, refuse_bombs

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_SPACES = re.compile(r"\s+")
_MOST_SPANNED = 1000
_LONGEST_NUMBER = 9
_SECTIONS = ("thead", "tbody", "tfoot")
_BREAKING = frozenset(("br", "p", "div", "li", "tr", "table"))


def is_layout_table(table: LexborNode) -> bool:
    """Whether it only places other things: one cell a row, or tables and long text inside."""
    rows = [list(_cells(row)) for row in _rows(table)]
    return max((len(row) for row in rows), default=0) < 2 or table.css_first("table table") is not None


def table_rows(table: LexborNode, drops: Callable[[LexborNode], bool]) -> tuple[tuple[Cell, ...], ...]:
    """The rows; `drops` decides on what is hidden or none of the text; raises UnreadableSource."""
    spans: list[Span] = []
    taken: set[tuple[int, int]] = set()
    covered = 0
    shown = [row for row in _rows(table) if not drops(row)]
    for at, row in enumerate(shown):
        column = 0
        for cell in _cells(row):
            while (at, column) in taken:
                column += 1
            height = min(_number(cell, "rowspan") or len(shown) - at, len(shown) - at)
            width = _number(cell, "colspan") or 1
            covered += height * width
            refuse_bombs(covered)
            text = "" if drops(cell) else _text(cell, drops)
            spans.append(Span(at, column, height, width, text))
            taken |= {(at + down, column + right) for down in range(height) for right in range(width)}
            column += width
    return fill_grid(spans)


def outside_cells(table: LexborNode) -> Iterator[LexborNode]:
    """What stands in a table but in none of its cells: its caption, scripts between its rows."""
    for part in _children(table):
        if part.tag in _SECTIONS:
            yield from (each for each in _children(part) if each.tag != "tr")
        elif part.tag != "tr":
            yield part
    for row in _rows(table):
        yield from (each for each in _children(row) if each.tag not in ("td", "th"))


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    for part in _children(table):
        if part.tag == "tr":
            yield part
        elif part.tag in _SECTIONS:
            yield from (row for row in _children(part) if row.tag == "tr")


def _cells(row: LexborNode) -> Iterator[LexborNode]:
    return (cell for cell in _children(row) if cell.tag in ("td", "th"))


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        if child.is_element_node:
            yield child
        child = child.next


def _number(cell: LexborNode, name: str) -> int | None:
    """0 means to the end, as for browsers; None: not given."""
    said = (cell.attributes.get(name) or "1").strip()
    return min(int(said), _MOST_SPANNED) or None if said.isdecimal() and len(said) <= _LONGEST_NUMBER else 1


def _text(node: LexborNode, drops: Callable[[LexborNode], bool]) -> str:
    return _SPACES.sub(" ", "".join(_words(node, drops))).strip()


def _words(node: LexborNode, drops: Callable[[LexborNode], bool]) -> Iterator[str]:
    child = node.child
    while child is not None:
        if child.is_text_node:
            yield child.text_content or ""
        elif child.is_element_node and not drops(child):
            breaks = child.tag in _BREAKING
            yield from (" " if breaks else "", *_words(child, drops), " " if breaks else "")
        child = child.next
