from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI
from mcp import Client
from mcp.shared.exceptions import MCPError

from assistant.channels.mcp.door import Count, McpDoor
from assistant.channels.mcp.streamable import security
from assistant.channels.web.app import create_app
from assistant.errors import KeyRequired, NotReady
from tests.fakes.assistant import TODAY, FakeAssistant
from tests.fakes.mcp_client import MODES, call, fields_of, listening, over_http, text_of
from tests.unit.channels.conftest import OPERATOR_TOKEN

ASKED = "推动多少家企业技改？"
KEY = "key-of-a-program"
PUBLIC = "https://policy.example:8443"
PING = {"jsonrpc": "2.0", "id": 1, "method": "ping"}


class Keys:
    """One key; counts what is asked of the Assistant with it, and refuses more than `most`."""

    def __init__(self, most: int = 1000) -> None:
        self.counted, self._most = 0, most

    def admit(self, authorization: str) -> Count:
        if authorization != f"Bearer {KEY}":
            raise KeyRequired("没有带上密钥，请填写密钥。")
        return self._count

    def _count(self) -> None:
        self.counted += 1
        if self.counted > self._most:
            raise NotReady("这个密钥用得太多，请稍后再试。")


def app_of(tmp_path: Path, keys: Keys | None = None, assistant: FakeAssistant | None = None) -> FastAPI:
    return create_app(
        assistant or FakeAssistant(),
        today=lambda: TODAY,
        static_dir=tmp_path / "static",
        operator_token=OPERATOR_TOKEN,
        doors=(McpDoor((keys or Keys()).admit, PUBLIC),),
    )


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    with listening(app_of(tmp_path)) as address:
        yield address


def post(url: str, body: Any = PING, **headers: str | bytes) -> httpx2.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    content = {"content": body} if isinstance(body, bytes) else {"json": body}
    return httpx2.post(f"{url}/mcp", headers={"Authorization": f"Bearer {KEY}"} | named, **content)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("token", [KEY, OPERATOR_TOKEN])
def test_who_has_a_key_or_is_the_operator_may_ask(url: str, token: str, mode: str) -> None:
    answer = fields_of(over_http(url, token, call("ask_policy", question=ASKED), mode))
    assert answer["text"].endswith("[1]")
    told = httpx2.get(f"{url}/api/v1/answers/{answer['answer_id']}").json()
    assert told["text"] == answer["text"]


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer wrong", f"Bearer {KEY}x", f"Basic {KEY}", KEY, "Bearer 中文".encode()]
)
def test_nobody_else_may(url: str, header: str | bytes) -> None:
    reply = post(url, Authorization=header)
    assert (reply.status_code, reply.headers["www-authenticate"]) == (401, "Bearer")
    assert reply.headers["content-type"] == "application/problem+json"
    assert "密钥" in reply.json()["detail"]


def test_a_client_with_a_wrong_key_is_told_that_it_failed(url: str) -> None:
    with pytest.raises(ExceptionGroup) as refused:
        over_http(url, "wrong", call("ask_policy", question=ASKED))
    assert refused.group_contains(MCPError)


def test_each_use_of_the_assistant_is_counted_and_a_limit_is_told(tmp_path: Path) -> None:
    keys = Keys(most=2)

    async def work(client: Client) -> list[Any]:
        await client.list_tools()
        return [await client.call_tool("ask_policy", {"question": ASKED}) for _ in range(3)]

    with listening(app_of(tmp_path, keys)) as url:
        for mode in MODES:
            keys.counted = 0
            results = over_http(url, KEY, work, mode)
            assert [result.is_error for result in results] == [False, False, True]
            assert text_of(results[-1]) == "这个密钥用得太多，请稍后再试。"
            over_http(url, OPERATOR_TOKEN, call("ask_policy", question=ASKED), mode)
            assert keys.counted == 3


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8000", "[::1]:9", "policy.example", "policy.example:8443"])
def test_our_own_names_are_served(url: str, host: str) -> None:
    assert post(url, Host=host, Accept="application/json").status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "policy.example.evil", "192.168.1.9:8000"])
