"""Whether quoted words state a figure or a day: the same number and unit, a fitting limit, and for the region."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from assistant.domain import FactType, PolicyDate
from assistant.eligibility.figures import quantity_of
from assistant.eligibility.rules import Figure, Words
from assistant.language.quantities import Limit, Quantity, QuantityKind, find_quantities

_KINDS = {
    FactType.MONEY: {QuantityKind.MONEY},
    FactType.SHARE: {QuantityKind.RATIO},
    FactType.COUNT: {QuantityKind.COUNT, QuantityKind.ORDINAL},
    FactType.YEARS: {QuantityKind.PERIOD},
}
_UNITS = {FactType.MONEY: "元", FactType.YEARS: "年"}


def measures(figure: Figure, type: FactType) -> bool:
    """Whether a figure is of the kind and the unit in which a fact is told; only a count goes without a unit."""
    quantity = quantity_of(figure)
    if quantity is None:
        return type is FactType.COUNT
    return quantity.kind in _KINDS[type] and quantity.unit == _UNITS.get(type, quantity.unit)


def states(words: Words, figure: Figure, limits: Iterable[Limit], region: str, regions: tuple[str, ...]) -> bool:
    """Whether the words hold the figure with one of the limits, and for the region rather than for another."""
    wanted = quantity_of(figure)
    for stated in find_quantities(words.quote):
        alike = stated.limit in limits and _same(stated, figure.value, wanted)
        if alike and region == _region_before(words.quote, stated.start, regions):
            return True
    return False


def _same(stated: Quantity, value: Decimal, wanted: Quantity | None) -> bool:
    """Whether both are the same figure; one that is written without a unit is a count or a rank."""
    if value not in (stated.low, stated.high):
        return False
    if wanted is None:
        return stated.kind in _KINDS[FactType.COUNT]
    return stated.kind is wanted.kind and (stated.kind is QuantityKind.RATIO or stated.unit == wanted.unit)


def _region_before(quote: str, position: int, regions: tuple[str, ...]) -> str:
    """The region named last before a figure."""
    places = [(quote.rfind(region, 0, position), region) for region in regions]
    at, region = max(places, default=(-1, ""))
    return region if at >= 0 else ""


def names_day(quote: str, day: PolicyDate, end: int) -> bool:
    """Whether the quote has the day, and if in a span, then at this end of it."""
    dates = [found for found in find_quantities(quote) if found.kind is QuantityKind.DATE]
    return any(str(day) == found.value.split("/")[end] for found in dates)
