"""Which words differ between two wordings of a clause."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.language.quantities import find_quantities

Cut = Callable[[str], Sequence[str]]
"""Cuts a text into words that give the text when they are joined."""

# One 的 or comma between two changes only tears them apart.
_LONGEST_ISLAND = 1


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the old wording and what stands in its place; one of them may be empty."""

    before: tuple[int, int]
    after: tuple[int, int]


def differing_blocks(before: str, after: str, cut: Cut) -> tuple[Block, ...]:
    """Stretches that differ, as whole words and whole figures; a difference of spaces alone is none."""
    old, new = list(_words(before, cut)), list(_words(after, cut))
    matcher = SequenceMatcher(None, [word for word, _, _ in old], [word for word, _, _ in new], autojunk=False)
    blocks: list[Block] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        block = Block(_span(old, i1, i2), _span(new, j1, j2))
        if blocks and _is_island(before[blocks[-1].before[1] : block.before[0]]):
            last = blocks.pop()
            block = Block((last.before[0], block.before[1]), (last.after[0], block.after[1]))
        blocks.append(block)
    return tuple(blocks)


def _words(text: str, cut: Cut) -> Iterator[tuple[str, int, int]]:
    at = 0
    for quantity in find_quantities(text):
        yield from _cut(text, at, quantity.start, cut)
        yield "".join(quantity.text.split()), quantity.start, quantity.end
        at = quantity.end
    yield from _cut(text, at, len(text), cut)


def _cut(text: str, start: int, end: int, cut: Cut) -> Iterator[tuple[str, int, int]]:
    for word in cut(text[start:end]):
        if word.strip():
            yield word, start, start + len(word)
        start += len(word)


def _span(words: Sequence[tuple[str, int, int]], first: int, last: int) -> tuple[int, int]:
    if first < last:
        return words[first][1], words[last - 1][2]
    at = words[first - 1][2] if first else 0
    return at, at


def _is_island(between: str) -> bool:
    return len(between.strip()) <= _LONGEST_ISLAND
