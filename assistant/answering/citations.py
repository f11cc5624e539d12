"""Turns quoted spans into numbered citations."""

from __future__ import annotations

from datetime import date

from assistant.answering.turn import Span
from assistant.corpus.catalogue import Catalogue
from assistant.corpus.standing import standing_of
from assistant.domain import Citation, Validity


class CitationList:
    """Numbers spans from 1 in the order in which they are first cited; the same span keeps its number."""

    def __init__(self, catalogue: Catalogue, as_of: date, public_url: str) -> None:
        self._catalogue, self._as_of, self._public_url = catalogue, as_of, public_url
        self._numbers: dict[tuple[str, int, int], Citation] = {}

    def number(self, span: Span) -> int:
        """The citation number of a span."""
        key = (span.clause_id, span.start, span.end)
        if key not in self._numbers:
            self._numbers[key] = self._citation(span, len(self._numbers) + 1)
        return self._numbers[key].n

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All citations, by number."""
        return tuple(self._numbers.values())

    def _citation(self, span: Span, n: int) -> Citation:
        clause = self._catalogue.clause(span.clause_id)
        version = self._catalogue.version(clause.document_id)
        document = version.document
        start, end = clause.start + span.start, clause.start + span.end
        standing = standing_of(self._catalogue.governing(document), self._as_of)
        sources = document.sources_of(clause.start, clause.end)
        return Citation(
            n=n,
            clause_id=clause.id,
            document_id=document.id,
            version=version.version,
            title=document.title,
            doc_number=document.doc_number,
            issuer=document.issuer,
            issued_on=document.issued_on,
            kind=document.kind,
            validity=standing.validity,
            locator=clause.locator,
            quote=document.text[start:end],
            start=start,
            end=end,
            digest=clause.digest,
            url=sources[0].url if sources else document.url,
            reader_url=reader_url(self._public_url, clause.id, version.version, start, end),
            short_title=document.short_title,
            sources=sources,
            window=standing.window,
            window_state=standing.window_state,
            ends_on=standing.ends_on,
            superseded_by=document.superseded_by if standing.validity is Validity.SUPERSEDED else None,
        )


def reader_url(public_url: str, clause_id: str, version: int, start: int, end: int) -> str:
    """Address of the page that marks the span [start, end) of the document as it stood in this version."""
    document_id, number = clause_id.split(":", 1)
    return f"{public_url.rstrip('/')}/source/{document_id}/{number}?version={version}&start={start}&end={end}"
