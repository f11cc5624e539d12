"""How people ask for what the documents say, and for what they leave open: searched, never shown."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from assistant.answering.phrasing_files import Asking
from assistant.corpus.catalogue import Catalogue
from assistant.domain import Clause
from assistant.language.script import ScriptConverter
from assistant.search.asked_lines import AskedLines
from assistant.search.likeness import Floats, foremost
from assistant.search.ngrams import LONGEST, NgramCutter, Numbers, keys_of

NEAREST = 5
ALIKE = 0.12
"""Below this similarity a phrasing and a question share n-grams by chance."""
BRIEF = 1.6
"""N-grams without a like that every question is taken to have, so that two characters (帮忙) are like nothing yet."""
NAMED_ABOVE = 2
NAMED_BELOW, TOPIC_ALIKE = -0.35, 0.35
"""How much more a question must be like an unwritten topic than like any statement, and how like, to be named so."""
NAME_SHARED = 0.4
TALK_ALIKE, TALK_AHEAD = 0.2, -0.1
"""How like a kind of talk a text must be, and by how much more than like any question."""
TELLING_LENGTH = 10
"""Characters from which on a question tells by its n-grams alone whether it is rather answered; fewer tell less."""
FAINT = 1.0
"""Added to both sides of a quotient of likenesses, so that two that are next to nothing are about equal."""
ANSWERABLE_WEIGHT, NEARER_WEIGHT = 3.1, 2.4
SURELY_ANSWERED, RATHER_ANSWERED, SURELY_OPEN = 2.0, 1.0, -2.0
"""Weights by logistic regression on lines that the book did not hold, bounds chosen on development cases."""
BESIDE = 0.5
"""What all that was typed weighs against one part of it, or against a follow-up put in full."""
TOLD = 0.75
"""What a question with all that was told before it weighs against the question alone."""
MEANT, CLEARLY = 0.2, 0.85
"""Share of a question that people who mean a statement ask with, and how near another of its document may come.

Chosen on development cases.
"""
_QUESTIONS_KEPT, _WORDS_KEPT = 64, 8192


@dataclass(frozen=True, slots=True)
class Placed:
    """A phrasing at its clause: offsets relative to the clause, and the normalised words."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Likely:
    """A statement that people ask for in such words: offsets relative to its clause, similarity 0..1.

    It is `meant` where no other statement of its document comes near.
    """

    start: int
    end: int
    similarity: float
    meant: bool = False
    shared: float = 0.0
    """The weight of what is shared, which a long story beside the question does not make less."""


@dataclass(frozen=True, slots=True)
class Leaning:
    """Whether a question is rather like those that the documents answer; 0 says nothing, below 0 rather not.

    `answerable` is learned from all lines, about -1..1; `nearer` is the logarithm of how much more it is like the
    nearest statement than like the nearest unwritten topic, whose name is `topic` where it is clearly meant. `length`
    counts the characters that were judged.
    """

    answerable: float = 0.0
    nearer: float = 0.0
    topic: str = ""
    length: int = TELLING_LENGTH

    @property
    def telling(self) -> float:
        """0..1, how much so many characters tell."""
        return min(self.length / TELLING_LENGTH, 1.0)

    def beside(self, whole: Leaning) -> Leaning:
        """That of one part of what was typed: what is asked in the same breath tells what is wanted, too."""
        return replace(
            self,
            answerable=(1 - BESIDE) * self.answerable + BESIDE * whole.answerable,
            nearer=(1 - BESIDE) * self.nearer + BESIDE * whole.nearer,
            length=max(self.length, whole.length),
        )

    @property
    def surely_answered(self) -> bool:
        """Whether people who ask so nearly always ask for something that is written."""
        return self._logit >= SURELY_ANSWERED

    @property
    def rather_answered(self) -> bool:
        """Whether they do so far more often than not."""
        return self._logit >= RATHER_ANSWERED

    @property
    def surely_open(self) -> bool:
        """Whether people who ask so nearly always ask for something that is not written."""
        return self._logit <= SURELY_OPEN

    @property
    def _logit(self) -> float:
        return ANSWERABLE_WEIGHT * self.answerable + NEARER_WEIGHT * self.nearer


