"""What the public API promises of documents, their versions and clauses."""

from __future__ import annotations

from pydantic import BaseModel

from assistant.channels.web.schemas import PresentOut, SourceOut, Span, WindowOut
from assistant.domain import Kind, Level, ReviewedStatus, Validity


class NamedSourceOut(SourceOut):
    """The same with the key by which the document's file names it."""

    id: str


class DocumentOut(BaseModel):
    """One version of a document; `validity` holds on the day asked about."""

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


class DocumentWithText(DocumentOut):
    """A document with its verbatim text, cut into clauses."""

    text: str
    clauses: list[ClauseOut]


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


class ClauseInContext(ClauseOut, PresentOut):
    """A clause with its document and the text around it."""

    document: DocumentOut
    context: Context
