"""Lines of print with their places, from a PDF or a scan, and the blocks that their layout makes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from assistant.corpus.importers.extraction import Block, BlockKind, Cell

_INDENT = 1.2
_NEAR_MARGIN = 1.8
_TITLE_SIZE = 1.25
_CENTRED = 0.06
_GAP = 0.8
_COLUMN_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Line:
    """A line at its place on the page, from the top left; a table stands as a line that has `rows`."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    rows: tuple[tuple[Cell, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """What was read from a page; `number` counts from 1."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]


def blocks_of(pages: Sequence[Page]) -> list[Block]:
    """One block a line in reading order; sentences are put together later, when running heads are gone."""
    ordered = [replace(page, lines=tuple(_in_reading_order(page))) for page in pages]
    texts = [line for page in ordered for line in page.lines if not line.rows]
    if not texts:
        return [_block(line, page, 0, 0, 0) for page in ordered for line in page.lines]
    body = median(line.size for line in texts for _ in line.text)
    plain = [line for line in texts if line.size < body * _TITLE_SIZE]
    left = min(line.left for line in plain)
    right = max(line.right for line in plain)
    return [_block(line, page, body, left, right) for page in ordered for line in page.lines]


def _block(line: Line, page: Page, body: float, left: float, right: float) -> Block:
    if line.rows:
        return Block(BlockKind.TABLE, page=page.number, rows=line.rows)
    centre = abs((line.left + line.right) / 2 - page.width / 2) <= page.width * _CENTRED
    if centre and line.size >= body * _TITLE_SIZE:
        return Block(BlockKind.HEADING, line.text, 1, page=page.number)
    return Block(
        BlockKind.PARAGRAPH,
        line.text,
        page=page.number,
        fills_line=line.right >= right - _NEAR_MARGIN * body,
        indented=line.left >= left + _INDENT * body,
    )


def _in_reading_order(page: Page) -> list[Line]:
    """From top to bottom, parts of one line of print put together; columns stay as the file has them."""
    if _has_columns(page):
        return list(page.lines)
    lines: list[Line] = []
    for line in sorted(page.lines, key=lambda each: (each.top + each.bottom) / 2):
        above = lines[-1] if lines else None
        if above is not None and _beside(above, line):
            first, second = sorted((above, line), key=lambda each: each.left)
            lines[-1] = _put_together(first, second)
        else:
            lines.append(line)
    return lines


def _has_columns(page: Page) -> bool:
    texts = [line for line in page.lines if not line.rows and line.right - line.left >= _COLUMN_SHARE * page.width]
    middle = page.width / 2
    on_left = sum(line.right < middle * 1.05 and line.left < middle * 0.8 for line in texts)
    on_right = sum(line.left > middle * 0.95 for line in texts)
    least = max(4, _COLUMN_SHARE * len(texts))
    return on_left >= least and on_right >= least


def _beside(one: Line, other: Line) -> bool:
    if one.rows or other.rows:
        return False
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    apart = one.right <= other.left + 1 or other.right <= one.left + 1
    return apart and overlap > 0.5 * min(one.bottom - one.top, other.bottom - other.top)


def _put_together(first: Line, second: Line) -> Line:
    gap = "\u3000" if second.left - first.right > _GAP * first.size else ""
    return Line(
        first.text + gap + second.text,
        first.left,
        min(first.top, second.top),
        max(first.right, second.right),
        max(first.bottom, second.bottom),
        max(first.size, second.size),
    )
