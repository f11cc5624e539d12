"""Write blocks as the Markdown of knowledge files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from assistant.corpus.importers.extraction import Block, BlockKind, Cell
from assistant.corpus.labels import label_at
from assistant.corpus.layout import escape_cell, escape_inline, escape_line
from assistant.corpus.sentences import TERMINALS

_BREAKS = re.compile(r"[ \t\u3000]*[\r\n\t\v\f\x85\u2028\u2029]+[ \t\u3000]*")
_HEADING_LIMIT = 60
_DEEPEST = 6


def render(title: Block | None, blocks: Sequence[Block]) -> str:
    """The body of a knowledge file: one line a paragraph, blank lines between, tables in pipes."""
    levels = _levels(blocks)
    parts = [f"# {escape_inline(one_line(title.text))}"] if title else []
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        if kind is BlockKind.ITEM:
            parts.append("\n".join(_item(block) for block in group))
        else:
            parts += [_block(block, levels) for block in group]
    return "\n\n".join(filter(None, parts)) + "\n"


def one_line(text: str) -> str:
    """The text without line breaks; they say nothing inside a paragraph or a cell."""
    return _BREAKS.sub(" ", text).strip()


def _levels(blocks: Sequence[Block]) -> dict[int, int]:
    """The depth in Markdown of each heading level that occurs below the title."""
    used = sorted({block.level for block in blocks if block.kind is BlockKind.HEADING})
    return {level: min(depth, _DEEPEST) for depth, level in enumerate(used, 2)}


def _block(block: Block, levels: dict[int, int]) -> str:
    if block.kind is BlockKind.TABLE:
        return _table(block.rows)
    text = one_line(block.number + block.text)
    # A number says its own level, and a sentence is no heading whatever its layout.
    sentence = len(text) > _HEADING_LIMIT or text[-1:] in tuple(TERMINALS)
    if block.kind is BlockKind.HEADING and text and not sentence and not label_at(text, 0, len(text)):
        return f"{'#' * levels[block.level]} {escape_inline(text)}"
    # Stars of the text would be taken for more bold, and a mark at its beginning for one of layout.
    plain = "*" in text or escape_line(text) != escape_inline(text)
    return escape_line(text) if plain else _with_bold(text, block.bold)


def _with_bold(text: str, bold: Sequence[str]) -> str:
    """The text with its parts in bold; a number in bold is no title."""
    written, position = "", 0
    for part in bold:
        at = text.find(part, position)
        label = label_at(part, 0, len(part))
        if at >= 0 and not (label and label.end == len(part)):
            written += f"{escape_inline(text[position:at])}**{escape_inline(part)}**"
            position = at + len(part)
    return written + escape_inline(text[position:])


def _item(block: Block) -> str:
    return f"{'  ' * max(block.level - 1, 0)}- {escape_inline(one_line(block.text))}"


def _table(rows: Sequence[Sequence[Cell]]) -> str:
    head, *body = [_row(row) for row in rows]
    return "\n".join((head, "|" + "---|" * len(rows[0]), *body))


def _row(row: Sequence[Cell]) -> str:
    return f"| {' | '.join(escape_cell(one_line(cell.text)) for cell in row)} |"
