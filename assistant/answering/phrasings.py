"""Everyday words for what official sentences say, written for each statement: searched, never shown."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answering.question_forms import without_asking_words
from assistant.answering.word_list import Entry
from assistant.corpus import parse_clauses
from assistant.corpus.catalogue import Catalogue
from assistant.domain import Clause, Document
from assistant.errors import MalformedKnowledge
from assistant.language.tokens import Tokenizer

NEAREST = 5
ALIKE = 0.15
"""Below this similarity a phrasing and a question share a word by chance."""
COMMON, FEW = 0.05, 20
"""A pair of characters in more than this share of the lines costs time and tells nothing; in a few it may."""
UNHEARD = 9.0
"""Weight, in the length of a question, of what no phrasing holds: about that of what stands in every hundredth."""
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
        self._common: frozenset[str] = frozenset()
        placed: dict[str, list[Placed]] = {}
        lines: list[tuple[str, Placed, frozenset[str]]] = []
        self._clauses: dict[str, set[str]] = {}
        for phrasing in phrasings:
            for clause, start, end in _places(phrasing, _clauses_of(phrasing.document_id, catalogue)):
                here = Placed(start, end, " ".join(tokenizer.normalise(asked) for asked in phrasing.asked))
                placed.setdefault(clause.id, []).append(here)
                lines += [(clause.id, here, self._features(line)) for line in (phrasing.quote, *phrasing.asked)]
                for word in (word for asked in phrasing.asked for word in self._words(asked)):
                    self._clauses.setdefault(word, set()).add(clause.id)
        self._placed: Mapping[str, tuple[Placed, ...]] = {key: tuple(each) for key, each in placed.items()}
        self._lines_with: dict[str, list[int]] = {}
        for number, (_, _, features) in enumerate(lines):
            for feature in features:
                self._lines_with.setdefault(feature, []).append(number)
        self._weights = {
            feature: math.log(1 + len(lines) / (len(numbers) + 0.5)) ** 2
            for feature, numbers in self._lines_with.items()
            if len(numbers) <= max(COMMON * len(lines), FEW)
        }
        self._common = frozenset(self._lines_with.keys() - self._weights.keys())
        self._lines = [(clause_id, here, self._length(found - self._common)) for clause_id, here, found in lines]

    def of(self, clause_id: str) -> tuple[Placed, ...]:
        """What is asked of the statements of a clause."""
        return self._placed.get(clause_id, ())

    def frequency(self, word: str) -> int:
        """Of how many clauses something is asked with this normalised word."""
        return len(self._clauses.get(word, ()))

    def likely(self, question: str) -> Mapping[str, tuple[Likely, ...]]:
        """The statements whose phrasings are most like a question, by clause id: cosine of bigrams and words."""
        features = self._features(question)
        length = self._length(features)
        shared: dict[int, float] = {}
        for feature in features:
            weight = self._weights.get(feature)
            for number in self._lines_with[feature] if weight else ():
                shared[number] = shared.get(number, 0.0) + (weight or 0.0)
        best: dict[tuple[str, int, int], float] = {}
        for number, weight in shared.items():
            clause_id, here, own = self._lines[number]
            key = (clause_id, here.start, here.end)
            best[key] = max(best.get(key, 0.0), weight / (own * length))
        found: dict[str, tuple[Likely, ...]] = {}
        for (clause_id, start, end), similarity in sorted(best.items(), key=lambda item: (-item[1], item[0]))[:NEAREST]:
            if similarity >= ALIKE:
                found[clause_id] = (*found.get(clause_id, ()), Likely(start, end, similarity))
        return found

    def _features(self, text: str) -> frozenset[str]:
        return frozenset((*self._tokenizer.bigrams(self._telling(text)), *self._words(text))) - self._common

    def _words(self, text: str) -> list[str]:
        found = self._tokenizer.words(self._telling(text))
        return [word for word in found if len(word) > 1 and not self._tokenizer.is_stopword(word)]

    def _telling(self, text: str) -> str:
        return without_asking_words(self._tokenizer.normalise(text))

    def _length(self, features: frozenset[str]) -> float:
        return math.sqrt(sum(self._weights.get(feature, UNHEARD) for feature in features)) or 1.0


def _clauses_of(document_id: str, catalogue: Catalogue) -> tuple[Clause, ...]:
    return catalogue.version(document_id).clauses if document_id in catalogue.versions else ()


def _places(phrasing: Phrasing, clauses: Iterable[Clause]) -> list[tuple[Clause, int, int]]:
    spaced = re.compile(r"\s*".join(map(re.escape, _SPACE.sub("", phrasing.quote))))
    return [(clause, *found.span()) for clause in clauses if (found := spaced.search(clause.text))]
