"""Put together what the width of a page has cut: sentences over lines and pages, tables over pages."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile

from assistant.corpus.importers.extraction import Block, BlockKind, Cell, Dropped, Extraction, Joined, Reason, at_page
from assistant.corpus.labels import label_at

_WORD_END = re.compile(r"[A-Za-z0-9,.;:)]$")
_WORD_START = re.compile(r"[A-Za-z(]")
_SHOWN = 12


def join_lines(extraction: Extraction) -> Extraction:
    """One paragraph for the lines of print that are one; breaks between pages are noted for the ledger."""
    indents = any(block.indented for block in extraction.blocks)
    blocks: list[Block] = []
    joined: list[Joined] = []
    for block in extraction.blocks:
        above = blocks[-1] if blocks else None
        if above is None or not _goes_on(above, block, indents):
            blocks.append(block)
            continue
        if above.page != block.page:
            joined.append(Joined(above.text[-_SHOWN:], block.text[:_SHOWN], at_page(block.page)))
        gap = " " if _WORD_END.search(above.text) and _WORD_START.match(block.text) else ""
        blocks[-1] = replace(above, text=above.text + gap + block.text, page=block.page, fills_line=block.fills_line)
    return replace(extraction, blocks=tuple(blocks), joined=extraction.joined + tuple(joined))


def join_tables(extraction: Extraction) -> Extraction:
    """One table for the parts that stand at the end of one page and at the top of the next."""
    blocks: list[Block] = []
    dropped: list[Dropped] = []
    for block in extraction.blocks:
        above = blocks[-1] if blocks else None
        if above is None or not _table_goes_on(above, block):
            blocks.append(block)
            continue
        same = takewhile(lambda pair: _texts(pair[0]) == _texts(pair[1]), zip(above.rows, block.rows, strict=False))
        repeated = block.rows[: len(list(same))]
        if repeated:
            text = " ".join(cell.text for row in repeated for cell in row if not cell.repeated)
            dropped.append(Dropped(text, Reason.REPEATED_HEADER, at_page(block.page)))
        blocks[-1] = replace(above, rows=above.rows + block.rows[len(repeated) :], page=block.page)
    return replace(extraction, blocks=tuple(blocks), dropped=extraction.dropped + tuple(dropped))


def _goes_on(above: Block, block: Block, indents: bool) -> bool:
    if not above.fills_line or above.kind is BlockKind.TABLE or block.kind is not BlockKind.PARAGRAPH:
        return False
    if block.indented or block.number or above.kind is not BlockKind.PARAGRAPH:
        return False
    # Where paragraphs are indented, a number at the margin is a word of the sentence above.
    return indents or label_at(block.text, 0, len(block.text)) is None


def _table_goes_on(above: Block, block: Block) -> bool:
    both = above.kind is block.kind is BlockKind.TABLE
    return both and block.page == above.page + 1 and len(above.rows[0]) == len(block.rows[0])


def _texts(row: tuple[Cell, ...]) -> list[str]:
    return ["".join(cell.text.split()) for cell in row]
