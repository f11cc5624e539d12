"""Whether a figure is said of what the text says it of: 珠三角20%，粤东西北30% must not become 珠三角30%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.language.pairs import letter_pairs
from assistant.language.quantities import Quantity, QuantityKind, agree, find_quantities

MOST_FOREIGN = 0.5
"""How much of what stands around another figure may be said of one that nothing tells apart."""
NEAR = 4
"""So many characters before a figure say of what it is, whatever else stands around it."""
_BREAK = re.compile(r"[，,。；;：:、\n|]")
_RUN = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure with the pairs of characters around it; `head` are those before all figures of its kind."""

    quantity: Quantity
    around: frozenset[str]
    head: frozenset[str]
    near: frozenset[str]
    behind: str


def misplaced_figures(sentence: str, quotes: Sequence[str]) -> Iterator[str]:
    """Figures of a sentence whose words are those around another figure of the same kind.

    Where the quotes state several figures of a kind, what tells them apart must be said of the right one.
    """
    stated = [figure for quote in quotes for figure in _figures(quote)]
    figures = tuple(_figures(sentence))
    for said in figures:
        alike = [other for other in stated if other.quantity.kind is said.quantity.kind]
        own = [other for other in alike if agree(other.quantity, said.quantity)]
        others = [other for other in alike if not agree(other.quantity, said.quantity)]
        unsaid = [other for other in others if not any(agree(other.quantity, each.quantity) for each in figures)]
        if own and others and not any(_is_of(said, each, others, unsaid) for each in own):
            yield said.quantity.text


def _is_of(said: _Figure, own: _Figure, others: Sequence[_Figure], unsaid: Sequence[_Figure]) -> bool:
    """Whether what tells a figure apart is said with it, and no less of that than of another figure's.

    What tells an `unsaid` figure apart is said of this one when both stand around it: 珠三角和粤东西北都不超过30%.
    """
    words = said.around | said.head
    if any(len(said.near & (other.near - own.near)) > len(said.near & (own.near - other.near)) for other in others):
        return False
    if any(other.near - own.around and not other.near - own.around - words for other in unsaid):
        return False
    telling = own.around - frozenset().union(*(other.around for other in others))
    foreign = max(_share(other.around - own.around, words) for other in others)
    if not telling:
        return foreign <= MOST_FOREIGN
    named = own.quantity.kind is QuantityKind.DATE and own.behind and said.behind == own.behind
    if named and all(other.behind != own.behind for other in others):
        # 2026年度技改资金 is the name of one thing, wherever a day stands.
        return True
    share = _share(telling, words)
    return share > 0 and share >= foreign


def _share(telling: frozenset[str], words: frozenset[str]) -> float:
    return len(telling & words) / len(telling) if telling else 0.0


def _figures(text: str) -> Iterator[_Figure]:
    quantities = [each for each in find_quantities(text) if each.kind is not QuantityKind.ORDINAL]
    for kind in dict.fromkeys(each.kind for each in quantities):
        same = [each for each in quantities if each.kind is kind]
        head = letter_pairs(text[: _begin(text, same[0].start)])
        previous = None
        for quantity in same:
            begin = _begin(text, quantity.start)
            if previous is not None:
                # From the break behind the figure before, or from that figure itself when no break is between.
                begin = min(begin, _after(text, previous.end, quantity.start))
            around = text[begin : quantity.start] + " " + text[quantity.end : _finish(text, quantity.end)]
            near = text[max(begin, quantity.start - NEAR) : quantity.start]
            behind = _RUN.match(text[quantity.end : quantity.end + NEAR])
            yield _Figure(quantity, letter_pairs(around), head, letter_pairs(near), behind.group() if behind else "")
            previous = quantity


def _begin(text: str, at: int) -> int:
    """Where the part of the sentence begins that holds a position."""
    return max((found.end() for found in _BREAK.finditer(text, 0, at)), default=0)


def _after(text: str, end: int, until: int) -> int:
    found = _BREAK.search(text, end, until)
    return found.end() if found is not None else end


def _finish(text: str, at: int) -> int:
    found = _BREAK.search(text, at)
    return found.start() if found is not None else len(text)
