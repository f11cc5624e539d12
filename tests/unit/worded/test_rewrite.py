"""The model may put a question otherwise; it may not put another question."""

import time

import pytest

from assistant.domain import AnswerStatus, Exchange
from assistant.errors import ModelFailed, ModelFault
from assistant.worded.messages import Messages
from assistant.worded.prompts import Prompts
from assistant.worded.rewrite import Rewrite
from tests.fakes.chat_model import ScriptedChatModel
from tests.fakes.interview import ROOT

ASKED = "我在开平有个厂做牛仔的，想换一批500万的设备，就想晓得这个技改资金能补几多"


@pytest.fixture
def rewrite(spoken):
    def over(*replies) -> tuple[Rewrite, ScriptedChatModel]:
        model = ScriptedChatModel(*replies)
        messages = Messages(Prompts.from_dir(ROOT / "prompts"), spoken.lexicon.conversation.embedded)
        simplified = spoken.script.to_simplified
        return Rewrite(model, messages, spoken.tokenizer, spoken.lexicon.places, simplified), model

    return over


def later() -> float:
    return time.monotonic() + 60


def test_a_rambling_question_becomes_one_that_stands_by_itself(rewrite):
    asking, _ = rewrite("1. 开平的牛仔厂换500万设备，技改资金能补多少？\n")
    assert asking(ASKED, (), (), later()) == "开平的牛仔厂换500万设备，技改资金能补多少？"


@pytest.mark.parametrize(
    "reply",
    [
        "开平的牛仔厂换800万设备，技改资金能补多少？",
        "深圳的牛仔厂换500万设备，技改资金能补多少？",
        "按《技改十条》，开平的牛仔厂换500万设备能补多少？",
        "小微企业贷款贴息怎样申请办理流程",
        "无",
        "",
        "一行\n二行\n三行\n四行",
        "技改资金能补多少" * 10,
    ],
)
def test_figures_places_titles_and_topics_that_nobody_named_are_not_asked(rewrite, reply):
    asking, _ = rewrite(reply)
    assert asking(ASKED, (), (), later()) == ""


def test_what_was_said_before_in_the_dialogue_may_be_named(rewrite):
    asking, _ = rewrite("技改资金的截止时间？")
    history = (Exchange("技改资金补多少", "技改资金补多少", AnswerStatus.ANSWERED),)
    assert asking("那截止时间呢", history, (), later()) == "技改资金的截止时间？"


def test_the_same_question_is_put_to_the_model_once(rewrite):
    asking, model = rewrite("技改资金能补多少？")
    assert asking(ASKED, (), (), later()) == asking(ASKED, (), (), later())
    assert len(model.asked) == 1


def test_a_model_that_fails_leaves_the_question_as_it_is_and_is_asked_again_next_time(rewrite):
    asking, model = rewrite(ModelFailed(ModelFault.TIMEOUT, "超时"), "技改资金能补多少？")
    assert asking(ASKED, (), (), later()) == ""
    assert asking(ASKED, (), (), later()) == "技改资金能补多少？"
    assert len(model.asked) == 2


def test_of_a_long_conversation_the_model_is_told_what_it_was_about(rewrite):
    asking, model = rewrite("技改资金的截止时间？")
    assert (
        asking("第一个问的那项的截止时间", (), ("技改资金补多少", "小升规奖励多少"), later()) == "技改资金的截止时间？"
    )
    assert "更早问过：技改资金补多少；小升规奖励多少" in model.asked[0][1].text
