"""Joins a numeral with its unit, and two of them into a range."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from assistant.language.quantities.limits import limit_after
from assistant.language.quantities.measure import Measure, plain
from assistant.language.quantities.model import Limit, QuantityKind
from assistant.language.quantities.numerals import Numeral, read_loose, read_numeral, value_of
from assistant.language.quantities.units import ARTICLE_UNITS, CURRENCY_SIGN, PER, UNIT, canonical

_TO = re.compile(r" ?(?:--?|~|至|到) ?")
_COLLOQUIAL_MYRIAD = re.compile(r" ?[wW](?![A-Za-z0-9])")
_LATIN = re.compile(r"[A-Za-z_]")
_BULLET = re.compile(r"[.、)]")
_BEFORE_BULLET = " \n\r([。;；:：,，"
_LEADS_BARE = frozenset("近上过超逾约达破")
_SINGLED_OUT = frozenset("仅只共每有达")
_NOT_ONE = frozenset("统唯专同单划逐万不进之")


def read_measure(text: str, position: int) -> Measure | None:
    """The figure with its unit at `position` of folded text, or the range that begins there."""
    numeral = read_numeral(text, position)
    if numeral is None or _inside_a_word(text, numeral):
        return None
    measure = _with_unit(text, numeral)
    joint = _TO.match(text, measure.end if measure else numeral.end)
    return (joint and _range(text, numeral, measure, joint.end())) or measure


def _range(text: str, numeral: Numeral, first: Measure | None, position: int) -> Measure | None:
    upper = read_numeral(text, position)
    if upper is None or upper.loose or upper.bare or numeral.loose:
        return None
    last = _with_unit(text, upper)
    if last is None or last.low is None or last.low != last.high or not last.unit:
        return None
    if first is None or not first.unit or (first.implied and last.kind is not QuantityKind.MONEY):
        low = _share_scale(numeral, upper, last.low)
    elif first.implied or (first.kind, first.unit) == (last.kind, last.unit):
        low = first.low
    else:
        return None
    return replace(last, low=low) if low is not None and low < last.low else None


def _share_scale(numeral: Numeral, upper: Numeral, high: Decimal) -> Decimal | None:
    """The lower end of 10-20万元 or 30—50% in the measure of the upper end."""
    if numeral.low is None or not upper.low:
        return None
    low = numeral.low * (high / upper.low)
    return low * upper.scale if numeral.scale == 1 and low * upper.scale < high else low


def _with_unit(text: str, numeral: Numeral) -> Measure | None:
    if not numeral.chinese and (colloquial := _colloquial(text, numeral)):
        return colloquial
    loose = read_loose(text, numeral)
    for candidate in (loose, numeral):
        if candidate and (unit := UNIT.match(text, candidate.end)):
            return _of_unit(text, candidate, unit)
    return _without_unit(text, loose if loose and loose.scale > 1 else numeral)


def _colloquial(text: str, numeral: Numeral) -> Measure | None:
    """500w, said for 500万."""
    myriad = _COLLOQUIAL_MYRIAD.match(text, numeral.end)
    if myriad is None or numeral.low is None:
        return None
    unit = UNIT.match(text, myriad.end())
    if unit is None:
        return replace(plain(QuantityKind.MONEY, numeral.low * 10**4, "元", myriad.end()), implied=True)
    return _of_unit(text, replace(numeral, low=numeral.low * 10**4, high=numeral.low * 10**4), unit)


def _of_unit(text: str, numeral: Numeral, unit: re.Match[str]) -> Measure | None:
    group, name, end = unit.lastgroup, unit.group().strip(), unit.end()
    if group == "half":
        group = "tenths"
    if numeral.bare and not _counts_though_bare(text, numeral, money=group == "money"):
        return None
    limit = Limit.ABOUT if numeral.loose else Limit.EXACTLY
    if group in ("percent", "tenths", "times"):
        low, high = (_fraction(bound, unit, name) for bound in (numeral.low, numeral.high))
        ratio = name if name == "倍" else "百分点" if "点" in name else "%"
        return Measure(QuantityKind.RATIO, low, high, ratio, end, limit)
    if group == "money":
        per = PER.match(text, end)
        currency = canonical(name) + (per.group().replace(" ", "") if per else "")
        return Measure(QuantityKind.MONEY, numeral.low, numeral.high, currency, per.end() if per else end, limit)
    if _is_article(text, numeral, name) or (group == "after_figures" and numeral.chinese):
        return None
    if group == "period":
        return _period(text, numeral, canonical(name), end, limit)
    return Measure(QuantityKind.COUNT, numeral.low, numeral.high, canonical(name), end, limit)


def _fraction(bound: Decimal | None, unit: re.Match[str], name: str) -> Decimal | None:
    if bound is None or name == "倍":
        return bound
    if unit["tenths"] is None:
        return bound / (1000 if name == "‰" else 100)
    half = unit["half"]
    return bound / 10 + (Decimal(0) if not half else Decimal("0.05") if half == "半" else value_of(half) / 100)


def _period(text: str, numeral: Numeral, unit: str, end: int, limit: Limit) -> Measure:
    low, high = numeral.low, numeral.high
    if unit == "年" and text[end : end + 1] == "半" and low is not None and high is not None:
        return Measure(QuantityKind.PERIOD, low * 12 + 6, high * 12 + 6, "个月", end + 1, limit)
    return Measure(QuantityKind.PERIOD, low, high, unit, end, limit)


def _without_unit(text: str, numeral: Numeral) -> Measure | None:
    source = text[numeral.start : numeral.end]
    if ("万" in source or "亿" in source) and not numeral.bare:
        # No classifier behind 万 or 亿: in policy prose (粤东西北 5000 万以上的项目) that is money.
        limit = Limit.ABOUT if numeral.loose else Limit.EXACTLY
        return Measure(QuantityKind.MONEY, numeral.low, numeral.high, "元", numeral.end, limit, implied=True)
    if numeral.chinese or numeral.low is None:
        return None
    if _BULLET.match(text, numeral.end) and not text[max(0, numeral.start - 2) : numeral.start].strip(_BEFORE_BULLET):
        return None
    return plain(QuantityKind.COUNT, numeral.low, "", numeral.end)


def _inside_a_word(text: str, numeral: Numeral) -> bool:
    """Whether the figures belong to a word, a version or a citation mark: ISO9001, 5G, v1.5.9, [1]."""
    if numeral.chinese:
        return False
    start, end = numeral.start, numeral.end
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if (_LATIN.match(before) and not CURRENCY_SIGN.search(text[max(0, start - 3) : start])) or (
        before == "[" and after == "]"
    ):
        return True
    if (before == "." and text[max(0, start - 2) : start - 1].isdigit()) or (
        after == "." and text[end + 1 : end + 2].isdigit()
    ):
        return True
    return bool(_LATIN.match(after)) and not (UNIT.match(text, end) or _COLLOQUIAL_MYRIAD.match(text, end))


def _is_article(text: str, numeral: Numeral, unit: str) -> bool:
    """Whether 一 is no figure here (一批企业, 统一年度), or 二 part of a name (二次, 二级): counting takes 两."""
    source = text[numeral.start : numeral.end]
    if source not in ("一", "二"):
        return False
    before = text[max(0, numeral.start - 1) : numeral.start]
    if before in _SINGLED_OUT:
        return False
    if source == "二" or before in _NOT_ONE:
        return True
    return unit in ARTICLE_UNITS and limit_after(text, numeral.end + len(unit))[0] is Limit.EXACTLY


def _counts_though_bare(text: str, numeral: Numeral, *, money: bool) -> bool:
    """Whether a scale without a figure counts: 近百家, 百余家, 千亿元; not 百链, 万亩 or the 万元 of a table head."""
    lead = text[max(0, numeral.start - 1) : numeral.start]
    return numeral.loose or lead in _LEADS_BARE or (money and numeral.end - numeral.start > 1)
