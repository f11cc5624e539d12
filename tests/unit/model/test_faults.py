"""What can go wrong with a model, played by a server and heard through the real client."""

from __future__ import annotations

import socket
import time
import traceback

import pytest

from assistant.errors import ModelFailed, ModelFault, ModelUnavailable
from assistant.model.opening import open_chat_model
from evals import chat_server as server
from evals.chat_server import KEY, Behaviour, refuses, says
from tests.unit.model.conftest import ASKED, Ask, Open

FAULTS = {
    "a refused key": (refuses(401, "invalid_api_key", f"Incorrect API key provided: {KEY}"), ModelFault.UNAUTHORISED),
    "a key without the right": (refuses(403), ModelFault.UNAUTHORISED),
    "an account without money": (refuses(402), ModelFault.RATE_LIMITED),
    "too many requests": (refuses(429, "rate_limit_exceeded"), ModelFault.RATE_LIMITED),
    "an error of the server": (refuses(500), ModelFault.SERVER_ERROR),
    "a server that is overloaded": (refuses(503), ModelFault.SERVER_ERROR),
    "an unknown model": (server.UNKNOWN_MODEL, ModelFault.UNKNOWN_MODEL),
    "an unknown model as a bad request": (refuses(400, "", "Model Not Exist"), ModelFault.UNKNOWN_MODEL),
    "an address that is not there": (refuses(404, "", "Not Found"), ModelFault.UNKNOWN_MODEL),
    "too long a prompt": (server.CONTEXT_OVERFLOW, ModelFault.CONTEXT_OVERFLOW),
    "too big a request": (refuses(413), ModelFault.CONTEXT_OVERFLOW),
    "a filtered question": (refuses(400, "content_filter"), ModelFault.CONTENT_FILTER),
    "a filtered question, as others say it": (refuses(400, "", "Content Exists Risk"), ModelFault.CONTENT_FILTER),
    "a filtered question, as yet others say it": (refuses(400, "data_inspection_failed"), ModelFault.CONTENT_FILTER),
    "another bad request": (refuses(400, "invalid_parameter"), ModelFault.BAD_REQUEST),
    "a cut before the headers": (server.CUT_BEFORE_HEADERS, ModelFault.CUT),
    "a cut in the middle": (server.CUT_IN_THE_MIDDLE, ModelFault.CUT),
    "an answer that reached its limit": (says("甲方案提出", finish="length"), ModelFault.CUT),
    "an answer that never ended": (says("甲方案提出", finish=None), ModelFault.CUT),
    "an answer that was filtered": (says("甲方案提出", finish="content_filter"), ModelFault.CONTENT_FILTER),
    "an answer that the server broke off": (says("甲方案", finish="network_error"), ModelFault.SERVER_ERROR),
    "invalid JSON": (server.INVALID_JSON, ModelFault.MALFORMED),
    "missing choices": (server.MISSING_CHOICES, ModelFault.MALFORMED),
    "a chunk of another shape": (server.WRONG_SHAPE, ModelFault.MALFORMED),
    "a web page": (server.A_WEB_PAGE, ModelFault.MALFORMED),
    "an empty answer": (server.EMPTY, ModelFault.EMPTY),
    "an answer of white space": (says(" \n "), ModelFault.EMPTY),
    "reasoning and no answer": (server.thinks("想", ""), ModelFault.EMPTY),
    "a limit in the middle": (
        server.fails_in_the_stream("甲方案", "rate_limit_exceeded", "slow down"),
        ModelFault.RATE_LIMITED,
    ),
    "an error in the middle": (server.fails_in_the_stream("甲方案", "server_error", "oops"), ModelFault.SERVER_ERROR),
    "a context overflow in the middle": (
        server.fails_in_the_stream("甲", "x", "input exceeds the context window"),
        ModelFault.CONTEXT_OVERFLOW,
    ),
}


@pytest.mark.parametrize(("behaviour", "fault"), FAULTS.values(), ids=FAULTS.keys())
def test_each_fault_is_told_by_its_name_and_with_what_to_do(ask: Ask, behaviour: Behaviour, fault: ModelFault) -> None:
    with pytest.raises(ModelFailed) as raised:
        ask(behaviour)
    assert raised.value.fault is fault
    assert raised.value.message.endswith("。")
    assert any("\u4e00" <= sign <= "\u9fff" for sign in raised.value.message)


@pytest.mark.parametrize("behaviour", [behaviour for behaviour, _ in FAULTS.values()], ids=FAULTS.keys())
def test_nothing_that_is_printed_holds_the_key_or_the_question(ask: Ask, behaviour: Behaviour) -> None:
    with pytest.raises(ModelFailed) as raised:
        ask(behaviour)
    printed = f"{raised.value!r} {''.join(traceback.format_exception(raised.value))}"
    assert KEY not in printed
    assert "技改补几成" not in printed
    assert "Incorrect" not in printed


def test_a_model_does_not_show_its_key(connect: Open) -> None:
    model = connect("http://127.0.0.1:9/v1")
    assert KEY not in repr(model)
    assert KEY not in repr(vars(model))


def test_a_port_with_nothing_on_it_is_unreachable(connect: Open) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(ModelFailed, match="ASSISTANT_MODEL_URL") as raised:
        list(connect(f"http://127.0.0.1:{port}/v1").stream(ASKED, time.monotonic() + 20, 20))
    assert raised.value.fault is ModelFault.UNREACHABLE


@pytest.mark.parametrize("behaviour", [server.HANGS_BEFORE_HEADERS, server.HANGS_AT_ONCE, server.HANGS_IN_THE_MIDDLE])
def test_a_model_that_hangs_is_given_up_at_the_deadline(ask: Ask, behaviour: Behaviour) -> None:
    began = time.monotonic()
    with pytest.raises(ModelFailed) as raised:
        ask(behaviour, seconds=0.4)
    assert raised.value.fault is ModelFault.TIMEOUT
    assert 0.4 <= time.monotonic() - began < 5


def wait_of(ask: Ask, stated: str) -> float | None:
    with pytest.raises(ModelFailed) as raised:
        ask(refuses(429, retry_after=stated))
    return raised.value.retry_after


@pytest.mark.parametrize(("stated", "seconds"), [("7", 7), ("0.5", 0.5), ("-3", 0)])
def test_how_many_seconds_a_service_asks_to_wait_is_heard(ask: Ask, stated: str, seconds: float) -> None:
    assert wait_of(ask, stated) == seconds


def test_until_which_moment_a_service_asks_to_wait_is_heard(ask: Ask) -> None:
    ahead, behind = wait_of(ask, server.http_date(900)), wait_of(ask, server.http_date(-900))
    assert ahead is not None
    assert 600 < ahead <= 900
    assert behind == 0


@pytest.mark.parametrize("stated", ["", "soon", "nan"])
def test_what_is_no_time_to_wait_is_none(ask: Ask, stated: str) -> None:
    assert wait_of(ask, stated) is None


@pytest.mark.parametrize(
    ("url", "key", "name"),
    [("", "", "some-model"), ("", "", "openai:gpt-5-mini"), ("", "k", "nowhere:model"), ("127.0.0.1:1/v1", "k", "m")],
)
def test_settings_that_name_no_model_are_refused_at_once(
    monkeypatch: pytest.MonkeyPatch, url: str, key: str, name: str
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(ModelUnavailable, match="ASSISTANT_MODEL_"):
        open_chat_model(url, key, name)
