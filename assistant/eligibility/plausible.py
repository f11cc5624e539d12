"""What a factory may have at all: beyond that somebody mistyped, or means something else."""

from __future__ import annotations

from decimal import Decimal

from assistant.answering.accept import EARLIEST, LATEST
from assistant.domain.documents import PolicyDate
from assistant.domain.eligibility import Amount, FactType
from assistant.eligibility.facts import FactKind
from assistant.eligibility.told_figures import Figure

_BEYOND_ALL = Decimal(10**15)
"""No figure is larger, whatever it counts."""


def is_plausible(kind: FactKind, figure: Figure) -> bool:
    """Whether a figure in the unit of the fact may be its value."""
    if figure.negative or not is_whole(kind, figure):
        return False
    # 100% is not reached by 90多%.
    reached = figure.low if figure.short else figure.high
    return figure.high >= kind.least and reached <= most_of(kind)


def is_within(kind: FactKind, amount: Amount) -> bool:
    """Whether an amount may lie within the bounds of the fact; one that is open above begins there."""
    highest = amount.low if amount.high is None else amount.high
    return (amount.low is None or amount.low <= most_of(kind)) and (highest is None or highest >= kind.least)


def is_whole(kind: FactKind, figure: Figure) -> bool:
    """Whether a figure counts whole things, or need not."""
    return kind.type is not FactType.COUNT or kind.fractions or figure.low == figure.low.to_integral_value()


def is_plausible_day(day: PolicyDate) -> bool:
    """Whether anything that concerns a factory may happen on a day."""
    return day.last_day >= EARLIEST and day.day <= LATEST


def most_of(kind: FactKind) -> Decimal:
    """The largest figure of a fact."""
    return _BEYOND_ALL if kind.most is None else kind.most
