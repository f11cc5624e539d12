"""Where other documents still say what a change took away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.corpus.changes import VersionDiff
from assistant.domain import Clause, DocumentVersion, Level

_SPACE = re.compile(r"\s+")
_STRETCH = re.compile(r"[^，。；：！？\n]+")
# Shorter stretches (各地各部门) stand everywhere and prove no relation.
_SHORTEST = 8


@dataclass(frozen=True, slots=True)
class Repeat:
    """A clause of another document that holds `quote`, words that the newer version no longer says."""

    version: DocumentVersion
    clause: Clause
    quote: str


def repeats_of(diff: VersionDiff, others: Iterable[DocumentVersion]) -> tuple[Repeat, ...]:
    """Verbatim repetitions, however they are spaced, in reading order of the other documents."""
    gone = tuple(dict.fromkeys(_gone(diff)))
    return tuple(
        Repeat(version, clause, _as_written(words, clause.text))
        for version in others
        for clause in version.clauses
        if gone and clause.level is Level.TEXT
        for squeezed in (_SPACE.sub("", clause.text),)
        for words in gone
        if words in squeezed
    )


def _as_written(words: str, text: str) -> str:
    found = re.search(r"\s*".join(map(re.escape, words)), text)
    return found.group() if found else words


def _gone(diff: VersionDiff) -> Iterator[str]:
    said = _SPACE.sub("", diff.after.document.text)
    for change in diff.changes:
        for stretch in _STRETCH.findall(change.before.text) if change.before else ():
            words = _SPACE.sub("", stretch)
            if len(words) >= _SHORTEST and words not in said:
                yield words
