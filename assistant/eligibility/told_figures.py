"""A figure as it was told, and how wide it is read.

- told plainly, or as a span (两三百万, 500到600万): just that;
- 多, 来, 几 leave the digits behind the last one said open: 500来万 is from 500万 to short of 600万, 十几万 from 10万
  to short of 20万, 320多万 from 320万 to short of 330万;
- 刚过, 出头 pass the figure by no more than a tenth, 近, 快, 差一点 fall short of it by no more than a tenth;
- 大概, 左右, 差不多 are a tenth up or down;
- 不到 ends short of the figure, 超过 begins above it, 以上, 以内 include it, and all four leave the other side open.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from assistant.domain.eligibility import Amount

_TENTH = Decimal("0.1")


class Unit(StrEnum):
    """What a figure counts; NONE where nobody says."""

    NONE = ""
    MONEY = "money"
    FOREIGN = "foreign"
    SHARE = "share"
    YEARS = "years"
    OTHER = "other"


class Hedge(StrEnum):
    """How a figure is hedged."""

    NONE = ""
    JUST_ABOVE = "just_above"
    NEAR = "near"
    ABOUT = "about"
    LESS_THAN = "less_than"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as told. `short` says that the upper end itself is not reached; `scaled` that 万 or 亿 was said.

    `negative` says that a sign stands before it; both ends are without.
    `start` and `end` span the figure with its hedges, `core` is where its first digit stands.
    """

    low: Decimal
    high: Decimal
    unit: Unit
    unit_text: str
    start: int
    end: int
    core: int
    hedge: Hedge = Hedge.NONE
    short: bool = False
    scaled: bool = False
    negative: bool = False

    def times(self, factor: Decimal) -> Figure:
        """The same figure in another measure."""
        return replace(self, low=self.low * factor, high=self.high * factor)

    def amount(self, step: Decimal) -> Amount:
        """Both ends; an end that is not reached lies one `step` inside."""
        low, high = self.low, self.high - step if self.short else self.high
        match self.hedge:
            case Hedge.JUST_ABOVE:
                return Amount(low + step, high * (1 + _TENTH))
            case Hedge.NEAR:
                return Amount(low * (1 - _TENTH), high - step)
            case Hedge.LESS_THAN:
                return Amount(None, high - step)
            case Hedge.MORE_THAN:
                return Amount(low + step, None)
            case Hedge.AT_LEAST:
                return Amount(low, None)
            case Hedge.AT_MOST:
                return Amount(None, high)
            case Hedge.ABOUT if low == high:
                return Amount(low * (1 - _TENTH), high * (1 + _TENTH))
        return Amount(low, high)
