"""Which clause of a newer version is which clause of an older one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from assistant.domain import Clause, Level

_SPACE = re.compile(r"\s+")
_LIKE = 0.5
# A clause that kept its number may be worded further away.
_LIKE_AT_SAME_PLACE = 0.3
_SAME_PLACE = 0.1


def match_clauses(before: Sequence[Clause], after: Sequence[Clause]) -> Mapping[str, Clause]:
    """The old clause by new id: first those of equal words, then the most alike, then headings of one number.

    Labels and spaces do not count, so that a renumbered clause is still itself.
    """
    found = _same_words(before, after)
    found |= _alike(*_left(before, after, found))
    old, new = _left(before, after, found)
    headings = {clause.id: clause for clause in old if clause.level is Level.OUTLINE}
    for clause in new:
        if clause.level is Level.OUTLINE and clause.id in headings:
            found[clause.id] = headings[clause.id]
    return found


def words_of(clause: Clause) -> str:
    """The text of a clause without its label and without spaces; empty where it is nothing but a label."""
    return _SPACE.sub("", clause.text.removeprefix(clause.label))


def _left(
    before: Iterable[Clause], after: Iterable[Clause], found: Mapping[str, Clause]
) -> tuple[list[Clause], list[Clause]]:
    taken = {clause.id for clause in found.values()}
    return (
        [clause for clause in before if clause.id not in taken],
        [clause for clause in after if clause.id not in found],
    )


def _same_words(before: Iterable[Clause], after: Iterable[Clause]) -> dict[str, Clause]:
    """Words that stand several times keep their id or their order."""
    candidates: defaultdict[tuple[Level, str], list[Clause]] = defaultdict(list)
    for clause in before:
        candidates[clause.level, words_of(clause)].append(clause)
    found: dict[str, Clause] = {}
    waiting: list[Clause] = []
    for clause in after:
        same = next((old for old in candidates[clause.level, words_of(clause)] if old.id == clause.id), None)
        if same is None:
            waiting.append(clause)
        else:
            candidates[clause.level, words_of(clause)].remove(same)
            found[clause.id] = same
    for clause in waiting:
        if same_words := candidates[clause.level, words_of(clause)]:
            found[clause.id] = same_words.pop(0)
    return found


def _alike(before: Sequence[Clause], after: Sequence[Clause]) -> dict[str, Clause]:
    """Pairs by likeness, best first; of equally like ones the nearest."""
    if not before or not after:
        return {}
    # Only a document that changed needs it.
    from rapidfuzz import fuzz, process

    scores = process.cdist(
        [words_of(old) for old in before],
        [words_of(new) for new in after],
        scorer=fuzz.ratio,
        score_cutoff=100 * _LIKE_AT_SAME_PLACE,
    )
    pairs = []
    for row, column in zip(*scores.nonzero(), strict=True):
        old, new, likeness = before[row], after[column], float(scores[row, column]) / 100
        same_place = old.id == new.id
        if old.level is new.level and (same_place or likeness >= _LIKE):
            rank = likeness + (_SAME_PLACE if same_place else 0)
            pairs.append((-rank, abs(old.ordinal - new.ordinal), new.ordinal, old, new))
    found: dict[str, Clause] = {}
    taken: set[str] = set()
    for *_, old, new in sorted(pairs, key=lambda pair: pair[:3]):
        if old.id not in taken and new.id not in found:
            found[new.id] = old
            taken.add(old.id)
    return found
