"""Whatever a model says wrong of the own knowledge, nothing of it reaches a person."""

from __future__ import annotations

import pytest

from evals.adversary import Results, chosen, over_own_knowledge, run

SAMPLE = 130
"""Each so-manieth case; `python -m evals.adversary` asks more of them."""


@pytest.fixture(scope="module")
def results() -> Results:
    return over_own_knowledge(lambda assistant, model: run(assistant, model, chosen(SAMPLE)))


def test_no_wrong_completion_reaches_a_person(results: Results) -> None:
    assert sum(tried for kind, tried in results.tried.items() if not kind.startswith("right")) >= 300
    assert results.leaks == []


def test_right_sentences_come_through(results: Results) -> None:
    kinds = [kind for kind in results.tried if kind.startswith("right")]
    tried, through = (sum(counter[kind] for kind in kinds) for counter in (results.tried, results.through))
    assert through >= 0.9 * tried
