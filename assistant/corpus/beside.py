"""What interprets a document beside it, clause by clause, paired by the headings that an interpretation quotes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.domain import Clause, DocumentVersion, Level

_OPENING, _CLOSING = "“‘「『《【", "”’」』》】"
_ENDS = "。，；：、！？,;:"
_UNSAID = frozenset(_OPENING + _CLOSING + _ENDS)
# A shorter heading (附则) stands in too many texts to be meant.
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Pair:
    """A clause and what the document beside it says of the same, in reading order there."""

    clause: Clause
    beside: tuple[Clause, ...]


def beside_of(version: DocumentVersion, current: Iterable[DocumentVersion]) -> DocumentVersion | None:
    """The document that this one interprets, else the first that interprets it; None where neither is there."""
    held = {other.document.id: other for other in current}
    if interpreted := held.get(version.document.interprets or ""):
        return interpreted
    return next((other for other in held.values() if other.document.interprets == version.document.id), None)


def pairs_of(version: DocumentVersion, beside: DocumentVersion) -> tuple[Pair, ...]:
    """The clauses of `version` that have something beside them, in reading order; the same from either side."""
    interprets = version.document.interprets == beside.document.id
    text, interpretation = (beside, version) if interprets else (version, beside)
    sections = _sections(text)
    said = _belonging(interpretation, sections)
    if interprets:
        return tuple(Pair(clause, said[clause.id]) for clause in version.clauses if said.get(clause.id))
    told: dict[str, list[Clause]] = {}
    for clause in interpretation.clauses:
        for section in said.get(clause.id, ()):
            told.setdefault(section.id, []).append(clause)
    return tuple(Pair(clause, tuple(told[clause.id])) for clause in version.clauses if clause.id in told)


def _sections(version: DocumentVersion) -> Mapping[str, Clause]:
    """The headings below the title by their words; one that stands twice names nothing."""
    headings = [clause for clause in version.clauses if clause.level is Level.OUTLINE and not _is_title(clause)]
    times = Counter(_words(clause.heading) for clause in headings)
    named = {_words(clause.heading): clause for clause in headings}
    return {words: clause for words, clause in named.items() if len(words) >= _SHORTEST and times[words] == 1}


def _belonging(version: DocumentVersion, sections: Mapping[str, Clause]) -> Mapping[str, tuple[Clause, ...]]:
    """The sections to which each clause belongs: those that it, its paragraph before it or its heading quotes."""
    found: dict[str, tuple[Clause, ...]] = {}
    line = -1
    told_in_line: tuple[Clause, ...] = ()
    for clause in version.clauses:
        if _is_title(clause):
            continue
        begins = version.document.text.rfind("\n", 0, clause.start) + 1
        told_in_line = told_in_line if begins == line else ()
        line = begins
        quoted = tuple(section for words, section in sections.items() if _names(clause, words))
        told_in_line = quoted or told_in_line
        found[clause.id] = told_in_line or found.get(clause.parent_id or "", ())
    return found


def _names(clause: Clause, heading: str) -> bool:
    """Whether a clause has this heading, or quotes it: between marks, however spaced and closed."""
    if clause.level is Level.OUTLINE and _words(clause.heading).removeprefix("关于") == heading:
        return True
    places = [at for at, letter in enumerate(clause.text) if letter not in _UNSAID and not letter.isspace()]
    words = "".join(clause.text[at] for at in places)
    at = words.find(heading)
    while at >= 0:
        before = clause.text[: places[at]].rstrip()
        behind = clause.text[places[at + len(heading) - 1] + 1 :].lstrip(f"{_ENDS} \t\u3000\n")
        if before.endswith(tuple(_OPENING)) and behind.startswith(tuple(_CLOSING)):
            return True
        at = words.find(heading, at + 1)
    return False


def _words(heading: str) -> str:
    return "".join(letter for letter in heading if letter not in _UNSAID and not letter.isspace())


def _is_title(clause: Clause) -> bool:
    return clause.depth == 0
