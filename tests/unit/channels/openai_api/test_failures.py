"""What is told when it does not work: OpenAI's envelope, in Chinese, with what to do."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.responses import Response
from starlette.testclient import TestClient
from structlog.testing import capture_logs

from assistant.channels.web.frame import LARGER_BODIES
from assistant.domain import KeyScope
from tests.fakes.assistant import FakeAssistant
from tests.unit.channels.openai_api.conftest import ASKED, STATIC_KEY, House, Open, body

COMPLETIONS = "/v1/chat/completions"


def error_of(reply: Response, status: int) -> dict[str, Any]:
    assert reply.status_code == status, reply.text
    assert reply.headers["content-type"] == "application/json"
    told = reply.json()
    assert list(told) == ["error"]
    assert sorted(told["error"]) == ["code", "message", "param", "type"]
    return dict(told["error"])


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


@pytest.mark.parametrize(
    "headers",
    [{"Authorization": ""}, {"Authorization": "Bearer "}, {"Authorization": f"Basic {STATIC_KEY}"}, bearer("pq-wrong")],
)
@pytest.mark.parametrize("path", ["/v1/models", "/v1/models/policy-qa", COMPLETIONS])
def test_nobody_gets_in_without_a_key(client: TestClient, path: str, headers: dict[str, str]) -> None:
    method = "POST" if path == COMPLETIONS else "GET"
    reply = client.request(method, path, headers=headers)
    error = error_of(reply, 401)
    assert (error["type"], error["code"]) == ("authentication_error", "invalid_api_key")
    assert "assistant key add" in error["message"]
    assert reply.headers["www-authenticate"] == "Bearer"


def test_a_key_that_is_not_unicode_is_wrong_and_no_crash(client: TestClient) -> None:
    error_of(client.get("/v1/models", headers={"Authorization": "Bearer 密钥".encode()}), 401)


def test_a_key_is_closed_out_at_once_when_it_is_revoked(client: TestClient, house: House) -> None:
    headers = bearer(house.key("bot"))
    assert client.post(COMPLETIONS, json=body(), headers=headers).status_code == 200
    house.keys.revoke("bot", house.now)
    assert "已经停用" in error_of(client.post(COMPLETIONS, json=body(), headers=headers), 401)["message"]


def test_a_key_of_another_scope_says_which_it_needs(client: TestClient, house: House) -> None:
    error = error_of(client.post(COMPLETIONS, json=body(), headers=bearer(house.key("tools", KeyScope.MCP))), 403)
    assert (error["type"], error["code"]) == ("permission_error", "scope_missing")
    assert "--scope chat" in error["message"]


def test_who_asks_too_often_is_told_when_to_come_back(client: TestClient, house: House) -> None:
    headers = bearer(house.key("busy", per_minute=2))
    others = bearer(house.key("calm", per_minute=2))
    for _ in range(2):
        assert client.post(COMPLETIONS, json=body(), headers=headers).status_code == 200
    reply = client.post(COMPLETIONS, json=body(), headers=headers)
    error = error_of(reply, 429)
    assert (error["type"], error["code"]) == ("rate_limit_error", "rate_limit_exceeded")
    assert 1 <= int(reply.headers["retry-after"]) <= 60
    assert client.post(COMPLETIONS, json=body(), headers=others).status_code == 200
    assert client.get("/v1/models", headers=headers).status_code == 200


def test_a_question_that_was_refused_does_not_count(client: TestClient, house: House) -> None:
    headers = bearer(house.key("busy", per_minute=1))
    error_of(client.post(COMPLETIONS, json=body("?"), headers=headers), 400)
    assert client.post(COMPLETIONS, json=body(), headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("sent", "param", "code"),
    [
        ({"messages": body()["messages"]}, "model", "invalid_request"),
        ({"model": "policy-qa"}, "messages", "invalid_request"),
        (body(messages=[]), "messages", "invalid_request"),
        (body(messages=[{"role": "system", "content": "x"}]), "messages", "invalid_request"),
        (body(messages=[{"content": "x"}]), "messages.0.role", "invalid_request"),
        (body(n=2), "n", "invalid_request"),
        (body(stream="maybe"), "stream", "invalid_request"),
        (body("   "), None, "invalid_question"),
        (body("长" * 2001), None, "invalid_question"),
        (
            body(messages=[{"role": "user", "content": [{"type": "image_url", "image_url": {}}]}]),
            "messages",
            "invalid_question",
        ),
        ([], None, "invalid_request"),
    ],
)
@pytest.mark.parametrize("streams", [False, True])
def test_a_request_that_cannot_be_answered_names_what_to_change(
    client: TestClient, sent: Any, param: str | None, code: str, streams: bool
) -> None:
    sent = {"stream": streams} | sent if isinstance(sent, dict) else sent
    error = error_of(client.post(COMPLETIONS, json=sent), 400)
    assert (error["param"], error["code"], error["type"]) == (param, code, "invalid_request_error")


def test_who_sends_a_picture_alone_is_told_that_it_is_not_looked_at(client: TestClient) -> None:
    picture = [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "data:"}}]}]
    assert "图片" in error_of(client.post(COMPLETIONS, json=body(messages=picture)), 400)["message"]


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b'{"model": "policy-qa", "messages": "\\ud800"}'])
def test_a_body_that_is_no_json_is_told_so(client: TestClient, content: bytes) -> None:
    assert error_of(client.post(COMPLETIONS, content=content), 400)["code"] == "broken_json"


def test_unknown_addresses_and_methods_are_told_what_there_is(client: TestClient) -> None:
    assert "/v1/chat/completions" in error_of(client.post("/v1/embeddings", json={}), 404)["message"]
    for reply in (client.get("/v1/models/gpt-4o"), client.post(COMPLETIONS, json=body(model="gpt-4o"))):
        error = error_of(reply, 404)
        assert (error["code"], error["param"], error["type"]) == ("model_not_found", "model", "invalid_request_error")
    reply = client.get(COMPLETIONS)
    assert error_of(reply, 405)["code"] == "method_not_allowed"
    assert reply.headers["allow"] == "POST"


def test_a_long_conversation_is_welcome_and_a_boundless_one_is_not(client: TestClient) -> None:
    tools = [{"type": "function", "function": {"name": "x", "description": "长" * 100_000}}]
    assert client.post(COMPLETIONS, json=body(tools=tools)).status_code == 200
    most = LARGER_BODIES["/v1/"]
    assert error_of(client.post(COMPLETIONS, content=b" " * (most + 1)), 413)["code"] == "request_too_large"
    pieces = (b" " * 100_000 for _ in range(20))
    assert error_of(client.post(COMPLETIONS, content=pieces), 413)["code"] == "request_too_large"


def test_elsewhere_bodies_stay_small_and_errors_stay_problems(client: TestClient) -> None:
    reply = client.post("/api/v1/answers", content=b" " * 100_000, headers={"Content-Type": "application/json"})
    assert (reply.status_code, reply.headers["content-type"]) == (413, "application/problem+json")
    assert client.get("/api/v2/nowhere").headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("streams", [False, True])
def test_a_server_that_is_not_ready_says_when_to_come_back(open_house: Open, streams: bool) -> None:
    reply = open_house(House(FakeAssistant(ready=False))).post(COMPLETIONS, json=body(stream=streams))
    assert error_of(reply, 503)["code"] == "not_ready"
    assert reply.headers["retry-after"] == "2"


@pytest.mark.parametrize("streams", [False, True])
def test_a_crash_tells_the_number_under_which_it_is_logged(open_house: Open, streams: bool) -> None:
    client = open_house(House(FakeAssistant(fail=ZeroDivisionError("inside"))))
    with capture_logs() as logs:
        reply = client.post(COMPLETIONS, json=body(stream=streams))
    error = error_of(reply, 500)
    assert reply.headers["x-request-id"] in error["message"]
    assert "inside" not in reply.text
    assert [entry["event"] for entry in logs] == ["request_crashed", "request"]


def test_neither_keys_nor_sessions_nor_questions_are_logged(client: TestClient, house: House) -> None:
    secret = house.key("bot")
    told = {"X-Session-Id": "openid-of-a-person", **bearer(secret)}
    with capture_logs() as logs:
        client.post(COMPLETIONS, json=body("我厂有一个秘密的技改项目", user="wechat-name"), headers=told)
        client.post(COMPLETIONS, json=body(), headers=bearer(secret[:-1]))
    assert len(logs) == 2
    for kept in (secret[3:20], "openid", "wechat-name", "秘密", house.keys.all()[0].digest):
        assert kept not in str(logs)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
MESSAGE = st.fixed_dictionaries(
    {},
    optional={
        "role": st.sampled_from(["system", "developer", "user", "assistant", "tool", "function"]) | JSON,
        "content": st.just(ASKED) | st.lists(st.fixed_dictionaries({"type": st.just("text"), "text": JSON})) | JSON,
        "tool_calls": JSON,
    },
)
REQUEST = st.fixed_dictionaries(
    {},
    optional={
        "model": st.sampled_from(["policy-qa", "policy-qa-text"]) | JSON,
        "messages": st.lists(MESSAGE | JSON, max_size=6) | JSON,
        "stream": st.booleans() | JSON,
        "stream_options": st.fixed_dictionaries({"include_usage": JSON}) | JSON,
        "user": JSON,
        "n": JSON,
        "temperature": JSON,
        "tools": JSON,
    },
)


@settings(max_examples=250, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(sent=REQUEST | JSON, session=st.text(st.characters(codec="ascii", exclude_categories=["C"]), max_size=8))
def test_whatever_is_sent_there_is_an_answer_or_a_400(client: TestClient, sent: Any, session: str) -> None:
    content = json.dumps(sent).encode()
    reply = client.post(COMPLETIONS, content=content, headers={"X-Session-Id": session})
    if reply.status_code != 200:
        error_of(reply, 400)
