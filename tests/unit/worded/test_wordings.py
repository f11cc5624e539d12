"""Wrong sentences as a model writes them of the own knowledge, and right ones."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from assistant.domain import Sentence
from assistant.worded.statements import Statement, statements_of
from tests.unit.worded.conftest import citation

CASES = yaml.safe_load(Path(__file__).with_name("wordings.yaml").read_text(encoding="utf-8"))


def of(case: dict[str, object]) -> dict[int, Statement]:
    """The quotes of a case as statements of its document."""
    named = {"title": case["title"], "short_title": case["short_title"], "doc_number": case["number"] or None}
    cited = [citation(n, quote, **named) for n, quote in enumerate(case["quotes"], 1)]  # type: ignore[arg-type]
    told = [Sentence(f"《{each.short_title}》写明：{each.quote}。", (each.n,), wordable=True) for each in cited]
    return dict(statements_of(told, cited))


def all_of(kind: str) -> list[object]:
    """Each sentence of a kind with its case."""
    return [pytest.param(case, sentence, id=sentence) for case in CASES for sentence in case[kind]]


@pytest.mark.parametrize(("case", "sentence"), all_of("wrong"))
def test_a_sentence_that_says_something_else_does_not_pass(gate, case, sentence):
    assert gate.judge(sentence, of(case)).failures


@pytest.mark.parametrize(("case", "sentence"), all_of("right"))
def test_a_sentence_that_says_the_same_passes(gate, case, sentence):
    assert gate.judge(sentence, of(case)).failures == ()
