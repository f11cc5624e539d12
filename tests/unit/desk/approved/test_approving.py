"""An approved answer from its first words until it is given, flagged and retired."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import yaml

from assistant.desk.approved_case import EvalCase
from assistant.desk.approved_writing import Cited
from assistant.domain import ApprovedState, Paragraph
from assistant.errors import ApprovedRefused, Conflict, NotAllowed, NotFound
from evals.dataset import Slice, load
from tests.fakes.approved import RULE, TODAY, cold_rule
from tests.fakes.approving_desk import QUOTE, ApprovingDesk
from tests.fakes.desk import AGENT, REVIEWER


def given(desk: ApprovingDesk, question: str) -> bool:
    desk.owner.conversation_id = None
    return desk.owner.says(question, TODAY).trace[0].name == "approved"


def test_what_is_published_is_given_at_once_and_what_is_retired_no_longer(desk):
    answer = desk.approving.add(desk.written(), AGENT)
    assert (answer.state, answer.owner_id, answer.editor_id) == (ApprovedState.DRAFT, AGENT.id, AGENT.id)
    assert answer.citations[0].quote == QUOTE
    assert not given(desk, "冷库补助最高多少钱")
    published = desk.approving.publish(answer.id, 1, REVIEWER)
    assert (published.approved_by, published.revision) == (REVIEWER.display_name, 2)
    assert given(desk, "冷库补助最高多少钱")
    desk.approving.retire(answer.id, 2, REVIEWER)
    assert not given(desk, "冷库补助最高多少钱")
    assert desk.actions() == ["approved_added", "approved_published", "approved_retired"]
    assert desk.store.events[-1].before == {"state": "published"}
    assert desk.store.events[-1].after == {"state": "retired"}


def test_a_change_takes_it_back_until_somebody_publishes_it_again(desk):
    answer = desk.approving.add(desk.written(), AGENT)
    desk.approving.publish(answer.id, 1, REVIEWER)
    changed = desk.approving.change(answer.id, 2, desk.written("冷库补助封顶多少？"), REVIEWER)
    assert (changed.state, changed.editor_id, changed.owner_id) == (ApprovedState.DRAFT, REVIEWER.id, AGENT.id)
    assert not given(desk, "冷库补助封顶多少")
    with pytest.raises(Conflict):
        desk.approving.change(answer.id, 2, desk.written(), AGENT)


@pytest.mark.parametrize("state", [ApprovedState.PUBLISHED, ApprovedState.FLAGGED])
def test_who_does_not_review_changes_nothing_that_was_published(desk, state):
    answer = desk.approving.add(desk.written(), AGENT)
    desk.store.stored[answer.id] = replace(answer, state=state)
    with pytest.raises(NotAllowed):
        desk.approving.change(answer.id, 1, desk.written(text=f"好的，{QUOTE}"), AGENT)
    assert desk.approving.change(answer.id, 1, desk.written(text=f"好的，{QUOTE}"), REVIEWER).revision == 2


def test_to_save_what_was_not_changed_does_nothing(desk):
    answer = desk.approving.add(desk.written(), AGENT)
    published = desk.approving.publish(answer.id, 1, REVIEWER)
    assert desk.approving.change(answer.id, 2, desk.written(), REVIEWER) == published
    assert given(desk, "冷库补助最高多少钱")
    assert desk.actions() == ["approved_added", "approved_published"]
    with pytest.raises(Conflict):
        desk.approving.change(answer.id, 1, desk.written(), REVIEWER)


def test_another_stretch_of_a_clause_stands_in_the_record(desk):
    answer = desk.approving.add(desk.written(), AGENT)
    desk.approving.change(answer.id, 1, desk.written(quote=QUOTE.removeprefix("冷库补助")), AGENT)
    event = desk.store.events[-1]
    assert QUOTE in str(event.before["citations"])
    assert event.before["citations"] != event.after["citations"]


def test_what_somebody_else_changed_meanwhile_is_not_published(desk):
    answer = desk.approving.add(desk.written(), AGENT)
    desk.approving.change(answer.id, 1, desk.written(text=f"好的，{QUOTE}"), AGENT)
    with pytest.raises(Conflict):
        desk.approving.publish(answer.id, 1, REVIEWER)
    desk.approving.publish(answer.id, 2, REVIEWER)
    with pytest.raises(Conflict, match="已经发布"):
        desk.approving.publish(answer.id, 3, REVIEWER)
    with pytest.raises(NotFound):
        desk.approving.publish("unknown", 1, REVIEWER)


def test_with_four_eyes_nobody_publishes_what_they_wrote_last(open_desk):
    desk = open_desk(four_eyes=True)
    answer = desk.approving.add(desk.written(), REVIEWER)
    with pytest.raises(NotAllowed):
        desk.approving.publish(answer.id, 1, REVIEWER)
    desk.approving.change(answer.id, 1, desk.written(text=f"好的，{QUOTE}"), AGENT)
    assert desk.approving.publish(answer.id, 2, REVIEWER).state is ApprovedState.PUBLISHED


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("冷库补助每家企业最高600万元。", "最高600万元"),
        ("东莞的冷库补助每家企业最高500万元。", "东莞"),
        ("冷库补助每家企业没有最高500万元。", "否定"),
    ],
)
def test_a_figure_place_or_negation_that_no_clause_holds_keeps_it_back(desk, text, told):
    answer = desk.approving.add(desk.written(text=text), AGENT)
    assert desk.approving.objections(answer)
    with pytest.raises(ApprovedRefused, match=told):
        desk.approving.publish(answer.id, 1, REVIEWER)


def test_the_figure_of_its_question_is_proven_like_any_other(desk):
    answer = desk.approving.add(desk.written("冷库投资600万元补助多少？", text=f"您提到投资600万元。{QUOTE}"), AGENT)
    assert [each.what for each in desk.approving.objections(answer)] == ["600万元"]
    with pytest.raises(ApprovedRefused, match="600万元"):
        desk.approving.publish(answer.id, 1, REVIEWER)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("怎么申请？", "太笼统"),
        ("我们厂设备500万元，冷库补助能拿吗？", "资格判断"),
        ("冷库补助" + "真的" * 70 + "怎么申请？", "太长"),
    ],
)
def test_a_question_that_would_never_come_so_far_keeps_it_back(desk, question, told):
    answer = desk.approving.add(desk.written("冷库补助最高能拿多少钱？", question), AGENT)
    with pytest.raises(ApprovedRefused, match=told):
        desk.approving.publish(answer.id, 1, REVIEWER)


@pytest.mark.parametrize(
    "variant",
    ["深圳冷库补助最高多少钱", "2023年冷库补助最高多少钱", "冷库补助没有最高多少钱", "500万元的冷库补助最高多少钱"],
)
def test_another_place_year_figure_or_denial_is_no_other_wording(desk, variant):
    answer = desk.approving.add(desk.written("冷库补助最高能拿多少钱？", variant), AGENT)
    with pytest.raises(ApprovedRefused, match="另一个问题"):
        desk.approving.publish(answer.id, 1, REVIEWER)


def test_two_published_answers_never_answer_the_same_question(desk):
    first = desk.approving.add(desk.written(), AGENT)
    desk.approving.publish(first.id, 1, REVIEWER)
    second = desk.approving.add(desk.written("冷库补助怎么发放？", "请问冷库补助最高多少钱"), AGENT)
    with pytest.raises(ApprovedRefused, match="同一个问题"):
        desk.approving.publish(second.id, 1, REVIEWER)
    desk.approving.retire(first.id, 2, REVIEWER)
    assert desk.approving.publish(second.id, 1, REVIEWER).state is ApprovedState.PUBLISHED


def test_what_rests_on_a_changed_clause_is_flagged_until_it_is_cited_anew(open_desk):
    old = open_desk()
    answer = old.approving.add(old.written(), AGENT)
    desk = open_desk(cold_rule(RULE.replace("500万元", "600万元"), 2))
    desk.store.stored[answer.id] = replace(answer, state=ApprovedState.PUBLISHED, approved_at=answer.changed_at)
    assert desk.approving.flag() == 1
    flagged = desk.approving.answer(answer.id)
    assert flagged.state is ApprovedState.FLAGGED
    assert "原文有改动" in flagged.flags[0]
    assert desk.store.events[-1].action == "approved_flagged"
    assert (desk.store.events[-1].actor_id, desk.store.events[-1].actor_name) == (None, "程序")
    with pytest.raises(ApprovedRefused):
        desk.approving.publish(answer.id, 2, REVIEWER)
    anew = desk.written(text="冷库补助每家企业最高600万元。", quote="冷库补助每家企业最高600万元。")
    desk.approving.change(answer.id, 2, anew, REVIEWER)
    assert desk.approving.publish(answer.id, 3, REVIEWER).flags == ()
    assert desk.approving.flag() == 0


@pytest.mark.parametrize(
    ("days", "told"),
    [({"review_on": TODAY - timedelta(days=1)}, "复核"), ({"expires_on": TODAY - timedelta(days=1)}, "有效期")],
)
def test_days_that_passed_are_told(desk, days, told):
    answer = desk.approving.add(desk.written(), AGENT)
    desk.store.stored[answer.id] = replace(answer, state=ApprovedState.PUBLISHED, **days)
    assert desk.approving.flag() == 1
    assert told in desk.approving.flags(desk.approving.answer(answer.id))[0]


def test_a_citation_stays_as_it_was_chosen_and_others_must_be_of_today(desk):
    answer = desk.approving.add(desk.written(), AGENT)
    held = answer.citations[0]
    again = replace(desk.written(), cited=(Cited(1, held.clause_id, held.version, held.start, held.end),))
    assert desk.approving.change(answer.id, 1, again, AGENT).citations == answer.citations
    for wrong in (
        Cited(1, held.clause_id, 7, held.start, held.end),
        Cited(1, held.clause_id, None, held.start, held.end + 900),
        Cited(1, "gone:1", None, None, None),
        Cited(2, held.clause_id, None, None, None),
    ):
        with pytest.raises(ApprovedRefused):
            desk.approving.change(answer.id, 2, replace(desk.written(), cited=(wrong,)), AGENT)


@pytest.mark.parametrize(
    "wrong",
    [
        {"question": " "},
        {"question": "问" * 301},
        {"variants": ("问",) * 1 + tuple(f"问法{n}" for n in range(50))},
        {"paragraphs": ()},
        {"paragraphs": (Paragraph("字" * 4001),)},
    ],
)
def test_what_is_empty_or_too_long_is_not_kept(desk, wrong):
    with pytest.raises(ApprovedRefused):
        desk.approving.add(replace(desk.written(), **wrong), AGENT)


def test_a_question_can_be_tried(desk):
    answer = desk.approving.add(desk.written(), AGENT)
    desk.approving.publish(answer.id, 1, REVIEWER)
    tried = desk.approving.tried("请问冷库补助最高多少钱")
    assert (tried.answer and tried.answer.id, tried.likeness, tried.against) == (answer.id, 1.0, ())
    missed = desk.approving.tried("冷库补助什么时候发")
    assert (missed.answer, [each.id for each in missed.near]) == (None, [answer.id])


def test_its_case_for_the_evals_holds_its_figures_and_quotes(desk, tmp_path):
    answer = desk.approving.add(desk.written(text=f"您好，{QUOTE}[1]以办法为准。"), AGENT)
    content = EvalCase.of(answer, TODAY).to_yaml()
    folder = tmp_path / "datasets"
    folder.mkdir()
    (folder / "approved.yaml").write_text(content, encoding="utf-8")
    (case,) = load(folder).cases
    assert (case.question, case.as_of, case.slice) == (answer.question, TODAY, Slice.RULES_DEVELOPMENT)
    assert case.expect.facts == (("最高500万元",),)
    assert [(each.document, each.text) for each in case.expect.evidence] == [("cold", QUOTE)]
    assert yaml.safe_load(content)["category"] == "approved"


def test_it_is_found_by_its_state_and_by_its_words(desk):
    one = desk.approving.add(desk.written(), AGENT)
    two = desk.approving.add(desk.written("冷库补助什么时候发放？"), AGENT)
    desk.approving.publish(one.id, 1, REVIEWER)
    assert [each.id for each in desk.approving.all((ApprovedState.PUBLISHED,))] == [one.id]
    assert [each.id for each in desk.approving.all((), "什么时候")] == [two.id]
