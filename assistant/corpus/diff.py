"""What differs between two versions of a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields

from assistant.corpus.changes import ClauseChange, FieldChange, VersionDiff
from assistant.corpus.marking import Cut, differing_blocks
from assistant.corpus.matching import match_clauses, words_of
from assistant.corpus.values import changed_values
from assistant.domain import Clause, Document, DocumentVersion

# Told clause by clause, made from the others, or no part of a version.
_NOT_COMPARED = frozenset({"text", "marks", "digest", "topics"})


def diff_versions(before: DocumentVersion, after: DocumentVersion, cut: Cut) -> VersionDiff:
    """Changed fields and added, removed and reworded clauses; `cut` gives the words that are marked as changed."""
    matched = match_clauses(before.clauses, after.clauses)
    return VersionDiff(
        before=before,
        after=after,
        changes=tuple(change for _, change in sorted(_changes(before, after, matched, cut), key=lambda each: each[0])),
        renumbered=tuple(
            (old, clause)
            for clause in after.clauses
            if (old := matched.get(clause.id)) and old.id != clause.id and words_of(clause) and _same(old, clause)
        ),
        fields=_changed_fields(before.document, after.document),
    )


def _changes(
    before: DocumentVersion, after: DocumentVersion, matched: Mapping[str, Clause], cut: Cut
) -> Iterator[tuple[float, ClauseChange]]:
    for clause in after.clauses:
        old = matched.get(clause.id)
        if old is None and words_of(clause):
            yield clause.ordinal, ClauseChange(None, clause)
        elif old is not None and not _same(old, clause):
            yield clause.ordinal, _reworded(old, clause, cut)
    ordinals = {matched[clause.id].id: clause.ordinal for clause in after.clauses if clause.id in matched}
    for clause in before.clauses:
        if clause.id not in ordinals and words_of(clause):
            yield _place_of_removed(clause, before.clauses, ordinals), ClauseChange(clause, None)


def _same(before: Clause, after: Clause) -> bool:
    return words_of(before) == words_of(after)


def _reworded(before: Clause, after: Clause, cut: Cut) -> ClauseChange:
    blocks = differing_blocks(before.text, after.text, cut)
    return ClauseChange(
        before,
        after,
        removed=tuple(block.before for block in blocks if block.before[0] < block.before[1]),
        added=tuple(block.after for block in blocks if block.after[0] < block.after[1]),
        values=changed_values(before.text, after.text, blocks),
    )


def _place_of_removed(clause: Clause, before: Sequence[Clause], ordinals: Mapping[str, int]) -> float:
    """After the nearest clause above it that is still there."""
    for above in reversed(before[: clause.ordinal]):
        if above.id in ordinals:
            return ordinals[above.id] + 0.5
    return -0.5


def _changed_fields(before: Document, after: Document) -> tuple[FieldChange, ...]:
    names = (each.name for each in fields(Document) if each.name not in _NOT_COMPARED)
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in names)
    return tuple(FieldChange(name, old, new) for name, old, new in pairs if old != new)
