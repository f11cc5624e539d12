"""Which clauses with figures or conditions no rule rests on: what an editor may have forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.corpus.catalogue import Catalogue
from assistant.domain import Clause, Level
from assistant.eligibility.rulebook import find_words
from assistant.eligibility.rules import Programme
from assistant.language.quantities import Quantity, QuantityKind, find_quantities

_CONDITION = re.compile(r"申请|申报|条件|要求|不能|不得|只给|范围|门槛")
_SUMS = (QuantityKind.MONEY, QuantityKind.RATIO)
_THRESHOLDS = (QuantityKind.COUNT, QuantityKind.PERIOD)


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A clause that no rule rests on, with the figures that it states."""

    clause: Clause
    figures: tuple[str, ...]


def uncovered(programmes: Iterable[Programme], catalogue: Catalogue) -> Iterator[Uncovered]:
    """Clauses of the documents that rules are about, in reading order."""
    every = tuple(programmes)
    words = [each for programme in every for version in programme.versions for each in version.every_words()]
    used = {span.clause_id for each in words if (span := find_words(each, catalogue))}
    ruled = {version.document_id for programme in every for version in programme.versions}
    for document_id in sorted(ruled & set(catalogue.versions)):
        for clause in catalogue.version(document_id).clauses:
            if clause.level is not Level.TEXT or clause.id in used:
                continue
            figures = tuple(each.text for each in find_quantities(clause.text) if _tells(each))
            if figures or _CONDITION.search(clause.text):
                yield Uncovered(clause, figures)


def _tells(quantity: Quantity) -> bool:
    return quantity.kind in _SUMS or (quantity.kind in _THRESHOLDS and quantity.low != quantity.high)
