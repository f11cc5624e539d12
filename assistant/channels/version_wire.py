"""Versions, what changed between them and what rests on it, as JSON shapes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, fields, is_dataclass
from datetime import date
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING

from assistant.answering.citations import reader_url
from assistant.channels.citation_wire import Wire, citation_to_wire
from assistant.channels.labels import present_label
from assistant.channels.wire import answer_to_wire, clause_to_wire, document_to_wire
from assistant.corpus.changes import ClauseChange, FieldChange, Sort, Value, ValueChange, VersionDiff
from assistant.corpus.present import Present
from assistant.domain import Answer, Citation, ConversationPart, DocumentVersion, PolicyDate
from assistant.versions import ANSWERS_SHOWN, CitedBy, CitingAnswer, QuotedBy

if TYPE_CHECKING:
    from assistant.service import Assistant


def versions_to_wire(
    versions: Sequence[DocumentVersion], steps: Sequence[VersionDiff], current: int | None, as_of: date
) -> list[Wire]:
    """Every version, whether it serves, and in numbers what it changed; nothing of the first one."""
    made = [None, *map(_summary, steps)]
    return [
        {**document_to_wire(version, as_of), "current": version.version == current, "changed": changed}
        for version, changed in zip(versions, made, strict=True)
    ]


def present_to_wire(present: Present) -> Wire:
    """Whether a clause is still what the corpus says, in a word for programs and in a line for people."""
    return {
        "state": present.state.value,
        "state_note": present_label(present),
        "present_version": present.version,
        "present_clause_id": present.clause.id if present.clause else None,
    }


def recorded_answer_to_wire(answer: Answer, presents: Sequence[Present]) -> Wire:
    """An answer read again: as it was given, each citation with what became of it."""
    cited = zip(answer.citations, presents, strict=True)
    citations = [_recorded_citation(citation, present) for citation, present in cited]
    return {**answer_to_wire(answer), "question": answer.question, "citations": citations}


def conversation_to_wire(conversation_id: str, part: ConversationPart, presents: Sequence[Present]) -> Wire:
    """The answers of a conversation, each read again; `presents` are those of all citations in their order."""
    left = iter(presents)
    told = [recorded_answer_to_wire(answer, list(islice(left, len(answer.citations)))) for answer in part.answers]
    return {"id": conversation_id, "answers": told, "has_more": part.has_more}


def compared_to_wire(diff: VersionDiff, quoted_by: QuotedBy) -> Wire:
    """A comparison with the knowledge that still quotes what changed."""
    return {**_diff(diff), "quoted_by": _quoted_by(quoted_by)}


def operators_comparison(assistant: Assistant, diff: VersionDiff) -> Wire:
    """The public comparison with the answers that rest on changed words; for the operator only."""
    compared = compared_to_wire(diff, assistant.quoted_by(diff))
    return compared | {"cited_by": _cited_by(assistant.cited_by(diff, ANSWERS_SHOWN))}


def _cited_by(cited_by: CitedBy) -> Wire:
    return {"count": cited_by.count, "answers": [_citing(answer) for answer in cited_by.answers]}


def _quoted_by(quoted_by: QuotedBy) -> Wire:
    return {
        "documents": [
            {
                "document_id": repeat.clause.document_id,
                "title": repeat.version.document.title,
                "clause_id": repeat.clause.id,
                "locator": repeat.clause.locator,
                "quote": repeat.quote,
            }
            for repeat in quoted_by.repeats
        ],
        "phrasings": [
            {
                "file": phrasing.entry.path.name,
                "line": phrasing.entry.node.start_mark.line + 1,
                "quote": phrasing.quote,
            }
            for phrasing in quoted_by.phrasings
        ],
        "validity_basis": list(quoted_by.basis),
    }


def plain(value: object) -> object:
    """The value of a document's field as JSON holds it."""
    if isinstance(value, PolicyDate | date):
        return str(value)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    if is_dataclass(value) and not isinstance(value, type):
        # Not asdict, which takes dates apart, too. What few use is told where it is used.
        held = ((each.name, getattr(value, each.name), each.default) for each in fields(value))
        return {name: plain(one) for name, one, default in held if one != default or one == ""}
    return value


def _diff(diff: VersionDiff) -> Wire:
    return {
        "document_id": diff.after.document.id,
        "title": diff.after.document.title,
        "before": diff.before.version,
        "after": diff.after.version,
        "before_recorded_at": diff.before.recorded_at.isoformat(),
        "after_recorded_at": diff.after.recorded_at.isoformat(),
        "fields": [_field(change) for change in diff.fields],
        "changes": [_change(change) for change in diff.changes],
        "renumbered": [
            {"before": clause_to_wire(before), "after": clause_to_wire(after)} for before, after in diff.renumbered
        ],
    }


def _field(change: FieldChange) -> Wire:
    return {"name": change.name, "before": plain(change.before), "after": plain(change.after)}


def _change(change: ClauseChange) -> Wire:
    return {
        "sort": change.sort.value,
        "renumbered": change.renumbered,
        "before": clause_to_wire(change.before) if change.before else None,
        "after": clause_to_wire(change.after) if change.after else None,
        "removed": [list(span) for span in change.removed],
        "added": [list(span) for span in change.added],
        "values": [_value_change(each) for each in change.values],
    }


def _value_change(change: ValueChange) -> Wire:
    return {"kind": change.kind.value, "before": _value(change.before), "after": _value(change.after)}


def _value(value: Value | None) -> Wire | None:
    return asdict(value) if value else None


def _summary(diff: VersionDiff) -> Wire:
    sorts = Counter(change.sort for change in diff.changes)
    return {
        **{sort.value: sorts[sort] for sort in Sort},
        "renumbered": len(diff.renumbered),
        "fields": [change.name for change in diff.fields],
    }


def _recorded_citation(citation: Citation, present: Present) -> Wire:
    public_url = citation.reader_url.partition("/source/")[0]
    clause, version = present.clause, present.version
    return {
        **citation_to_wire(citation),
        # Early answers hold links that name no version and would open what came later.
        "reader_url": reader_url(public_url, citation.clause_id, citation.version, citation.start, citation.end),
        **present_to_wire(present),
        "present_url": reader_url(public_url, clause.id, version, clause.start, clause.end)
        if clause and version
        else None,
    }


def _citing(citing: CitingAnswer) -> Wire:
    return {
        "id": citing.answer.id,
        "question": citing.answer.question,
        "asked_at": citing.asked_at.isoformat(),
        "as_of": citing.answer.as_of.isoformat(),
        "citations": [
            {
                "n": citation.n,
                "clause_id": citation.clause_id,
                "version": citation.version,
                "quote": citation.quote,
                "quote_stands": citation.n in citing.standing,
            }
            for citation in citing.citations
        ],
    }
