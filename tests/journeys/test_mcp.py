"""MCP clients of both transports over the shipped knowledge."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import anyio
import httpx2
import pytest
from mcp import Client, StdioServerParameters

from tests.fakes.mcp_client import MODES, call, fields_of, over, over_http, text_of
from tests.journeys.conftest import PATIENCE_SECONDS, Server, command, environment, serving

QUESTIONS = (
    "六大专项行动分别是什么？",
    "我在开平做牛仔，想换设备，有什么补贴？",
    "到2024年底全省纺织服装营收要做到多少？",
    "碳排放配额怎么买？",
    "開平的技改補貼比例是多少？",
)
AS_OF = "2026-11-23"
ASKED = {"question": QUESTIONS[0], "as_of": AS_OF}
SHOWN = ("status", "mode", "as_of", "text", "notices", "follow_ups")


def program(data_dir: Path) -> StdioServerParameters:
    """The command as a client starts it."""
    own = dict(environment(data_dir))
    return StdioServerParameters(command=sys.executable, args=["-m", "assistant", "mcp"], env=own)


def operator_token(server: Server) -> str:
    return str(json.loads((server.data_dir / "server.json").read_text("utf-8"))["token"])


def post(server: Server, token: str) -> httpx2.Response:
    return httpx2.post(f"{server.url}/mcp", json={}, headers={"Authorization": f"Bearer {token}"})


def told(answer: Mapping[str, Any]) -> dict[str, Any]:
    """All of an answer that a person sees, of the API as of MCP."""
    shown = {name: answer[name] for name in SHOWN}
    return shown | {"quotes": [(each["n"], each["clause_id"], each["quote"]) for each in answer["citations"]]}


async def answers(client: Client) -> list[dict[str, Any]]:
    asked = [{"question": question, "as_of": AS_OF} for question in QUESTIONS]
    return [told(fields_of(await client.call_tool("ask_policy", each))) for each in asked]


def test_the_same_question_gets_the_same_answer_on_every_channel(
    server: Server, web: httpx2.Client, data_dir: Path
) -> None:
    asked = [{"question": question, "as_of": AS_OF} for question in QUESTIONS]
    of_api = [told(web.post("/api/v1/answers", json=each).json()) for each in asked]
    for mode in MODES:
        assert over_http(server.url, operator_token(server), answers, mode) == of_api
    assert over(program(server.data_dir), answers) == of_api
    assert over(program(data_dir), answers) == of_api


@pytest.mark.parametrize("mode", MODES)
def test_every_tool_works_over_the_shipped_knowledge(server: Server, mode: str) -> None:
    async def work(client: Client) -> dict[str, Any]:
        listed = fields_of(await client.call_tool("list_programmes", {"as_of": AS_OF}))
        facts = {"厂在哪里": "开平", "新设备金额": "500来万", "项目备案": True}
        judged = fields_of(await client.call_tool("judge_eligibility", {"facts": facts, "as_of": AS_OF}))
        id = judged["verdicts"][-1]["programme_id"]
        whole = await client.call_tool("judge_eligibility", {"facts": facts, "as_of": AS_OF, "programmes": [id]})
        found = fields_of(await client.call_tool("search_clauses", {"query": "设备奖励比例", "as_of": AS_OF}))
        clause = found["clauses"][0]
        place = {name: clause[name] for name in ("document_id", "clause_id")}
        return {
            "listed": listed,
            "judged": judged,
            "whole": fields_of(whole),
            "found": clause,
            "read": fields_of(await client.call_tool("read_document", place)),
            "resources": (await client.list_resources()).resources,
        }

    done = over_http(server.url, operator_token(server), work, mode)
    assert len(done["listed"]["programmes"]) == len(done["judged"]["verdicts"]) > 30
    assert {verdict["complete"] for verdict in done["judged"]["verdicts"]} == {True, False}
    assert done["judged"]["facts"][0]["value"] == "开平"
    cited = {document["document_id"] for document in done["judged"]["documents"]}
    for verdict in done["judged"]["verdicts"]:
        assert verdict["citations"]
        assert {citation["document_id"] for citation in verdict["citations"]} <= cited
    assert [verdict["complete"] for verdict in done["whole"]["verdicts"]] == [True]
    assert done["read"]["text"].startswith(done["found"]["quote"])
    assert len(done["resources"]) > 40
    # What a language model reads at once.
    assert len(json.dumps(done["judged"], ensure_ascii=False)) < 100_000
    assert len(json.dumps(done["listed"], ensure_ascii=False)) < 60_000


def test_a_document_is_read_page_by_page_to_its_end(server: Server) -> None:
    async def work(client: Client) -> str:
        text, offset = "", 0
        while True:
            page = fields_of(
                await client.call_tool("read_document", {"document_id": "gd-textile-plan-2024", "offset": offset})
            )
            text += page["text"]
            if page["next_offset"] is None:
                return text
            offset = page["next_offset"]

    whole = httpx2.get(f"{server.url}/api/v1/documents/gd-textile-plan-2024").json()["text"]
    assert over_http(server.url, operator_token(server), work) == whole


def test_a_rule_that_is_over_is_found_and_said_to_be(server: Server) -> None:
    found = fields_of(
        over_http(server.url, operator_token(server), call("search_clauses", query="六大专项行动", as_of="2026-01-01"))
    )
    labels = {each["document_id"]: each["validity_label"] for each in found["documents"]}
    assert labels["gd-textile-plan-2024"] == "已过实施期"


def test_nobody_asks_without_a_key(server: Server) -> None:
    reply = post(server, "wrong")
    assert (reply.status_code, reply.headers["www-authenticate"]) == (401, "Bearer")


def test_a_key_of_the_scope_opens_the_door_until_it_is_revoked(server: Server) -> None:
    opening = command(server.data_dir, "key", "add", "cursor", "--scope", "mcp", "--per-minute", "1")
    other = command(server.data_dir, "key", "add", "bot", "--scope", "chat")
    secret, chat = (next(word for word in made.stdout.split() if word.startswith("pq-")) for made in (opening, other))

    async def twice(client: Client) -> list[bool]:
        await client.list_tools()
        return [(await client.call_tool("ask_policy", ASKED)).is_error for _ in range(2)]

    assert over_http(server.url, secret, twice) == [False, True]
    assert post(server, chat).status_code == 403
    assert command(server.data_dir, "key", "revoke", "cursor").returncode == 0
    assert post(server, secret).status_code == 401
    assert secret not in server.log.read_text("utf-8")


def test_a_program_goes_on_when_its_server_comes_back_elsewhere(data_dir: Path) -> None:
    async def run() -> list[Any]:
        # The program looks for a server when it starts.
        with serving(data_dir) as first:
            async with Client(program(data_dir)) as client:
                results = [await client.call_tool("ask_policy", ASKED)]
                first.process.send_signal(signal.SIGTERM)
                await anyio.to_thread.run_sync(first.process.wait)
                results.append(await client.call_tool("ask_policy", ASKED))
                with serving(data_dir):
                    return [*results, await client.call_tool("ask_policy", ASKED)]

    before, between, after = anyio.run(run)
    assert told(fields_of(before)) == told(fields_of(after))
    assert (between.is_error, "assistant serve" in text_of(between)) == (True, True)


def test_a_program_alone_serves_at_once_and_opens_its_documents_meanwhile(tmp_path: Path) -> None:
    async def work(client: Client) -> Any:
        assert len((await client.list_tools()).tools) == 5
        return await client.call_tool("ask_policy", ASKED)

    assert "[1]" in fields_of(over(program(tmp_path / "data"), work))["text"]


def test_a_second_program_on_the_directory_is_told_to_share_a_server(data_dir: Path) -> None:
    async def work(client: Client) -> Any:
        await client.call_tool("ask_policy", ASKED)
        async with Client(program(data_dir)) as second:
            return await second.call_tool("ask_policy", ASKED)

    refused = over(program(data_dir), work)
    assert (refused.is_error, "assistant serve" in text_of(refused)) == (True, True)


HELLO = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}},
}


@contextmanager
def piped(data_dir: Path) -> Iterator[tuple[subprocess.Popen[str], IO[str], IO[str]]]:
    """The command with its standard input and output; killed in the end if it still runs."""
    process = subprocess.Popen(
        [sys.executable, "-m", "assistant", "mcp"],
        env=environment(data_dir),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    with process:
        assert process.stdin
        assert process.stdout
        try:
            yield process, process.stdin, process.stdout
        finally:
            process.kill()


def test_only_the_protocol_goes_to_standard_output(data_dir: Path) -> None:
    asked = {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "ask_policy", "arguments": ASKED}}
    with piped(data_dir) as (process, given, said):
        for message in (HELLO, {"jsonrpc": "2.0", "method": "notifications/initialized"}, "这不是消息", asked):
            given.write(json.dumps(message, ensure_ascii=False) + "\n")
        given.flush()
        lines = [said.readline() for _ in range(2)]
        given.close()
        assert process.wait(PATIENCE_SECONDS) == 0
        assert said.read() == ""
    assert [json.loads(line)["id"] for line in lines] == [1, 2]


@pytest.mark.parametrize("signalled", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "TERM"])
def test_a_program_that_waits_for_its_client_can_be_stopped(data_dir: Path, signalled: signal.Signals) -> None:
    with piped(data_dir) as (process, given, said):
        given.write(json.dumps(HELLO) + "\n")
        given.flush()
        assert json.loads(said.readline())["id"] == 1
        process.send_signal(signalled)
        assert process.wait(PATIENCE_SECONDS) == -signalled
