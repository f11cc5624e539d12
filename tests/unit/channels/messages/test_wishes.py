"""What is short for something else is told from a question."""

import pytest

from assistant.channels.messages.wishes import (
    is_complete,
    says_nothing,
    wants_help,
    wants_more,
    wants_no_more,
    wants_staff,
)


@pytest.mark.parametrize(
    "text",
    [
        "转人工",
        "轉人工",
        "人工",
        "我要人工客服",
        "请帮我转接人工服务。",
        "能不能转人工？",
        "找个真人",
        "你好，转人工",
        "人工客服在吗",
        "我要投诉",
        "投訴你们",
    ],
)
def test_who_asks_for_a_person_is_understood(text):
    assert wants_staff(text)


@pytest.mark.parametrize(
    "text",
    [
        "人工智能有补贴吗",
        "人工费能算研发费用吗",
        "企业自动化改造减少人工怎么补",
        "转型升级",
        "",
        "客服",
        "1",
        "投诉政策不给补贴怎么办",
    ],
)
def test_a_question_about_labour_is_a_question(text):
    assert not wants_staff(text)


@pytest.mark.parametrize("text", ["1", "１", "继续", "繼續", "继续。"])
def test_who_wants_the_rest_is_understood(text):
    assert wants_more(text)


@pytest.mark.parametrize("text", ["2", "11", "继续教育补贴", "第1批", ""])
def test_other_messages_do_not_ask_for_the_rest(text):
    assert not wants_more(text)


@pytest.mark.parametrize("text", ["[微笑]", "[發呆]", "[OK]", "👍🏻", "？", "……", "5", "12345", "[强]666", " "])
def test_what_holds_no_word_says_nothing(text):
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["[技改资金]", "技改", "hi", "800万", "[微笑]谢谢"])
def test_a_word_says_something(text):
    assert not says_nothing(text)


@pytest.mark.parametrize("text", ["帮助", "幫助", "菜单", "怎么用", "怎麼用？", "怎么使用", "help", "使用说明"])
def test_who_wants_to_know_how_is_understood(text):
    assert wants_help(text)


@pytest.mark.parametrize("text", ["帮助企业的政策", "菜单式改革", "技改资金怎么用", "目录"[:1]])
def test_a_question_about_help_or_use_is_a_question(text):
    assert not wants_help(text)


@pytest.mark.parametrize(("text", "no_more"), [("退订", True), ("TD", True), ("怎么退订", True), ("退税", False)])
def test_who_wants_nothing_any_more_is_understood(text, no_more):
    assert wants_no_more(text) is no_more


@pytest.mark.parametrize(("text", "complete"), [("跳过", True), ("[微笑]", True), ("人工", True), ("我在东莞", False)])
def test_what_is_whole_by_itself_is_no_part_of_a_question(text, complete):
    assert is_complete(text) is complete
