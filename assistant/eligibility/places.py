"""The place that a text names, as finely as it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answering.lexicon import Places

_BETWEEN = r"[市区县镇]?"
"""Between a district and the town in it: 潮阳区谷饶镇."""
_DENIES = re.compile(r"(?<!是)(?:不是|不在|并非|并不是|而非|唔系|唔喺)(?:在|说|讲)?$")


def denied_places(text: str, places: Places) -> Iterator[tuple[int, int]]:
    """Where a text names a place only to say that it is not that: 江门不是开平."""
    for pattern in (places.inside, places.outside):
        for match in pattern.finditer(text):
            if _DENIES.search(text[: match.start()]):
                yield match.span()


def without_denied(text: str, places: Places) -> str:
    """The text with blanks for what it denies, here and before, each character where it was."""
    for start, end in denied_places(text, places):
        name = text[start:end]
        text = text[:end].replace(name, "\0" * len(name)) + text[end:]
    return text


def read_place(text: str, places: Places) -> str | None:
    """The town or county, else the city, the area, the province or another province; None for none or for several.

    Of a town and its city the town is meant: 东莞虎门. A town that bears the name of one elsewhere gives way to a city
    that it does not lie in. What is only denied is not named.
    """
    text = without_denied(text, places)
    named = places.find(text)
    cities = [place for place in named if places.is_city(place)]
    towns = [place for place in named if not places.is_city(place) and places.city(place)]
    if len(cities) == 1:
        towns = [town for town in towns if places.city(town) == cities[0]]
    if len(cities) > 1 or (len(towns) > 1 and not _is_one(text, towns, places)):
        return None
    if towns or cities:
        return (towns or cities)[-1]
    if named:
        return named[0] if len(named) == 1 else None
    elsewhere = places.find_other_provinces(text) or tuple(dict.fromkeys(places.elsewhere.findall(text)))
    if elsewhere:
        return elsewhere[0] if len(elsewhere) == 1 else None
    return next((province for province in places.province if len(province) > 1 and province in text), None)


def _is_one(text: str, towns: Sequence[str], places: Places) -> bool:
    """Whether towns are named one in the other."""
    together = re.search(_BETWEEN.join(map(re.escape, towns)), text)
    return bool(together) and len({places.city(town) for town in towns}) == 1
