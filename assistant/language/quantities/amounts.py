"""Reads money, counts, ratios, periods and ordinals at a position of folded text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.language.quantities.limits import limit_after, limit_before
from assistant.language.quantities.model import Limit, Quantity, QuantityKind
from assistant.language.quantities.numerals import ARABIC, Numeral, read_loose, read_numeral, value_of
from assistant.language.quantities.units import ARTICLE_UNITS, CURRENCY_OF_SIGN, UNIT, canonical

_CHINESE = "[〇零一二两三四五六七八九十百千点半]"
_OF_HUNDRED = re.compile(
    rf"(?P<base>[百千万])分之 ?(?P<low>{ARABIC}|{_CHINESE}+)(?: ?(?:-|~|至|到) ?(?:[百千万]分之)?(?P<high>{ARABIC}|{_CHINESE}+))?|百分百"
)
_OF_PARTS = re.compile(rf"(?P<below>{ARABIC}|[二两三四五六七八九十]+)分之(?P<above>{ARABIC}|[一二两三四五六七八九十]+)")
_FRACTION = re.compile(r"(?P<above>\d{1,2})/(?P<below>\d{1,3})(?![\d/])")
_PROPORTION = re.compile(
    rf"(?P<left>{ARABIC}) ?[:比] ?(?P<right>{ARABIC})(?!\d|:)|(?P<of>[一二三四五六七八九])比(?P<to>[一二三四五六七八九])"
)
_HALF = re.compile(r"(?:一半|半数|半(?P<year>年)|半个(?P<month>月))")
_PHONE = re.compile(r"(?:0\d{2,3}-\d{7,8}|1[3-9]\d{9}|\d{3,4}-\d{3,4}-\d{3,4}|\d{7,8})(?!\d|[万亿元家个%])")
_TO = re.compile(r" ?(?:--?|~|至|到) ?")
_SIGN = re.compile(r"(?:US\$|HK\$|人民币|RMB|[¥￥$]) ?$")
_PER = re.compile(r"/ ?(?:平方米|亩|吨|年|月|人|户|家|件|个|台|套|次|天|日|㎡|kWh)")
_NOT_FIGURES = re.compile(r"[A-Za-z_]")
_COLLOQUIAL_MYRIAD = re.compile(r" ?[wW](?![A-Za-z0-9])")
_ORDINAL_UNIT = re.compile(r" ?(?P<unit>个?(?:部分|阶段|季度|月)|[项条款章节编批类个期次轮页目点名位号步届])")
_ENUMERATES = re.compile(r"[.、)]")
_BARE_LEAD = "近上过超逾约达破"
_SINGLED_OUT = re.compile(r"[仅只共第每唯有达]$")
_NOT_ONE = re.compile(r"[统唯专同单划逐万不进之]$")
_HUNDRED = Decimal(100)
_BASES = {"百": _HUNDRED, "千": Decimal(1000), "万": Decimal(10000)}


@dataclass(frozen=True, slots=True)
class _Measure:
    """A figure with its unit, before limit words are read."""

    kind: QuantityKind
    low: Decimal | None
    high: Decimal | None
    unit: str
    end: int
    limit: Limit = Limit.EXACTLY
    implied: bool = False


def read_amount(text: str, position: int, floor: int) -> Quantity | None:
    """The amount, ratio, period, count or ordinal at `position`; limit words may reach back to `floor`."""
    if text[position - 1 : position] == "第":
        return _ordinal(text, position)
    measure = _ratio(text, position) or _phone(text, position) or _half(text, position) or _measure(text, position)
    if measure is None:
        return None
    return _limited(text, position, floor, measure)


def _ordinal(text: str, position: int) -> Quantity | None:
    numeral = read_numeral(text, position)
    if numeral is None or numeral.loose or numeral.bare:
        return None
    unit = _ORDINAL_UNIT.match(text, numeral.end)
    end = unit.end() if unit else numeral.end
    name = unit["unit"] if unit else ""
    return Quantity(
        QuantityKind.ORDINAL,
        numeral.low,
        numeral.high,
        name,
        Limit.EXACTLY,
        text[position - 1 : end],
        position - 1,
        end,
    )


def _ratio(text: str, position: int) -> _Measure | None:
    if match := _OF_HUNDRED.match(text, position):
        if not match["low"]:
            return _Measure(QuantityKind.RATIO, Decimal(1), Decimal(1), "%", match.end())
        base = _BASES[match["base"]]
        low = value_of(match["low"]) / base
        return _Measure(
            QuantityKind.RATIO, low, value_of(match["high"]) / base if match["high"] else low, "%", match.end()
        )
    if match := _OF_PARTS.match(text, position) or _FRACTION.match(text, position):
        above, below = value_of(match["above"]), value_of(match["below"])
        if above <= below and below:
            return _Measure(QuantityKind.RATIO, above / below, above / below, "分之", match.end())
    if match := _PROPORTION.match(text, position):
        left, right = value_of(match["left"] or match["of"]), value_of(match["right"] or match["to"])
        if right:
            return _Measure(QuantityKind.RATIO, left / right, left / right, ":", match.end())
    return None


def _phone(text: str, position: int) -> _Measure | None:
    match = _PHONE.match(text, position)
    if match is None:
        return None
    number = Decimal(match.group().replace("-", ""))
    return _Measure(QuantityKind.COUNT, number, number, "电话", match.end())


def _half(text: str, position: int) -> _Measure | None:
    match = _HALF.match(text, position)
    if match is None:
        return None
    if match["year"]:
        return _Measure(QuantityKind.PERIOD, Decimal(6), Decimal(6), "个月", match.end())
    if match["month"]:
        return _Measure(QuantityKind.PERIOD, Decimal("0.5"), Decimal("0.5"), "个月", match.end())
    return _Measure(QuantityKind.RATIO, Decimal("0.5"), Decimal("0.5"), "%", match.end())


def _measure(text: str, position: int) -> _Measure | None:
    numeral = read_numeral(text, position)
    if numeral is None or _inside_a_word(text, numeral):
        return None
    first = _with_unit(text, numeral)
    joint = _TO.match(text, first.end if first else numeral.end)
    if joint and (later := _upper_end(text, numeral, first, joint.end())):
        return later
    return first


def _upper_end(text: str, numeral: Numeral, first: _Measure | None, position: int) -> _Measure | None:
    upper = read_numeral(text, position)
    if upper is None or upper.loose or upper.bare or numeral.loose or numeral.low is None:
        return None
    measure = _with_unit(text, upper)
    if measure is None or measure.low is None or measure.low != measure.high:
        return None
    if (
        first is not None
        and first.unit
        and not first.implied
        and (first.kind, first.unit) != (measure.kind, measure.unit)
    ):
        return None
    if not measure.unit and (first is None or len(text[numeral.start : measure.end]) > 9):
        return None
    low = first.low if first is not None and first.unit else _scaled(numeral.low, numeral, upper, measure)
    if low is None or low >= measure.low:
        return None
    return replace(measure, low=low)


def _scaled(low: Decimal, numeral: Numeral, upper: Numeral, measure: _Measure) -> Decimal:
    assert measure.low is not None
    if measure.kind is QuantityKind.RATIO and upper.low:
        return low * measure.low / upper.low
    return low * upper.scale if numeral.scale == 1 and low * upper.scale < measure.low else low


def _with_unit(text: str, numeral: Numeral) -> _Measure | None:
    if not numeral.chinese and (myriad := _COLLOQUIAL_MYRIAD.match(text, numeral.end)) and numeral.low is not None:
        value = numeral.low * 10**4
        unit = UNIT.match(text, myriad.end())
        if unit is None or unit.lastgroup == "money":
            return _Measure(
                QuantityKind.MONEY, value, value, "元", unit.end() if unit else myriad.end(), implied=not unit
            )
    loose = read_loose(text, numeral)
    for candidate in (loose, numeral) if loose else (numeral,):
        if unit := UNIT.match(text, candidate.end):
            return _known_unit(text, candidate, unit)
    return _without_unit(text, loose if loose and loose.scale > 1 else numeral)


def _known_unit(text: str, numeral: Numeral, unit: re.Match[str]) -> _Measure | None:
    low, high, kind = numeral.low, numeral.high, unit.lastgroup
    limit = Limit.ABOUT if numeral.loose else Limit.EXACTLY
    name = unit.group().strip()
    if numeral.bare and not _bare_counts(text, numeral, kind or ""):
        return None
    if kind == "half" or (kind == "percent" and name.startswith("成")):
        extra = (
            Decimal(0)
            if not unit["half"]
            else Decimal("0.05")
            if unit["half"] == "半"
            else value_of(unit["half"]) / _HUNDRED
        )
        return _Measure(QuantityKind.RATIO, *_times(low, high, Decimal("0.1"), extra), "%", unit.end(), limit)
    if kind == "percent":
        base = Decimal(1000) if name == "‰" else _HUNDRED
        return _Measure(
            QuantityKind.RATIO,
            *_times(low, high, 1 / base, Decimal(0)),
            "百分点" if "点" in name else "%",
            unit.end(),
            limit,
        )
    if kind == "times":
        return _Measure(QuantityKind.RATIO, low, high, "倍", unit.end(), limit)
    if kind == "money":
        per = _PER.match(text, unit.end())
        currency = canonical(name) + (per.group().replace(" ", "") if per else "")
        return _Measure(QuantityKind.MONEY, low, high, currency, per.end() if per else unit.end(), limit)
    if _is_article(text, numeral, name):
        return None
    if kind == "period":
        return _period(text, numeral, canonical(name), unit.end(), limit)
    if kind == "figure_count" and numeral.chinese:
        return None
    return _Measure(QuantityKind.COUNT, low, high, name, unit.end(), limit)


def _period(text: str, numeral: Numeral, unit: str, end: int, limit: Limit) -> _Measure:
    low, high = numeral.low, numeral.high
    if unit == "年" and text[end : end + 1] == "半" and low is not None and high is not None:
        return _Measure(QuantityKind.PERIOD, low * 12 + 6, high * 12 + 6, "个月", end + 1, limit)
    return _Measure(QuantityKind.PERIOD, low, high, unit, end, limit)


def _without_unit(text: str, numeral: Numeral) -> _Measure | None:
    limit = Limit.ABOUT if numeral.loose else Limit.EXACTLY
    if numeral.scale > 1 and not numeral.bare:
        # No classifier behind 万 or 亿: in policy prose (粤东西北 5000 万以上的项目) that is money.
        return _Measure(QuantityKind.MONEY, numeral.low, numeral.high, "元", numeral.end, limit, implied=True)
    if numeral.chinese:
        return None
    if _ENUMERATES.match(text, numeral.end) and not text[max(0, numeral.start - 2) : numeral.start].strip(" \n(["):
        return None
    return _Measure(QuantityKind.COUNT, numeral.low, numeral.high, "", numeral.end)


def _limited(text: str, position: int, floor: int, measure: _Measure) -> Quantity:
    start = position
    unit, kind = measure.unit, measure.kind
    if kind in (QuantityKind.MONEY, QuantityKind.COUNT) and (sign := _SIGN.search(text[max(floor, start - 4) : start])):
        start -= len(sign.group())
        if kind is QuantityKind.COUNT and not unit or measure.implied:
            kind, unit = QuantityKind.MONEY, CURRENCY_OF_SIGN[sign.group().strip()]
    limit, start, near = limit_before(
        text, start, floor, ratio=kind is QuantityKind.RATIO, period=kind is QuantityKind.PERIOD
    )
    behind, end = limit_after(text, measure.end)
    if limit is Limit.EXACTLY:
        limit = behind if behind is not Limit.EXACTLY else measure.limit
    low, high = _bounds(measure, limit, near)
    return Quantity(
        kind, low, high, unit, limit, text[start:end], start, end, measure.implied and kind is QuantityKind.MONEY
    )


def _bounds(measure: _Measure, limit: Limit, near: bool) -> tuple[Decimal | None, Decimal | None]:
    low, high = measure.low, measure.high
    if near:
        return None, low if high is None else high
    if limit in (Limit.AT_LEAST, Limit.MORE_THAN):
        return low, None
    if limit in (Limit.AT_MOST, Limit.LESS_THAN):
        return None, low if high is None else high
    return low, high


def _times(
    low: Decimal | None, high: Decimal | None, factor: Decimal, extra: Decimal
) -> tuple[Decimal | None, Decimal | None]:
    return None if low is None else low * factor + extra, None if high is None else high * factor + extra


def _inside_a_word(text: str, numeral: Numeral) -> bool:
    if numeral.chinese:
        return False
    before, after = text[max(0, numeral.start - 1) : numeral.start], text[numeral.end : numeral.end + 1]
    if _NOT_FIGURES.match(before) or (before == "." and text[max(0, numeral.start - 2) : numeral.start - 1].isdigit()):
        return True
    if before == "[" and after == "]":
        return True
    if after == "." and text[numeral.end + 1 : numeral.end + 2].isdigit():
        return True
    return bool(_NOT_FIGURES.match(after)) and not (
        UNIT.match(text, numeral.end) or _COLLOQUIAL_MYRIAD.match(text, numeral.end)
    )


def _is_article(text: str, numeral: Numeral, unit: str) -> bool:
    source = text[numeral.start : numeral.end]
    before = text[max(0, numeral.start - 2) : numeral.start]
    if source == "二":
        return True
    if source != "一":
        return False
    if _NOT_ONE.search(before):
        return True
    limited = _SINGLED_OUT.search(before) or limit_after(text, numeral.end + len(unit))[0] is not Limit.EXACTLY
    return unit in ARTICLE_UNITS and not limited


def _bare_counts(text: str, numeral: Numeral, kind: str) -> bool:
    if numeral.loose or text[max(0, numeral.start - 1) : numeral.start] in _BARE_LEAD:
        return numeral.start > 0 or numeral.loose
    return kind == "money" and numeral.end - numeral.start > 1
