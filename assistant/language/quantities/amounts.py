"""Reads money, counts, ratios, periods and ordinals at a position of folded text."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.language.quantities.limits import LimitWord, limit_after, limit_before
from assistant.language.quantities.measure import Measure
from assistant.language.quantities.measuring import read_measure
from assistant.language.quantities.model import Limit, Quantity, QuantityKind
from assistant.language.quantities.numerals import read_numeral
from assistant.language.quantities.ratios import read_ratio
from assistant.language.quantities.units import CURRENCY_OF_SIGN, CURRENCY_SIGN

_PHONE = re.compile(r"(?:(?P<area>0\d{2,3})[-)] ?(?P<local>\d{7,8})|1[3-9]\d{9}|\d{3,4}-\d{3,4}-\d{3,4})(?![\d万亿])")
_PART_OF_CODE = re.compile(r"[A-Za-z_./-]")
_ORDINAL_UNIT = re.compile(r" ?(?P<unit>个?(?:部分|阶段|季度|月)|[项条款章节编批类个期次轮页目点名位号步届大])")


def read_amount(text: str, position: int, floor: int) -> Quantity | None:
    """The amount, ratio, period, count or ordinal at `position`; limit words may reach back to `floor`."""
    if position > floor and text[position - 1] == "第":
        return _ordinal(text, position)
    measure = read_ratio(text, position) or read_measure(text, position)
    if measure is None or not measure.unit:
        measure = _phone(text, position) or measure
    return _limited(text, position, floor, measure) if measure else None


def _ordinal(text: str, position: int) -> Quantity | None:
    numeral = read_numeral(text, position)
    if numeral is None or numeral.loose or numeral.bare:
        return None
    unit = _ORDINAL_UNIT.match(text, numeral.end)
    start, end = position - 1, unit.end() if unit else numeral.end
    name = unit["unit"] if unit else ""
    return Quantity(QuantityKind.ORDINAL, numeral.low, numeral.high, name, Limit.EXACTLY, text[start:end], start, end)


def _phone(text: str, position: int) -> Measure | None:
    match = _PHONE.match(text, position)
    # Digits inside an address or a code are no telephone.
    if match is None or _PART_OF_CODE.match(text, max(0, position - 1)):
        return None
    number = f"{match['area']}-{match['local']}" if match["area"] else match.group()
    return Measure(QuantityKind.COUNT, None, None, "电话", match.end(), value=number)


def _limited(text: str, position: int, floor: int, measure: Measure) -> Quantity:
    start, kind, unit = position, measure.kind, measure.unit
    if sign := _currency_sign(text, position, floor, measure):
        start -= len(sign)
        kind, unit = QuantityKind.MONEY, unit or CURRENCY_OF_SIGN[sign.strip()]
        unit = CURRENCY_OF_SIGN[sign.strip()] if measure.implied else unit
    before = limit_before(text, start, floor, kind)
    behind, end = limit_after(text, measure.end)
    limit = next((each for each in (before.limit, behind, measure.limit) if each is not Limit.EXACTLY), Limit.EXACTLY)
    low, high = _bounds(measure, limit, before)
    implied = measure.implied and not sign
    return Quantity(kind, low, high, unit, limit, text[before.start : end], before.start, end, implied, measure.value)


def _currency_sign(text: str, position: int, floor: int, measure: Measure) -> str:
    if measure.kind is not QuantityKind.MONEY and (measure.kind is not QuantityKind.COUNT or measure.unit):
        return ""
    sign = CURRENCY_SIGN.search(text[max(floor, position - 4) : position])
    return sign.group() if sign else ""


def _bounds(measure: Measure, limit: Limit, before: LimitWord) -> tuple[Decimal | None, Decimal | None]:
    low, high = measure.low, measure.high
    if before.approach == "below":
        return None, low if high is None else high
    if before.approach == "above" or limit in (Limit.AT_LEAST, Limit.MORE_THAN):
        return low, None
    if limit in (Limit.AT_MOST, Limit.LESS_THAN):
        return None, low if high is None else high
    return low, high
