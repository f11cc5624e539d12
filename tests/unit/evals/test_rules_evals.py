"""Evals of the rules: whose amount it is, what has lapsed, and which documents are asked."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from assistant.corpus import load_documents
from assistant.domain import DocumentVersion, PolicyDate, Precision, Sentence
from evals.dataset import DATASETS_DIR, MalformedDataset, Slice, beside, check_evidence, load
from evals.evaluators import EVALUATORS
from evals.outcome import Asked, Corpus
from evals.run import KNOWLEDGE, plan_alone
from evals.run import PLAN as PLAN_IDS
from tests.fakes.eval_answers import PLAN, answer, case, citation

BY_NAME = {evaluator.name: evaluator for evaluator in EVALUATORS}
AWARD = "更新设备的奖补每个项目最高1500万元。"
LOAN = "贷款贴息每年最高200万元。"


def day(text):
    return PolicyDate(date.fromisoformat(text), Precision.DAY)


def rule(name, **fields):
    """A document without dates but those given."""
    plain = replace(PLAN, id=name, short_title=f"{name}办法", issued_on=None, expires_on=None, validity_basis=())
    return replace(plain, **fields)


def cited(name, n=1, quote=AWARD):
    return replace(citation(), n=n, document_id=name, short_title=f"{name}办法", quote=quote)


def judged(measure, told, expected, *documents):
    held = (DocumentVersion(each, 1, datetime(2024, 3, 1, tzinfo=UTC), ()) for each in documents)
    evaluator = BY_NAME[measure]
    assert evaluator.applies(expected)
    return evaluator.judge(Asked(expected, told, told, Corpus.of(held)))


BOTH = answer(Sentence(AWARD, (1,)), Sentence(LOAN, (2,)), citations=[cited("设备"), cited("贷款", 2, LOAN)])


def test_document_recall_is_the_share_of_groups_of_which_one_is_cited():
    finding = judged("document_recall", BOTH, case(cites=[["设备", "旧设备"], ["出口"]]))
    assert finding.score == 0.5
    assert finding.reasons == ("没有引用：出口",)
    assert judged("document_recall", BOTH, case(cites=[["旧设备", "设备"], ["贷款"]])).reasons == ()


def test_document_recall_concerns_cases_that_expect_a_document():
    assert not BY_NAME["document_recall"].applies(case(facts=[["1500万元"]]))


def owner(fact, *names):
    return case(attributed=[{"fact": fact, "documents": list(names)}])


def test_an_amount_said_under_its_own_rule_passes():
    assert judged("attribution", BOTH, owner("1500万元", "设备")).score == 1


def test_an_amount_said_under_another_rule_fails_and_names_it():
    finding = judged("attribution", BOTH, owner("1500万元", "贷款", "出口"))
    assert finding.score == 0
    assert finding.reasons == ("1500万元 记在 设备 名下",)


def test_an_amount_that_is_not_said_is_under_no_wrong_rule():
    assert judged("attribution", BOTH, owner("5000万元", "旧设备")).score == 1


def test_an_amount_within_a_longer_number_is_another_amount():
    told = answer(Sentence("最高11500万元。", (1,)), citations=[cited("贷款")])
    assert judged("attribution", told, owner("1500万元", "设备")).score == 1


def test_an_amount_that_a_sentence_also_takes_from_its_rule_passes():
    told = answer(Sentence(AWARD, (1, 2)), citations=[cited("设备"), cited("贷款", 2)])
    assert judged("attribution", told, owner("1500万元", "设备")).score == 1


def test_an_amount_in_a_sentence_without_citations_is_left_to_the_other_measures():
    told = answer(Sentence("没有“1500万元”这个数。"))
    assert judged("attribution", told, owner("1500万元", "设备")).score == 1


def test_attribution_concerns_cases_that_expect_an_owner():
    assert not BY_NAME["attribution"].applies(case(cites=[["设备"]]))


LAPSED = {
    "expired": {"expires_on": day("2023-12-31")},
    "superseded": {"repealed_on": day("2024-01-01"), "superseded_by": "新设备"},
    "upcoming": {"issued_on": day("2024-12-01")},
    "not yet in force": {"issued_on": day("2024-01-01"), "effective_on": day("2024-12-01")},
}
HOLDS = "《设备办法》仍在自定的期限内，申报期限见通知。"
SAID = {
    "expired": "《设备办法》已过期，仅供了解。",
    "superseded": "《设备办法》已被新的规定取代。",
    "upcoming": "《设备办法》尚未印发。",
    "not yet in force": "《设备办法》尚未施行。",
}
QUOTED = answer(Sentence(AWARD, (1,)), citations=[cited("设备")])


def leak(told, *documents):
    return judged("leakage", told, case(), *documents)


def test_a_document_that_holds_may_be_quoted_without_a_word():
    assert leak(QUOTED, rule("设备", issued_on=day("2024-01-01"), expires_on=day("2024-06-01"))).score == 0
    assert leak(QUOTED, rule("设备")).score == 0


@pytest.mark.parametrize("state", LAPSED)
def test_a_document_that_does_not_hold_on_the_day_must_be_called_so(state):
    finding = leak(QUOTED, rule("设备", **LAPSED[state]))
    assert finding.score == 1
    assert "《设备办法》" in finding.reasons[0]


@pytest.mark.parametrize("state", LAPSED)
def test_what_does_not_hold_may_be_quoted_when_that_is_said(state):
    held = rule("设备", **LAPSED[state])
    told = answer(Sentence(SAID[state], ()), Sentence(AWARD, (1,)), citations=[cited("设备")])
    assert leak(told, held) == leak(replace(QUOTED, notices=(SAID[state],)), held)
    assert leak(told, held).score == 0


@pytest.mark.parametrize("state", LAPSED)
def test_a_line_that_calls_it_in_force_does_not_say_that_it_is_over(state):
    assert leak(replace(QUOTED, notices=(HOLDS,)), rule("设备", **LAPSED[state])).score == 1


def test_a_repealed_document_may_be_called_repealed():
    held = rule("设备", repealed_on=day("2024-01-01"))
    assert leak(replace(QUOTED, notices=("《设备办法》已废止。",)), held).score == 0


def test_that_another_document_has_lapsed_is_no_word_about_this_one():
    told = replace(QUOTED, notices=("《贷款办法》已过期。",))
    assert leak(told, rule("设备", **LAPSED["expired"])).score == 1


def test_a_document_is_named_once_however_often_it_is_cited():
    told = answer(Sentence(AWARD, (1, 2)), citations=[cited("设备"), cited("设备", 2, LOAN)])
    assert len(leak(told, rule("设备", **LAPSED["expired"])).reasons) == 1


def test_an_interpretation_lapses_with_the_text_that_it_interprets():
    reading = rule("解读", interprets="设备")
    plan = rule("设备", **LAPSED["expired"])
    told = answer(Sentence(AWARD, (1,)), citations=[cited("解读")])
    assert leak(told, reading, plan).score == 1
    assert leak(replace(told, notices=("《设备办法》已过期。",)), reading, plan).score == 0


def test_leakage_is_better_the_lower_it_is_and_concerns_every_case():
    assert not BY_NAME["leakage"].higher_is_better
    assert BY_NAME["leakage"].worst == 1
    assert BY_NAME["leakage"].applies(case())


OF_RULES = """
category: rules_amount
knowledge: all
cases:
  - id: rules_amount-001
    slice: development
    question: 设备奖补最高多少？
    expect:
      status: [answered]
      cites: [[award, old-award]]
      attributed: [{fact: 1500万元, documents: [award]}]
  - id: rules_amount-002
    slice: holdout
    question: 贷款贴息多少？
    expect: {status: [answered]}
