"""Yes and no of the facts that ship: agreement that holds a 没, denial, doubt, and what denies twice."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.domain.eligibility import FactType
from assistant.eligibility.intake import Intake
from assistant.eligibility.values import read_value
from tests.fakes.eligibility import PLACES, facts_of_knowledge
from tests.fakes.interview import language

TODAY = date(2026, 11, 27)
FACTS = facts_of_knowledge()
AGREED = [
    "没错",
    "冇错",
    "没有错",
    "不错",
    "错不了",
    "梗系",
    "当然",
    "当然有",
    "肯定有",
    "是的呀",
    "有的有的",
    "Yes",
    "Yep",
    "of course",
]
DENIED = ["没有", "冇", "没有没有", "当然没有", "肯定没有", "没有的事", "nope", "No", "not yet", "不是的", "唔系"]
DOUBTED = [
    *("差不多吧", "差唔多啦", "差不多", "未必", "不一定", "没准", "好像没有", "好似冇", "应该有吧", "有吧", "估计没有"),
    *(
        "不是没有",
        "并非没有",
        "唔系冇",
        "没事",
        "冇事",
        "没问题",
        "没有问题",
        "无所谓",
        "没什么",
        "还没想好",
        "没定",
        "哪有",
        "怎么没有",
    ),
]
BESIDE = ["没空", "没钱", "不急", "还没升规", "不忙", "没兴趣"]


@pytest.fixture(scope="module")
def intake(tmp_path_factory: pytest.TempPathFactory) -> Intake:
    return Intake(FACTS, language(tmp_path_factory.mktemp("jieba")))


def typed(fact: str, text: str) -> object:
    return read_value(FACTS[fact], text, TODAY, PLACES)


def told(intake: Intake, fact: str, text: str) -> object:
    return next((each.fact.value for each in intake.read(text, TODAY, fact).facts if each.fact.id == fact), None)


@pytest.mark.parametrize(("text", "value"), [*((text, True) for text in AGREED), *((text, False) for text in DENIED)])
def test_agreement_is_yes_and_denial_is_no_in_talk_as_in_a_form(intake: Intake, text: str, value: bool) -> None:
    assert (typed("project_filed", text), told(intake, "project_filed", text)) == (value, value)


@pytest.mark.parametrize("kind", [each for each in FACTS if each.type is FactType.YES_NO], ids=lambda each: each.id)
def test_agreement_and_doubt_read_alike_whatever_was_asked(intake: Intake, kind) -> None:
    assert [typed(kind.id, text) for text in ("没错", "冇错", "没有", "否", "是")] == [True, True, False, False, True]
    assert [text for text in DOUBTED if typed(kind.id, text) is not None] == []
    assert [text for text in DOUBTED if told(intake, kind.id, text) is not None] == []


@pytest.mark.parametrize("text", [*DOUBTED, *BESIDE, "好", "可以"])
@pytest.mark.parametrize("fact", ["project_filed", "loan_kind"])
def test_what_leaves_it_open_is_no_fact(intake: Intake, fact: str, text: str) -> None:
    assert (typed(fact, text), told(intake, fact, text)) == (None, None)


@pytest.mark.parametrize("text", ["差不多吧", "好像没有", "不是没有", "没问题"])
def test_a_reply_that_leaves_it_open_is_told_apart_from_a_question(intake: Intake, text: str) -> None:
    heard = intake.read(text, TODAY, "project_filed")
    assert (heard.facts, heard.skipped, heard.unread) == ((), False, True)
    assert not intake.read("备案要什么材料", TODAY, "project_filed").unread
    assert not intake.read(text, TODAY).unread


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("filed", True),
        ("Yes, filed", True),
        ("not filed", False),
        ("没错，备案了", True),
        ("没有，我们小厂", False),
        ("有，花了三万办的", True),
        ("对，还没备", False),
        ("有，不过没备案", None),
        ("备了，不过证还没下来", None),
        ("没有备案，后来备案了", None),
    ],
)
def test_what_adds_to_an_answer_may_not_say_the_other(text: str, value: bool | None) -> None:
    assert typed("project_filed", text) is value


@pytest.mark.parametrize("text", ["不是没备案", "未必备案了", "有没备案", "项目不是没有备案"])
def test_a_sentence_that_denies_twice_or_doubts_tells_nothing(intake: Intake, text: str) -> None:
    assert intake.read(text, TODAY).facts == ()


def test_a_plan_is_a_no_unless_the_question_counts_plans() -> None:
    assert typed("project_filed", "正在办") is False
    assert typed("trademark_diagnosis", "打算做") is True


@pytest.mark.parametrize(
    "text",
    ["没有", "冇", "没贷款", "没贷", "没借钱", "没有啦，都是自己的钱", "都是自己的钱", "全款", "全款买的", "没有贷款"],
)
def test_who_took_no_loan_says_so_in_many_ways(intake: Intake, text: str) -> None:
    assert (typed("loan_kind", text), told(intake, "loan_kind", text)) == ("none", "none")


@pytest.mark.parametrize("text", ["冇攞过", "没拿过", "打算贷", "没错", "贷了款", "银行借的", "有", "不都是自己的钱"])
def test_what_does_not_say_that_there_is_no_loan_is_not_read_so(intake: Intake, text: str) -> None:
    assert (typed("loan_kind", text), told(intake, "loan_kind", text)) == (None, None)


@pytest.mark.parametrize("text", ["贷了款", "银行借的", "有", "还没想好", "冇攞过"])
def test_a_loan_of_which_the_kind_is_not_told_is_asked_for_again(intake: Intake, text: str) -> None:
    assert intake.read(text, TODAY, "loan_kind").unread


@pytest.mark.parametrize(
    ("fact", "text", "value"),
    [
        ("high_tech", "不是高新", False),
        ("high_tech", "不是", False),
        ("project_filed", "不是，备案了", True),
        ("project_filed", "不对，备案了", True),
        ("high_tech", "还没到期", None),
        ("high_tech", "是的，还没到期", True),
        ("got_industry_money", "从来没有", False),
        ("got_industry_money", "没有呢亲", False),
    ],
)
def test_a_reply_that_begins_with_a_denial_answers(intake: Intake, fact: str, text: str, value: bool | None) -> None:
    assert told(intake, fact, text) is value


@pytest.mark.parametrize("text", ["高企证书没过期", "高企没问题", "专精特新没错"])
def test_what_only_seems_to_deny_tells_no_no(intake: Intake, text: str) -> None:
    assert False not in [each.fact.value for each in intake.read(text, TODAY).facts]
