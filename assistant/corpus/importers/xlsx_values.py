"""A cell's value as a person sees it in the sheet."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Context, Decimal

_DECIMALS = re.compile(r"\.([0#?]+)")
# Wide enough for every float with every place that a sheet can show; the default of 28 digits is not.
_EXACT = Context(prec=400)
_MOST_PLACES = 30
_LONGEST = 350
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


def shown_value(value: object, number_format: str) -> str:
    """Text of a value under its number format; formats beyond percent, decimals, thousands and dates show plainly."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return _day(value.date(), number_format) + (f" {value:%H:%M}" if value.time() != time.min else "")
    if isinstance(value, date):
        return _day(value, number_format)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, int | float):
        return _number(value, number_format)
    return str(value)


def _day(value: date, number_format: str) -> str:
    if "年" in number_format:
        whole = f"{value.year}年{value.month}月"
        return whole if "日" not in number_format else f"{whole}{value.day}日"
    return value.isoformat()


def _number(value: float, number_format: str) -> str:
    plain = _QUOTED.sub("", number_format.split(";")[0])
    exact = Decimal(str(value))
    if not exact.is_finite() or exact.adjusted() > _LONGEST:
        return str(value)
    exact = exact.normalize(_EXACT)
    percent = "%" in plain
    if percent:
        exact = _EXACT.multiply(exact, 100)
    decimals = _DECIMALS.search(plain)
    if any(mark in plain for mark in "0#") and "E" not in plain.upper().replace("GENERAL", ""):
        places = min(len(decimals[1]), _MOST_PLACES) if decimals else 0
        # Rounded as the sheet shows it, half away from zero.
        exact = exact.quantize(Decimal(1).scaleb(-places), rounding="ROUND_HALF_UP", context=_EXACT)
    words = f"{exact:,f}" if "," in plain else f"{exact:f}"
    return f"{words}%" if percent else words
