"""Where a document tells when a round opens and closes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from assistant.domain import Clause, DocumentVersion, PolicyDate, Window
from assistant.language.quantities import QuantityKind, find_quantities

_DATED = 2
"""What a clause counts for each day that it states; 1 more for the name of the round."""


def clause_dating(version: DocumentVersion, window: Window) -> Clause | None:
    """The clause that states when a round opens or closes; the one that tells most of it."""
    return next(iter(clauses_dating(version, window)), None)


def clauses_dating(version: DocumentVersion, window: Window) -> tuple[Clause, ...]:
    """The clauses that state the days of a round: the one that tells most, and one for a day that it leaves out."""
    best = _telling(version, window, (window.opens_on, window.closes_on))
    if best is None:
        return ()
    left = [day for day in (window.opens_on, window.closes_on) if day and str(day) not in dates_in(best.text)]
    other = _telling(version, window, left) if left else None
    return (best,) if other is None else (best, other)


def _telling(version: DocumentVersion, window: Window, days: Sequence[PolicyDate | None]) -> Clause | None:
    best: tuple[int, Clause] | None = None
    # Of days in two clauses people miss the last; where cities have their own, the range stands beside the first.
    last = _DATED if window.differs_by_city else _DATED + 1
    for clause in version.clauses:
        dates = dates_in(clause.text)
        told = sum(last if day == window.closes_on else _DATED for day in days if str(day) in dates)
        told += (window.name in clause.text) if told else 0
        if clause.parent_id is not None and told and (best is None or told > best[0]):
            best = told, clause
    return best[1] if best else None


@lru_cache(maxsize=4096)
def dates_in(text: str) -> frozenset[str]:
    """The days, months and years that a text states, as precise as it states them."""
    stated = (quantity.value for quantity in find_quantities(text) if quantity.kind is QuantityKind.DATE)
    return frozenset(day for value in stated if value for day in str(value).split("/"))
