"""Reads `phrasings/`, `unwritten/`, `overviews/` and `small_talk/`: in which words people ask, and chat."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeVar

import yaml

from assistant.corpus import parse_clauses
from assistant.domain import Clause, Document
from assistant.errors import MalformedKnowledge
from assistant.language.entry import Entry
from assistant.language.quantities import find_quantities

_SPACE = re.compile(r"\s+")
_FIGURE = re.compile(r"\d+")
_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class Phrasing:
    """How people ask for what `quote`, a verbatim stretch of a document, says. `entry` is where that is written."""

    document_id: str
    quote: str
    asked: tuple[str, ...]
    entry: Entry

    def places(self, clauses: Iterable[Clause]) -> list[tuple[Clause, int, int]]:
        """Where the quote stands, however its figures are spaced: offsets relative to each clause."""
        return _search(r"\s*".join(map(re.escape, _SPACE.sub("", self.quote))), clauses)

    def places_of_like(self, clauses: Sequence[Clause]) -> list[tuple[Clause, int, int]]:
        """The same, or where only figures differ: a new version with another sum is still asked for so."""
        exact = self.places(clauses)
        pieces = _FIGURE.split(_SPACE.sub("", self.quote))
        if exact or len(pieces) == 1:
            return exact
        worded = (r"\s*".join(map(re.escape, piece)) for piece in pieces)
        return _search(rf"\s*{_FIGURE.pattern}\s*".join(worded), clauses)


@dataclass(frozen=True, slots=True)
class UnwrittenTopic:
    """What people ask for though no document says it, by a name that 没有写明 may stand before.

    Documents of `written_in` do say it, so where one of them is read it is not a topic; `shelf` names the only
    documents that it is asked of, empty for all.
    """

    name: str
    asked: tuple[str, ...]
    written_in: tuple[str, ...] = ()
    shelf: str = ""


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """What people say that asks for no policy; `kind` names the reply."""

    kind: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """A need that people state, and the ids of the documents that serve it, the most useful first.

    Whoever tells that they do one of `acts` with one of `things` (买了800万吊挂) has the need without stating it, and
    where `sum_alone` also who tells nothing but a sum and asks what is given for it.
    """

    topic: str
    asked: tuple[str, ...]
    shows: tuple[str, ...]
    acts: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    sum_alone: bool = False


class Asking(NamedTuple):
    """Everything known of how people ask and chat."""

    phrasings: tuple[Phrasing, ...] = ()
    unwritten: tuple[UnwrittenTopic, ...] = ()
    small_talk: tuple[SmallTalk, ...] = ()
    overviews: tuple[Overview, ...] = ()

    def of(self, documents: Sequence[Document]) -> Asking:
        """What is asked of these documents, which are all that is read."""
        ids = {id for document in documents for id in (document.id, *document.stands_for)}
        shelves = {"", *(document.shelf for document in documents)}
        topics = (t for t in self.unwritten if t.shelf in shelves and ids.isdisjoint(t.written_in))
        return self._replace(
            phrasings=tuple(phrasing for phrasing in self.phrasings if phrasing.document_id in ids),
            unwritten=tuple(topics),
        )


def read_asking(knowledge_dirs: Sequence[Path]) -> tuple[Asking, tuple[MalformedKnowledge, ...]]:
    """All files below the given knowledge folders, and what is wrong with those left out."""
    phrasings, malformed = _each(knowledge_dirs, "phrasings", _phrasings)
    unwritten, others = _each(knowledge_dirs, "unwritten", _topics)
    small_talk, more = _each(knowledge_dirs, "small_talk", _small_talk)
    overviews, further = _each(knowledge_dirs, "overviews", _overviews)
    return Asking(phrasings, unwritten, small_talk, overviews), (*malformed, *others, *more, *further)


def misplaced(phrasings: Sequence[Phrasing], documents: Iterable[Document]) -> tuple[MalformedKnowledge, ...]:
    """Phrasings of statements that no clause holds, as after an edit; of documents that are not there they wait."""
    phrased = {phrasing.document_id for phrasing in phrasings}
    clauses = {document.id: parse_clauses(document) for document in documents if document.id in phrased}
    return tuple(
        phrasing.entry.refused(f"“{phrasing.quote}”不在 {phrasing.document_id} 的任何一条里")
        for phrasing in phrasings
        if phrasing.document_id in clauses and not phrasing.places(clauses[phrasing.document_id])
    )


def _search(pattern: str, clauses: Iterable[Clause]) -> list[tuple[Clause, int, int]]:
    wanted = re.compile(pattern)
    return [(clause, *found.span()) for clause in clauses if (found := wanted.search(clause.text))]


def _each(
    knowledge_dirs: Iterable[Path], folder: str, read: Callable[[Entry], list[_Read]]
) -> tuple[tuple[_Read, ...], tuple[MalformedKnowledge, ...]]:
    found: list[_Read] = []
    problems: list[MalformedKnowledge] = []
    for path in (path for each in knowledge_dirs for path in sorted((each / folder).glob("*.yaml"))):
        try:
            found += read(Entry.of_file(path))
        except MalformedKnowledge as problem:
            problems.append(problem)
    return tuple(found), tuple(problems)


def _phrasings(file: Entry) -> list[Phrasing]:
    document_id = file.field("document").text()
    return [
        Phrasing(document_id, _filled(entry.field("quote")), entry.field("asked").words(), entry.field("quote"))
        for entry in file.field("phrasings").items()
    ]


def _topics(file: Entry) -> list[UnwrittenTopic]:
    """A list of topics, or under `topics` those that are asked of the documents of one `shelf` only."""
    if not isinstance(file.node, yaml.MappingNode):
        return [_topic(entry, "") for entry in file.items()]
    shelf = file.field("shelf").text()
    return [_topic(entry, shelf) for entry in file.field("topics").items()]


def _topic(entry: Entry, shelf: str) -> UnwrittenTopic:
    fields = entry.fields()
    written_in = fields["written_in"].words() if "written_in" in fields else ()
    return UnwrittenTopic(_unfigured(entry.field("topic")), entry.field("asked").words(), written_in, shelf)


def _overviews(file: Entry) -> list[Overview]:
    return [_overview(entry) for entry in file.items()]


def _overview(entry: Entry) -> Overview:
    told = entry.field("told") if "told" in entry.fields() else None
    return Overview(
        _filled(entry.field("topic")),
        entry.field("asked").words(),
        entry.field("shows").words(),
        told.field("acts").words() if told else (),
        told.field("things").words() if told else (),
        told is not None and "sum" in told.fields(),
    )


def _small_talk(file: Entry) -> list[SmallTalk]:
    return [SmallTalk(_filled(entry.field("kind")), entry.field("said").words()) for entry in file.items()]


def _unfigured(entry: Entry) -> str:
    """A name that is shown, so that no figure may stand in it that no clause proves."""
    if find_quantities(_filled(entry)):
        raise entry.refused(f"“{entry.text()}”里有数字；名称会显示在回答里，请换一种不含数字的说法")
    return entry.text()


def _filled(entry: Entry) -> str:
    if not entry.text().strip():
        raise entry.refused("这里是空的")
    return entry.text()
