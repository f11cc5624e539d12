"""A condition is decided only where all that may be so is on one side; held against trying every possibility."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.answering.regions import Regions
from assistant.corpus.catalogue import Catalogue
from assistant.domain import Amount, Fact, FindingSort, PolicyDate, Precision, Value
from assistant.eligibility import rules
from assistant.eligibility.circumstances import Circumstances, Held, any_of
from assistant.eligibility.rulebook import Rulebook
from assistant.eligibility.rules import ANYWHERE, Condition, Days, Expected, Figure, Operator
from assistant.eligibility.whereabouts import Whereabouts
from assistant.language.entry import Entry
from assistant.language.quantities import QuantityKind, find_quantities, format_money
from tests.fakes.eligibility import PLACES
from tests.unit.eligibility.cold_store import cold_files, cold_store

COMPARISONS: Mapping[Operator, Callable[[Decimal, Decimal], bool]] = {
    Operator.AT_LEAST: operator.ge,
    Operator.AT_MOST: operator.le,
    Operator.MORE_THAN: operator.gt,
    Operator.LESS_THAN: operator.lt,
}
FAR = Decimal(10**6)
NEW_YEAR = date(2024, 1, 1)
ends = st.none() | st.integers(0, 20).map(Decimal)
thresholds = st.integers(0, 20).map(Decimal)
operators = st.sampled_from(list(COMPARISONS))
dates = st.builds(
    lambda days, precision: PolicyDate(_first_of(NEW_YEAR + timedelta(days), precision), precision),
    st.integers(0, 1000),
    st.sampled_from([Precision.YEAR, Precision.MONTH, Precision.DAY]),
)


def _first_of(day: date, precision: Precision) -> date:
    """A month and a year are kept by their first day."""
    return day.replace(
        month=1 if precision is Precision.YEAR else day.month, day=day.day if precision is Precision.DAY else 1
    )


@cache
def entry() -> Entry:
    return cold_files(Path(mkdtemp())).programmes[0].entry


@cache
def whereabouts(place: str) -> Whereabouts:
    catalogue = Catalogue([cold_store()])
    return Whereabouts(place, "cold", Rulebook((), catalogue, Regions(catalogue, PLACES)), PLACES)


def held(value: Value | None, compared: Operator, expected: Expected, place: str = "") -> Held:
    condition = Condition("条件", FindingSort.CONDITION, (), entry(), test=rules.Test("fact", compared, expected))
    profile = {} if value is None else {"fact": Fact("fact", value, "")}
    return Circumstances(profile, whereabouts(place)).held(condition)


def figure(value: Decimal) -> Figure:
    return Figure(value, str(value), entry())


def all_agree(answers: Iterable[bool]) -> bool | None:
    found = set(answers)
    return found.pop() if len(found) == 1 else None


def within(low: Decimal | None, high: Decimal | None) -> list[Decimal]:
    """Figures of an interval of whole ends: every whole and half one, and one far beyond each open end."""
    least, most = -FAR if low is None else low, FAR if high is None else high
    near = (Decimal(each) / 2 for each in range(-2, 44))
    return [each for each in (*near, -FAR, FAR) if least <= each <= most]


@given(ends, ends, operators, thresholds)
def test_a_figure_decides_only_where_all_of_its_range_is_on_one_side(
    low: Decimal | None, high: Decimal | None, compared: Operator, threshold: Decimal
) -> None:
    assume(low is None or high is None or low <= high)
    decided = held(Amount(low, high), compared, {ANYWHERE: figure(threshold)})
    assert decided.met is all_agree(COMPARISONS[compared](each, threshold) for each in within(low, high))
    assert decided.missing == (() if decided.met is not None else ("fact",))


@given(thresholds, operators, thresholds)
def test_an_exact_figure_always_decides(value: Decimal, compared: Operator, threshold: Decimal) -> None:
    decided = held(Amount.exactly(value), compared, {ANYWHERE: figure(threshold)})
    assert decided == Held(COMPARISONS[compared](value, threshold))


@given(thresholds, operators, thresholds, thresholds, st.sampled_from(["", "江门", "东莞", "清远"]))
def test_a_threshold_by_region_decides_where_all_possible_regions_agree(
    value: Decimal, compared: Operator, delta: Decimal, beyond: Decimal, place: str
) -> None:
    by_region = {"珠三角": delta, "粤东西北": beyond}
    possible = [by_region[region] for region in whereabouts(place).regions]
    decided = held(Amount.exactly(value), compared, {region: figure(each) for region, each in by_region.items()}, place)
    assert decided.met is all_agree(COMPARISONS[compared](value, each) for each in possible)
    assert decided.missing == (() if decided.met is not None else ("place",))


@given(operators, thresholds)
def test_a_fact_that_was_not_told_is_unknown_and_never_false(compared: Operator, threshold: Decimal) -> None:
    assert held(None, compared, {ANYWHERE: figure(threshold)}) == Held(None, ("fact",))


@given(dates, st.none() | dates, st.none() | dates)
def test_a_day_told_coarsely_decides_only_where_all_its_days_are_on_one_side(
    told: PolicyDate, first: PolicyDate | None, last: PolicyDate | None
) -> None:
    assume(first is None or last is None or first.day <= last.last_day)
    days = (told.day + timedelta(each) for each in range((told.last_day - told.day).days + 1))
    admitted = ((first is None or first.day <= day) and (last is None or day <= last.last_day) for day in days)
    assert held(told, Operator.WITHIN, Days(first, last, entry())).met is all_agree(admitted)


@given(st.lists(st.sampled_from([True, False, None]), min_size=1, max_size=5))
def test_of_several_ways_one_is_enough_and_only_all_shut_out(ways: list[bool | None]) -> None:
    decided = any_of([Held(met, () if met is not None else (f"fact{at}",)) for at, met in enumerate(ways)])
    possible = ([met] if met is not None else [True, False] for met in ways)
    answers: set[bool] = {False}
    for way in possible:
        answers = {before or met for before in answers for met in way}
    assert decided.met is all_agree(answers)
    assert bool(decided.missing) is (decided.met is None)


@given(st.decimals(0, 10**13, places=2, allow_nan=False))
def test_a_sum_in_words_reads_back_as_the_same_to_the_yuan(value: Decimal) -> None:
    (read,) = find_quantities(format_money(value))
    assert (read.kind, read.unit, read.low) == (QuantityKind.MONEY, "元", read.high)
    assert read.low is not None
    assert abs(read.low - value) <= Decimal("0.5")


@given(st.integers(1, 10**9))
def test_a_sum_of_whole_myriads_is_told_in_myriads(myriads: int) -> None:
    told = format_money(Decimal(myriads) * 10**4)
    assert told.endswith(("万元", "亿元"))
    assert "." not in told or len(told.rpartition(".")[2].rstrip("万亿元")) <= 2
