"""What is short for something else is told from a question."""

import pytest

from assistant.channels.messages.wishes import wants_more, wants_staff


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
    ],
)
def test_who_asks_for_a_person_is_understood(text):
    assert wants_staff(text)


@pytest.mark.parametrize(
    "text", ["人工智能有补贴吗", "人工费能算研发费用吗", "企业自动化改造减少人工怎么补", "转型升级", "", "客服", "1"]
)
def test_a_question_about_labour_is_a_question(text):
    assert not wants_staff(text)


@pytest.mark.parametrize("text", ["1", "１", "继续", "繼續", "继续。"])
def test_who_wants_the_rest_is_understood(text):
    assert wants_more(text)


@pytest.mark.parametrize("text", ["2", "11", "继续教育补贴", "第1批", ""])
def test_other_messages_do_not_ask_for_the_rest(text):
    assert not wants_more(text)
