"""The windows and sources of a front matter, and days as it writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

import yaml

from assistant.domain import Confidence, PolicyDate, Precision, Source, Window
from assistant.language.entry import Entry

DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
DATE_REMEDY = "请写成 2024、2024-03 或 2024-03-15，写到原文写明的程度；没有写明的填 null"
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_WINDOW = {"name", "opens_on", "closes_on", "note", "closes_from", "cities", "covers"}


def stated_day(value: str) -> PolicyDate | None:
    """A date as precise as it is written; None where it is none."""
    matched = DATE.fullmatch(value)
    if matched is None:
        return None
    year, month, day = matched.groups()
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    try:
        return PolicyDate(date(int(year), int(month or 1), int(day or 1)), precision)
    except ValueError:
        return None


def window_of(entry: Entry) -> Window:
    """One round; raises MalformedKnowledge."""
    fields = _known(entry, _WINDOW)
    opens, closes, first = (_day_of(fields.get(name)) for name in ("opens_on", "closes_on", "closes_from"))
    cities = _city_days(fields["cities"]) if "cities" in fields else ()
    for each in filter(None, (closes, first, *(day for _, day in cities))):
        if opens and each.last_day < opens.day:
            raise entry.refused(f"截止日 {each} 早于开始日 {opens}")
        if closes is None or each.last_day > closes.last_day:
            raise entry.refused(f"{each} 晚于 closes_on；各市截止日不同的，closes_on 写最晚的一天")
        if first and each.last_day < first.day:
            raise entry.refused(f"{each} 早于 closes_from；closes_from 写各市里最早的一天")
    covers = _optional_text(fields.get("covers"))
    if covers not in ("", "true", "false"):
        raise fields["covers"].refused("covers 应写 true 或 false")
    note = _optional_text(fields.get("note"))
    return Window(entry.field("name").text(), opens, closes, note, first, cities, covers == "true")


def _city_days(entry: Entry) -> tuple[tuple[str, PolicyDate], ...]:
    days = ((city, day, _day_of(day)) for city, day in entry.fields().items())
    return tuple((city, _stated_or_refused(day, stated)) for city, day, stated in days)


def _stated_or_refused(entry: Entry, stated: PolicyDate | None) -> PolicyDate:
    if stated is None:
        raise entry.refused(f"各市的截止日要写明。{DATE_REMEDY}")
    return stated


def source_of(key: str, entry: Entry) -> Source:
    """One source; raises MalformedKnowledge."""
    _known(entry, {"name", "url", "confidence"})
    stated = entry.field("confidence")
    try:
        confidence = Confidence(stated.text())
    except ValueError:
        raise stated.refused(f"confidence 不能是“{stated.text()}”，请从中选一个：{'、'.join(Confidence)}") from None
    return Source(key, entry.field("name").text(), entry.field("url").text(), confidence)


def _known(entry: Entry, names: set[str]) -> Mapping[str, Entry]:
    fields = entry.fields()
    for name, field in fields.items():
        if name not in names:
            raise field.refused(f"不认识的字段“{name}”，可用的是：{'、'.join(sorted(names))}")
    return fields


def is_null(node: yaml.Node) -> bool:
    """Whether nothing is written."""
    return isinstance(node, yaml.ScalarNode) and node.style is None and node.value in _NULLS


def _optional_text(entry: Entry | None) -> str:
    return "" if entry is None or is_null(entry.node) else entry.text()


def _day_of(entry: Entry | None) -> PolicyDate | None:
    stated = _optional_text(entry)
    found = stated_day(stated) if stated else None
    if stated and found is None and entry is not None:
        raise entry.refused(f"不是日期：“{stated}”。{DATE_REMEDY}")
    return found
