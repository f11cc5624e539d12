"""The validity of a document is said before what it says."""

from datetime import date

import pytest

from assistant.domain import AnswerStatus, Kind, PolicyDate, Precision, Validity
from tests.fakes.documents import version
from tests.fakes.interview import Interview

QUESTION = "冷库建在哪里？"
BASIS = "2025 年 3 月底前完成"
BEFORE, FIRST, WITHIN, LAST, AFTER = (
    date(2024, 1, 31),
    date(2024, 2, 1),
    date(2024, 6, 1),
    date(2025, 3, 31),
    date(2025, 4, 1),
)


@pytest.mark.parametrize("as_of", [FIRST, WITHIN, LAST])
def test_within_its_period_a_document_is_quoted_without_a_warning(interview, as_of):
    told = interview.ask(QUESTION, as_of)
    assert told.said[0].startswith("《渔港方案》写明：")
    assert {citation.validity for citation in told.turn.citations} == {Validity.IN_FORCE}


@pytest.mark.parametrize(("as_of", "validity"), [(AFTER, Validity.EXPIRED), (BEFORE, Validity.UPCOMING)])
def test_outside_its_period_the_answer_says_so_first_and_in_one_line(interview, as_of, validity):
    told = interview.ask(QUESTION, as_of)
    assert told.status is AnswerStatus.ANSWERED
    assert str(as_of) in told.said[0]
    assert "《渔港方案》" in told.said[0]
    assert not any(str(as_of) in said for said in told.said[1:])
    assert "冷库集群" in told.text
    assert {citation.validity for citation in told.turn.citations} == {validity}
    assert told.withheld == []


def test_the_warning_rests_on_the_clause_that_states_the_period(interview):
    told = interview.ask(QUESTION, AFTER)
    first = told.turn.sentences[0]
    assert any(BASIS in citation.quote for citation in told.turn.citations if citation.n in first.citations)


@pytest.mark.parametrize("as_of", [BEFORE, AFTER])
def test_an_interpretation_is_judged_by_the_dates_of_its_plan(interview, as_of):
    told = interview.ask("渔港解读怎么说冷链枢纽？", as_of)
    assert any(clause_id.startswith("port-plan-reading:") for clause_id in told.clauses)
    assert str(as_of) in told.said[0]
    assert "《渔港方案》" in told.said[0]


def test_a_refusal_outside_the_period_says_so_too(interview):
    told = interview.ask("冷库补贴比例是多少？", AFTER)
    assert told.status is AnswerStatus.NO_EVIDENCE
    assert str(AFTER) in told.text


@pytest.mark.parametrize(
    ("as_of", "wording"),
    [(WITHIN, "仍在自定的期限内"), (LAST, "仍在自定的期限内"), (AFTER, "期限已过"), (BEFORE, "尚未")],
)
@pytest.mark.parametrize("question", ["这个方案还有效吗？", "渔港方案过期了吗", "方案現在仲有效嗎"])
def test_asked_whether_it_is_valid_the_state_on_the_day_is_the_answer(interview, spoken, question, as_of, wording):
    told = interview.ask(question, as_of)
    assert told.status is AnswerStatus.ANSWERED
    assert wording in spoken.script.to_simplified(told.said[0])
    assert str(as_of) in told.said[0]


def test_the_state_is_proven_by_the_timetable(interview):
    assert any(BASIS in quote for quote in interview.ask("这个方案还有效吗？", AFTER).quotes)


def test_a_document_without_a_period_is_not_called_valid_or_expired(over, spoken):
    interview = over("# 冷库办法\n\n一、选址\n\n在湛江建设冷库集群。", short_title="冷库办法")
    assert interview.ask(QUESTION).said[0].startswith("《冷库办法》写明：")
    told = interview.ask("这个办法还有效吗？")
    assert told.said[0] == spoken.replies("validity.unknown", document="《冷库办法》")


def test_a_repealed_document_is_named_so_before_it_is_quoted(spoken):
    repealed = version(
        "# 冷库办法\n\n一、选址\n\n在湛江建设冷库集群。",
        short_title="冷库办法",
        kind=Kind.OFFICIAL_TEXT,
        issued_on=PolicyDate(date(2020, 1, 1), Precision.DAY),
        repealed_on=PolicyDate(date(2024, 1, 1), Precision.DAY),
    )
    told = Interview(spoken, [repealed]).ask(QUESTION)
    assert "已废止" in told.said[0]
    assert {citation.validity for citation in told.turn.citations} == {Validity.REPEALED}
    assert told.withheld == []


def test_taking_part_now_is_not_granted_by_an_expired_text(interview):
    told = interview.ask("现在还能申请码头改造吗？", AFTER)
    assert told.status is AnswerStatus.EXPIRED_ONLY
    assert "没有收录现行的文件" in told.text
    assert interview.ask("现在还能申请码头改造吗？", WITHIN).status is not AnswerStatus.EXPIRED_ONLY


@pytest.mark.parametrize("question", ["还管用吗", "这东西还管用吗", "这玩意还有效没", "还生效吗"])
def test_words_that_ask_for_validity_are_no_topic_of_their_own(interview, question):
    assert any("期限" in sentence for sentence in interview.ask(question, WITHIN).said)
