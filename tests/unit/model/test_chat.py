"""Answers of a scripted server through the real client: text, deadline, closing, tokens."""

from __future__ import annotations

import threading
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from langsmith.utils import get_env_var, tracing_is_enabled
from pydantic import Field

from assistant.errors import ModelFailed, ModelFault
from assistant.model.chat import LangChainChatModel
from assistant.model.opening import open_chat_model
from assistant.model.reply import Spoken
from assistant.ports import Message, Role
from evals import chat_server as server
from evals.chat_server import KEY, MODEL, refuses, says
from tests.unit.model.conftest import ASKED, Ask, Open, Serve

TEXT = "技改按设备投资的一定比例奖补[1]。"


def soon() -> float:
    return time.monotonic() + 20


def test_an_answer_comes_in_pieces(serve: Serve, connect: Open) -> None:
    pieces = list(connect(serve(says(TEXT, size=5))).stream(ASKED, soon(), 200))
    assert len(pieces) > 2
    assert "".join(pieces) == TEXT


def test_a_request_says_the_model_the_messages_and_the_limits(serve: Serve, connect: Open) -> None:
    scripted = serve(says(TEXT))
    model = connect(scripted)
    list(model.stream(ASKED, soon(), 321))
    (asked,) = scripted.asked
    assert asked.headers["authorization"] == f"Bearer {KEY}"
    assert asked.body["model"] == model.name == MODEL
    assert [(each["role"], each["content"]) for each in asked.body["messages"]] == [
        ("system", "你是政策助手。"),
        ("user", "技改补几成？"),
    ]
    assert (asked.body["max_tokens"], asked.body["temperature"], asked.body["stream"]) == (321, 0.01, True)


def test_a_service_of_ones_own_needs_no_key(serve: Serve, connect: Open) -> None:
    assert "".join(connect(serve(says(TEXT)), key="").stream(ASKED, soon(), 200)) == TEXT


def test_tokens_are_told_where_the_service_tells_them(serve: Serve, connect: Open) -> None:
    model = connect(serve(server.says_with_usage(TEXT, 30, 12), says(TEXT)))
    assert tokens_of(model) == 42
    assert tokens_of(model) is None


def tokens_of(model: LangChainChatModel) -> int | None:
    stream = model.stream(ASKED, soon(), 200)
    while True:
        try:
            next(stream)
        except StopIteration as ended:
            return ended.value


def test_a_first_token_that_is_slow_is_waited_for(ask: Ask) -> None:
    assert ask(says(TEXT).slowly(0.3)) == TEXT


def test_a_stream_that_never_stops_ends_at_the_deadline(ask: Ask) -> None:
    began = time.monotonic()
    with pytest.raises(ModelFailed) as raised:
        ask(says("甲" * 2000, size=1, delay=0.01), seconds=0.5)
    assert raised.value.fault is ModelFault.TIMEOUT
    assert 0.5 <= time.monotonic() - began < 5


def test_a_deadline_that_is_over_asks_nothing(serve: Serve, connect: Open) -> None:
    with pytest.raises(ModelFailed) as raised:
        next(connect(serve(says(TEXT))).stream(ASKED, time.monotonic() - 1, 200))
    assert raised.value.fault is ModelFault.TIMEOUT


def test_closing_ends_the_request(serve: Serve, connect: Open) -> None:
    scripted = serve(server.HANGS_IN_THE_MIDDLE)
    stream = connect(scripted).stream(ASKED, soon(), 200)
    assert next(stream) == "甲方案提"
    stream.close()
    assert scripted.asked[0].left.wait(5)


@pytest.mark.parametrize("behaviour", [server.HANGS_BEFORE_HEADERS, server.HANGS_AT_ONCE])
def test_a_deadline_ends_the_request(serve: Serve, connect: Open, behaviour: server.Behaviour) -> None:
    scripted = serve(behaviour)
    with pytest.raises(ModelFailed):
        list(connect(scripted).stream(ASKED, time.monotonic() + 0.3, 200))
    assert scripted.asked[0].left.wait(5)


