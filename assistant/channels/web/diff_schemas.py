"""What the public API promises of a comparison of two versions."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from assistant.channels.web.document_schemas import ClauseOut
from assistant.channels.web.schemas import Span
from assistant.corpus.changes import Sort, ValueKind


class ValueOut(BaseModel):
    """A figure, date, limit, duty or condition: its words, its normal form, its place in the clause's text."""

    text: str
    value: str
    start: int
    end: int


class ValueChangeOut(BaseModel):
    """A value that took another's place; null where there is none."""

    kind: ValueKind
    before: ValueOut | None
    after: ValueOut | None


class ChangeOut(BaseModel):
    """A clause that was added (no `before`), removed (no `after`) or reworded.

    `removed` are spans of the old text, `added` of the new one.
    """

    sort: Sort
    renumbered: bool
    before: ClauseOut | None
    after: ClauseOut | None
    removed: list[Span]
    added: list[Span]
    values: list[ValueChangeOut]


class FieldChangeOut(BaseModel):
    """A field of the document that differs."""

    name: str
    before: Any
    after: Any


class RenumberedOut(BaseModel):
    """A clause that kept its words under another number."""

    before: ClauseOut
    after: ClauseOut


class RepeatOut(BaseModel):
    """A clause of another document that still says `quote`."""

    document_id: str
    title: str
    clause_id: str
    locator: str
    quote: str


class PhrasingOut(BaseModel):
    """A phrasing whose `quote` no longer stands, and where it is written."""

    file: str
    line: int
    quote: str


class QuotedBy(BaseModel):
    """Knowledge that still quotes what changed; `validity_basis` are phrases that no longer stand."""

    documents: list[RepeatOut]
    phrasings: list[PhrasingOut]
    validity_basis: list[str]


class Diff(BaseModel):
    """What changed between two versions of a document, from the older to the newer."""

    document_id: str
    title: str
    before: int
    after: int
    before_recorded_at: str
    after_recorded_at: str
    fields: list[FieldChangeOut]
    changes: list[ChangeOut]
    renumbered: list[RenumberedOut]
    quoted_by: QuotedBy
