"""The rules by which a sentence is proven by its quotes; the same for quoted and for model-written sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from assistant.answering.lexicon import Places
from assistant.language.polarity import denied, find_negations, negations
from assistant.language.quantities import Quantity, QuantityKind, agree, find_document_numbers, find_quantities
from assistant.language.quantities.folding import fold

_DIGIT = r"[\d〇零一二两三四五六七八九十百千万亿]"


class Flaw(StrEnum):
    """What is wrong with a sentence."""

    CITATION = "citation"
    QUOTE = "quote"
    FIGURE = "figure"
    DOCUMENT_NUMBER = "document_number"
    PLACE = "place"
    POLARITY = "polarity"


@dataclass(frozen=True, slots=True)
class Failure:
    """One reason why a sentence may not be shown: a Flaw, or what only a worded sentence can have wrong.

    `span` is where it stands in the text that was proven, None where it stands nowhere.
    """

    flaw: StrEnum
    what: str
    span: tuple[int, int] | None = field(default=None, compare=False)


# Quotes come back with every question about the same clause.
_quantities = lru_cache(maxsize=4096)(find_quantities)
_negations = lru_cache(maxsize=4096)(negations)
_SPACE = re.compile(r"\s+")
_NEAR = 2
"""So many characters behind a marker tell what it denies."""
# 一 and 两 also stand where nothing is counted; 十分 is a word, and 二是 only orders what is said.
_NUMERAL = re.compile(
    r"(?!十分|千方百计|百姓|四处|九牛|[二三四五六七八九十]是)[\d〇零二三四五六七八九十百千万亿]+\s?[^\W\d]?"
)


def unproven(sentence: str, quotes: Sequence[str], places: Places) -> tuple[Failure, ...]:
    """Every figure, date, document number, place and negation of the sentence that its quotes do not hold."""
    joined = "\n".join(quotes)
    return (
        *unproven_figures(sentence, quotes),
        *(Failure(Flaw.PLACE, place, _span(place, sentence)) for place in places.find(sentence) if place not in joined),
        *_unheld_negations(sentence, joined),
        *(Failure(Flaw.POLARITY, phrase, _span(phrase, sentence)) for phrase in _contradicted(joined, sentence)),
        *(Failure(Flaw.POLARITY, phrase, _span(phrase, sentence)) for phrase in _contradicted(sentence, joined)),
    )


def _unheld_negations(sentence: str, joined: str) -> Iterator[Failure]:
    """Each marker of which the sentence has more than its quotes, where it denies what no quote denies."""
    said, held = find_negations(sentence), Counter(_negations(joined))
    for word in dict.fromkeys(name for name, _, _ in said):
        spans = [(start, end) for name, start, end in said if name == word]
        if len(spans) > held[word]:
            # Of those that the quotes have as well the last one is too many.
            foreign = min(reversed(spans), key=lambda span: sentence[span[0] : span[1] + _NEAR] in joined)
            yield Failure(Flaw.POLARITY, word, foreign)


def _span(phrase: str, text: str) -> tuple[int, int] | None:
    """Where a phrase without spaces stands in a text."""
    found = re.search(r"\s*".join(map(re.escape, phrase)), fold(text)) if phrase else None
    return found.span() if found else None


def _contradicted(denying: str, stating: str) -> Iterator[str]:
    """What one text only denies and the other states without the denial."""
    denying, stating = _SPACE.sub("", fold(denying)), _SPACE.sub("", fold(stating))
    elsewhere = Counter(denied(stating))
    for phrase, times in Counter(denied(denying)).items():
        if denying.count(phrase) == times and stating.count(phrase) > elsewhere[phrase]:
            yield phrase


def unproven_figures(text: str, quotes: Sequence[str], own_figures: Collection[str] = ()) -> tuple[Failure, ...]:
    """Figures, dates and document numbers of a text that no quote holds with the same unit and limit.

    A figure may be said as often as the quotes state it: of two thresholds each needs its own. `own_figures` are
    stretches that the program itself vouches for: the day asked, the number of listed items.
    """
    for figure in own_figures:
        text = _as_own(figure).sub(lambda own: " " * len(own.group()), text)
    said = find_quantities(text)
    stated = [quantity for quote in quotes for quantity in _quantities(quote)]
    numbers = find_document_numbers(text)
    known_numbers = {number.value for quote in quotes for number in find_document_numbers(quote)}
    read = [(each.start, each.end) for each in said] + [(each.start, each.end) for each in numbers]
    return (
        *(
            Failure(Flaw.FIGURE, quantity.text, (quantity.start, quantity.end))
            for rank, quantity in enumerate(said)
            if _claims(quantity) and _count(quantity, said[: rank + 1]) > _count(quantity, stated)
        ),
        *(Failure(Flaw.FIGURE, found.group(), found.span()) for found in _unread_numerals(text, read, quotes)),
        *(
            Failure(Flaw.DOCUMENT_NUMBER, number.text, (number.start, number.end))
            for number in numbers
            if number.value not in known_numbers
        ),
    )


@lru_cache(maxsize=1024)
def _as_own(figure: str) -> re.Pattern[str]:
    """Where a figure stands by itself: the 500万元 that somebody told is not the end of 1500万元."""
    before = rf"(?<!{_DIGIT})(?<!\d[.,])" if re.match(_DIGIT, figure) else ""
    after = rf"(?![.,]?\d|{_DIGIT})" if re.search(rf"{_DIGIT}$", figure) else ""
    return re.compile(before + re.escape(figure) + after)


def _claims(quantity: Quantity) -> bool:
    """第二，… only orders what is said; 第二部分 names something."""
    return quantity.kind is not QuantityKind.ORDINAL or bool(quantity.unit)


def _count(quantity: Quantity, among: Sequence[Quantity]) -> int:
    """How often a figure is stated; a date may be repeated at will."""
    times = sum(agree(quantity, other) for other in among)
    return min(times, 1) if quantity.kind is QuantityKind.DATE else times


def _unread_numerals(text: str, read: Sequence[tuple[int, int]], quotes: Sequence[str]) -> Iterator[re.Match[str]]:
    """Numerals that belong to no quantity, such as “二区” or 万亩, must stand in a quote as they are."""
    numerals = [
        found for found in _NUMERAL.finditer(fold(text)) if not any(start <= found.start() < end for start, end in read)
    ]
    if numerals:
        held = {_SPACE.sub("", found.group()) for quote in quotes for found in _NUMERAL.finditer(fold(quote))}
        yield from (found for found in numerals if _SPACE.sub("", found.group()) not in held)


def without_quotes(sentence: str, quotes: Sequence[str]) -> str:
    """What remains of a sentence when its quotes, longest first, are taken out; spaces do not count."""
    rest = _SPACE.sub("", sentence)
    for quote in sorted({_SPACE.sub("", quote) for quote in quotes}, key=len, reverse=True):
        rest = rest.replace(quote, "\n")
    return rest
