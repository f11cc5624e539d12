"""Reads dates, spans of dates, times of day and recurring days at a position of folded text."""

from __future__ import annotations

import re

from assistant.language.quantities.limits import date_limit
from assistant.language.quantities.model import Limit, Quantity, QuantityKind
from assistant.language.quantities.numerals import value_of

_YEAR = r"(?:(?:19|20)\d{2}|[一二][〇零一二三四五六七八九]{3})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|[一二]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九])"
_YEAR_PART = r"上半年|下半年|第?[一二三四1-4] ?季度|[底末初]"
_IN_YEAR = (
    rf"(?P<month>{_MONTH}) ?月(?![饼球亮嫂])份?"
    rf"(?: ?(?P<day>{_DAY}) ?[日号](?![用常益均元])|(?P<month_part>[底末初]|上旬|中旬|下旬)?)"
)
_DATE = re.compile(
    rf"(?:(?P<year>{_YEAR}) ?年(?![代级轻龄])(?:度(?!假))? ?(?P<year_part>{_YEAR_PART})?"
    rf"|(?P<short>\d\d) ?年(?:(?P<short_part>[底末初])|(?= ?{_MONTH} ?月)))?"
    rf"(?: ?{_IN_YEAR})?"
)
_TO = r" ?(?:-{1,2}|~|至|到) ?"
_YEARS = re.compile(rf"(?P<first>{_YEAR})(?: ?年)?{_TO}(?P<last>{_YEAR}) ?年(?:度)?")
_MONTHS = re.compile(rf"(?:(?P<year>{_YEAR}) ?年 ?)?(?P<first>{_MONTH}){_TO}(?P<last>{_MONTH}) ?月(?![饼球亮嫂])份?")
_NEXT = re.compile(_TO)
_DAY_ALONE = re.compile(rf"(?P<day>{_DAY}) ?[日号](?=以?前(?!后)|之前|上午|下午|起|截止|开始)")
_QUARTER_ALONE = re.compile(r"(?P<quarter>[一二三四1-4]) ?季度")
_HALF_ALONE = re.compile(r"(?<=[上下])半年")
_NUMERIC = re.compile(
    r"(?P<year>(?:19|20)\d{2})(?:(?P<mark>[-/.])(?P<month>1[0-2]|0?[1-9])(?P=mark)(?P<day>3[01]|[12]\d|0?[1-9])"
    r"|[-/](?P<month_only>1[0-2]|0[1-9]))(?![\d./-]?\d)"
)
_YEAR_ALONE = re.compile(r"(?:19|20)\d{2}(?![\d.,:]?\d)")
_TIME = re.compile(r"(?P<hour>[01]?\d|2[0-4])(?::(?P<minute>[0-5]\d)(?::[0-5]\d)?(?!\d)| ?时(?![尚间期代段效]))")
_BEHIND_STEP = r"(?:结束)?[之以]?后的?(?:第? ?(?P<nth>[一二三123]) ?个月)?"
_EVERY = re.compile(
    r"每个?(?:(?P<n>[一两三四五六七八九十]|\d{1,2}) ?个?)?"
    r"(?P<step>年度?|半年|季度?|月度?(?!饼)|星期|周|工作日|日|天)"
    rf"(?:{_BEHIND_STEP})?(?: ?(?P<month>{_MONTH}) ?月)? ?(?:(?P<day>{_DAY}) ?[日号]|(?P<end>[底末]))?"
)
_STEPS = {
    "年": "P1Y",
    "半年": "P6M",
    "季": "P3M",
    "月": "P1M",
    "星期": "P1W",
    "周": "P1W",
    "工作日": "P1B",
    "日": "P1D",
    "天": "P1D",
}
_ENDS = {"末": "底"}


def read_date(text: str, position: int, floor: int) -> Quantity | None:
    """The date at `position`; limit words may reach back to `floor`."""
    if text[position] == "每":
        return _recurring(text, position)
    found = _numeric(text, position) or _years(text, position) or _months(text, position) or _calendar(text, position)
    if found is None:
        return _part_alone(text, position, floor)
    value, unit, end = found
    if (joint := _NEXT.match(text, end)) and (later := _calendar(text, joint.end(), begin=value)):
        value, unit, end = f"{value}/{later[0]}", later[1], later[2]
    return _date(text, value, unit, position, end, floor)


def read_year(text: str, position: int, floor: int) -> Quantity | None:
    """A bare figure such as 2024 that can only be a year; for a place where no unit follows."""
    match = _YEAR_ALONE.match(text, position)
    return _date(text, match.group(), "年", position, match.end(), floor) if match else None


