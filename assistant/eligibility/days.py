"""Days as people say them: 去年3月, 2025年底, 上个月, 25年6月, 2025.3; what is relative counts from today."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.domain.documents import PolicyDate, Precision
from assistant.language.quantities.numerals import value_of

_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|[一二]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九])"
_YEARS = {
    **{"大前年": -3, "前年": -2, "去年": -1, "上年": -1, "旧年": -1, "今年": 0, "本年": 0},
    **{"明年": 1, "出年": 1, "后年": 2},
}
_MONTHS = {"上上": -2, "上": -1, "这": 0, "本": 0, "呢": 0, "下": 1, "下下": 2}
_DAYS = {"大前天": -3, "前天": -2, "前日": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "明天": 1, "明日": 1}
_WEEKS = {"上": -7, "这": 0, "本": 0, "下": 7}
_SPOKEN = re.compile(
    rf"(?:(?P<year>(?:19|20)\d\d|[一二][〇零一二三四五六七八九]{{3}})年(?![代级])度?|(?<![了做干开有满近快约过共搞])(?P<short>[12]\d)年(?={_MONTH}月|[底末初上下]|$|[，,。的就])"
    rf"|(?P<rel>{'|'.join(_YEARS)}))?"
    rf"(?:(?P<month>{_MONTH})月份?(?![饼球亮嫂息供])(?:(?P<day>{_DAY})[日号]|(?P<month_part>[底末初]|上旬|中旬|下旬))?"
    r"|(?P<part>年?[底末]|年尾|年?初|年[中头]|上半年|下半年|第?[一二三四1-4]季度))?"
)
_NUMERIC = re.compile(
    r"(?<![\d.])(?P<year>20\d\d)(?:(?P<mark>[-/.])(?P<month>1[0-2]|0?[1-9])(?:(?P=mark)(?P<day>3[01]|[12]\d|0?[1-9]))?"
    r"|(?P<month2>0[1-9]|1[0-2])(?P<day2>0[1-9]|[12]\d|3[01])?)(?![\d万亿w%元])"
)
_NEAR = re.compile(
    rf"(?P<month>上上|下下|[上下这本呢])个?月(?:(?P<month_part>[底末初]|上旬|中旬|下旬)|(?P<day>{_DAY})[日号])?|(?P<end>月[底末])"
    rf"|(?P<week>[上这本下])个?(?:周|星期|礼拜)|(?P<rel>{'|'.join(_DAYS)})"
    r"|(?P<months>\d{1,2}|[一两三四五六七八九十]|十[一二])个月(?:[之以]?前|(?P<ahead>[之以]?后))"
    r"|(?P<years>\d{1,2}|[二三四五六七八九]?十[一二三四五六七八九]?|[一两三四五六七八九])年(?:[之以]?前|(?P<years_ahead>[之以]?后))"
)
_BARE_YEAR = re.compile(r"(?<![\d.])(?P<year>20[0-4]\d)(?![\d.万亿w%])")
_START = re.compile(r"[\d一二两三四五六七八九十上下前去旧今本当明出后大这呢昨年月第]")
_SENTENCE = re.compile(r"[。!?;\n]")
_WITHIN_NUMERAL = re.compile(r"(?<=\d)\d|(?<=[一二两三四五六七八九十百千])[一二两三四五六七八九十]")
_AHEAD = re.compile(r"打算|准备|预计|计划|争取|将|会(?!议)|才|要|等到|估计|明年|下个?月|之前能")
_PLANNED = re.compile(r"打算|准备|预计|计划|争取|将|估计")
_BEHIND = re.compile(r"[了过好完]|已经?|搞掂|的$|放下来|到账|咗|刚")


@dataclass(frozen=True, slots=True)
class Day:
    """A day as told, where it stands in the text."""

    value: PolicyDate
    start: int
    end: int


def find_days(text: str, today: date, *, past: bool = False) -> tuple[Day, ...]:
    """Every day of a plain text, left to right. A month without a year that is not clearly this year's is left out.

    `past` says that what it is told of cannot lie ahead.
    """
    return tuple(_days(text, today, past))


def bare_year(text: str) -> PolicyDate | None:
    """A text that is nothing but a year."""
    match = _BARE_YEAR.fullmatch(text) or re.fullmatch(r"(?P<year>2\d)年?", text)
    if match is None:
        return None
    year = int(match["year"])
    return PolicyDate(date(year if year > 100 else 2000 + year, 1, 1), Precision.YEAR)


def _days(text: str, today: date, past: bool) -> Iterator[Day]:
    floor = ended = 0
    before: Day | None = None
    while start := _START.search(text, floor):
        position = start.start()
        # 99999年前 is no 99年前.
        within = position > ended and _WITHIN_NUMERAL.match(text, position)
        found = None if within else _numeric(text, position) or _near(text, position, today)
        if found is None and not within:
            if before and _SENTENCE.search(text, before.end, position):
                before = None
            found = _spoken(text, position, today, past, before)
        if found is None:
            floor = position + 1
            continue
        value, floor = found
        ended = floor
        if value is not None:
            before = Day(value, position, floor)
            yield before


Read = tuple[PolicyDate | None, int]


def _numeric(text: str, position: int) -> Read | None:
    match = _NUMERIC.match(text, position)
    if match is None:
        return None
    month, day = match["month"] or match["month2"], match["day"] or match["day2"]
    return _date(int(match["year"]), int(month), int(day) if day else None), match.end()


def _near(text: str, position: int, today: date) -> Read | None:
    match = _NEAR.match(text, position)
    if match is None:
        return None
    if match["rel"]:
        return PolicyDate(today + timedelta(_DAYS[match["rel"]]), Precision.DAY), match.end()
    if match["week"]:
        moved = today + timedelta(_WEEKS[match["week"]])
        return PolicyDate(moved.replace(day=1), Precision.MONTH), match.end()
    if match["years"]:
        years = int(value_of(match["years"])) * (1 if match["years_ahead"] else -1)
        return PolicyDate(date(today.year + years, 1, 1), Precision.YEAR), match.end()
    moved_by = 0
    if match["months"]:
        moved_by = int(value_of(match["months"])) * (1 if match["ahead"] else -1)
    elif match["month"]:
        moved_by = _MONTHS[match["month"]]
    year, month = divmod(today.year * 12 + today.month - 1 + moved_by, 12)
    day = int(value_of(match["day"])) if match["day"] else None
    return _date(year, month + 1, day), match.end()


def _spoken(text: str, position: int, today: date, past: bool, before: Day | None) -> Read | None:
    match = _SPOKEN.match(text, position)
    if match is None or not match.group():
        return None
    if match["month"] and match.start("month") == position and text[position - 1 : position] == "年":
        # Of a year that was not read: 12025年3月, 那年3月.
        return None, match.end()
    year = _year(match, today)
    if match["month"]:
        month = int(value_of(match["month"]))
        if year is None:
            year = _goes_on(text, match, month, _year_of_month(text, match, month, today, past), before)
        day = int(value_of(match["day"])) if match["day"] else None
        return (None if year is None else _date(year, month, day)), match.end()
    part = match["part"] or ""
    if year is None:
        if not re.fullmatch(r"年[底末初中头尾]|[上下]半年", part):
            return None
        late = part[-1] in "底末尾" or part == "下半年"
        year = _goes_on(text, match, 12 if late else 1, today.year, before)
        if year is None:
            return None, match.end()
    if part and part[-1] in "底末尾":
        return _date(year, 12, None), match.end()
    return PolicyDate(date(year, 1, 1), Precision.YEAR), match.end()


def _year(match: re.Match[str], today: date) -> int | None:
    if match["year"]:
        return int(value_of(match["year"]))
    if match["short"]:
        return 2000 + int(match["short"])
    return today.year + _YEARS[match["rel"]] if match["rel"] else None


def _year_of_month(text: str, match: re.Match[str], month: int, today: date, past: bool) -> int | None:
    """Of which year a bare month is: this one, unless it lies ahead and is told of as past."""
    if month <= today.month:
        return today.year
    around = text[max(0, match.start() - 12) : match.end() + 12]
    if past or (_BEHIND.search(around) and not _AHEAD.search(around)):
        return today.year - 1
    return today.year if _AHEAD.search(around) else None


def _goes_on(text: str, match: re.Match[str], month: int, year: int | None, before: Day | None) -> int | None:
    """The year of a month or a part of a year behind another day of the sentence.

    去年3月买的，6月装好 goes on within that year; 去年买的，年底完工 may mean either year, which is not ours to choose.
    """
    if before is None or before.value.day.year == year:
        return year
    if _PLANNED.search(text, before.end, match.end()):
        return year
    goes_on = before.value.precision is not Precision.YEAR and month >= before.value.day.month
    return before.value.day.year if goes_on else year if _follows(before.value, month, year) else None


def _follows(before: PolicyDate, month: int, year: int | None) -> bool:
    """Whether a month can only be one of the next year: 去年11月签，3月装好."""
    return before.precision is not Precision.YEAR and month < before.day.month and year == before.day.year + 1


def _date(year: int, month: int, day: int | None) -> PolicyDate | None:
    try:
        return PolicyDate(date(year, month, day or 1), Precision.DAY if day else Precision.MONTH)
    except ValueError:
        return None