"""


def read(tmp_path, text):
    (tmp_path / "rules_amount.yaml").write_text(text, encoding="utf-8")
    return load(tmp_path).cases


def test_cases_of_all_knowledge_stand_in_slices_of_their_own(tmp_path):
    first, second = read(tmp_path, OF_RULES)
    assert (first.slice, second.slice) == (Slice.RULES_DEVELOPMENT, Slice.RULES_HOLDOUT)
    assert not first.slice.of_plan_alone
    assert second.slice.is_held_out
    assert first.expect.cites == (("award", "old-award"),)
    assert first.expect.attributed[0].documents == ("award",)


def test_without_a_word_about_knowledge_cases_are_asked_of_the_plan_alone(tmp_path):
    cases = read(tmp_path, OF_RULES.replace("knowledge: all\n", ""))
    assert [each.slice for each in cases] == [Slice.DEVELOPMENT, Slice.HOLDOUT]
    assert all(each.slice.of_plan_alone for each in cases)


@pytest.mark.parametrize(
    ("right", "wrong", "named"),
    [
        ("knowledge: all", "knowledge: plan", "knowledge 只能是 all"),
        ("knowledge: all", "documents: all", "category 和 cases"),
        ("slice: development", "slice: rules_development", "slice"),
        ("slice: development", "slice: beside", "slice"),
        ("[[award, old-award]]", "[[]]", "expect.cites.0"),
        ("[[award, old-award]]", "[award]", "expect.cites.0"),
        ("documents: [award]", "documents: []", "expect.attributed.0.documents"),
        ("fact: 1500万元", 'fact: "。"', "expect.attributed.0.fact"),
        ("fact: 1500万元", "amount: 1500万元", "expect.attributed.0"),
    ],
)
def test_a_mistake_in_a_case_of_the_rules_is_named(tmp_path, right, wrong, named):
    with pytest.raises(MalformedDataset) as error:
        read(tmp_path, OF_RULES.replace(right, wrong, 1))
    assert named in error.value.message


@pytest.mark.parametrize(
    "expected", [{"cites": [["plan", "nowhere"]]}, {"attributed": [{"fact": "1500万元", "documents": ["nowhere"]}]}]
)
def test_a_document_that_is_not_there_can_be_neither_cited_nor_an_owner(expected):
    check_evidence([case(cites=[["plan"]], attributed=[{"fact": "1500万元", "documents": ["plan"]}])], {"plan": PLAN})
    with pytest.raises(MalformedDataset, match=r"figure-001.*没有编号为 nowhere"):
        check_evidence([case(**expected)], {"plan": PLAN})


EVIDENCE = [{"document": "plan", "text": "营收达到5000亿元"}]


def test_answered_development_cases_of_the_plan_are_asked_again_beside_the_rules():
    (again,) = beside([case(evidence=EVIDENCE)])
    assert (again.id, again.slice) == ("figure-001+", Slice.BESIDE)
    assert again.expect == case(evidence=EVIDENCE).expect
    assert not again.slice.of_plan_alone
    assert not again.slice.is_held_out


@pytest.mark.parametrize(
    "other",
    [
        case(evidence=EVIDENCE, slice="holdout"),
        case(evidence=EVIDENCE, slice="rules_development"),
        case(evidence=EVIDENCE, status=["answered", "unanswerable_no_evidence"]),
        case(facts=[["5000亿元"]]),
    ],
    ids=["held out", "of the rules", "may be refused", "without evidence"],
)
def test_other_cases_are_not_asked_beside_the_rules(other):
    assert beside([other]) == ()


def test_no_case_beside_has_the_id_of_a_committed_one():
    cases = load(DATASETS_DIR).cases
    again = beside(cases)
    assert len(again) > 100
    assert {each.id for each in again}.isdisjoint(each.id for each in cases)


def test_the_plan_alone_is_the_knowledge_without_other_documents(tmp_path):
    copied = plan_alone(tmp_path)
    loaded = load_documents([copied])
    assert loaded.problems == ()
    assert tuple(each.id for each in loaded.documents) == PLAN_IDS
    own = {path.relative_to(KNOWLEDGE) for path in KNOWLEDGE.rglob("*") if path.is_file()}
    kept = {path.relative_to(copied) for path in copied.rglob("*") if path.is_file()}
    assert {path.parts[0] for path in own - kept} == {"documents", "originals"}


def test_making_the_plan_alone_leaves_the_knowledge_itself_as_it_is(tmp_path):
    before = sorted(path.name for path in (KNOWLEDGE / "documents").iterdir())
    plan_alone(tmp_path)
    assert sorted(path.name for path in (KNOWLEDGE / "documents").iterdir()) == before