def test_a_name_that_is_not_ours_is_refused_with_what_to_set(url: str, host: str) -> None:
    reply = post(url, Host=host)
    assert (reply.status_code, "ASSISTANT_PUBLIC_URL" in reply.json()["detail"]) == (421, True)


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://localhost:5173", 200),
        (PUBLIC, 200),
        ("http://policy.example:8443", 403),
        ("https://evil.example", 403),
        ("null", 403),
    ],
)
def test_pages_of_others_are_refused(url: str, origin: str, status: int) -> None:
    assert post(url, Origin=origin, Accept="application/json").status_code == status


@pytest.mark.parametrize("method", ["GET", "DELETE", "PUT"])
def test_there_is_nothing_to_listen_to_and_no_session_to_end(url: str, method: str) -> None:
    reply = httpx2.request(method, f"{url}/mcp", headers={"Authorization": f"Bearer {KEY}"})
    assert (reply.status_code, reply.headers["allow"]) == (405, "POST")


@pytest.mark.parametrize(
    ("body", "status"), [(b"{", 400), (b"[]", 400), (b'"x"', 400), (b"\xff", 400), (b"x" * 70_000, 413)]
)
def test_what_is_no_message_is_refused(url: str, body: bytes, status: int) -> None:
    reply = post(url, body, Content_Type="application/json", Accept="application/json, text/event-stream")
    assert reply.status_code == status
    assert "Traceback" not in reply.text


def test_a_body_that_does_not_call_itself_json_is_refused(url: str) -> None:
    assert post(url, b"{}", Content_Type="text/plain").status_code == 415


def test_the_id_of_the_request_stands_in_the_log(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    for mode in MODES:
        over_http(url, KEY, call("ask_policy", question=ASKED), mode)
    lines = capsys.readouterr().out.splitlines()
    told = {line.split("request_id=")[1].split()[0] for line in lines if "mcp_tool" in line}
    requests = {line.split("request_id=")[1].split()[0] for line in lines if "path=/mcp" in line}
    assert len(told) == len(MODES)
    assert told <= requests


def test_answers_are_counted_as_on_every_channel(url: str) -> None:
    over_http(url, KEY, call("ask_policy", question=ASKED))
    assert 'status="answered"} 1.0' in httpx2.get(f"{url}/metrics").text.replace('mode="quotes",', "")


@pytest.mark.parametrize("mode", MODES)
def test_a_client_goes_on_after_a_restart(tmp_path: Path, mode: str) -> None:
    held: list[Any] = []

    def start(port: int) -> str:
        held.append(listening(app_of(tmp_path), port))
        return str(held[-1].__enter__())

    url = start(0)
    port = int(url.rpartition(":")[2])

    async def work(client: Client) -> list[Any]:
        first = await client.call_tool("ask_policy", {"question": ASKED})
        held[-1].__exit__(None, None, None)
        start(port)
        return [first, await client.call_tool("ask_policy", {"question": ASKED})]

    try:
        first, second = over_http(url, KEY, work, mode)
    finally:
        held[-1].__exit__(None, None, None)
    assert fields_of(first)["text"] == fields_of(second)["text"]


def test_no_page_knows_of_the_door(url: str) -> None:
    assert "/mcp" not in httpx2.get(f"{url}/openapi.json").json()["paths"]


def test_a_public_address_without_a_port_is_allowed_with_any() -> None:
    allowed = security("https://policy.example/help")
    assert {"policy.example", "policy.example:*"} <= set(allowed.allowed_hosts)
    assert "https://policy.example" in allowed.allowed_origins
    assert security("").allowed_hosts == ["127.0.0.1", "127.0.0.1:*", "localhost", "localhost:*", "[::1]", "[::1]:*"]


def test_a_server_imports_the_protocol_when_the_first_client_comes() -> None:
    program = (
        "import sys, assistant.doors, assistant.channels.web.app;"
        "print([name for name in ('mcp', 'mcp_types') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
