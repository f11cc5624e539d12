"""Whether an approved answer still rests on what the corpus says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.answering.turn import Span
from assistant.corpus.catalogue import Catalogue, replacement_of
from assistant.corpus.standing import standing_of
from assistant.domain import ApprovedAnswer, Citation, Clause, Validity

_OVER = frozenset({Validity.EXPIRED, Validity.REPEALED, Validity.SUPERSEDED, Validity.UPCOMING})
DOUBTS = ("withdrawn", "replaced", "changed", "removed", "ended", "review", Validity.UNKNOWN, *sorted(_OVER))
"""Every name that a doubt can have."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why an answer may not be given: a wording under `approved_answer` in replies.yaml, and its values."""

    name: str
    values: tuple[tuple[str, object], ...]

    @classmethod
    def of(cls, name: str, **values: object) -> Doubt:
        """With the values of its wording by name."""
        return cls(name, tuple(values.items()))


def doubts(answer: ApprovedAnswer, catalogue: Catalogue, as_of: date, today: date) -> Iterator[Doubt]:
    """What stands against giving it: cited words that changed or do not hold on `as_of`, its own days that passed."""
    found: dict[Doubt, None] = {}
    for citation in answer.citations:
        found.update(dict.fromkeys(_of_citation(citation, catalogue, as_of)))
    yield from found
    if answer.expires_on is not None and answer.expires_on < as_of:
        yield Doubt.of("ended", day=answer.expires_on)
    if answer.review_on < today:
        yield Doubt.of("review", day=answer.review_on)


def present_span(citation: Citation, catalogue: Catalogue) -> Span | None:
    """Where the cited words stand now; None where the clause was changed or removed."""
    clause = _present(citation, catalogue)
    if clause is None:
        return None
    start = clause.text.find(citation.quote)
    if catalogue.version(clause.document_id).version == citation.version and clause.id == citation.clause_id:
        start = citation.start - clause.start
    return Span(clause.id, start, start + len(citation.quote)) if start >= 0 else None


def _of_citation(citation: Citation, catalogue: Catalogue, as_of: date) -> Iterator[Doubt]:
    title = citation.short_title or citation.title
    version = catalogue.versions.get(citation.document_id)
    if version is None:
        yield Doubt.of("withdrawn", document=title)
        return
    if replacement_of(version.document, catalogue.documents()) is not None:
        yield Doubt.of("replaced", document=title)
    if present_span(citation, catalogue) is None:
        name = "changed" if citation.clause_id in catalogue.clauses else "removed"
        versions = {"before": citation.version, "after": version.version}
        yield Doubt.of(name, document=title, locator=citation.locator, **versions)
    validity = standing_of(catalogue.governing(version.document), as_of).validity
    # Who approved it saw that nobody knows how long the rule holds.
    if validity not in (Validity.IN_FORCE, citation.validity) or validity in _OVER:
        yield Doubt.of(validity.value, document=title, as_of=as_of)


def _present(citation: Citation, catalogue: Catalogue) -> Clause | None:
    held = catalogue.clauses.get(citation.clause_id)
    if held is not None and held.digest == citation.digest:
        return held
    version = catalogue.versions.get(citation.document_id)
    moved = (clause for clause in version.clauses if clause.digest == citation.digest) if version else iter(())
    return next(moved, None)
