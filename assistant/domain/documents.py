"""What is collected: documents with their dates, rounds and sources, and the clauses they are cut into."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum


class Kind(StrEnum):
    """What sort of text a document is; members are in order of authority, highest first."""

    OFFICIAL_TEXT = "official_text"
    INTERPRETATION = "interpretation"
    DIGEST = "digest"


class Validity(StrEnum):
    """Whether a document is in force on the day asked."""

    UPCOMING = "upcoming"
    IN_FORCE = "in_force"
    EXPIRED = "expired"
    REPEALED = "repealed"
    SUPERSEDED = "superseded"
    UNKNOWN = "unknown"


class ReviewedStatus(StrEnum):
    """What a reviewer found out of a rule whose own dates do not decide whether it is in force."""

    IN_FORCE = "in_force"
    OVER = "over"
    UNKNOWN = "unknown"


class WindowState(StrEnum):
    """Whether one can apply on the day asked; unknown when a window has no closing day."""

    OPEN = "open"
    CLOSED = "closed"
    UPCOMING = "upcoming"
    UNKNOWN = "unknown"


class Confidence(StrEnum):
    """How near to the official text a source of a digest is; members from near to far."""

    OFFICIAL = "official"
    REPRINT = "reprint"
    NEWS = "news"
    SECONDARY = "secondary"
    UNSEEN = "unseen"


class Level(StrEnum):
    """An outline clause is a heading; a text clause is a sentence, an item or a table row."""

    OUTLINE = "outline"
    TEXT = "text"


class Precision(StrEnum):
    """How exactly a document states a date."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class MarkKind(StrEnum):
    """What a layout mark of the Markdown file meant."""

    HEADING = "heading"
    BOLD = "bold"
    ITEM = "item"
    TABLE = "table"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class PolicyDate:
    """A date as precise as its document states it; `day` is the first day of the stated period."""

    day: date
    precision: Precision

    def __str__(self) -> str:
        return self.day.isoformat()[: {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}[self.precision]]

    @property
    def last_day(self) -> date:
        """The last day of the stated period: a plan "to the end of 2025-01" still runs on the 31st."""
        if self.precision is Precision.DAY:
            return self.day
        if self.precision is Precision.YEAR or self.day.month == 12:
            return date(self.day.year, 12, 31)
        return date(self.day.year, self.day.month + 1, 1) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class LayoutMark:
    """A span of a document's text that its Markdown file sets apart.

    `depth`: heading 1..6, item nesting 1.., else 0. `source`: the key of the source that stands here, of no width.
    """

    kind: MarkKind
    start: int
    end: int
    depth: int = 0
    source: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement of a digest was read; UNSEEN names where to look for what was not found."""

    id: str
    name: str
    url: str
    confidence: Confidence


ANNOUNCED = 120
"""Days before a window opens from which on it is told of rather than the one that closed last."""


@dataclass(frozen=True, slots=True)
class Window:
    """A period in which enterprises may apply, such as one year's round.

    Where cities close on days of their own, `closes_on` is the latest of them, `closes_from` the first, None where
    that is not known, and `cities` are the days that are. One that `covers` is no time to apply: it tells when the
    loan or the contract was to be made that is supported.
    """

    name: str
    opens_on: PolicyDate | None
    closes_on: PolicyDate | None
    note: str = ""
    closes_from: PolicyDate | None = None
    cities: tuple[tuple[str, PolicyDate], ...] = ()
    covers: bool = False

    @property
    def differs_by_city(self) -> bool:
        """Whether the closing day is one of several, and which is not settled."""
        return bool(self.cities) or self.closes_from is not None

    def at(self, city: str) -> Window:
        """The round as it is in a city; the same where the city's own day is not known."""
        closes_on = dict(self.cities).get(city)
        return self if closes_on is None else Window(self.name, self.opens_on, closes_on, self.note)

    def state(self, as_of: date) -> WindowState:
        """Whether one can apply on a day."""
        if self.closes_on and as_of > self.closes_on.last_day:
            return WindowState.CLOSED
        if self.opens_on and as_of < self.opens_on.day:
            return WindowState.UPCOMING
        if self.closes_on is None:
            return WindowState.UNKNOWN
        # When nobody says when it opened, it is not told of as open long before it closes.
        early = self.opens_on is None and (self.closes_on.last_day - as_of).days > ANNOUNCED
        if early and not self.covers:
            return WindowState.UPCOMING
        surely_open = self.closes_from is not None and as_of <= self.closes_from.last_day
        return WindowState.UNKNOWN if self.differs_by_city and not surely_open else WindowState.OPEN