def read_time(text: str, position: int) -> Quantity | None:
    """A time of day such as 9:30; 1:10 behind 比 or 按 is a ratio and not read here."""
    match = _TIME.match(text, position)
    if match is None or re.search("[比按]", text[max(0, position - 6) : position]):
        return None
    value = f"T{int(match['hour']):02d}:{match['minute'] or '00'}"
    return _date(text, value, "时", position, match.end(), position)


def _numeric(text: str, position: int) -> tuple[str, str, int] | None:
    match = _NUMERIC.match(text, position)
    if match is None:
        return None
    if match["month_only"]:
        return f"{match['year']}-{match['month_only']}", "月", match.end()
    return f"{match['year']}-{int(match['month']):02d}-{int(match['day']):02d}", "日", match.end()


def _years(text: str, position: int) -> tuple[str, str, int] | None:
    match = _YEARS.match(text, position)
    return (f"{_figure(match['first'])}/{_figure(match['last'])}", "年", match.end()) if match else None


def _months(text: str, position: int) -> tuple[str, str, int] | None:
    match = _MONTHS.match(text, position)
    if match is None:
        return None
    year = f"{_figure(match['year'])}-" if match["year"] else "--"
    first, last = (f"{year}{_figure(match[side]):02d}" for side in ("first", "last"))
    return f"{first}/{last}", "月", match.end()


def _calendar(text: str, position: int, begin: str = "") -> tuple[str, str, int] | None:
    match = _DATE.match(text, position)
    if match is None or match.lastgroup is None:
        return _day_of_month(text, position)
    year = _figure(match["year"]) if match["year"] else f"20{match['short']}" if match["short"] else ""
    if begin and not year and not begin.startswith("-"):
        year = begin[:4]
    if not match["month"]:
        part = match["year_part"] or match["short_part"] or ""
        return (*_part_of_year(year, part), match.end())
    month = f"{_figure(match['month']):02d}"
    base = f"{year}-{month}" if year else f"--{month}"
    if match["day"]:
        return f"{base}-{_figure(match['day']):02d}", "日", match.end()
    part = match["month_part"] or ""
    return base, f"月{_ENDS.get(part, part)}" if len(part) == 1 else part or "月", match.end()


def _part_of_year(year: str | int, part: str) -> tuple[str, str]:
    if part.endswith("半年"):
        return f"{year}-H{1 if part[0] == '上' else 2}", "半年"
    if part.endswith("季度"):
        return f"{year}-Q{_figure(part.removeprefix('第').removesuffix('季度').strip())}", "季度"
    return str(year), f"年{_ENDS.get(part, part)}"


def _day_of_month(text: str, position: int) -> tuple[str, str, int] | None:
    match = _DAY_ALONE.match(text, position)
    return (f"---{_figure(match['day']):02d}", "日", match.end()) if match else None


def _part_alone(text: str, position: int, floor: int) -> Quantity | None:
    lead = text[max(floor, position - 1) : position]
    if match := _HALF_ALONE.match(text, position):
        value, unit = _part_of_year("-", f"{lead}半年")
        return _date(text, value, unit, position - 1, match.end(), floor) if lead else None
    match = _QUARTER_ALONE.match(text, position)
    # 前三季度 is a length of time, 三季度 and 第三季度 name one quarter.
    if match is None or lead in ("前", "近", "续", "后"):
        return None
    start = position - 1 if lead == "第" else position
    return _date(text, f"--Q{_figure(match['quarter'])}", "季度", start, match.end(), floor)


def _recurring(text: str, position: int) -> Quantity | None:
    match = _EVERY.match(text, position)
    if match is None:
        return None
    step = match["step"] if match["step"] == "半年" else match["step"].rstrip("度")
    duration = _STEPS[step]
    if match["n"]:
        duration = f"P{_figure(match['n'])}{duration[-1]}"
    value = f"R/{duration}"
    if match["nth"]:
        value += f"+{_figure(match['nth'])}"
    if match["month"]:
        value += f"-M{_figure(match['month'])}"
    if match["day"]:
        value += f"-D{_figure(match['day'])}"
    if match["end"]:
        value += "-end"
    limit, start, end = date_limit(text, position, match.end(), position)
    return _quantity(text, value, "每", limit, start, end)


def _date(text: str, value: str, unit: str, start: int, end: int, floor: int) -> Quantity:
    limit, start, end = date_limit(text, start, end, floor)
    return _quantity(text, value, unit, limit, start, end)


def _quantity(text: str, value: str, unit: str, limit: Limit, start: int, end: int) -> Quantity:
    return Quantity(QuantityKind.DATE, None, None, unit, limit, text[start:end], start, end, value=value)


def _figure(source: str) -> int:
    return int(value_of(source))