class PhrasingBook:
    """The phrasings at their places in one catalogue, and the unwritten topics. All threads may share it."""

    def __init__(
        self,
        asking: Asking,
        catalogue: Catalogue,
        script: ScriptConverter,
        cache_dir: Path | None = None,
    ) -> None:
        self._cutter = NgramCutter(script)
        placed: dict[str, list[Placed]] = {}
        self._statements: list[tuple[str, Placed]] = []
        lines: list[str] = []
        sizes: list[int] = []
        written: list[int] = []
        unwritten, small_talk = asking.unwritten, asking.small_talk
        for number, phrasing in enumerate(asking.phrasings):
            asked = self._cutter.plain_lines(phrasing.asked)
            for clause, start, end in phrasing.places_of_like(_clauses_of(phrasing.document_id, catalogue)):
                here = Placed(start, end, " ".join(asked))
                placed.setdefault(clause.id, []).append(here)
                self._statements.append((clause.id, here))
                written.append(number)
                group = (*asked, *self._cutter.plain_lines((phrasing.quote, *_headings(clause, catalogue))))
                lines += group
                sizes.append(len(group))
        answered = len(lines)
        self._topics = tuple(topic.name for topic in unwritten)
        # The name of a topic is one more way to ask for it, and the plainest.
        lines += self._cutter.plain_lines([line for topic in unwritten for line in (topic.name, *topic.asked)])
        sizes += [1 + len(topic.asked) for topic in unwritten]
        left_open = len(lines) - answered
        self._talk = tuple(talk.kind for talk in small_talk)
        lines += self._cutter.plain_lines([line for talk in small_talk for line in talk.said])
        sizes += [len(talk.said) for talk in small_talk]
        self._lines = AskedLines.over(lines, sizes, answered, left_open, cache_dir)
        document_ids = [catalogue.clause(clause_id).document_id for clause_id, _ in self._statements]
        names, self._documents = np.unique(document_ids, return_inverse=True)
        self._number_of = {str(name): number for number, name in enumerate(names)}
        self._phrasings = np.array(written, np.int64)
        self._placed: Mapping[str, tuple[Placed, ...]] = {key: tuple(each) for key, each in placed.items()}
        self.phrased = frozenset(document_ids)
        """Documents of which it is known how people ask for what they say."""
        # One question is likened to the statements and to the topics, alone and with what was told before it.
        self._likened = lru_cache(_QUESTIONS_KEPT)(self._liken)
        self.frequency = lru_cache(_WORDS_KEPT)(self._frequency)
        """Of how many clauses something is asked with a normalised word."""

    def of(self, clause_id: str) -> tuple[Placed, ...]:
        """What is asked of the statements of a clause."""
        return self._placed.get(clause_id, ())

    def likely(
        self, question: str, background: str = "", within: Collection[str] = ()
    ) -> Mapping[str, tuple[Likely, ...]]:
        """The statements whose phrasings are most like a question, by clause id: the share of what is asked.

        What was told before it counts as well: people tell what they need and then only ask 有啥说法没. `within` are
        the ids of documents, all where none is given.
        """
        _, credits, weight = self._like(question)
        total = weight + BRIEF * self._lines.likeness.unknown
        if background:
            _, beside, its_weight = self._like(f"{background} {question}")
            its_total = its_weight + BRIEF * self._lines.likeness.unknown
            credits = (1 - TOLD) * credits + TOLD * beside * total / its_total
        credits = self._within(credits, within)
        best = foremost(credits[: len(self._statements)], NEAREST)
        meant = self._meant(best, credits, MEANT * total)
        found: dict[str, tuple[Likely, ...]] = {}
        for number in best:
            credit = float(credits[number])
            if credit >= ALIKE * total:
                clause_id, here = self._statements[number]
                likely = self._likely(here, credits, number, best[0], total, number in meant)
                found[clause_id] = (*found.get(clause_id, ()), likely)
        return found

    def nearest(self, question: str, most: int, within: Collection[str] = ()) -> Iterator[tuple[str, Likely]]:
        """The statements nearest to all of a question, by clause id, each clause once; as far as it shares anything."""
        _, credits, weight = self._like(question)
        credits = self._within(credits, within)
        total = weight + BRIEF * self._lines.likeness.unknown
        seen: set[str] = set()
        best = foremost(credits[: len(self._statements)], most)
        for number in best:
            clause_id, here = self._statements[number]
            if credits[number] > 0 and clause_id not in seen:
                seen.add(clause_id)
                yield clause_id, self._likely(here, credits, number, best[0], total)

    def _within(self, credits: Floats, document_ids: Collection[str]) -> Floats:
        if not document_ids:
            return credits
        numbers = [self._number_of[each] for each in document_ids if each in self._number_of]
        return np.where(np.isin(self._documents, numbers), credits[: len(self._documents)], 0.0)

    @staticmethod
    def _likely(here: Placed, credits: Floats, number: int, first: int, total: float, meant: bool = False) -> Likely:
        """Of two statements that share as much each may be meant; one that shares half as much hardly is."""
        shared = float(credits[number])
        return Likely(here.start, here.end, min(shared / total, 1.0) * shared / float(credits[first]), meant, shared)

    def _meant(self, best: Sequence[int], credits: Floats, enough: float) -> set[int]:
        """Of these numbers of statements, best first, those that are far nearer than any other of their document."""
        found: set[int] = set()
        seen: set[int] = set()
        for number in best:
            document = int(self._documents[number])
            if document not in seen and credits[number] >= max(CLEARLY * credits[best[0]], enough):
                others = (self._documents == document) & (self._phrasings != self._phrasings[number])
                if credits[: len(others)][others].max(initial=0.0) <= CLEARLY * credits[number]:
                    found.add(number)
            seen.add(document)
        return found

    def leaning(self, question: str) -> Leaning:
        """Whether the question is rather like what is answered or like what is left open."""
        if not (self._statements and self._topics):
            return Leaning()
        keys, credits, weight = self._like(question)
        first = len(self._statements)
        statements, topics = credits[:first], credits[first : first + len(self._topics)]
        nearest = int(topics.argmax())
        nearer = math.log((float(statements.max()) + FAINT) / (float(topics[nearest]) + FAINT))
        share = float(topics[nearest]) / (weight + BRIEF * self._lines.likeness.unknown)
        topic = self._topics[nearest]
        meant = nearer <= NAMED_BELOW and share >= TOPIC_ALIKE and self._is_named(topic, question)
        length = len(self._cutter.plain(question))
        return Leaning(self._lines.answerability.of(keys), nearer, topic if meant else "", length)

    def small_talk(self, text: str) -> str:
        """The kind of talk that a text is rather than a question; empty where it is none or nobody knows questions."""
        if not (self._talk and (self._statements or self._topics)):
            return ""
        _, credits, weight = self._like(text)
        asked, talk = credits[: -len(self._talk)], credits[-len(self._talk) :]
        nearest = int(talk.argmax())
        share = float(talk[nearest]) / (weight + BRIEF * self._lines.likeness.unknown)
        ahead = math.log((float(talk[nearest]) + FAINT) / (float(asked.max()) + FAINT))
        return self._talk[nearest] if share >= TALK_ALIKE and ahead >= TALK_AHEAD else ""

    def _is_named(self, topic: str, question: str) -> bool:
        """Whether a fair share of a topic's name stands in the question; else it is called something else there."""
        said = set(self._cutter.plain(question))
        name = self._cutter.plain(topic).replace("的", "")
        return sum(character in said for character in name) >= NAME_SHARED * len(name)

    def _like(self, question: str) -> tuple[Numbers, Floats, float]:
        return self._likened(self._cutter.plain(question.replace("\n", " ")))

    def _liken(self, plain_text: str) -> tuple[Numbers, Floats, float]:
        keys = keys_of(plain_text)
        return keys, *self._lines.likeness.of(keys)

    def _frequency(self, word: str) -> int:
        word = self._cutter.plain(word)
        groups = self._lines.likeness.groups_with(word[:LONGEST])
        statements = (self._statements[number] for number in groups if number < len(self._statements))
        return len({clause_id for clause_id, here in statements if word in here.words})


def _headings(clause: Clause, catalogue: Catalogue) -> tuple[str, ...]:
    """Of the parts that a clause stands in: most of what is asked of it is asked of them."""
    found: list[str] = []
    while clause.parent_id is not None and len(found) < NAMED_ABOVE:
        clause = catalogue.clause(clause.parent_id)
        found.append(clause.heading or clause.text)
    return tuple(found)


def _clauses_of(document_id: str, catalogue: Catalogue) -> tuple[Clause, ...]:
    return catalogue.version(document_id).clauses if document_id in catalogue.versions else ()
