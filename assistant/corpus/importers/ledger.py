"""The ingest ledger: where every character of the source went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import yaml

from assistant.corpus.importers.extraction import Block, BlockKind, Extraction, Passage
from assistant.corpus.layout import strip_layout, table_cells
from assistant.domain import MarkKind

# More than this share that stands nowhere, or stands twice, is a fault of the import and no draft is written.
TOLERATED = 0.01
_SHOWN = 5
_EXCERPT = 40


@dataclass(frozen=True, slots=True)
class Balance:
    """Characters of the source without whitespace; `headings` and `kept` stand in the draft.

    `unaccounted` stand in neither draft nor ledger, `surplus` were counted twice; `missing` are where the former stand.
    """

    source: int
    headings: int
    kept: int
    dropped: Mapping[str, int]
    unaccounted: int
    surplus: int
    missing: tuple[Passage, ...]

    @property
    def holds(self) -> bool:
        """Whether at most the tolerated share is not accounted for."""
        return self.unaccounted + self.surplus <= self.source * TOLERATED


def balance(extraction: Extraction, title: Block | None, body: str) -> Balance:
    """Count the source against the draft's body, as it will be read, and against what was dropped."""
    everything = _count(passage.text for passage in extraction.source)
    blocks = (*((title,) if title else ()), *extraction.blocks)
    cells = [cell for block in blocks for row in block.rows for cell in row]
    generated = _count(block.number for block in blocks)
    generated += _count(cell.text if cell.repeated else cell.generated for cell in cells)
    read = tuple(_texts_read(body))
    kept = _count(read) - generated
    reasons: Counter[str] = Counter()
    for each in extraction.dropped:
        reasons[each.reason.value] += _count((each.text,)).total()
    dropped = _count(each.text for each in extraction.dropped)
    headings = _count(block.text for block in blocks if block.kind is BlockKind.HEADING).total()
    unaccounted = everything - kept - dropped
    surplus = kept + dropped - everything
    return Balance(
        source=everything.total(),
        headings=headings,
        kept=kept.total() - headings,
        dropped=dict(reasons),
        unaccounted=unaccounted.total(),
        surplus=surplus.total(),
        missing=_missing(extraction, read) if unaccounted else (),
    )


def ledger_text(origin: Mapping[str, str], result: Balance, extraction: Extraction, first_line: int) -> str:
    """The YAML file that stands beside the draft; `first_line` is where the text's first block stands in it."""
    entries: dict[str, object] = {
        **origin,
        "characters": {
            "source": result.source,
            "headings": result.headings,
            "kept": result.kept,
            "dropped": sum(result.dropped.values()),
            "unaccounted": result.unaccounted,
            "counted_twice": result.surplus,
        },
        "dropped_by_reason": dict(result.dropped),
        "kept": list(_places(extraction.blocks, first_line)),
        "dropped": [
            {"place": each.place, "text": each.text, "reason": each.reason.value} for each in extraction.dropped
        ],
        "joined": [{"place": each.place, "before": each.before, "after": each.after} for each in extraction.joined],
        "findings": [f"{finding.place}：{finding.message}" for finding in extraction.findings],
        "unaccounted": [{"place": passage.place, "text": passage.text} for passage in result.missing],
    }
    written: str = yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=10**9)
    return "# 原文入库台账：原文件的每一个字（空白除外）放进了草稿哪里，或为什么没有放进去。字数不含空白。\n" + written


def _places(blocks: Sequence[Block], line: int) -> Iterator[dict[str, object]]:
    """Where each block stands in the draft."""
    for block, below in zip_longest(blocks, blocks[1:]):
        entry: dict[str, object] = {"line": line, "kind": block.kind.value}
        if block.page:
            entry["page"] = block.page
        yield entry | {"characters": _count(block.source_texts).total()}
        height = len(block.rows) + 1 if block.rows else 1
        in_list = below is not None and block.kind is below.kind is BlockKind.ITEM
        line += height + (not in_list)


def _count(texts: Iterable[str]) -> Counter[str]:
    return Counter(character for text in texts for character in text if not character.isspace())


def _texts_read(body: str) -> Iterator[str]:
    """What a reader of the draft gets: its lines without layout, its table rows cell by cell."""
    text, marks = strip_layout(body)
    tables = [mark for mark in marks if mark.kind is MarkKind.TABLE]
    position = 0
    for line in text.split("\n"):
        if any(mark.start <= position < mark.end for mark in tables):
            yield from table_cells(line)
        else:
            yield line
        position += len(line) + 1


def _missing(extraction: Extraction, read: Sequence[str]) -> tuple[Passage, ...]:
    accounted = "\n".join("".join(text.split()) for text in (*read, *(each.text for each in extraction.dropped)))
    # Word by word: a line of a printed table stands in several cells.
    return tuple(
        passage for passage in extraction.source if any(word not in accounted for word in passage.text.split())
    )


def where_missing(result: Balance) -> str:
    """The first passages that are not accounted for, as a person finds them."""
    shown = [f"{passage.place}“{' '.join(passage.text.split())[:_EXCERPT]}”" for passage in result.missing[:_SHOWN]]
    return "、".join(shown) or "各处"
