"""Answers of the real assistant as they arrive on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from assistant.channels.messages.choices import chosen
from assistant.channels.messages.cutting import size
from assistant.channels.messages.texting import LIMIT, Texting
from assistant.channels.messages.words import MESSAGES, MessageWords
from assistant.domain import Answer, AnswerStatus, Question, Role
from assistant.language.script import ScriptConverter
from assistant.service import Assistant
from tests.journeys.house import ROOT, House

TODAY = date(2026, 11, 27)
OWNERS = (
    "技改补贴多少",
    "东莞虎门有什么政策",
    "我厂在佛山去年营收3000万想申请专精特新",
    "虎門鎮服裝廠有咩補貼",
    "省级技改资金现在还能报吗",
    "纺织服装行动方案2024年目标是什么",
    "六大专项行动分别是什么",
    "广州有什么补贴",
    "高新技术企业所得税优惠是多少",
    "今天天气怎么样",
    "我厂在东莞虎门做服装，去年买了800万新设备，能拿多少补贴",
    "顺德做印花的，佛山自己给纺织多少补贴，省里换机器呢补几成",
)


@pytest.fixture(scope="module")
def assistant(furnished: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with furnished.furnished_like(tmp_path_factory.mktemp("texting")).open() as (opened, _):
        yield opened


@pytest.fixture(scope="module")
def texting() -> Texting:
    words = MessageWords.from_file(ROOT / "prompts" / MESSAGES, ScriptConverter())
    return Texting(words, "https://zc.example.cn", "请打企业服务专线。")


def ask(assistant: Assistant, text: str, conversation_id: str | None = None) -> Answer:
    return assistant.answer(Question(text, conversation_id, as_of=TODAY, channel="wechat"))


def test_the_questions_of_the_first_message_are_answered(assistant: Assistant, texting: Texting) -> None:
    for choice in texting.welcome().choices:
        answer = ask(assistant, choice.said)
        assert answer.status is AnswerStatus.ANSWERED, choice.said
        assert answer.citations, choice.said


@pytest.mark.parametrize("question", OWNERS)
def test_what_owners_ask_comes_in_few_messages_with_all_that_must_be_known(
    assistant: Assistant, texting: Texting, question: str
) -> None:
    answer = ask(assistant, question)
    told = texting.tell(answer)
    text = "\n".join(told.parts)
    assert len(told.parts) <= 3
    assert max(map(size, told.parts)) <= LIMIT
    assert all(each.text in text for each in answer.sentences if each.role is not Role.ANSWER or not each.citations)
    assert "](" not in text
    numbers = {int(n) for n in re.findall(rf"/a/{answer.id}#(\d+)\"", text)}
    assert numbers <= {each.n for each in answer.citations}
    if answer.citations:
        first = next(each for each in answer.sentences if each.citations)
        assert first.text in told.parts[0]
        assert f"[{first.citations[0]}]" in told.parts[0].partition(first.text)[2]
        assert f"https://zc.example.cn/a/{answer.id}\n" in f"{told.parts[0]}\n"


def test_an_owner_gets_to_a_verdict_with_digits_alone(assistant: Assistant, texting: Texting) -> None:
    answer = ask(assistant, "我厂在东莞虎门做服装，2025年买了800万新设备，2025年8月完工，够不够条件拿技改补贴")
    said = []
    for _ in range(8):
        told = texting.tell(answer)
        reply = chosen("1", told.choices) or ("跳过" if "跳过" in told.parts[-1] else "")
        if not reply:
            break
        said.append(reply)
        answer = ask(assistant, reply, answer.conversation_id)
        assert answer.judged is not None
        assert "没有读懂" not in answer.text
    assert "是" in said
    assert "申报已经截止" in texting.tell(answer).parts[0]