@dataclass(frozen=True, slots=True)
class Document:
    """One reviewed file of `knowledge/documents/`.

    `text` is the verbatim text without front matter and without layout marks, which `marks` keeps beside it;
    clause spans are code point offsets into it. `doc_number` None means that the text at hand states none.
    `completes_on` is when the measures end where the whole timetable, up to `expires_on`, ends later.
    `validity_basis` holds verbatim phrases of `text` that state the period. `status` is what a reviewer found on
    `reviewed_on` where no date decides. `supersedes` and `superseded_by` are ids of documents; `replaced_by` is that
    of the official text for which a digest steps back. `regions` are those that a rule treats differently. Documents
    of one `shelf` are read together: how rare a word is, is counted among them. `stands_for` are the ids of digests
    that have stepped back for it, which no file states. `topics` are what it is about, of a controlled list.
    """

    id: str
    title: str
    short_title: str
    kind: Kind
    issuer: str
    doc_number: str | None
    issued_on: PolicyDate | None
    effective_on: PolicyDate | None
    expires_on: PolicyDate | None
    repealed_on: PolicyDate | None
    region: str
    url: str
    text: str
    digest: str
    aliases: tuple[str, ...] = ()
    interprets: str | None = None
    validity_basis: tuple[str, ...] = ()
    note: str = ""
    completes_on: PolicyDate | None = None
    status: ReviewedStatus | None = None
    reviewed_on: PolicyDate | None = None
    supersedes: tuple[str, ...] = ()
    superseded_by: str | None = None
    replaced_by: str | None = None
    windows: tuple[Window, ...] = ()
    regions: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    marks: tuple[LayoutMark, ...] = ()
    shelf: str = "main"
    stands_for: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()

    @property
    def has_known_issuer(self) -> bool:
        """Whether the text at hand says who issued it: 未写明 and 六部门（名称未写明） do not."""
        return "未写明" not in self.issuer

    def sources_of(self, start: int, end: int) -> tuple[Source, ...]:
        """The sources that stand at a stretch of the text, nearest to the official text first."""
        named = {mark.source for mark in self.marks if mark.kind is MarkKind.SOURCE and start < mark.start <= end}
        order = tuple(Confidence)
        found = (source for source in self.sources if source.id in named)
        return tuple(sorted(found, key=lambda source: order.index(source.confidence)))


@dataclass(frozen=True, slots=True)
class Clause:
    """The smallest citable piece of a document: `document.text[start:end] == text`.

    `id` is `<document id>:<number>`, such as `gd-textile-plan-2024:2.2.1.s1`. `locator` is what a person reads
    ("二、（二）… · 强化技改，大抓升级"). `heading` is the cleaned title of an outline clause, empty for text.
    `parent_id` names the outline clause that it stands under. `digest` is the SHA-256 of `text`.
    """

    id: str
    document_id: str
    ordinal: int
    level: Level
    depth: int
    locator: str
    heading: str
    label: str
    text: str
    start: int
    end: int
    digest: str
    parent_id: str | None


@dataclass(frozen=True, slots=True)
class DocumentVersion:
    """A document as it stood from `recorded_at` on; versions count from 1 and are never deleted."""

    document: Document
    version: int
    recorded_at: datetime
    clauses: tuple[Clause, ...]


def document_of(clause_id: str) -> str:
    """The id of the document in which a clause stands."""
    return clause_id.split(":")[0]
