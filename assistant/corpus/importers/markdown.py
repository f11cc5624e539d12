"""Markdown files: what this project's own layout knows is kept as it is."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.corpus.importers.decoding import decode, is_text
from assistant.corpus.importers.extraction import (
    Block,
    BlockKind,
    Cell,
    Dropped,
    Extraction,
    Format,
    Passage,
    Reason,
    Source,
)
from assistant.corpus.layout import strip_layout, table_cells
from assistant.domain import LayoutMark, MarkKind

_FRONT_MATTER = re.compile(r"---\n.*?\n---\n", re.DOTALL)


def _recognises(source: Source) -> bool:
    named = source.suffix in (".md", ".markdown") or source.media_type == "text/markdown"
    return named and is_text(source.data)


def _extract(source: Source) -> Extraction:
    markdown = decode(source.data, source.charset)
    head = _FRONT_MATTER.match(markdown)
    dropped = (Dropped(head[0], Reason.RECORD, "文件开头"),) if head else ()
    text, marks = strip_layout(markdown[len(head[0]) if head else 0 :])
    at = {mark.start: mark for mark in marks if mark.kind in (MarkKind.HEADING, MarkKind.ITEM)}
    tables = [mark for mark in marks if mark.kind is MarkKind.TABLE]
    blocks: list[Block] = []
    passages = [Passage(head[0], "文件开头")] if head else []
    position = 0
    for number, line in enumerate(text.split("\n"), 1):
        table = next((mark for mark in tables if mark.start <= position < mark.end), None)
        if table is not None:
            cells = table_cells(line)
            passages += [Passage(cell, f"第{number}行") for cell in cells]
            _add_row(blocks, cells, opens=position == table.start)
        elif line.strip():
            passages.append(Passage(line, f"第{number}行"))
            end = position + len(line)
            bold = [mark for mark in marks if mark.kind is MarkKind.BOLD and position <= mark.start < end]
            block = _block(line.strip(), at.get(position))
            blocks.append(replace(block, bold=tuple(text[mark.start : mark.end] for mark in bold)))
        position += len(line) + 1
    return Extraction(tuple(blocks), tuple(passages), dropped)


def _block(line: str, mark: LayoutMark | None) -> Block:
    if mark is None:
        return Block(BlockKind.PARAGRAPH, line)
    kind = BlockKind.HEADING if mark.kind is MarkKind.HEADING else BlockKind.ITEM
    return Block(kind, line, level=mark.depth)


def _add_row(blocks: list[Block], cells: tuple[str, ...], *, opens: bool) -> None:
    row = tuple(Cell(cell) for cell in cells)
    if opens:
        blocks.append(Block(BlockKind.TABLE, rows=(row,)))
    else:
        width = len(blocks[-1].rows[0])
        row = (*row, *(Cell(""),) * (width - len(row)))
        blocks[-1] = Block(BlockKind.TABLE, rows=(*blocks[-1].rows, row))


FORMAT = Format("Markdown", (".md", ".markdown"), ("text/markdown",), _recognises, _extract)
