"""Only what answers a question is quoted as its answer; what merely shares words with it is named the nearest."""

from dataclasses import replace

import pytest

from assistant.answering.question_details import asks_for_advice
from assistant.answering.signs import Signs
from assistant.domain import AnswerStatus
from tests.fakes.documents import version
from tests.fakes.interview import Interview

BODY = (
    "# 渔业方案\n\n一、主要任务\n\n支持渔港码头改造扩能，鼓励更新 20 年以上的渔船。\n\n"
    "举办海鲜美食节等展会，推广水产品牌。每月跟踪渔业运行情况，2024 年 9 月召开总结会议。\n\n二、其他\n\n加强组织领导。"
)
GOOD = Signs(coverage=1.0, heard=0.6, told=1.0, unheard=False, unwritten=False, of_policy=True, advice=False)


@pytest.fixture
def interview(spoken):
    return Interview(spoken, [version(BODY)])


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"coverage": 0.4}, id="less is covered"),
        pytest.param({"heard": 0.1}, id="few ask so"),
        pytest.param({"unheard": True}, id="nobody asks so"),
        pytest.param({"told": 0.2}, id="its words are not there"),
        pytest.param({"unwritten": True}, id="it names what is unwritten"),
        pytest.param({"of_policy": False}, id="it asks for no policy"),
        pytest.param({"advice": True}, id="it asks for advice"),
    ],
)
def test_every_sign_counts(change):
    assert replace(GOOD, **change).sureness < GOOD.sureness


def test_good_signs_are_enough_and_bad_ones_are_not():
    assert GOOD.are_enough
    assert not Signs(0.4, 0.1, 0.2, False, True, False, True).are_enough


KNOWN = replace(GOOD, phrased=True, answerable=0.4, nearer=0.3)


@pytest.mark.parametrize("change", [{"answerable": -0.6}, {"nearer": -0.5}], ids=["rarely answered", "nearer to a gap"])
def test_where_it_is_known_how_people_ask_that_counts(change):
    assert replace(KNOWN, **change).sureness < KNOWN.sureness


def test_where_it_is_known_how_people_ask_a_question_like_those_left_open_is_not_answered_by_its_words():
    assert KNOWN.are_enough
    assert not replace(KNOWN, answerable=-0.9, nearer=-0.9).are_enough


@pytest.mark.parametrize(
    "ordinary",
    [
        "告诉我技改有什么补贴",
        "广告费有补贴吗",
        "公告里提到什么",
        "展会有补贴吗",
        "能源改造有补贴吗",
        "主要任务里有技改吗",
        "被认定的企业有什么支持",
    ],
)
def test_an_ordinary_question_does_not_ask_for_advice(ordinary):
    assert not asks_for_advice(ordinary)


@pytest.mark.parametrize("worry", ["渔船发动机坏了怎么修", "海鲜过敏起疹子要吃药吗", "展会的机票谁出"])
def test_a_worry_that_shares_a_word_with_the_text_is_not_answered_by_it(interview, worry):
    told = interview.ask(worry)
    assert told.status not in (AnswerStatus.ANSWERED, AnswerStatus.PARTLY_ANSWERED)


def test_what_is_named_as_unwritten_stands_nowhere(interview):
    told = interview.ask("渔船发动机坏了怎么修")
    named = told.said[0].partition("没有写到：")[2].strip("。").split("、")
    assert named[0]
    assert not any(word in BODY for word in named)


def test_what_the_text_says_is_still_answered_in_other_words_about_it(interview):
    told = interview.ask("方案对老渔船的更新怎么说")
    assert told.status is AnswerStatus.ANSWERED
    assert "渔船" in "".join(told.quotes)


def test_whether_something_else_has_expired_is_not_told_of_the_document(interview):
    told = interview.ask("我的驾驶证过期了怎么换")
    assert not any("期限" in sentence or "有效期" in sentence for sentence in told.said)


def test_the_kind_of_thing_that_is_asked_for_must_be_known(interview):
    told = interview.ask("办展会要什么执照")
    assert told.status is not AnswerStatus.ANSWERED


def test_how_often_is_answered_by_what_comes_again(interview):
    assert "每月" in "".join(interview.ask("渔业运行情况多久跟踪一次").quotes)
