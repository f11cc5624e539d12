"""Running heads and page numbers: lines at the edge of pages that are none of the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace

from assistant.corpus.importers.extraction import Block, BlockKind, Dropped, Extraction, Reason, at_page
from assistant.corpus.labels import label_at

_PAGE_NUMBER = re.compile(
    r"[-—–－_·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?\s*(?:[/／,，]?\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–－_·\s]*"
)
_DIGITS = re.compile(r"\d+")
# As many lines at the top and at the bottom of a page can be running heads.
_EDGE = 2


def drop_running_lines(extraction: Extraction) -> Extraction:
    """Take out page numbers and the lines that most pages share at an edge."""
    blocks = extraction.blocks
    pages: defaultdict[int, list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        if block.page:
            pages[block.page].append(index)
    edges = [index for indexes in pages.values() for index in _edge(blocks, indexes)]
    alike = Counter(shape for _, shape in {(blocks[index].page, _shape(blocks[index])) for index in edges})
    shared = {shape for shape, count in alike.items() if count >= 2 and count > len(pages) / 2}
    reasons: dict[int, Reason] = {}
    for index in edges:
        block = blocks[index]
        if _PAGE_NUMBER.fullmatch(block.text):
            reasons[index] = Reason.PAGE_NUMBER
        elif _shape(block) in shared:
            reasons[index] = Reason.RUNNING_HEAD
    dropped = tuple(
        Dropped(blocks[index].text, reason, at_page(blocks[index].page)) for index, reason in sorted(reasons.items())
    )
    kept = tuple(block for index, block in enumerate(blocks) if index not in reasons)
    return replace(extraction, blocks=kept, dropped=extraction.dropped + dropped)


def _edge(blocks: tuple[Block, ...], indexes: list[int]) -> list[int]:
    lines = dict.fromkeys((*indexes[:_EDGE], *indexes[-_EDGE:]))
    return [index for index in lines if blocks[index].kind is not BlockKind.TABLE]


def _shape(block: Block) -> str:
    """What running heads have in common: their words; the page number in them counts up. Articles count up as well."""
    words = "".join(block.text.split())
    return words if label_at(block.text, 0, len(block.text)) else _DIGITS.sub("#", words)
