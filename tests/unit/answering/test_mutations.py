"""Right sentences with one thing made wrong: a figure, unit, limit word, date, place or negation.

The sentences are the answers to the development questions over the documents that ship.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import pytest

from assistant.answering.proof import unproven
from assistant.answering.turn import Draft, Span
from assistant.answering.verify import Verify
from assistant.domain import Citation, Sentence
from evals.dataset import Slice, load
from evals.mutation import Kind, Mutant, harmless, mutants
from tests.fakes.interview import Interview

SEEDS = range(3)
WRONG = (Kind.FIGURE, Kind.UNIT, Kind.LIMIT, Kind.DATE, Kind.PLACE, Kind.NEGATION)
SAME = (Kind.WHITE_SPACE, Kind.FULL_WIDTH, Kind.NUMERALS)
LEAST = 0.99


@dataclass(frozen=True)
class Right:
    """A sentence of an answer, what it was made of, and its citations by number."""

    sentence: Sentence
    draft: Draft
    citations: dict[int, Citation]

    @property
    def own_words(self) -> tuple[str, ...]:
        return tuple(piece for piece in self.draft.pieces if isinstance(piece, str))


@pytest.fixture(scope="module")
def shipped(spoken):
    return Interview.of_folder(spoken, "knowledge")


@pytest.fixture(scope="module")
def right(shipped) -> tuple[Right, ...]:
    found: dict[str, Right] = {}
    for case in load().of((Slice.DEVELOPMENT,)):
        turn = shipped.converse(*case.history, case.question, as_of=case.as_of).turn
        if len(turn.drafts) != len(turn.sentences):
            continue
        citations = {citation.n: citation for citation in turn.citations}
        for draft, sentence in zip(turn.drafts, turn.sentences, strict=True):
            if sentence.citations:
                found.setdefault(sentence.text, Right(sentence, draft, citations))
    return tuple(found.values())


@pytest.fixture(scope="module")
def verify(shipped, spoken):
    return Verify(shipped.catalogue, spoken.lexicon.places, "", spoken.script)


@pytest.fixture(scope="module")
def quoted(shipped, right):
    """The quotes of every sentence in the order in which they stand in it."""

    def stretches(draft: Draft) -> tuple[str, ...]:
        spans = [piece for piece in draft.pieces if isinstance(piece, Span)]
        return tuple(shipped.catalogue.clause(span.clause_id).text[span.start : span.end] for span in spans)

    return tuple(dict.fromkeys(quotes for each in right if (quotes := stretches(each.draft))))


def shares(
    subjects: Iterable[str], change: Callable[[str, int], list[Mutant]], hit: Callable[[str, str], bool]
) -> tuple[dict[Kind, float], Counter[Kind]]:
    """Share of the changed texts for which `hit(subject, changed)` holds, and how many there were, by kind."""
    made: Counter[Kind] = Counter()
    hits: Counter[Kind] = Counter()
    for subject in subjects:
        for mutant in {mutant for seed in SEEDS for mutant in change(subject, seed)}:
            made[mutant.kind] += 1
            hits[mutant.kind] += hit(subject, mutant.text)
    return {kind: hits[kind] / made[kind] for kind in made}, made


def test_there_are_enough_right_sentences_and_they_are_proven(right, verify):
    assert len(right) >= 200
    for each in right:
        assert verify.failures(each.sentence, each.citations, each.own_words, each.draft.own_figures) == ()


def test_a_changed_sentence_is_withheld(right, verify):
    by_text = {each.sentence.text: each for each in right}

    def is_caught(text: str, changed: str) -> bool:
        each = by_text[text]
        sentence = replace(each.sentence, text=changed)
        return bool(verify.failures(sentence, each.citations, each.own_words, each.draft.own_figures))

    caught, made = shares(by_text, mutants, is_caught)
    assert sum(made.values()) >= 200
    assert set(caught) == set(WRONG)
    assert min(caught.values()) >= LEAST, caught


def test_the_rule_for_model_written_text_alone_catches_a_changed_statement(quoted, spoken):
    quotes_of = {"，".join(quotes): quotes for quotes in quoted}

    def is_caught(text: str, changed: str) -> bool:
        return bool(unproven(changed, quotes_of[text], spoken.lexicon.places))

    caught, made = shares(quotes_of, mutants, is_caught)
    assert sum(made.values()) >= 200
    assert set(caught) == set(WRONG)
    assert min(caught.values()) >= LEAST, caught


def test_the_rule_for_model_written_text_accepts_the_same_statement_spelt_otherwise(quoted, spoken):
    quotes_of = {"，".join(quotes): quotes for quotes in quoted}

    def is_accepted(text: str, changed: str) -> bool:
        return not unproven(changed, quotes_of[text], spoken.lexicon.places)

    accepted, made = shares(quotes_of, harmless, is_accepted)
    assert set(accepted) == set(SAME)
    assert sum(made.values()) >= 100
    assert min(accepted.values()) >= LEAST, accepted
    assert all(is_accepted(text, text) for text in quotes_of)
