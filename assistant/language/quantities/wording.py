"""Writes a quantity in figures so that reading it again gives the same."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from assistant.language.quantities.model import Limit, Quantity, QuantityKind

_BEFORE = {Limit.AT_MOST: "不超过", Limit.MORE_THAN: "超过", Limit.LESS_THAN: "不足", Limit.ABOUT: "约"}
_DATE_BEFORE = {Limit.AT_MOST: "截至"}
_DATE_AFTER = {Limit.BEFORE: "前", Limit.AFTER: "后", Limit.AT_LEAST: "起"}
_RECURRING = re.compile(
    r"R/P(?P<n>\d+)(?P<step>[YMWDB])(?:\+(?P<nth>\d+))?(?:-M(?P<month>\d+))?(?:-D(?P<day>\d+))?(?P<end>-end)?"
)
_STEP_NAMES = {"Y": "年", "M": "个月", "W": "周", "D": "天", "B": "个工作日"}

_COUNTED = {"工作日": "个工作日", "自然日": "个自然日", "交易日": "个交易日"}


def format_quantity(quantity: Quantity) -> str:
    """The quantity in Chinese with Arabic figures, such as 不超过500万元, 30多场 or 2024年12月底前."""
    if quantity.kind is QuantityKind.DATE:
        value = _date(quantity.value, quantity.unit)
        return _DATE_BEFORE.get(quantity.limit, "") + value + _DATE_AFTER.get(quantity.limit, "")
    if quantity.value:
        return quantity.value
    if quantity.kind is QuantityKind.ORDINAL:
        return f"第{_plain(quantity.low or Decimal(0))}{quantity.unit}"
    low, high, limit = quantity.low, quantity.high, quantity.limit
    if low is not None and high is not None and low != high:
        return _BEFORE.get(limit, "") + f"{_figure(low, quantity)}至{_figure(high, quantity)}"
    if limit is Limit.ABOUT and high is None and low is not None:
        return _figure(low, quantity, "多")
    if limit is Limit.ABOUT and low is None and high is not None:
        return "将近" + _figure(high, quantity)
    figure = _figure(low if low is not None else high or Decimal(0), quantity)
    return f"{figure}以上" if limit is Limit.AT_LEAST else _BEFORE.get(limit, "") + figure


def format_money(value: Decimal) -> str:
    """A sum of 元 as people write it: 240万元, 1.5亿元, 1234567元; to the nearest 元."""
    return f"{_scaled(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))}元"


def _figure(value: Decimal, quantity: Quantity, loose: str = "") -> str:
    unit = quantity.unit
    if quantity.kind is QuantityKind.RATIO:
        if unit in ("分之", ":"):
            fraction = Fraction(value).limit_denominator(1000)
            return f"{fraction.numerator}{'/' if unit == '分之' else ':'}{fraction.denominator}"
        if unit == "倍":
            return f"{_plain(value)}{loose}倍"
        return f"{_plain(value * 100)}{loose}{'个百分点' if unit == '百分点' else '%'}"
    if not unit:
        return _plain(value)
    return f"{_scaled(value)}{loose}{_COUNTED.get(unit, unit)}"


def _scaled(value: Decimal) -> str:
    for scale, name in ((Decimal(10**8), "亿"), (Decimal(10**4), "万")):
        if abs(value) >= scale and (value * 100) % scale == 0:
            return _plain(value / scale) + name
    return _plain(value)


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")


def _date(value: str, unit: str) -> str:
    if value.startswith("R/"):
        return _every(value)
    first, slash, last = value.partition("/")
    if not slash:
        return _day(value, unit)
    begins = {10: "日", 7: "月", 4: "年"}.get(len(first), "日" if first.count("-") > 2 else "月")
    return f"{_day(first, begins)}至{_day(last, unit)}"


def _day(value: str, unit: str) -> str:
    if value.startswith("T"):
        return value[1:]
    year, month, day = _parts(value)
    text = f"{year}年" if year else ""
    if month.startswith("Q"):
        return f"{text}第{month[1:]}季度"
    if month.startswith("H"):
        return f"{text}{'上' if month == 'H1' else '下'}半年"
    if month:
        text += f"{int(month)}月"
    if day:
        return f"{text}{int(day)}日"
    part = unit.lstrip("年月日") if len(unit) > 1 else ""
    return text + part


def _parts(value: str) -> tuple[str, str, str]:
    if value.startswith("---"):
        return "", "", value[3:]
    if value.startswith("--"):
        month, _, day = value[2:].partition("-")
        return "", month, day
    year, _, rest = value.partition("-")
    month, _, day = rest.partition("-")
    return year, month, day


def _every(value: str) -> str:
    match = _RECURRING.fullmatch(value)
    if match is None:
        return value
    count, step = int(match["n"]), match["step"]
    named = {(3, "M"): "每季度", (6, "M"): "每半年"}.get((count, step))
    if named is None:
        named = f"每{_STEP_NAMES[step].removeprefix('个')}" if count == 1 else f"每{count}{_STEP_NAMES[step]}"
    text = named
    if match["nth"]:
        text += f"结束后的第{match['nth']}个月"
    if match["month"]:
        text += f"{int(match['month'])}月"
    if match["day"]:
        text += f"{match['day']}日"
    return text + ("底" if match["end"] else "")
