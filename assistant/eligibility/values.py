"""Between text and typed values: what a person types for a fact, and how a value is shown so that it reads the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from assistant.answering.accept import EARLIEST, LATEST
from assistant.answering.lexicon import Places
from assistant.domain.documents import PolicyDate, Precision
from assistant.domain.eligibility import Amount, FactType, Value
from assistant.eligibility.agreeing import denies, yes_or_no
from assistant.eligibility.amounts import find_figures
from assistant.eligibility.days import bare_year, find_days
from assistant.eligibility.facts import FactKind
from assistant.eligibility.places import read_place
from assistant.eligibility.plain import plain
from assistant.eligibility.plausible import is_plausible, is_plausible_day, is_within, most_of
from assistant.eligibility.told_figures import Figure, Hedge, Unit

STEPS = {
    FactType.MONEY: Decimal("0.01"),
    FactType.SHARE: Decimal("0.000001"),
    FactType.COUNT: Decimal(1),
    FactType.YEARS: Decimal("0.01"),
}
"""By how much an end that is not reached (不到400万, 500来万) lies inside; sums reckoned from it are rounded to 元."""
_UNITS = {
    FactType.MONEY: (Unit.MONEY, Unit.NONE),
    FactType.SHARE: (Unit.SHARE, Unit.NONE),
    FactType.COUNT: (Unit.OTHER, Unit.NONE),
    FactType.YEARS: (Unit.YEARS, Unit.NONE),
}
_LEAST_IN_MYRIADS, _MOST_IN_MYRIADS, _LEAST_IN_YUAN = Decimal(10), Decimal(10**4), Decimal(10**5)
_MYRIAD = Decimal(10**4)
_SCALES = ((Decimal(10**8), "亿"), (_MYRIAD, "万"))
_PERCENTS = Decimal(1), Decimal(100)
_BESIDE_A_RATE = re.compile(r"[加减+]\d|[加减](?=[一二两三四五六七八九十])|上浮|下浮|基点|bp|月息|月利|日息")
_LENGTH = re.compile(r"\d\d年")
_YEAR_DIGITS = 4
_YEAR_BEGUN = re.compile(r"(?<!\d)[012]\d年(?:开始|起|成立|创|入行|[建开办]厂)")
"""15年开始 may be since 2015."""
_YEARS_AGO = re.compile(r"(?<!(?:19|20)\d\d)年(?P<before>[之以]?前)(?!年)")
_DENIED = re.compile(r"(?:不是|唔系|并非|不做|没做|不搞|不算)[^,，。;；、]*[,，。;；、]?")


def read_value(kind: FactKind, text: str, today: date, places: Places) -> Value | None:
    """What a text that answers the question after this fact says; None where that is not clear.

    A bare figure for a sum of money is in 万元, as people answer, but for one so large that it can only be 元.
    """
    said = plain(text)
    if is_of_something_else(kind, said):
        return None
    match kind.type:
        case FactType.DAY:
            return _day(kind, said, today)
        case FactType.YES_NO:
            return yes_or_no(kind, said)
        case FactType.CHOICE:
            return _choice(kind, said)
        case FactType.PLACE:
            return read_place(places.in_characters(said), places)
    return _amount(kind, said, today)


def is_of_something_else(kind: FactKind, said: str) -> bool:
    """Whether a plain text says that its value is of another thing: 含税420万, 二手的."""
    return any(pattern.search(said) for pattern in kind.reading.others)


def figures_of(kind: FactKind, said: str) -> tuple[Figure, ...]:
    """The figures of a plain text that may be of this fact, by their unit."""
    return tuple(figure for figure in find_figures(said) if figure.unit in _UNITS[kind.type])


def value_text(kind: FactKind, value: Value) -> str:
    """The value as it is shown; `read_value` reads the same value from it."""
    if isinstance(value, Amount):
        return _amount_text(kind, value)
    if isinstance(value, PolicyDate):
        day = value.day
        names = {Precision.YEAR: f"{day.year}年", Precision.MONTH: f"{day.year}年{day.month}月"}
        return names.get(value.precision, f"{day.year}年{day.month}月{day.day}日")
    if isinstance(value, bool):
        return "是" if value else "否"
    return kind.options.get(value, value)


def figure_amount(kind: FactKind, figure: Figure) -> Amount | None:
    """A figure as an amount of this fact; None where it can be none, or nobody can tell its unit."""
    told = in_unit(kind, figure)
    if told is None or not is_plausible(kind, told):
        return None
    amount = told.amount(STEPS[kind.type])
    return amount if is_within(kind, amount) else None


def in_unit(kind: FactKind, figure: Figure) -> Figure | None:
    """A figure in the unit of this fact, whether or not a factory may have so much."""
    if figure.unit not in _UNITS[kind.type]:
        return None
    return _bare(kind.type, figure) if figure.unit is Unit.NONE else figure


def bounds_text(kind: FactKind) -> str:
    """From what to what a fact may be."""
    if kind.type is FactType.DAY:
        return f"{EARLIEST.year}年至{LATEST.year}年"
    return f"{_figure(kind, kind.least)}至{_figure(kind, most_of(kind))}"


def is_beside_a_rate(said: str) -> bool:
    """Whether the figures of a plain text are no rate by the year: LPR加30个点, 月息三厘."""
    return bool(_BESIDE_A_RATE.search(said))


def options_in(kind: FactKind, said: str) -> tuple[tuple[int, int, str], ...]:
    """Where a plain text names options, as start, end and id, from left to right."""
    found = [
        (match.start(), match.end(), option)
        for option, patterns in kind.reading.options.items()
        for pattern in patterns
        for match in pattern.finditer(said)
    ]
    return tuple(sorted(found, key=lambda each: (each[0], -each[1])))


def _day(kind: FactKind, said: str, today: date) -> PolicyDate | None:
    day = told_day(kind, said, today)
    return day if day and is_plausible_day(day) else None


def told_day(kind: FactKind, said: str, today: date) -> PolicyDate | None:
    """The day of a plain text, whether or not a factory may have it."""
    days = find_days(said, today, past=kind.reading.past)
    if days:
        # 从去年3月干到今年5月: which of two is meant is not ours to choose.
        return days[0].value if len({day.value for day in days}) == 1 else None
    return bare_year(said)


def _choice(kind: FactKind, said: str) -> str | None:
    for option, name in kind.options.items():
        if said in (option, plain(name)):
            return option
    told = _DENIED.sub("", said)
    found = options_in(kind, told)
    if found:
        return found[0][2]
    if "none" in kind.options and denies(kind, said):
        return "none"
    return next((option for option, name in kind.options.items() if plain(name) in told), None)


def _amount(kind: FactKind, said: str, today: date) -> Amount | None:
    if kind.type is FactType.YEARS:
        if _YEAR_BEGUN.search(said):
            return None
        if ago := _YEARS_AGO.search(said):
            # 三年前: about three, for nobody counts the months.
            told = figures_of(kind, said[: ago.start("before")] + said[ago.end() :])
            about = replace(told[0], hedge=told[0].hedge or Hedge.ABOUT) if len(told) == 1 else None
            return figure_amount(kind, about) if about else None
        if since := _since(said, today):
            return since if is_within(kind, since) else None
    if kind.type is FactType.SHARE and is_beside_a_rate(said):
        return None
    if nothing := _none_at_all(kind, said):
        return nothing
    figures = figures_of(kind, said)
    return figure_amount(kind, figures[0]) if len(figures) == 1 else None


def _none_at_all(kind: FactKind, said: str) -> Amount | None:
    nothing = re.fullmatch(r"(?:一分钱?|一个|一毛)?(?:都|也)?(?:没有?|冇|无|零)(?:过|了|有|[付花买贷借投交]过?)?", said)
    none_counts = kind.type is not FactType.SHARE and kind.least <= 0
    return Amount.exactly(Decimal(0)) if nothing and none_counts else None


def _since(said: str, today: date) -> Amount | None:
    """How many years have passed since a day that is told instead."""
    # 25年 is how long, 2025年 is since when.
    days = [day for day in find_days(said, today, past=True) if not _LENGTH.fullmatch(said, day.start, day.end)]
    day = days[0].value if len(days) == 1 else bare_year(said) if len(said) >= _YEAR_DIGITS else None
    if day is None or day.day > today:
        return None
    ends = (max(Decimal(0), Decimal((today - each).days)) for each in (day.last_day, day.day))
    low, high = ((days / Decimal("365.25")).quantize(Decimal("0.01")) for days in ends)
    return Amount(low, high)


def _bare(type: FactType, figure: Figure) -> Figure | None:
    """A figure without a unit in the unit that is asked for."""
    if type is FactType.MONEY:
        if figure.high == 0 or figure.low >= _LEAST_IN_YUAN:
            return figure
        whole = figure.low == figure.low.to_integral_value() or figure.low >= _LEAST_IN_MYRIADS
        return figure.times(_MYRIAD) if whole and figure.low >= 1 and figure.high <= _MOST_IN_MYRIADS else None
    if type is FactType.SHARE:
        if figure.low >= 1:
            return figure.times(Decimal("0.01")) if figure.high <= _PERCENTS[1] else None
        # 0.035 is a rate as a bank writes it, 0.5 may be either.
        return figure if figure.high < Decimal("0.2") else None
    return figure


def _amount_text(kind: FactKind, amount: Amount) -> str:
    for text in _wordings(kind, amount):
        figures = find_figures(text)
        if len(figures) == 1 and figure_amount(kind, figures[0]) == amount:
            return text
    return ""


def _wordings(kind: FactKind, amount: Amount) -> Iterator[str]:
    """Ways to say an amount, the most natural first; the last ones can say any."""
    low, high, step = amount.low, amount.high, STEPS[kind.type]
    if high is None and low is not None:
        yield from sorted((f"{_figure(kind, low)}以上", f"超过{_figure(kind, low - step)}"), key=len)
    if low is None and high is not None:
        yield from sorted((f"{_figure(kind, high)}以内", f"不到{_figure(kind, high + step)}"), key=len)
    if low is None or high is None:
        return
    if low == high:
        yield _figure(kind, low)
        return
    if kind.type is not FactType.SHARE:
        yield _figure(kind, low, open_ended=True)
    yield f"刚过{_figure(kind, low - step)}"
    yield f"接近{_figure(kind, high + step)}"
    yield f"约{_figure(kind, (low + high) / 2)}"
    ends = (f"{_figure(kind, low)}至{_figure(kind, high)}", f"{_figure(kind, low)}至不到{_figure(kind, high + step)}")
    yield from sorted(ends, key=len)


def _figure(kind: FactKind, value: Decimal, *, open_ended: bool = False) -> str:
    if kind.type is FactType.SHARE:
        return f"{_digits(value * 100)}%"
    scale, name = Decimal(1), ""
    if kind.type is FactType.MONEY:
        fits = ((scale, name) for scale, name in _SCALES if abs(value) >= scale and (value * _MYRIAD) % scale == 0)
        scale, name = next(fits, (scale, name))
    # 500多万 and 20多人, but 6万多 and 15万多.
    before = open_ended and (not name or (value / scale) % 10 == 0)
    return (
        f"{_digits(value / scale)}{'多' if before else ''}{name}{'多' if open_ended and not before else ''}{kind.unit}"
    )


def _digits(value: Decimal) -> str:
    return format(value.normalize(), "f")
