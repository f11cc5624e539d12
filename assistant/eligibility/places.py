"""The place that a text names, as finely as it says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.lexicon import Places

_BETWEEN = r"[市区县镇]?"
"""Between a district and the town in it: 潮阳区谷饶镇."""


def read_place(text: str, places: Places) -> str | None:
    """The town or county, else the city, the area, the province or another province; None for none or for several.

    Of a town and its city the town is meant: 东莞虎门. A town that bears the name of one elsewhere gives way to a city
    that it does not lie in.
    """
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
    elsewhere = places.find_other_provinces(text)
    if elsewhere:
        return elsewhere[0] if len(elsewhere) == 1 else None
    return next((province for province in places.province if len(province) > 1 and province in text), None)


def _is_one(text: str, towns: Sequence[str], places: Places) -> bool:
    """Whether towns are named one in the other."""
    together = re.search(_BETWEEN.join(map(re.escape, towns)), text)
    return bool(together) and len({places.city(town) for town in towns}) == 1
