"""The rules by which a sentence is proven by its quotes; the same for quoted and for model-written sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.answering.lexicon import Places
from assistant.language.polarity import negations
from assistant.language.quantities import QuantityKind, agree, find_document_numbers, find_quantities


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
    """One reason why a sentence may not be shown."""

    flaw: Flaw
    what: str


_SPACE = re.compile(r"\s+")
_CHECKED = set(QuantityKind) - {QuantityKind.ORDINAL}


def unproven(sentence: str, quotes: Sequence[str], places: Places) -> tuple[Failure, ...]:
    """Every figure, date, document number, place and negation of the sentence that its quotes do not hold."""
    joined = "\n".join(quotes)
    said, held = Counter(negations(sentence)), Counter(negations(joined))
    return (
        *unproven_figures(sentence, quotes),
        *(Failure(Flaw.PLACE, place) for place in places.find(sentence) if place not in joined),
        *(Failure(Flaw.POLARITY, word) for word in said if said[word] > held[word]),
    )


def unproven_figures(text: str, quotes: Sequence[str], own_figures: Collection[str] = ()) -> tuple[Failure, ...]:
    """Figures, dates and document numbers of a text that no quote holds with the same unit and limit.

    `own_figures` are stretches that the program itself vouches for: the day asked, the number of listed items.
    """
    for figure in own_figures:
        text = text.replace(figure, " ")
    numbers = {number for quote in quotes for number in find_document_numbers(quote)}
    stated = [quantity for quote in quotes for quantity in find_quantities(quote)]
    return (
        *(
            Failure(Flaw.FIGURE, quantity.text)
            for quantity in find_quantities(text)
            if quantity.kind in _CHECKED and not any(agree(quantity, other) for other in stated)
        ),
        *(Failure(Flaw.DOCUMENT_NUMBER, str(n)) for n in find_document_numbers(text) if n not in numbers),
    )


def without_quotes(sentence: str, quotes: Sequence[str]) -> str:
    """What remains of a sentence when its quotes, longest first, are taken out; spaces do not count."""
    rest = _SPACE.sub("", sentence)
    for quote in sorted({_SPACE.sub("", quote) for quote in quotes}, key=len, reverse=True):
        rest = rest.replace(quote, "\n")
    return rest

