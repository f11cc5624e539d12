"""Figures and dates in a text, read without any of the product's own code: an examiner does not ask the examined."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_NUMERAL = "[零〇一二两三四五六七八九十百千万亿]"
_SMALL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_UNIT = (
    "个百分点|百分点|个工作日|工作日|个自然日|自然日|个月|平方米|公里|季度|部分|小时|分钟|%|‰|元|家|个|件|条|项|场|种|类"
    "|大|届|次|人|名|户|亩|吨|天|年|日|月|岁|倍|分|区|极|成|期|批|章|节|款|层|级|折|周|台|套|处|份|位"
)
# What bounds a figure, before or after it; words of one sign say the same.
_BOUNDS = {
    **dict.fromkeys(("不低于", "不少于", "不小于", "至少", "最低", "最少", "以上"), "≥"),
    **dict.fromkeys(("不超过", "不高于", "不多于", "不大于", "至多", "最高", "最多", "以内", "以下"), "≤"),
    **dict.fromkeys(("超过", "超", "高于", "大于", "多", "余"), ">"),
    **dict.fromkeys(("不足", "低于", "小于", "近"), "<"),
}
_BEFORE = (
    "不低于|不少于|不小于|至少|最低|最少|不超过|不高于|不多于|不大于|至多|最高|最多|超过|超|高于|大于|不足|低于|小于|近"
)
_PART = "上旬|中旬|下旬|初|底|末"
_DATE = re.compile(
    r"(?:(?P<iso>\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?)(?!\d)"
    r"|(?P<year>(?<!\d)\d{4}|[零〇一二三四五六七八九]{4})年度?"
    rf"(?:(?P<month>{_SMALL})月份?(?:(?P<day>{_SMALL})[日号])?)?(?P<part>{_PART})?"
    rf"|(?<!\d)(?P<month2>{_SMALL})月份?(?:(?P<day2>{_SMALL})[日号])?(?P<part2>{_PART})?"
    rf"|(?<!\d)(?P<day3>{_SMALL})日)(?:之|以)?(?P<side>[前后])?"
)
_AMOUNT = re.compile(
    rf"(?P<before>{_BEFORE})?(?:(?P<per>[百千])分之(?P<share>\d+(?:\.\d+)?|[零〇一二三四五六七八九十百点]+)"
    rf"|(?P<ordinal>第)?(?:(?P<arabic>\d+(?:\.\d+)?)(?P<scale>[十百千]?[万亿]{{0,2}}|[百千])"
    rf"|(?P<chinese>{_NUMERAL}+(?:点{_NUMERAL}+)?[万亿]*))(?P<more>[多余])?(?P<scale2>[万亿]{{0,2}})(?P<unit>{_UNIT})?)"
    r"(?P<after>以上|以下|以内)?"
)
_LABEL = re.compile(rf"^[(]?({_NUMERAL}{{1,3}}|\d{{1,2}})(?:[)]|[、.](?!\d))")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_INNER_SPACE = re.compile(r"(?<!\d)\s+|\s+(?!\d)")
# 一个, 两份 … only say that there is something; they claim no count.
_ARTICLE = re.compile("[一两](?:个|份|种|处|位|部分|条|批|次|大|级|成|类)")
# Words, not numbers: 万一, the 一一 in 统一一批.
_NO_NUMBER = re.compile("[百千万亿]|.*[一二两三四五六七八九]{2}|[万百千亿][一二三四五六七八九]")


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with the unit that follows it (empty when none is known) and what bounds it (≥ ≤ > <, or nothing)."""

    value: Decimal
    unit: str
    bound: str
    wording: str

    def stands_for(self, claimed: Figure) -> bool:
        """Whether this figure proves the claimed one: same value, and same unit and bound where these are claimed."""
        return self.value == claimed.value and self._unit_stands_for(claimed.unit) and claimed.bound in ("", self.bound)

    def _unit_stands_for(self, unit: str) -> bool:
        # A label such as （五） is an ordinal of anything.
        return unit in ("", self.unit) or (self.unit == "第" and unit.startswith("第"))


@dataclass(frozen=True, slots=True)
class Day:
    """A date as far as it is stated; `part` is the stretch of the month or year (底, 上旬 …), `side` 前 or 后."""

    year: int | None
    month: int | None
    day: int | None
    part: str
    side: str
    wording: str

    def stands_for(self, claimed: Day) -> bool:
        """Whether this date states everything that the claimed one states."""
        pairs = ((self.year, claimed.year), (self.month, claimed.month), (self.day, claimed.day))
        if any(theirs is not None and ours != theirs for ours, theirs in pairs):
            return False
        if claimed.side not in ("", self.side):
            return False
        # The end of December is the end of the year, the end of March is not.
        whole_year = claimed.part == "底" and claimed.month is None and self.month not in (None, 12)
        return not claimed.part or (claimed.part == self.part and not whole_year)


