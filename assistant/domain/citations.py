"""Where a sentence or a finding comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.domain.documents import Kind, PolicyDate, Source, Validity, Window, WindowState


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a sentence comes from. `quote == clause.text[start - clause.start : end - clause.start]`."""

    n: int
    clause_id: str
    document_id: str
    version: int
    title: str
    doc_number: str | None
    issuer: str
    issued_on: PolicyDate | None
    kind: Kind
    validity: Validity
    locator: str
    quote: str
    start: int
    end: int
    digest: str
    url: str
    reader_url: str
    short_title: str = ""
    sources: tuple[Source, ...] = ()
    window: Window | None = None
    window_state: WindowState | None = None
    ends_on: date | None = None
    superseded_by: str | None = None
