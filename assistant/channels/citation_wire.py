"""Citations and what stands in them as JSON shapes."""

from __future__ import annotations

from typing import Any

from assistant.domain import Citation, PolicyDate, Source, Window, WindowState

Wire = dict[str, Any]


def citation_to_wire(citation: Citation) -> Wire:
    """Where a sentence comes from; `start` and `end` are code point offsets into the document's text."""
    return {
        "n": citation.n,
        "clause_id": citation.clause_id,
        "document_id": citation.document_id,
        "version": citation.version,
        "title": citation.title,
        "doc_number": citation.doc_number,
        "issuer": citation.issuer,
        "issued_on": date_to_wire(citation.issued_on),
        "kind": citation.kind.value,
        "validity": citation.validity.value,
        "locator": citation.locator,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "digest": citation.digest,
        "url": citation.url,
        "reader_url": citation.reader_url,
        "short_title": citation.short_title,
        "sources": [source_to_wire(source) for source in citation.sources],
        "window": window_to_wire(citation.window, citation.window_state),
        "ends_on": citation.ends_on.isoformat() if citation.ends_on else None,
        "superseded_by": citation.superseded_by,
    }


def source_to_wire(source: Source) -> Wire:
    """Where a statement of a digest was read."""
    return {"name": source.name, "url": source.url, "confidence": source.confidence.value}


def window_to_wire(window: Window | None, state: WindowState | None) -> Wire | None:
    """A round and how it stands on the day."""
    if window is None:
        return None
    return {
        "name": window.name,
        "opens_on": date_to_wire(window.opens_on),
        "closes_on": date_to_wire(window.closes_on),
        "state": state.value if state else None,
        "note": window.note,
    }


def date_to_wire(stated: PolicyDate | None) -> str | None:
    """A date as precise as it was stated."""
    return str(stated) if stated else None
