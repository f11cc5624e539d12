"""The one translation of domain objects to JSON shapes; every channel that speaks JSON uses it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pydantic_core import to_json

from assistant.channels.citation_wire import Wire, citation_to_wire, date_to_wire, source_to_wire, window_to_wire
from assistant.channels.eligibility_wire import judged_to_wire
from assistant.corpus.beside import Pair
from assistant.corpus.layout import unescape
from assistant.corpus.lines import TextLine, text_lines
from assistant.corpus.standing import standing_of
from assistant.domain import (
    Answer,
    Clause,
    Document,
    DocumentVersion,
    Level,
    Quotes,
    Sentence,
    Step,
)
from assistant.reports import SyncReport


def encode(wire: Mapping[str, Any]) -> bytes:
    """UTF-8 JSON; Chinese stays readable and half the size of escapes."""
    return to_json(wire)


def answer_to_wire(answer: Answer) -> Wire:
    """The public answer of docs/architecture.md, fields in the order a person reads them."""
    return {
        "id": answer.id,
        "conversation_id": answer.conversation_id,
        "standalone": answer.standalone,
        "status": answer.status.value,
        "mode": answer.mode.value,
        "as_of": answer.as_of.isoformat(),
        "text": answer.text,
        "sentences": [sentence_to_wire(sentence) for sentence in answer.sentences],
        "citations": [citation_to_wire(citation) for citation in answer.citations],
        **judged_to_wire(answer.judged),
        "follow_ups": answer.follow_ups,
        "notices": answer.notices,
        "trace": [step_to_wire(step) for step in answer.trace],
    }


def sentence_to_wire(sentence: Sentence) -> Wire:
    """A verified sentence; marks are code point spans of its text."""
    return {
        "text": sentence.text,
        "citations": sentence.citations,
        "marks": sentence.marks,
        "role": sentence.role.value,
    }


def quotes_to_wire(quotes: Quotes) -> Wire:
    """What an answer rests on, before a model has worded it."""
    return {
        "sentences": [sentence_to_wire(sentence) for sentence in quotes.sentences],
        "citations": [citation_to_wire(citation) for citation in quotes.citations],
    }


def step_to_wire(step: Step) -> Wire:
    """A step with its details beside its name and its milliseconds."""
    return {**step.detail, "step": step.name, "ms": round(step.ms, 3)}


def document_to_wire(version: DocumentVersion, as_of: date) -> Wire:
    """What a list shows of a document; `validity` holds on `as_of`."""
    document = version.document
    standing = standing_of(document, as_of)
    return {
        "id": document.id,
        "version": version.version,
        "recorded_at": version.recorded_at.isoformat(),
        "title": document.title,
        "short_title": document.short_title,
        "kind": document.kind.value,
        "issuer": document.issuer,
        "doc_number": document.doc_number,
        "issued_on": date_to_wire(document.issued_on),
        "effective_on": date_to_wire(document.effective_on),
        "expires_on": date_to_wire(document.expires_on),
        "repealed_on": date_to_wire(document.repealed_on),
        "validity": standing.validity.value,
        "validity_basis": document.validity_basis,
        "status": document.status.value if document.status else None,
        "reviewed_on": date_to_wire(document.reviewed_on),
        "windows": [window_to_wire(each, each.state(as_of)) for each in document.windows if not each.covers],
        "ends_on": standing.ends_on.isoformat() if standing.ends_on else None,
        "supersedes": document.supersedes,
        "superseded_by": document.superseded_by,
        "replaced_by": document.replaced_by,
        "region": document.region,
        "regions": document.regions,
        "topics": document.topics,
        "sources": [{"id": source.id, **source_to_wire(source)} for source in document.sources],
        "interprets": document.interprets,
        "note": document.note,
        "url": document.url,
        "digest": document.digest,
    }


def document_with_text_to_wire(version: DocumentVersion, as_of: date) -> Wire:
    """A document with its verbatim text, its clauses, and its lines as a reader shows them."""
    return {
        **document_to_wire(version, as_of),
        "text": version.document.text,
        "clauses": [clause_to_wire(clause) for clause in version.clauses],
        "lines": [_line(line, version.document.text) for line in text_lines(version)],
    }


def clause_to_wire(clause: Clause) -> Wire:
    """A clause; `start` and `end` are code point offsets into the document's text."""
    return {
        "id": clause.id,
        "document_id": clause.document_id,
        "level": clause.level.value,
        "locator": clause.locator,
        "heading": clause.heading,
        "text": clause.text,
        "start": clause.start,
        "end": clause.end,
        "digest": clause.digest,
        "parent_id": clause.parent_id,
    }


def beside_to_wire(version: DocumentVersion, beside: DocumentVersion | None, pairs: Sequence[Pair]) -> Wire:
    """What interprets a document or is interpreted by it, and which clause stands beside which."""
    told = None
    if beside is not None:
        document = beside.document
        told = {
            "document_id": document.id,
            "version": beside.version,
            "title": document.title,
            "short_title": document.short_title,
            "kind": document.kind.value,
        }
    return {
        "document_id": version.document.id,
        "version": version.version,
        "beside": told,
        "pairs": [{"clause_id": pair.clause.id, "beside": [_place(each) for each in pair.beside]} for pair in pairs],
    }


def _place(clause: Clause) -> Wire:
    return {
        "clause_id": clause.id,
        "locator": clause.locator,
        "text": clause.text,
        "start": clause.start,
        "end": clause.end,
    }


def clause_in_context_to_wire(version: DocumentVersion, clause: Clause, as_of: date, around: int) -> Wire:
    """A clause with its document and the document's own text around it, up to `around` clauses each way."""
    document = version.document
    at = next(index for index, other in enumerate(version.clauses) if other.id == clause.id)
    near = version.clauses[max(0, at - around) : at + around + 1]
    first, last = line_bounds(document, near[0].start, near[-1].end)
    return {
        **clause_to_wire(clause),
        "document": document_to_wire(version, as_of),
        "context": {
            "text": document.text[first:last],
            "start": first,
            "end": last,
            "headings": [[other.start, other.end] for other in near if other.level is Level.OUTLINE],
            "lines": [_line(line, document.text) for line in text_lines(version) if first <= line.start < last],
        },
    }


def line_bounds(document: Document, start: int, end: int) -> tuple[int, int]:
    """The span widened to whole lines, so that a reader never begins inside a sentence."""
    before = document.text.rfind("\n", 0, start) + 1
    after = document.text.find("\n", end)
    return before, len(document.text) if after < 0 else after


def sync_to_wire(report: SyncReport) -> Wire:
    """What a sync did: ids of documents, and what could not be read."""
    return {
        "added": report.added,
        "changed": report.changed,
        "withdrawn": report.withdrawn,
        "unchanged": report.unchanged,
        "problems": [str(problem) for problem in report.problems],
        "index_name": report.index_name,
        "seconds": round(report.seconds, 3),
    }


def _line(line: TextLine, text: str) -> Wire:
    return {
        "start": line.start,
        "end": line.end,
        "sort": line.sort.value,
        "level": line.level,
        "is_header": line.is_header,
        "cells": [{"text": unescape(text[start:end]), "start": start, "end": end} for start, end in line.cells],
        "clause_ids": line.clause_ids,
    }
