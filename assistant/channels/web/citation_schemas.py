"""What the public API promises of a citation."""

from __future__ import annotations

from pydantic import BaseModel

from assistant.channels.web.schemas import SourceOut, WindowOut
from assistant.domain import Kind, Validity


class CitationOut(BaseModel):
    """Where a sentence comes from; `start` and `end` are code point offsets into the document's text."""

    n: int
    clause_id: str
    document_id: str
    version: int
    title: str
    doc_number: str | None
    issuer: str
    issued_on: str | None
    kind: Kind
    validity: Validity
    locator: str
    quote: str
    start: int
    end: int
    digest: str
    url: str
    reader_url: str
    short_title: str
    sources: list[SourceOut]
    window: WindowOut | None
    ends_on: str | None
    superseded_by: str | None
