"""Which clauses differ between two versions of a document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from assistant.domain import Clause, ClauseChange, DocumentVersion


def diff_versions(before: DocumentVersion, after: DocumentVersion) -> tuple[ClauseChange, ...]:
    """Changed, added and removed clauses in reading order; a clause that only moved or was renumbered is none.

    Clauses of equal text are matched first, then what is left by clause id, so that one new paragraph does not
    show all that follow it as changed.
    """
    moved_from = _same_text(before.clauses, after.clauses)
    matched = {clause.id for clause in moved_from.values()}
    left = {clause.id: clause for clause in before.clauses if clause.id not in matched}
    changes: list[tuple[float, ClauseChange]] = []
    for clause in after.clauses:
        if clause.id not in moved_from:
            changes.append((clause.ordinal, ClauseChange(left.pop(clause.id, None), clause)))
    place = {old.id: after_ordinal for after_ordinal, old in _ordinals(moved_from, after.clauses)}
    for clause in left.values():
        changes.append((_place_of_removed(clause, before.clauses, place), ClauseChange(clause, None)))
    return tuple(change for _, change in sorted(changes, key=lambda pair: pair[0]))


def _same_text(before: Iterable[Clause], after: Iterable[Clause]) -> dict[str, Clause]:
    """The old clause with the same text by new id; texts that stand several times keep their id or their order."""
    candidates: defaultdict[str, list[Clause]] = defaultdict(list)
    for clause in before:
        candidates[clause.digest].append(clause)
    found: dict[str, Clause] = {}
    waiting: list[Clause] = []
    for clause in after:
        same = next((old for old in candidates[clause.digest] if old.id == clause.id), None)
        if same is None:
            waiting.append(clause)
        else:
            candidates[clause.digest].remove(same)
            found[clause.id] = same
    for clause in waiting:
        if candidates[clause.digest]:
            found[clause.id] = candidates[clause.digest].pop(0)
    return found


def _ordinals(moved_from: dict[str, Clause], after: Iterable[Clause]) -> list[tuple[int, Clause]]:
    return [(clause.ordinal, moved_from[clause.id]) for clause in after if clause.id in moved_from]


def _place_of_removed(clause: Clause, before: tuple[Clause, ...], place: dict[str, int]) -> float:
    """After the nearest clause above it that is still there."""
    for above in reversed(before[: clause.ordinal]):
        if above.id in place:
            return place[above.id] + 0.5
    return -0.5
