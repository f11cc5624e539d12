"""What the public API promises of documents, their versions and clauses."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from assistant.channels.web.schemas import PresentOut, SourceOut, Span, WindowOut
from assistant.corpus.lines import LineSort
from assistant.domain import Kind, Level, ReviewedStatus, Validity


class NamedSourceOut(SourceOut):
    """The same with the key by which the document's file names it."""

    id: str


class DocumentOut(BaseModel):
    """One version of a document; `validity` holds on the day asked about, `topics` are those that its file has now."""

    id: str
    version: int
    recorded_at: str
    title: str
    short_title: str
    kind: Kind
    issuer: str
    doc_number: str | None
    issued_on: str | None
    effective_on: str | None
    expires_on: str | None
    repealed_on: str | None
    validity: Validity
    validity_basis: list[str]
    status: ReviewedStatus | None
    reviewed_on: str | None
    windows: list[WindowOut]
    ends_on: str | None
    supersedes: list[str]
    superseded_by: str | None
    replaced_by: str | None
    region: str
    regions: list[str]
    topics: list[str]
    sources: list[NamedSourceOut]
    interprets: str | None
    note: str
    url: str
    digest: str


class ClauseOut(BaseModel):
    """A clause; `start` and `end` are code point offsets into the document's text."""

    id: str
    document_id: str
    level: Level
    locator: str
    heading: str
    text: str
    start: int
    end: int
    digest: str
    parent_id: str | None


class CellOut(BaseModel):
    """A cell of a row: its words, and where they stand in the document's text, there with what keeps them whole."""

    text: str
    start: int
    end: int


class LineOut(BaseModel):
    """A line as a reader shows it, blank ones left out; `start` and `end` are code point offsets.

    `level` is that of a heading, where it is known. Only a row has `cells`; `is_header` is true of a table's heading
    row. `clause_ids` are the clauses that begin in the line or that it lies in.
    """

    start: int
    end: int
    sort: LineSort
    level: Annotated[int, Field(ge=1, le=6)] | None
    is_header: bool
    cells: list[CellOut]
    clause_ids: list[str]


class DocumentWithText(DocumentOut):
    """A document with its verbatim text, cut into clauses, and the lines in which a reader shows it."""

    text: str
    clauses: list[ClauseOut]
    lines: list[LineOut]


class DocumentList(BaseModel):
    """The documents that answers are drawn from."""

    documents: list[DocumentOut]


class ChangedOut(BaseModel):
    """In numbers what a version changed of the one before; `fields` are names of the document's own fields."""

    added: int
    removed: int
    reworded: int
    renumbered: int
    fields: list[str]


class VersionOut(DocumentOut):
    """A version; `current` says whether it serves, `changed` is null for the first one."""

    current: bool
    changed: ChangedOut | None


class VersionList(BaseModel):
    """All versions of a document, oldest first."""

    versions: list[VersionOut]


class Context(BaseModel):
    """A piece of a document around a clause; all numbers are code point offsets into the document's text."""

    text: str
    start: int
    end: int
    headings: list[Span]
    lines: list[LineOut]


class ClauseInContext(ClauseOut, PresentOut):
    """A clause with its document and the text around it."""

    document: DocumentOut
    context: Context


class PlaceOut(BaseModel):
    """A clause of the document beside; `start` and `end` are code point offsets into that document's text."""

    clause_id: str
    locator: str
    text: str
    start: int
    end: int


class PairOut(BaseModel):
    """A clause, usually a heading, and what the document beside says of the same, in reading order."""

    clause_id: str
    beside: list[PlaceOut]


class BesideOut(BaseModel):
    """The document that this one interprets, or that interprets it."""

    document_id: str
    version: int
    title: str
    short_title: str
    kind: Kind


class Beside(BaseModel):
    """A document beside its interpretation, or the other way round; `beside` is null where there is none."""

    document_id: str
    version: int
    beside: BesideOut | None
    pairs: list[PairOut]
