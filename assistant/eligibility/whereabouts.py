"""Where an enterprise is, as far as a rule's own table and the gazetteer can tell."""

from __future__ import annotations

from collections.abc import Collection

from assistant.answering.lexicon import Places
from assistant.eligibility.rulebook import Rulebook
from assistant.eligibility.rules import Counties


class Whereabouts:
    """The place of an enterprise beside one rule. `place` is empty where it is not known.

    `regions` are those that it may lie in: all while nothing finer is known, none where the table does not list it.
    A city of which the table puts some counties elsewhere (江门 and its 开平) leaves both open. `region` is the one,
    empty while that is open. `is_unwritten` where no finer place would settle it, for the rule does not say how it
    takes such a county.
    """

    def __init__(
        self,
        place: str,
        document_id: str,
        rulebook: Rulebook,
        places: Places,
        counties: Counties = Counties.LISTED,
    ) -> None:
        self.city = places.city(place)
        self.place, self.places = place, places
        self._document_id, self._rulebook, self._counties = document_id, rulebook, counties
        asked = self.city if counties is Counties.CITY and self.city else places.written_as.get(place, place)
        listed = rulebook.region_of(document_id, asked) if place else None
        placed = bool(listed or places.city(place) or places.is_outside(place))
        self.is_known = bool(place) and place not in places.province and placed
        # Of a city that the table does not list it may list some counties.
        self.is_known &= bool(listed) or not any(map(self._has_county_in, rulebook.regions_of(document_id)))
        of_city = rulebook.region_of(document_id, self.city) if listed and self.city else None
        self.is_unwritten = counties is Counties.OPEN and of_city not in (None, listed)
        self.regions = tuple(filter(None, (of_city, listed))) if self.is_unwritten else self._possible(listed)
        self.region = self.regions[0] if self.is_known and len(self.regions) == 1 else ""

    def _possible(self, listed: str | None) -> tuple[str, ...]:
        every = self._rulebook.regions_of(self._document_id)
        if not self.is_known:
            return every
        if listed is None:
            return ()
        return (listed, *(other for other in every if other != listed and self._has_county_in(other)))

    def _has_county_in(self, region: str) -> bool:
        if self._counties is Counties.CITY or not self.places.is_city(self.place):
            return False
        rows = self._rulebook.regions.of(self._document_id)
        listed = "".join(row.clause.text[slice(*row.places)] for row in rows if row.region_name == region)
        return any(city == self.place and town in listed for town, city in self.places.city_of.items())

    def in_any(self, wanted: Collection[str]) -> bool | None:
        """Whether it lies in one of these cities or towns; 广东 stands for the province. None: told too coarsely."""
        if not self.place:
            return None
        if self.places.is_outside(self.place):
            return False
        if set(wanted) & set(self.places.province):
            # 大湾区 holds more than the cities of the province.
            return None if self.place in self.places.across else True
        city = self.places.city(self.place)
        if {self.place, city} & set(wanted):
            return True
        if not city:
            return None
        within = self.place == city and any(self.places.city(each) == city for each in wanted)
        return None if within else False
