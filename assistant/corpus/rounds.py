"""Where a document tells when a round opens and closes."""

from __future__ import annotations

from functools import lru_cache

from assistant.domain import Clause, DocumentVersion, Window
from assistant.language.quantities import QuantityKind, find_quantities


def clause_dating(version: DocumentVersion, window: Window) -> Clause | None:
    """The clause that states when a round opens or closes; the one that tells most of it."""
    wanted = [str(day) for day in (window.opens_on, window.closes_on) if day]
    best: tuple[int, Clause] | None = None
    for clause in version.clauses:
        dates = dates_in(clause.text)
        told = 2 * sum(day in dates for day in wanted)
        told += (window.name in clause.text) if told else 0
        if clause.parent_id is not None and told and (best is None or told > best[0]):
            best = told, clause
    return best[1] if best else None


@lru_cache(maxsize=4096)
def dates_in(text: str) -> frozenset[str]:
    """The days, months and years that a text states, as precise as it states them."""
    stated = (quantity.value for quantity in find_quantities(text) if quantity.kind is QuantityKind.DATE)
    return frozenset(day for value in stated if value for day in str(value).split("/"))
