"""Characters that only look like what they should be, and characters that cannot be seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.corpus.importers.decoding import UNKNOWN
from assistant.corpus.importers.extraction import Block, Dropped, Extraction, Reason, at_page, warning
from assistant.language.normalise import Harm, Invisible, find_invisible, strip_invisible, whole_characters


def restore_radicals(extraction: Extraction) -> Extraction:
    """Whole characters for the radicals that some PDF fonts name instead, in blocks, ledger and source alike."""
    return replace(
        extraction,
        blocks=tuple(_map_block(block, whole_characters) for block in extraction.blocks),
        source=tuple(replace(passage, text=whole_characters(passage.text)) for passage in extraction.source),
        dropped=tuple(replace(each, text=whole_characters(each.text)) for each in extraction.dropped),
    )


def drop_invisible(extraction: Extraction) -> Extraction:
    """Take out zero-width, directional and control characters; those that deceive a reader are findings."""
    found = [
        (invisible, text, block.page)
        for block in extraction.blocks
        for text in block.source_texts
        for invisible in find_invisible(text)
    ]
    dropped = tuple(
        Dropped(invisible.character, Reason.INVISIBLE, f"“{_around(text, invisible)}”") for invisible, text, _ in found
    )
    findings = tuple(
        warning(
            at_page(page) if page else "正文",
            f"“{_around(text, invisible)}”里有看不见的字符 {invisible.name}，"
            "它会让人看到的与实际的文字不同。已去掉，请对照原件逐字核对这一处",
        )
        for invisible, text, page in found
        if invisible.harm is Harm.DECEPTIVE
    )
    blocks = tuple(_map_block(block, strip_invisible) for block in extraction.blocks)
    return replace(
        extraction,
        blocks=blocks,
        dropped=extraction.dropped + dropped,
        findings=extraction.findings + findings,
    )


def flag_unknown(extraction: Extraction) -> Extraction:
    """A finding for each place where a byte could not be read as a character."""
    findings = tuple(
        warning("正文", f"“{text[max(0, at - 8) : at + 9]}”里有读不出来的字（{UNKNOWN}）。请对照原件改正")
        for block in extraction.blocks
        for text in block.source_texts
        if (at := text.find(UNKNOWN)) >= 0
    )
    return replace(extraction, findings=extraction.findings + findings)


def _map_block(block: Block, change: Callable[[str], str]) -> Block:
    rows = tuple(tuple(replace(cell, text=change(cell.text)) for cell in row) for row in block.rows)
    return replace(block, text=change(block.text), rows=rows)


def _around(text: str, invisible: Invisible) -> str:
    near = text[max(0, invisible.position - 8) : invisible.position + 9]
    return strip_invisible(" ".join(near.split()))
