"""What a name stands for: told where the text explains it, named as missing where it only uses it."""

import pytest

from assistant.domain import AnswerStatus
from tests.fakes.documents import version
from tests.fakes.interview import Interview

BODY = (
    "# 渔业方案\n\n一、任务\n\n依托阳江、湛江港口，打造全省水产加工和冷链运输的“双核”。\n\n"
    "做强珠海香洲、阳江海陵、湛江霞山等渔业“片区”，带动周边发展。\n\n深入实施渔业领域“三优”战略，提升供给能力。\n\n"
    "“链长”是指一条产业链的牵头单位。\n\n大力推进渔民合作社“小升规”。"
)


@pytest.fixture(scope="module")
def plan(spoken):
    return Interview(spoken, [version(BODY)])


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("什么是双核", "阳江、湛江港口"),
        ("双核是什么意思", "阳江、湛江港口"),
        ("片区是什么意思", "珠海香洲"),
        ("链长是什么", "牵头单位"),
    ],
)
def test_a_name_that_the_text_explains_is_explained(plan, question, told):
    answer = plan.ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert told in "".join(answer.quotes)


@pytest.mark.parametrize(
    ("question", "name"), [("三优是什么", "三优"), ("“三优”战略指什么？", "三优"), ("什么是小升规", "小升规")]
)
def test_a_name_that_the_text_only_uses_is_not_explained_by_its_use(plan, question, name):
    answer = plan.ask(question)
    assert answer.status is AnswerStatus.NO_EVIDENCE
    assert f"没有写明{name}的含义" in answer.text


def test_the_use_of_a_name_answers_a_question_about_its_use(plan):
    assert plan.ask("小升规怎么推进").status is AnswerStatus.ANSWERED


def test_names_asked_for_together_are_answered_each_by_itself(plan):
    answer = plan.ask("“双核”和“三优”分别是什么？")
    assert answer.status is AnswerStatus.PARTLY_ANSWERED
    assert "阳江、湛江港口" in "".join(answer.quotes)
