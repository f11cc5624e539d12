"""The words of the messengers: complete, short, and refused by name and line where they are not right."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.channels.messages.cutting import size
from assistant.channels.messages.texting import LIMIT, Texting
from assistant.channels.messages.words import MESSAGES, MessageWords
from assistant.domain import Script
from assistant.errors import MalformedKnowledge
from assistant.language.script import ScriptConverter
from tests.fakes.interview import ROOT

SHIPPED = (ROOT / "prompts" / MESSAGES).read_text("utf-8")


def read(folder: Path, text: str) -> MessageWords:
    path = folder / MESSAGES
    path.write_text(text, encoding="utf-8")
    return MessageWords.from_file(path, ScriptConverter())


@pytest.mark.parametrize(
    ("written", "instead", "complaint"),
    [
        ("  not_ready:", "  net_ready:", "缺少用语 channel.not_ready"),
        ("follow_ups:", "more: 多的\nfollow_ups:", "没有用语 more"),
        ("{n} 段", "几段", "用语 channel.more_parts 里的 {…} 不对，应是：{n}"),
        ("请把问题打字发过来。", "请发到 {address}。", "用语 channel.unsupported_kind 里的 {…} 不对，应是：不用 {…}"),
        ("{id}", "{id", "用语 channel.failed 里的 {…} 没有写完"),
    ],
)
def test_a_wording_that_is_not_right_is_refused_by_its_name(
    tmp_path: Path, written: str, instead: str, complaint: str
) -> None:
    assert SHIPPED.count(written) == 1
    with pytest.raises(MalformedKnowledge) as refused:
        read(tmp_path, SHIPPED.replace(written, instead))
    assert complaint in refused.value.message
    assert MESSAGES in refused.value.message


def test_a_file_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(MalformedKnowledge):
        MessageWords.from_file(tmp_path / MESSAGES, ScriptConverter())


def test_who_writes_traditional_reads_traditional(texting: Texting) -> None:
    assert texting.say("still_searching", "買機器有咩補貼？") == "正在查找依據，請約 10 秒後回覆“1”獲取答案。"
    assert texting.say("still_searching", "买机器有什么补贴？") == "正在查找依据，请约 10 秒后回复“1”获取答案。"


def test_every_text_of_a_channel_fits_with_a_foot_below_it(texting: Texting, words: MessageWords) -> None:
    said = [texting.welcome().parts[0], texting.welcome("menu_help").parts[0]]
    said += [
        texting.say("too_long", most=2000),
        texting.say("failed", id="a" * 22),
        texting.say("handover_unavailable"),
    ]
    assert max(map(size, said)) < LIMIT / 2
    assert size(texting.foot(99, "繁體")) <= 96


def test_a_foot_says_how_many_parts_are_left_and_how_to_get_them(texting: Texting) -> None:
    assert texting.foot(2) == "\n\n〔还有 2 段，回复“1”继续〕"


def test_the_contact_stands_where_no_person_is_there(texting: Texting) -> None:
    assert texting.say("handover_unavailable") == "现在没有工作人员在线。请打镇政府企业服务专线。"


def test_the_first_message_offers_questions_that_a_digit_asks(texting: Texting) -> None:
    welcome = texting.welcome()
    (text,) = welcome.parts
    assert [each.number for each in welcome.choices] == [1, 2, 3]
    assert all(f"{each.number}. {each.said}" in text for each in welcome.choices)


def test_what_is_ours_is_converted_and_what_is_filled_in_is_not(words: MessageWords) -> None:
    assert words("judged.read", Script.TRADITIONAL, facts="东莞") == "讀到：东莞"
