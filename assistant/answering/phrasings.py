"""Everyday words for what official sentences say, written for each statement: searched, never shown."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from pathlib import Path

from assistant.answering.question_forms import without_asking_words
from assistant.answering.word_list import Entry
from assistant.corpus import parse_clauses
from assistant.corpus.catalogue import Catalogue
from assistant.domain import Clause, Document
from assistant.errors import MalformedKnowledge
from assistant.language.tokens import Tokenizer

NEAREST = 5
ALIKE = 0.12
"""Below this similarity a phrasing and a question share a word by chance."""
SATURATION, LENGTH_SHARE = 1.0, 0.3
"""k1 and b of BM25 (Robertson and Zaragoza 2009): repeated words add little, statements asked for often lose little."""
BRIEF = 1.6
"""Features without a like that every question is taken to have, so that two characters (帮忙) are like nothing yet."""
NAMED_ABOVE = 2
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Phrasing:
    """How people ask for what `quote`, a verbatim stretch of a document, says. `entry` is where that is written."""

    document_id: str
    quote: str
    asked: tuple[str, ...]
    entry: Entry


@dataclass(frozen=True, slots=True)
class Placed:
    """A phrasing at its clause: offsets relative to the clause, and the normalised words."""

    start: int
    end: int
    words: str


def read_phrasings(knowledge_dirs: Iterable[Path]) -> tuple[tuple[Phrasing, ...], tuple[MalformedKnowledge, ...]]:
    """Every `phrasings/*.yaml` below the given knowledge folders, and what is wrong with the files left out."""
    found: list[Phrasing] = []
    problems: list[MalformedKnowledge] = []
    for path in (path for each in knowledge_dirs for path in sorted((each / "phrasings").glob("*.yaml"))):
        try:
            found += _of_file(Entry.of_file(path))
        except MalformedKnowledge as problem:
            problems.append(problem)
    return tuple(found), tuple(problems)


def misplaced(phrasings: Sequence[Phrasing], documents: Iterable[Document]) -> tuple[MalformedKnowledge, ...]:
    """Phrasings of statements that no clause holds, as after an edit; of documents that are not there they wait."""
    phrased = {phrasing.document_id for phrasing in phrasings}
    clauses = {document.id: parse_clauses(document) for document in documents if document.id in phrased}
    return tuple(
        phrasing.entry.refused(f"“{phrasing.quote}”不在 {phrasing.document_id} 的任何一条里")
        for phrasing in phrasings
        if phrasing.document_id in clauses and not _places(phrasing, clauses[phrasing.document_id])
    )


def _of_file(file: Entry) -> list[Phrasing]:
    document_id = file.field("document").text()
    found: list[Phrasing] = []
    for entry in file.field("phrasings").items():
        quote = entry.field("quote")
        if not quote.text().strip():
            raise quote.refused("quote 是空的")
        found.append(Phrasing(document_id, quote.text(), entry.field("asked").words(), quote))
    return found


@dataclass(frozen=True, slots=True)
class Likely:
    """A statement that people ask for in such words: offsets relative to its clause, similarity 0..1."""

    start: int
    end: int
    similarity: float


class PhrasingBook:
    """The phrasings at their places in one catalogue, and the words in them. All threads may share it."""

    def __init__(self, phrasings: Sequence[Phrasing], catalogue: Catalogue, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        placed: dict[str, list[Placed]] = {}
        self._statements: list[tuple[str, Placed]] = []
        self._clauses: dict[str, set[str]] = {}
        counted: list[Counter[str]] = []
        for phrasing in phrasings:
            words = {word for asked in phrasing.asked for word in self._words(asked)}
            for clause, start, end in _places(phrasing, _clauses_of(phrasing.document_id, catalogue)):
                here = Placed(start, end, " ".join(tokenizer.normalise(asked) for asked in phrasing.asked))
                placed.setdefault(clause.id, []).append(here)
                self._statements.append((clause.id, here))
                told = (phrasing.quote, *phrasing.asked, *_headings(clause, catalogue))
                counted.append(Counter(feature for line in told for feature in self._features(line)))
                for word in words:
                    self._clauses.setdefault(word, set()).add(clause.id)
        self._placed: Mapping[str, tuple[Placed, ...]] = {key: tuple(each) for key, each in placed.items()}
        self._shares = _shares(counted)
        self._unheard = math.log(1 + 2 * len(counted))

    def of(self, clause_id: str) -> tuple[Placed, ...]:
        """What is asked of the statements of a clause."""
        return self._placed.get(clause_id, ())

    def frequency(self, word: str) -> int:
        """Of how many clauses something is asked with this normalised word."""
        return len(self._clauses.get(word, ()))

    def likely(self, question: str) -> Mapping[str, tuple[Likely, ...]]:
        """The statements whose phrasings are most like a question, by clause id: the share of what is asked."""
        total = BRIEF * self._unheard
        shared: dict[int, float] = {}
        # A sum of floats depends on their order, and that of a set on the process.
        for feature in sorted(self._features(question)):
            weight, share = self._shares.get(feature, (self._unheard, ()))
            total += weight
            for number, credit in share:
                shared[number] = shared.get(number, 0.0) + credit
        best = nsmallest(NEAREST, shared.items(), key=lambda item: (-item[1], item[0]))
        found: dict[str, tuple[Likely, ...]] = {}
        for number, credit in best:
            if credit >= ALIKE * total:
                clause_id, here = self._statements[number]
                # Of two that share as much each may be meant; one that shares half as much hardly is.
                likely = Likely(here.start, here.end, min(credit / total, 1.0) * credit / best[0][1])
                found[clause_id] = (*found.get(clause_id, ()), likely)
        return found

    def _features(self, text: str) -> frozenset[str]:
        telling = self._telling(text)
        characters = (character for character in telling if character.isalpha() and not character.isascii())
        return frozenset((*characters, *self._tokenizer.bigrams(telling), *self._words(text)))

    def _words(self, text: str) -> list[str]:
        found = self._tokenizer.words(self._telling(text))
        return [word for word in found if len(word) > 1 and not self._tokenizer.is_stopword(word)]

    def _telling(self, text: str) -> str:
        return without_asking_words(self._tokenizer.normalise(text))


def _headings(clause: Clause, catalogue: Catalogue) -> tuple[str, ...]:
    """Of the parts that a clause stands in: most of what is asked of it is asked of them."""
    found: list[str] = []
    while clause.parent_id is not None and len(found) < NAMED_ABOVE:
        clause = catalogue.clause(clause.parent_id)
        found.append(clause.heading or clause.text)
    return tuple(found)


def _shares(statements: Sequence[Counter[str]]) -> dict[str, tuple[float, tuple[tuple[int, float], ...]]]:
    """BM25: for each feature its weight, and what it is worth to each statement that has it."""
    mean = sum(counts.total() for counts in statements) / max(len(statements), 1)
    having: dict[str, list[tuple[int, float]]] = {}
    for number, counts in enumerate(statements):
        damped = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * counts.total() / mean)
        for feature, times in counts.items():
            having.setdefault(feature, []).append((number, times * (SATURATION + 1) / (times + damped)))
    shares: dict[str, tuple[float, tuple[tuple[int, float], ...]]] = {}
    for feature, each in having.items():
        weight = math.log(1 + len(statements) / (len(each) + 0.5))
        shares[feature] = weight, tuple((number, weight * share) for number, share in each)
    return shares


def _clauses_of(document_id: str, catalogue: Catalogue) -> tuple[Clause, ...]:
    return catalogue.version(document_id).clauses if document_id in catalogue.versions else ()


def _places(phrasing: Phrasing, clauses: Iterable[Clause]) -> list[tuple[Clause, int, int]]:
    spaced = re.compile(r"\s*".join(map(re.escape, _SPACE.sub("", phrasing.quote))))
    return [(clause, *found.span()) for clause in clauses if (found := spaced.search(clause.text))]
