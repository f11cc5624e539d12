"""The way of a question: the list of steps, and running them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from assistant.answering.affixes import Affixes
from assistant.answering.choosing import Choosing
from assistant.answering.clause_facts import FactBook
from assistant.answering.comparison import Comparison
from assistant.answering.compose_quotes import ComposeQuotes
from assistant.answering.demands import Demands
from assistant.answering.dialogue import Dialogue
from assistant.answering.earlier_runs import EarlierRuns
from assistant.answering.evidence import FindEvidence
from assistant.answering.gaps import Conflicts
from assistant.answering.headings import Headings
from assistant.answering.helpers import Run
from assistant.answering.lexicon import Lexicon
from assistant.answering.nearest import Nearest
from assistant.answering.outline import Outline
from assistant.answering.periods import Periods
from assistant.answering.phrasing_files import Asking
from assistant.answering.phrasings import PhrasingBook
from assistant.answering.quoting import Quoting
from assistant.answering.reader import Reader
from assistant.answering.replies import Replies
from assistant.answering.rerank import Rerank
from assistant.answering.retrieve import Retrieve
from assistant.answering.spelling import Spelling
from assistant.answering.suggest import Suggest
from assistant.answering.sureness import Sureness
from assistant.answering.turn import Turn
from assistant.answering.understand import Understand
from assistant.answering.verify import Verify
from assistant.corpus.catalogue import Catalogue
from assistant.domain import Sentence, Step
from assistant.language.dialect import DialectTable
from assistant.language.readings import Readings
from assistant.language.script import ScriptConverter
from assistant.language.tokens import Tokenizer, read_words
from assistant.ports import Searcher, TermStatistics

TurnStep = tuple[str, Callable[[Turn], Turn]]


@dataclass(frozen=True, slots=True)
class Language:
    """What understanding needs besides the corpus; loaded once."""

    tokenizer: Tokenizer
    script: ScriptConverter
    dialect: DialectTable
    lexicon: Lexicon
    replies: Replies
    terms: tuple[str, ...]
    readings: Readings
    asking: Asking = field(default_factory=Asking)
    cache_dir: Path | None = None

    @classmethod
    def read(cls, knowledge_dir: Path, prompts_dir: Path, cache_dir: Path) -> Self:
        """From the files of a knowledge folder, without the lines in which people ask. Raises MalformedKnowledge."""
        terms, stopwords = knowledge_dir / "terms.txt", knowledge_dir / "stopwords.txt"
        return cls(
            tokenizer=Tokenizer.from_files(terms, stopwords, cache_dir),
            script=ScriptConverter(),
            dialect=DialectTable.from_file(knowledge_dir / "dialect.yaml"),
            lexicon=Lexicon.from_dir(knowledge_dir),
            replies=Replies.from_file(prompts_dir / "replies.yaml"),
            terms=read_words(terms),
            readings=Readings(cache_dir),
            cache_dir=cache_dir,
        )


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
    lexicon, script, replies = language.lexicon, language.script, language.replies
    phrasings = PhrasingBook(*language.asking, catalogue, script, language.cache_dir)
    facts = FactBook(catalogue, script, lexicon, phrasings)
    outline = Outline(catalogue, facts)
    conflicts = Conflicts(catalogue, facts)
    reader = Reader.over(catalogue, language.tokenizer, script, lexicon, statistics, language.terms, phrasings)
    periods = Periods(catalogue)
    quoting = Quoting(catalogue, facts)
    headings = Headings(catalogue, facts, outline, quoting)
    comparison = Comparison(catalogue, facts, outline)
    evidence = FindEvidence(
        catalogue,
        headings,
        comparison,
        conflicts,
        Affixes(catalogue, facts, outline, quoting),
        quoting,
        Demands(catalogue, facts, quoting, reader.words),
        Choosing(catalogue, quoting),
        Nearest(catalogue, facts, headings, quoting, reader.words),
        Sureness(facts, reader.words),
    )
    understand = Understand(
        catalogue,
        lexicon,
        reader,
        Dialogue(reader, catalogue),
        language.dialect,
        Spelling.over(catalogue, language.terms, lexicon, statistics, language.tokenizer, language.readings),
        script,
        replies,
    )
    return Pipeline(
        [
            ("understand", understand),
            ("retrieve", Retrieve(searcher)),
            ("rerank", Rerank(catalogue, facts)),
            ("evidence", evidence),
            ("compose", ComposeQuotes(catalogue, facts, comparison, conflicts, periods, replies, script)),
            ("suggest", Suggest(catalogue, replies, script)),
        ],
        Verify(catalogue, lexicon.places, public_url),
        elsewhere,
    )


def _timed(name: str, started: float, turn: Turn) -> Step:
    return Step(name, round((time.perf_counter() - started) * 1000, 3), turn.detail)
