"""What a quantity is, and when two of them say the same."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class QuantityKind(StrEnum):
    """What is measured."""

    MONEY = "money"
    COUNT = "count"
    RATIO = "ratio"
    DATE = "date"
    PERIOD = "period"
    ORDINAL = "ordinal"


class Limit(StrEnum):
    """Which side of the figure is meant; BEFORE and AFTER belong to dates."""

    EXACTLY = "exactly"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    ABOUT = "about"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity of a text: `source[start:end] == text`, limit words included.

    `low` and `high` bound the figure: equal for a plain one, both set and different for a range, one None where the
    limit leaves that side open (30多 has no `high`, 近30 no `low`). Money is in whole `unit`s (元, 美元, …), a ratio is
    a fraction of 1 (倍: of the base; a `:` ratio is left over right). A date has no bounds but a `value`: "2024",
    "2024-12", "2024-12-15", "2024-Q3", "2024-H1", "--12-15", "---15", "T09:30", two of them joined by "/" for a span,
    or "R/P3M+1-D15" for day 15 of the first month after each quarter; its `unit` says what it names (年, 月, 日, 年底,
    季度, 每 …). A telephone is a count of the unit 电话 whose `value` is the number.
    `implied` means that 元 is not written: a figure in 万 or 亿 that no classifier follows.
    """

    kind: QuantityKind
    low: Decimal | None
    high: Decimal | None
    unit: str
    limit: Limit
    text: str
    start: int
    end: int
    implied: bool = False
    value: str = ""


def agree(a: Quantity, b: Quantity) -> bool:
    """Whether both state the same: kind, figures, unit and limit. A written and an implied 元 are the same."""
    return (a.kind, a.low, a.high, a.limit, a.value, _comparable(a.unit)) == (
        b.kind,
        b.low,
        b.high,
        b.limit,
        b.value,
        _comparable(b.unit),
    )


def _comparable(unit: str) -> str:
    return "%" if unit == "分之" else unit
