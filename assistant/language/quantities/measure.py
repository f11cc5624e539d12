"""A figure with its unit, before limit words are read."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from assistant.language.quantities.model import Limit, QuantityKind


@dataclass(frozen=True, slots=True)
class Measure:
    """What stands between the limit words; `limit` is ABOUT when the numeral itself is loose (30多, 数百)."""

    kind: QuantityKind
    low: Decimal | None
    high: Decimal | None
    unit: str
    end: int
    limit: Limit = Limit.EXACTLY
    implied: bool = False
    value: str = ""


def plain(kind: QuantityKind, figure: Decimal, unit: str, end: int) -> Measure:
    """A measure with one figure."""
    return Measure(kind, figure, figure, unit, end)
