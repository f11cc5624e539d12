"""Which region of a rule a place belongs to, as the rule's own table says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answering.lexicon import Places
from assistant.answering.rows import cells_of
from assistant.answering.turn import Draft, Span
from assistant.answering.wording import Wording
from assistant.corpus.catalogue import Catalogue
from assistant.corpus.standing import standing_of
from assistant.domain import Clause, Level

HEADER = ("地区", "市县")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table of places: where its region and the list of its places stand, relative to the clause."""

    clause: Clause
    region: tuple[int, int]
    places: tuple[int, int]

    def span_of(self, name: str) -> Span | None:
        """Where one of its places stands."""
        listed = self.clause.text[self.places[0] : self.places[1]]
        at = listed.find(name)
        return None if at < 0 else Span(self.clause.id, self.places[0] + at, self.places[0] + at + len(name))

    @property
    def region_name(self) -> str:
        """The name of the region."""
        return self.clause.text[slice(*self.region)]

    @property
    def region_span(self) -> Span:
        """Where the name of the region stands."""
        return Span(self.clause.id, *self.region)


class Regions:
    """The tables 地区 | 市县 of a catalogue, by document."""

    def __init__(self, catalogue: Catalogue, places: Places) -> None:
        self._catalogue, self._places = catalogue, places
        self._rows = {document.id: tuple(self._rows_of(document.id)) for document in catalogue.documents()}

    def line(self, document_ids: Sequence[str], at: Sequence[str], as_of: date, wording: Wording) -> Iterator[Draft]:
        """One line a place: 按《…》的划分，开平属于粤东西北. Nothing where no quoted rule tells its regions apart.

        A rule without a table of its own is read by that of another that holds on the day, which the line names.
        """
        dividing = [each for each in document_ids if self._catalogue.document(each).regions]
        if not dividing:
            return
        others = (each for each in self._rows if standing_of(self._catalogue.document(each), as_of).is_usable)
        table = next((each for each in (*dividing, *others) if self._rows.get(each)), None)
        within = {self._places.city(place) for place in at if not self._places.is_city(place)}
        for place in (place for place in at if table and place not in within):
            found = self.place(str(table), place)
            if found:
                row, span = found
                lead = wording("region.lead", document=wording.name(str(table)))
                yield Draft((lead, span, wording("region.belongs"), row.region_span, "。"))

    def city_of(self, places: Iterable[str]) -> str:
        """The one city in which all these places lie; empty where there are several or none."""
        cities = {self._places.city(place) for place in places}
        return cities.pop() if len(cities) == 1 else ""

    def of(self, document_id: str) -> tuple[Row, ...]:
        """The rows of a document's table; none where it has no such table."""
        return self._rows.get(document_id, ())

    def place(self, document_id: str, place: str) -> tuple[Row, Span] | None:
        """The row that lists the place itself, else the one that lists its city."""
        for name in filter(None, (place, self._places.city(place))):
            for row in self._rows[document_id]:
                span = row.span_of(name)
                if span is not None:
                    return row, span
        return None

    def _rows_of(self, document_id: str) -> Iterator[Row]:
        for clause in self._catalogue.version(document_id).clauses:
            head = self._catalogue.clauses.get(clause.parent_id or "")
            cells = cells_of(clause)
            if clause.level is Level.TEXT and head and _words(head) == HEADER and len(cells) == len(HEADER):
                region, places = cells
                yield Row(clause, (region.start, region.end), (places.start, places.end))


def _words(clause: Clause) -> tuple[str, ...]:
    return tuple(clause.text[cell.start : cell.end] for cell in cells_of(clause))