def test_a_model_that_is_closed_leaves_no_thread(serve: Serve) -> None:
    before = set(threading.enumerate())
    model = open_chat_model(serve(says(TEXT)).url, KEY, MODEL)
    assert "".join(model.stream(ASKED, soon(), 200)) == TEXT
    model.close()
    began = set(threading.enumerate()) - before
    assert not [thread.name for thread in began if thread.name.startswith(("chat-", "asyncio"))]


def test_many_ask_one_model_at_once(serve: Serve, connect: Open) -> None:
    model = connect(serve(lambda body: says(f"答{body['messages'][-1]['content']}", delay=0.02)))
    answers: dict[int, str] = {}

    def one(number: int) -> None:
        answers[number] = "".join(model.stream([Message(Role.USER, str(number))], soon(), 200))

    threads = [threading.Thread(target=one, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {number: f"答{number}" for number in range(12)}


def test_reasoning_in_a_field_of_its_own_is_not_handed_on(ask: Ask) -> None:
    assert ask(server.thinks("先想想", TEXT)) == TEXT


@pytest.mark.parametrize("size", [1, 3, 7, 100])
@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("<think>先想想[2]</think>\n\n技改[1]。", "技改[1]。"),
        ("\n<think>\n先<b>想\n</think>技改[1]。", "技改[1]。"),
        ("<think></think>技改。", "技改。"),
        ("<table>技改</table>", "<table>技改</table>"),
        ("技改<think>不是开头</think>", "技改<think>不是开头</think>"),
        ("<think>没有想完", ""),
    ],
)
def test_a_block_of_reasoning_at_the_start_is_left_out(written: str, spoken: str, size: int) -> None:
    filtered = Spoken()
    pieces = [filtered.take(written[start : start + size]) for start in range(0, len(written), size)]
    assert "".join(pieces) == spoken


def test_what_a_service_refuses_by_name_is_said_otherwise_from_then_on(serve: Serve, connect: Open) -> None:
    def particular(body: dict[str, Any]) -> server.Behaviour:
        if "max_tokens" in body:
            return refuses(400, "unsupported_parameter", "Use 'max_completion_tokens' instead of 'max_tokens'.")
        if "temperature" in body:
            return refuses(400, "", "invalid temperature: only 1 is allowed for this model")
        if "stream_options" in body:
            return refuses(400, "", "Unknown field: stream_options")
        return says(TEXT)

    scripted = serve(particular)
    model = connect(scripted)
    assert "".join(model.stream(ASKED, soon(), 200)) == TEXT
    assert "".join(model.stream(ASKED, soon(), 200)) == TEXT
    assert len(scripted.asked) == 5
    assert scripted.asked[-1].body["max_completion_tokens"] == 200


def test_a_model_by_name_is_opened_through_langchain(serve: Serve, connect: Open, monkeypatch: Any) -> None:
    scripted = serve(says(TEXT))
    monkeypatch.setenv("OPENAI_BASE_URL", scripted.url)
    assert "".join(connect("", name=f"openai:{MODEL}").stream(ASKED, soon(), 200)) == TEXT
    assert scripted.asked[0].body["model"] == MODEL


class Watched(BaseChatModel):
    """Notes whether it is traced."""

    traced: list[object] = Field(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return "watched"

    def _generate(self, messages: list[BaseMessage], *args: Any, **kwargs: Any) -> ChatResult:
        raise NotImplementedError

    async def _astream(self, messages: list[BaseMessage], *args: Any, **kwargs: Any) -> AsyncIterator[Any]:
        self.traced.append(tracing_is_enabled())
        yield ChatGenerationChunk(message=AIMessageChunk(TEXT, response_metadata={"finish_reason": "stop"}))


def test_questions_are_traced_nowhere_whatever_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("LANGSMITH_ENDPOINT", "http://127.0.0.1:9")
    get_env_var.cache_clear()
    watched = Watched()
    model = LangChainChatModel(watched, "watched")
    assert "".join(model.stream(ASKED, soon(), 200)) == TEXT
    model.close()
    get_env_var.cache_clear()
    assert watched.traced == [False]
