"""Lists that are asked for by the one character their items share."""

import pytest

from assistant.domain import AnswerStatus
from tests.fakes.documents import version
from tests.fakes.interview import Interview

BODY = (
    "# 渔业方案\n\n一、主要任务\n\n推动渔业规模化、品牌化、冷链化发展。\n\n"
    "着力在新船型、新网具、新饵料、新航线等方面实施改造。\n\n从“新”出发、向“新”而行、凭“新”而变。"
)


@pytest.fixture
def interview(spoken):
    return Interview(spoken, [version(BODY)])


@pytest.mark.parametrize(
    ("question", "list_"),
    [
        ("渔业要做到三个“化”，具体指什么？", "规模化、品牌化、冷链化"),
        ("围绕几个“新”字来做", "新船型、新网具、新饵料、新航线"),
        ("“四新”是哪四新", "新船型、新网具、新饵料、新航线"),
    ],
)
def test_the_list_whose_items_begin_or_end_so_is_quoted(interview, question, list_):
    told = interview.ask(question)
    assert told.status is AnswerStatus.ANSWERED
    assert list_ in "".join(told.quotes)


@pytest.mark.parametrize("question", ["“五化”是哪五化", "哪三个“新”"])
def test_a_list_of_another_length_is_not_taken_for_it(interview, question):
    assert interview.ask(question).status is not AnswerStatus.ANSWERED


def test_two_lists_are_both_quoted(interview):
    quotes = "".join(interview.ask("一处讲“三化”，一处讲“四新”，分别是什么？").quotes)
    assert "冷链化" in quotes
    assert "新航线" in quotes
