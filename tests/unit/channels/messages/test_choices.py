"""A digit is enough to answer, however it is typed."""

from __future__ import annotations

import pytest

from assistant.channels.messages.choices import choice_lines, choices_of, chosen
from assistant.channels.messages.words import MessageWords
from assistant.domain import AskedFact, Choice, FactType, Script

CHOICES = (Choice(1, "是（有）", "是"), Choice(2, "不是（没有）", "不是"), Choice(3, "不清楚，跳过", "跳过"))
CLOTHES = tuple(Choice(number, f"第{number}类", f"第{number}类") for number in range(1, 12))


@pytest.mark.parametrize(
    "reply",
    ["1", "１", "①", "1️⃣", " 1 ", "1。", "1.", "“1”", "选1", "选择 1", "我选1", "回复1", "回复“1”", "1、是", "1 是",
     "1.是（有）", "1：是。", "一", "第一个", "第1项", "一、是", "就选1", "要1", "1！"],
)  # fmt: skip
def test_a_number_is_read_however_it_is_typed(reply: str) -> None:
    assert chosen(reply, CHOICES) == "是"


@pytest.mark.parametrize(
    "reply",
    ["是", "没有", "0", "4", "11", "1万", "1年", "1个亿", "100", "1、不是", "1 还是 2",
     "12", "1、技改补贴多少", "", "一般", "一年", "第一批",
     "2026年", "1%", "-1", "1\n2", "选哪个"],
)  # fmt: skip
def test_any_other_message_is_left_to_the_assistant(reply: str) -> None:
    assert chosen(reply, CHOICES) is None


def test_there_may_be_more_than_nine() -> None:
    assert chosen("11", CLOTHES) == "第11类"
    assert chosen("十", CLOTHES) == "第10类"
    assert chosen("⑪", CLOTHES) == "第11类"


def test_where_nothing_was_offered_nothing_is_chosen() -> None:
    assert chosen("1", ()) is None


def asked(type: FactType, *options: tuple[str, str]) -> AskedFact:
    return AskedFact("some_fact", "一件事", type, "", "问什么？", options=options)


def test_yes_or_no_and_named_values_are_offered_with_a_way_past(words: MessageWords) -> None:
    yes_no = choices_of(asked(FactType.YES_NO), words, Script.SIMPLIFIED)
    assert [(each.number, each.said) for each in yes_no] == [(1, "是"), (2, "不是"), (3, "跳过")]
    kinds = choices_of(asked(FactType.CHOICE, ("a", "做服装"), ("b", "印染")), words, Script.SIMPLIFIED)
    assert choice_lines(kinds) == "1. 做服装\n2. 印染\n3. 不清楚，跳过"


def test_a_figure_is_not_chosen_since_it_would_be_mistaken_for_a_number(words: MessageWords) -> None:
    for type in (FactType.MONEY, FactType.COUNT, FactType.YEARS, FactType.SHARE, FactType.DAY, FactType.PLACE):
        assert choices_of(asked(type), words, Script.SIMPLIFIED) == ()