def unproven(claim: str, proofs: Iterable[str], locators: Iterable[str] = ()) -> tuple[str, ...]:
    """Wordings of the figures and dates of `claim` that stand in none of the proofs; locators prove ordinals only."""
    days: list[Day] = []
    figures: list[Figure] = []
    for proof in proofs:
        found_days, found_figures = read(proof)
        days += found_days
        figures += found_figures
    for locator in locators:
        figures += [figure for part in re.split("[·/]", locator) for figure in _labels(_normal(part))]
    claimed_days, claimed_figures = read(_LABEL.sub("", _normal(claim)))
    missing = [day.wording for day in claimed_days if not any(held.stands_for(day) for held in days)]
    missing += [figure.wording for figure in claimed_figures if not any(held.stands_for(figure) for held in figures)]
    return tuple(missing)


def read(text: str) -> tuple[list[Day], list[Figure]]:
    """All dates and figures of a text, each in order; digits and Chinese numerals alike."""
    normal = _normal(text)
    days = [_day(match) for match in _DATE.finditer(normal)]
    # A date must not be read again as figures, nor may what stands on its two sides grow together.
    rest = _DATE.sub("|", normal)
    figures = [figure for match in _AMOUNT.finditer(rest) if (figure := _figure(match)) is not None]
    return days, figures + _labels(normal)


def without_day(text: str, day: date) -> str:
    """The text, in NFKC, without mentions of this one day in digits."""
    spelt = rf"年\s*0?{day.month}\s*月\s*0?{day.day}\s*日"
    short = rf"(?P<sign>[-/.])0?{day.month}(?P=sign)0?{day.day}(?!\d)"
    plain = unicodedata.normalize("NFKC", text)
    return re.sub(rf"(?<!\d){day.year}\s*(?:{spelt}|{short})", "", plain)


def _normal(text: str) -> str:
    plain = _THOUSANDS.sub("", unicodedata.normalize("NFKC", text).replace("萬", "万").replace("億", "亿"))
    return _INNER_SPACE.sub("", plain)


def _labels(normal: str) -> list[Figure]:
    """The number that a heading or item begins with, as an ordinal: （五）… proves 第五."""
    found = []
    while match := _LABEL.match(normal):
        found.append(Figure(_number(match.group(1)), "第", "", match.group()))
        normal = normal[match.end() :]
    return found


def _day(match: re.Match[str]) -> Day:
    if match["iso"]:
        year, month, *day = (int(part) for part in re.split("[-/.]", match["iso"]))
        return Day(year, month, day[0] if day else None, "", match["side"] or "", match.group())
    parts = (match["year"], match["month"] or match["month2"], match["day"] or match["day2"] or match["day3"])
    year_, month_, day_ = (int(_number(part)) if part else None for part in parts)
    part = (match["part"] or match["part2"] or "").replace("末", "底")
    return Day(year_, month_, day_, part, match["side"] or "", match.group())


def _figure(match: re.Match[str]) -> Figure | None:
    bound = _BOUNDS.get(match["before"] or match["after"] or match["more"] or "", "")
    if match["per"]:
        return Figure(_number(match["share"]), "%" if match["per"] == "百" else "‰", bound, match.group())
    unit = ("第" if match["ordinal"] else "") + (match["unit"] or "")
    scale = _number("一" + match["scale2"]) if match["scale2"] else Decimal(1)
    if match["arabic"]:
        if match["scale"]:
            scale *= _number("一" + match["scale"])
        return Figure(Decimal(match["arabic"]) * scale, unit, bound, match.group())
    chinese = match["chinese"]
    if not match["ordinal"] and (_ARTICLE.fullmatch(match.group()) or (len(chinese) == 1 and not match["unit"])):
        return None
    if _NO_NUMBER.fullmatch(chinese):
        return None
    return Figure(_number(chinese) * scale, unit, bound, match.group())


def _number(text: str) -> Decimal:
    """Value of digits or of a Chinese numeral such as 五千亿, 二〇二四, 零点五万."""
    if text.replace(".", "", 1).isdigit() and text.isascii():
        return Decimal(text)
    if "点" in text:
        whole, _, fraction = text.partition("点")
        digits = fraction.rstrip("万亿")
        scale = _number("一" + fraction[len(digits) :]) if len(digits) < len(fraction) else Decimal(1)
        return (_number(whole) + Decimal("0." + "".join(str(_DIGITS[sign]) for sign in digits))) * scale
    if all(sign in _DIGITS for sign in text):
        return Decimal("".join(str(_DIGITS[sign]) for sign in text))
    return Decimal(_counted(text))


def _counted(text: str) -> int:
    """A numeral with 十, 百, 千, 万, 亿; a missing leading digit counts as one (十五, 千亿)."""
    for sign in "亿万":
        if sign in text:
            head, _, tail = text.rpartition(sign)
            return (_counted(head) if head else 1) * _MYRIADS[sign] + (_counted(tail) if tail else 0)
    total, digit = 0, None
    for sign in text:
        if sign in _TENS:
            total += (1 if digit is None else digit) * _TENS[sign]
            digit = None
        else:
            digit = _DIGITS[sign] or None
    return total + (digit or 0)
