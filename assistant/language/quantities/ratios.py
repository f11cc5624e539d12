"""Reads ratios that are not a plain figure with %: 百分之二十, 三分之一, 1/3, 1:3, 一半; and halves of time."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.language.quantities.measure import Measure, plain
from assistant.language.quantities.model import QuantityKind
from assistant.language.quantities.numerals import ARABIC, value_of

_DIGITS = "〇零一二两三四五六七八九"
_SHARE = rf"{ARABIC}|[{_DIGITS}十百](?:[{_DIGITS}十百]|点(?=[{_DIGITS}]))*"
_OF_HUNDRED = re.compile(
    rf"(?P<base>[百千万])分之 ?(?P<low>{_SHARE})(?: ?[-~至到] ?(?:(?P=base)分之 ?)?(?P<high>{_SHARE})(?!%))?|百分百"
)
_OF_PARTS = re.compile(
    rf"(?P<below>{ARABIC}|[二两三四五六七八九十]+)分之 ?(?P<above>{ARABIC}|[一二两三四五六七八九十]+)"
)
_FRACTION = re.compile(r"(?P<above>\d{1,2})/(?P<below>\d{1,3})(?![\d/])")
_PROPORTION = re.compile(
    rf"(?P<left>{ARABIC}) ?[:比] ?(?P<right>{ARABIC})(?![\d:])|(?P<of>[{_DIGITS}])比(?P<to>[{_DIGITS}])"
)
_HALF = re.compile(r"一半|半数|(?<=过)半(?![年个天月])|半(?P<year>年)|半个(?P<month>月)")
_BASES = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10000)}


def read_ratio(text: str, position: int) -> Measure | None:
    """The fraction, proportion or half at `position` of folded text."""
    character = text[position]
    if character in _BASES and (match := _OF_HUNDRED.match(text, position)):
        return _of_hundred(match)
    if character in "一半" and (match := _HALF.match(text, position)):
        return _half(match)
    if match := _OF_PARTS.match(text, position) or _FRACTION.match(text, position):
        above, below = value_of(match["above"]), value_of(match["below"])
        if above <= below and below:
            return plain(QuantityKind.RATIO, above / below, "分之", match.end())
    if match := _PROPORTION.match(text, position):
        left, right = value_of(match["left"] or match["of"]), value_of(match["right"] or match["to"])
        if right:
            return plain(QuantityKind.RATIO, left / right, ":", match.end())
    return None


def _of_hundred(match: re.Match[str]) -> Measure:
    if not match["low"]:
        return plain(QuantityKind.RATIO, Decimal(1), "%", match.end())
    base = _BASES[match["base"]]
    low = value_of(match["low"]) / base
    high = value_of(match["high"]) / base if match["high"] else low
    if high < low:
        return plain(QuantityKind.RATIO, low, "%", match.end("low"))
    return Measure(QuantityKind.RATIO, low, high, "%", match.end())


def _half(match: re.Match[str]) -> Measure:
    if match["year"]:
        return plain(QuantityKind.PERIOD, Decimal(6), "个月", match.end())
    if match["month"]:
        return plain(QuantityKind.PERIOD, Decimal("0.5"), "个月", match.end())
    return plain(QuantityKind.RATIO, Decimal("0.5"), "%", match.end())
