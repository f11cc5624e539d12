"""Holding a profile against the conditions of a rule, in three values: a missing fact is unknown, never false."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistant.domain import Amount, PolicyDate, Profile
from assistant.eligibility.rules import ANYWHERE, Condition, Days, Figure, Operator, Test
from assistant.eligibility.whereabouts import Whereabouts

PLACE = "place"
"""The id of the fact that tells where an enterprise is."""


@dataclass(frozen=True, slots=True)
class Held:
    """Whether something is so, None where not known, and the facts that would tell."""

    met: bool | None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Circumstances:
    """A profile beside one rule. `ruled_out` are facts that cannot be, for what is told denies their ground."""

    profile: Profile
    at: Whereabouts
    ruled_out: frozenset[str] = frozenset()

    def held(self, condition: Condition) -> Held:
        """One condition as it is written, whatever sort it is; of an any-of group one is enough."""
        if condition.any_of:
            return any_of([self.held(each) for each in condition.any_of])
        return self._tested(condition.test) if condition.test else Held(None)

    def _tested(self, test: Test) -> Held:
        value = self._value(test.fact)
        expected = test.expected
        if test.fact == PLACE:
            return self._placed(test)
        if value is None and test.fact in self.ruled_out:
            return Held(expected is False if test.operator is Operator.IS else None)
        if isinstance(expected, Mapping):
            return self._compared(test, expected)
        if value is None:
            return Held(None, (test.fact,))
        if isinstance(expected, Days):
            met = _dated(value, expected) if isinstance(value, PolicyDate) else None
            return Held(met, () if met is not None else (test.fact,))
        return Held(value in expected if isinstance(expected, tuple) else value == expected)

    def _placed(self, test: Test) -> Held:
        wanted = test.expected if isinstance(test.expected, tuple) else ()
        if test.operator is Operator.IN_REGIONS:
            regions = set(self.at.regions)
            if self.at.is_known and regions <= set(wanted):
                return Held(bool(regions))
            # Whose place is told too coarsely may still lie where the table lists nothing.
            return Held(False) if self.at.is_known and not regions & set(wanted) else _UNPLACED
        met = self.at.in_any(wanted)
        if met is None:
            return _UNPLACED
        return Held(met is (test.operator is Operator.IN_PLACES))

    def _compared(self, test: Test, expected: Mapping[str, Figure]) -> Held:
        """A threshold that differs by region decides only where all regions that are possible agree.

        Outside of all regions, where another condition shuts out, it decides as if the place were not known.
        """
        value = self._value(test.fact)
        here = self.figures(expected)
        thresholds = here or tuple(figure.value for figure in expected.values())
        place = (PLACE,) if len(here) > 1 and not self.at.is_unwritten else ()
        if not isinstance(value, Amount):
            return Held(None, (test.fact, *place))
        found = {_compares(value, test.operator, each) for each in thresholds}
        if len(found) == 1 and None not in found:
            return Held(found.pop())
        return Held(None, (place if len(found) > 1 else ()) + ((test.fact,) if None in found else ()))

    def is_before(self, test: Test | None) -> bool:
        """Whether the day that is told lies before all that a test admits."""
        value = self._value(test.fact) if test else None
        first = test.expected.first if test and isinstance(test.expected, Days) else None
        return isinstance(value, PolicyDate) and first is not None and value.last_day < first.day

    def figures(self, expected: Mapping[str, Figure]) -> tuple[Decimal, ...]:
        """The figures that may hold here, one where the region is known or does not matter, none outside."""
        if ANYWHERE in expected:
            return (expected[ANYWHERE].value,)
        return tuple(dict.fromkeys(expected[region].value for region in self.at.regions if region in expected))

    def _value(self, fact: str) -> object:
        known = self.profile.get(fact)
        return known.value if known else None


_UNPLACED = Held(None, (PLACE,))


def any_of(held: Sequence[Held]) -> Held:
    """Met when one is, not met when none can be."""
    if any(each.met for each in held):
        return Held(True)
    if all(each.met is False for each in held):
        return Held(False)
    return Held(None, tuple(dict.fromkeys(fact for each in held for fact in each.missing)))


def _compares(value: Amount, operator: Operator, threshold: Decimal) -> bool | None:
    """A figure told as a range decides only where all of the range lies on one side."""
    low, high = value.low, value.high
    if operator in (Operator.AT_LEAST, Operator.LESS_THAN):
        enough = True if low is not None and low >= threshold else None
        short = False if high is not None and high < threshold else None
    else:
        enough = True if low is not None and low > threshold else None
        short = False if high is not None and high <= threshold else None
    above = enough if enough is not None else short
    if above is None:
        return None
    return above if operator in (Operator.AT_LEAST, Operator.MORE_THAN) else not above


def _dated(value: PolicyDate, days: Days) -> bool | None:
    """A month decides only when all its days lie on one side."""
    first = days.first.day if days.first else date.min
    last = days.last.last_day if days.last else date.max
    if value.last_day < first or value.day > last:
        return False
    return True if first <= value.day and value.last_day <= last else None
