"""What a short reply means beside the question that it replies to."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.eligibility.intake import Intake
from tests.fakes.eligibility import facts_of_knowledge
from tests.fakes.interview import language

TODAY = date(2026, 11, 27)


@pytest.fixture(scope="module")
def intake(tmp_path_factory: pytest.TempPathFactory) -> Intake:
    return Intake(facts_of_knowledge(), language(tmp_path_factory.mktemp("jieba")))


@pytest.mark.parametrize(
    ("asked", "reply"), [("market_rank", "没有"), ("loan_issued_on", "没有"), ("loan_issued_on", "冇啊")]
)
def test_nothing_to_a_question_that_it_cannot_answer_is_a_skip(intake: Intake, asked: str, reply: str) -> None:
    heard = intake.read(reply, TODAY, asked)
    assert heard.facts == ()
    assert heard.skipped


def test_a_reply_that_tells_something_else_is_not_read_as_yes(intake: Intake) -> None:
    heard = intake.read("今年3月放的", TODAY, "brand_listed")
    assert [each.fact.id for each in heard.facts] == ["loan_issued_on"]


@pytest.mark.parametrize(
    ("asked", "reply"), [("loan_kind", "还没升规"), ("srdi", "还没升规"), ("project_filed", "没有发明专利")]
)
def test_what_denies_another_thing_is_no_answer(intake: Intake, asked: str, reply: str) -> None:
    assert asked not in {each.fact.id for each in intake.read(reply, TODAY, asked).facts}


@pytest.mark.parametrize(
    ("asked", "reply", "value"),
    [
        ("srdi", "还没评上", False),
        ("srdi", "有，去年评的", True),
        ("project_filed", "备案了", True),
        ("project_filed", "还没备", False),
        ("loan_kind", "没有", "none"),
        ("loan_kind", "冇贷款", "none"),
    ],
)
def test_yes_and_no_are_read_however_they_are_said(intake: Intake, asked: str, reply: str, value: object) -> None:
    told = {each.fact.id: each.fact.value for each in intake.read(reply, TODAY, asked).facts}
    assert told[asked] == value
