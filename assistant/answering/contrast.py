"""Which of the figures that a question weighs (一个说5000亿，一个说7000亿) an answer holds."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from assistant.answering.turn import Part
from assistant.corpus.catalogue import Catalogue
from assistant.language.quantities import Quantity, QuantityKind, find_quantities

_WEIGHED = (QuantityKind.MONEY, QuantityKind.COUNT)


def weighed_in(text: str) -> frozenset[Decimal]:
    """The figures of a text that names at least two of a kind; who does wants to know where each stands."""
    found = find_quantities(text)
    kinds = [values(each for each in found if each.kind is kind) for kind in _WEIGHED]
    return frozenset().union(*(each for each in kinds if len(each) > 1))


def held_in(part: Part, catalogue: Catalogue) -> frozenset[Decimal]:
    """The figures that stand in what a part quotes."""
    groups = part.evidence.groups if part.evidence and part.evidence.answers else ()
    texts = (catalogue.clause(span.clause_id).text for spans in groups for span in spans)
    return values(each for text in texts for each in find_quantities(text) if each.kind in _WEIGHED)


def values(quantities: Iterable[Quantity]) -> frozenset[Decimal]:
    """Their figures, whatever they are limited to."""
    return frozenset(value for each in quantities for value in (each.low, each.high) if value is not None)
