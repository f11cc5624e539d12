from dataclasses import replace

import pytest

from assistant.domain import Mode
from assistant.errors import NotReady
from evals.percentiles import percentile
from evals.runner import run
from evals.scores import by_category, score, shown
from tests.fakes.eval_answers import CORPUS, RIGHT, ScriptedAssistant, case


def test_every_case_is_asked_of_both_in_fresh_conversations_after_its_history():
    assistant = ScriptedAssistant({"有哪些目标？": RIGHT, "那营收呢？": RIGHT})
    run(assistant, assistant, [case(question="那营收呢？", history=["有哪些目标？"])], CORPUS)
    texts = [q.text for q in assistant.questions]
    conversations = [q.conversation_id for q in assistant.questions]
    assert texts == ["有哪些目标？", "那营收呢？"] * 2
    assert conversations == [None, "c-1", None, "c-3"]
    assert {(q.as_of.isoformat(), q.mode, q.channel) for q in assistant.questions} == {
        ("2024-06-01", Mode.QUOTES, "evals")
    }


def test_the_second_answer_is_the_twins():
    other = replace(RIGHT, sentences=())
    assistant, twin = (ScriptedAssistant({"营收目标是多少？": answer}) for answer in (RIGHT, other))
    (outcome,) = run(assistant, twin, [case()], CORPUS)
    assert (len(assistant.questions), len(twin.questions)) == (1, 1)
    assert "determinism" in outcome.failed


def test_a_typed_error_fails_its_case_with_the_worst_scores_and_the_run_goes_on():
    assistant = ScriptedAssistant({"营收目标是多少？": RIGHT, "坏了吗？": NotReady("资料库正在打开")})
    cases = [case(question="坏了吗？", facts=[["5000亿元"]]), case(facts=[["5000亿元"]])]
    broken, fine = run(assistant, assistant, cases, CORPUS)
    assert broken.asked is None
    assert broken.error == "not_ready: 资料库正在打开"
    assert (broken.findings["fact_recall"].score, broken.findings["over_refusal"].score) == (0, 1)
    assert fine.failed == ()


def test_an_untyped_error_ends_the_run_and_names_the_case():
    assistant = ScriptedAssistant({"营收目标是多少？": ZeroDivisionError()})
    with pytest.raises(ZeroDivisionError) as error:
        run(assistant, assistant, [case()], CORPUS)
    assert "figure-001" in error.value.__notes__[0]


def test_scores_are_means_over_the_cases_a_measure_concerns():
    assistant = ScriptedAssistant({"营收目标是多少？": RIGHT})
    cases = [
        case(facts=[["5000亿元"]]),
        case(id="b", facts=[["6000亿元"]]),
        case(id="c", category="list", facts=[["营收"]]),
    ]
    outcomes = run(assistant, assistant, cases, CORPUS)
    scores = score(outcomes)
    assert (round(scores.values["fact_recall"], 3), scores.values["status"]) == (0.667, 1)
    assert (scores.failing, scores.passed) == (("b",), 2)
    assert "forbidden" not in scores.values
    assert list(by_category(outcomes)) == ["figure", "list"]


def test_percentiles_are_values_that_were_measured():
    assert [percentile([3, 1, 2, 4], p) for p in (1, 50, 75, 99)] == [1, 2, 3, 4]
    assert percentile([], 50) == 0


def test_a_score_just_below_perfect_does_not_read_as_perfect():
    assert (shown("fact_recall", 0.99999), shown("fact_recall", 1.0), shown("refusal", None)) == ("0.999", "1.000", "–")
