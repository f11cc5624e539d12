"""What became of a clause of an older version."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.corpus.matching import match_clauses, words_of
from assistant.domain import Clause, DocumentVersion


class State(StrEnum):
    """Whether what was cited is still what the corpus says."""

    CURRENT = "current"
    NEWER_VERSION = "newer_version"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Present:
    """The version that serves now and the clause in it; None where the clause was removed or nothing serves.

    `reworded` says whether its words are others than they were.
    """

    state: State
    version: int | None = None
    clause: Clause | None = None
    reworded: bool = False


def presents_of(held: DocumentVersion, current: DocumentVersion | None) -> dict[str, Present]:
    """What became of every clause of a version, by its id; `current` None means that the document was withdrawn."""
    if current is None:
        return {clause.id: Present(State.WITHDRAWN) for clause in held.clauses}
    if current.version == held.version:
        return {clause.id: Present(State.CURRENT, held.version, clause) for clause in held.clauses}
    successors = {old.id: new for old, new in successions(held, current)}
    return {clause.id: _present(clause, successors.get(clause.id), current.version) for clause in held.clauses}


def successions(before: DocumentVersion, after: DocumentVersion) -> list[tuple[Clause, Clause]]:
    """Each old clause that is still there with the one that it is now."""
    matched = match_clauses(before.clauses, after.clauses)
    return [(matched[clause.id], clause) for clause in after.clauses if clause.id in matched]


def _present(before: Clause, after: Clause | None, version: int) -> Present:
    reworded = after is not None and words_of(before) != words_of(after)
    return Present(State.NEWER_VERSION, version, after, reworded)
