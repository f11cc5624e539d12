"""The way of a question: the list of steps, and running them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from assistant.answering.earlier_runs import EarlierRuns
from assistant.answering.helpers import Run
from assistant.answering.language import Language
from assistant.answering.shelf import shelves_over
from assistant.answering.shelves import Shelves
from assistant.answering.standard import StandardChinese
from assistant.answering.suggest import Suggest
from assistant.answering.turn import Turn
from assistant.answering.verify import Verify
from assistant.corpus.catalogue import Catalogue
from assistant.domain import Quotes, Sentence, Step
from assistant.ports import Searcher, TermStatistics

TurnStep = tuple[str, Callable[[Turn], Turn]]


class Answering(Protocol):
    """The way of a question over one state of the corpus: a Pipeline, or what words its quotes with a model."""

    def run(self, turn: Turn) -> Iterator[Step | Quotes | Sentence | Turn]:
        """Each step as it ends, each sentence as it is proven, the finished turn last."""
        ...


def _nowhere(turn: Turn) -> Run | None:
    return None


class Pipeline:
    """Runs named steps one after the other; a step that ends the turn skips the rest.

    `elsewhere` may give the whole run of a turn instead, such as `Helpers.run`.
    """

    def __init__(
        self, steps: Sequence[TurnStep], verify: Verify, elsewhere: Callable[[Turn], Run | None] = _nowhere
    ) -> None:
        self._steps, self._verify, self._elsewhere = tuple(steps), verify, elsewhere
        self._earlier = EarlierRuns()

    def run(self, turn: Turn) -> Iterator[Step | Sentence | Turn]:
        """Each step as it ends, each sentence as it is proven, the finished turn last."""
        known = self._earlier.of(turn)
        if known is not None:
            yield from known
            return
        events: list[Step | Sentence | Turn] = []
        for event in self._elsewhere(turn) or self._work(turn):
            events.append(event)
            yield event
        self._earlier.keep(turn, events)

    def _work(self, turn: Turn) -> Iterator[Step | Sentence | Turn]:
        for name, step in self._steps:
            started = time.perf_counter()
            turn = step(turn)
            yield _timed(name, started, turn)
            if turn.ended:
                yield from turn.sentences
                yield turn
                return
        started = time.perf_counter()
        for proven, sentence in self._verify.one_by_one(turn):
            turn = proven
            if sentence is not None:
                yield sentence
        yield _timed("verify", started, turn)
        yield replace(turn, ended=True)


def build_pipeline(
    catalogue: Catalogue,
    searcher: Searcher,
    statistics: TermStatistics,
    language: Language,
    public_url: str,
    elsewhere: Callable[[Turn], Run | None] = _nowhere,
) -> Pipeline:
    """The steps over one state of the corpus."""
    standard = StandardChinese(language.script, language.dialect, language.lexicon.places)
    shelves = Shelves(shelves_over(catalogue, searcher, statistics, language), standard)
    return Pipeline(
        [
            ("understand", shelves.understand),
            ("retrieve", shelves.retrieve),
            ("rerank", shelves.rerank),
            ("evidence", shelves.evidence),
            ("compose", shelves.compose),
            ("suggest", Suggest(catalogue, language.replies, language.script)),
        ],
        Verify(catalogue, language.lexicon.places, public_url, language.script),
        elsewhere,
    )


def _timed(name: str, started: float, turn: Turn) -> Step:
    return Step(name, round((time.perf_counter() - started) * 1000, 3), turn.detail)
