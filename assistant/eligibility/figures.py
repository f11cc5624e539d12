"""Figures and days as rule files write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from assistant.domain import PolicyDate
from assistant.domain.documents import Precision
from assistant.eligibility.rules import ANYWHERE, Figure
from assistant.language.entry import Entry
from assistant.language.quantities import Limit, Quantity, QuantityKind, find_quantities

_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def read_figure(entry: Entry) -> Figure:
    """700万元, 20%, 1.5个百分点, 3年, 2项 or a bare number; raises MalformedKnowledge."""
    text = entry.text()
    if _PLAIN.fullmatch(text):
        return Figure(Decimal(text), text, entry)
    found = find_quantities(text)
    plain = len(found) == 1 and found[0].text == text and found[0].limit is Limit.EXACTLY
    if not plain or found[0].low is None or found[0].low != found[0].high:
        raise entry.refused(f"“{text}”不是一个数，请写成 700万元、20%、3年 或 2项")
    return Figure(found[0].low, text, entry)


def by_region(entry: Entry) -> Mapping[str, Figure]:
    """A figure that is the same everywhere, or one a region."""
    return {region: read_figure(value) for region, value in _each_region(entry).items()}


def amounts_by_region(entry: Entry) -> Mapping[str, tuple[Figure, Figure]]:
    """5万元; or by region; or [least, highest]."""
    return {region: _span(value) for region, value in _each_region(entry).items()}


def _each_region(entry: Entry) -> Mapping[str, Entry]:
    if not entry.is_mapping:
        return {ANYWHERE: entry}
    if not entry.fields():
        raise entry.refused("这里要写一个数，或者每个地区写一个数")
    return entry.fields()


def _span(entry: Entry) -> tuple[Figure, Figure]:
    if not entry.is_list:
        return read_figure(entry), read_figure(entry)
    ends = entry.items()
    if len(ends) != 2:
        raise entry.refused("金额的范围要写两个数：[最少, 最多]")
    least, most = map(read_figure, ends)
    if least.value > most.value:
        raise entry.refused("金额的范围写反了，请写成 [最少, 最多]")
    return least, most


def quantity_of(figure: Figure) -> Quantity | None:
    """What a figure measures; None for a bare number."""
    return next(iter(find_quantities(figure.text)), None) if not _PLAIN.fullmatch(figure.text) else None


def is_money(figure: Figure) -> bool:
    """Whether it is a sum."""
    quantity = quantity_of(figure)
    return quantity is not None and quantity.kind is QuantityKind.MONEY


def read_day(entry: Entry) -> PolicyDate:
    """2025, 2025-06 or 2025-06-30; raises MalformedKnowledge."""
    found = _DAY.fullmatch(entry.text())
    try:
        if found:
            year, month, day = found.groups()
            precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
            return PolicyDate(date(int(year), int(month or 1), int(day or 1)), precision)
    except ValueError:
        pass
    raise entry.refused(f"日期“{entry.text()}”不存在，请写成 2025、2025-06 或 2025-06-30")
