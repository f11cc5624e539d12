"""What an application checklist consists of, whatever file it becomes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.domain import PolicyDate


class Mark(StrEnum):
    """Whether a point is settled."""

    MET = "met"
    NOT_MET = "not_met"
    OPEN = "open"

    @property
    def sign(self) -> str:
        """The box as it stands in a text."""
        return {Mark.MET: "☑", Mark.NOT_MET: "☒", Mark.OPEN: "☐"}[self]


class LineSort(StrEnum):
    """Whose words a line holds: those of a document, ours about cited ones, or what the enterprise says of itself."""

    QUOTE = "quote"
    WORDS = "words"
    TOLD = "told"


class Part(StrEnum):
    """The sections in the order in which they are read."""

    STANDING = "standing"
    CONDITIONS = "conditions"
    EXCLUSIONS = "exclusions"
    MATERIALS = "materials"
    STEPS = "steps"
    TIME = "time"
    PLACES = "places"
    CAUTIONS = "cautions"
    RELATIONS = "relations"


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `citations` are empty only where the enterprise tells of itself; `lead` is ours before a quote."""

    sort: LineSort
    text: str
    citations: tuple[int, ...] = ()
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One condition or exclusion: its mark, in which words it stands, what is known of the enterprise.

    `alternatives` are those of which one is enough.
    """

    mark: Mark
    state: str
    label: str
    citations: tuple[int, ...]
    quotes: tuple[Line, ...]
    told: tuple[Line, ...] = ()
    alternatives: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; `absent` says once that no document tells it."""

    part: Part
    heading: str
    lines: tuple[Line, ...] = ()
    items: tuple[Item, ...] = ()
    absent: str = ""

    @property
    def ticked(self) -> bool:
        """Whether its lines are things to do, which a person ticks off."""
        return self.part in (Part.MATERIALS, Part.STEPS)


@dataclass(frozen=True, slots=True)
class Origin:
    """The document that references stand in; `sort` and `standing` are worded."""

    document_id: str
    title: str
    doc_number: str | None
    issuer: str
    issued_on: PolicyDate | None
    sort: str
    standing: str
    is_digest: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """What a number stands for: the quote, where it is written, and the pages of ours and of others that show it."""

    n: int
    origin: Origin
    locator: str
    quote: str
    reader_url: str
    url: str


@dataclass(frozen=True, slots=True)
class Dated:
    """A day of the round, as precise as it is stated, and where."""

    stated: PolicyDate
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """The round in which one applies; a day that no citation states is None.

    `apart` are the citations that tell that cities close on different days, where it is open which is meant.
    """

    name: str
    opens: Dated | None
    closes: Dated | None
    apart: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Checklist:
    """How one programme stands for one enterprise on one day, and what is to be done, line by line with its proof.

    `times` tell verbatim when one applies where that is no round of a first and a last day.
    """

    programme_id: str
    programme: str
    title: str
    as_of: date
    outcome: Line | None
    sections: tuple[Section, ...]
    round: Round | None
    references_heading: str
    references: tuple[Reference, ...]
    times: tuple[str, ...] = ()

    def lines(self) -> Iterator[Line]:
        """Every line in the order of reading."""
        if self.outcome:
            yield self.outcome
        for section in self.sections:
            yield from section.lines
            for item in section.items:
                yield from _lines_of(item)


def _lines_of(item: Item) -> Iterator[Line]:
    yield from (*item.quotes, *item.told)
    for each in item.alternatives:
        yield from _lines_of(each)
