"""The official MCP client, for tests that are no coroutines themselves."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

import anyio
import httpx2
import mcp_types as types
import uvicorn
from anyio import CapacityLimiter
from fastapi import FastAPI
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.server.lowlevel import Server

from assistant.channels.mcp.hands import OwnHands
from assistant.channels.mcp.server import build_server
from assistant.channels.web.serve import listen

T = TypeVar("T")
PATIENCE_SECONDS = 300
MODES = ("auto", "legacy")
"""As clients of the newest revision speak, and as those before it do."""


def over(server: Any, work: Callable[[Client], Awaitable[T]], mode: str = "auto") -> T:
    """What a client does with a server: one in memory, a command, a transport."""

    async def run() -> T:
        with anyio.fail_after(PATIENCE_SECONDS):
            async with Client(server, mode=mode) as client:
                return await work(client)

    return anyio.run(run)


def over_http(url: str, token: str, work: Callable[[Client], Awaitable[T]], mode: str = "auto") -> T:
    """The same through /mcp of a server."""

    async def run() -> T:
        http = httpx2.AsyncClient(headers={"Authorization": f"Bearer {token}"}, timeout=PATIENCE_SECONDS)
        transport = streamable_http_client(f"{url}/mcp", http_client=http)
        async with http, Client(transport, mode=mode) as client:
            return await work(client)

    return anyio.run(run)


def call(name: str, **arguments: object) -> Callable[[Client], Awaitable[types.CallToolResult]]:
    """Work that calls one tool; the client holds the result to the tool's schema."""

    async def work(client: Client) -> types.CallToolResult:
        return await client.call_tool(name, arguments)

    return work


def server_of(assistant: Any) -> Server[Any]:
    """The protocol over an Assistant of this process."""

    async def own() -> Any:
        return assistant

    return build_server(OwnHands(own, CapacityLimiter(1)))


def text_of(result: types.CallToolResult) -> str:
    """What a client that reads text only is shown."""
    (content,) = result.content
    assert isinstance(content, types.TextContent)
    return content.text


def fields_of(result: types.CallToolResult) -> Mapping[str, Any]:
    """What a program is given; an error has none."""
    assert not result.is_error, text_of(result)
    fields: Mapping[str, Any] = json.loads(json.dumps(result.structured_content))
    return fields


@contextmanager
def listening(app: FastAPI, port: int = 0) -> Iterator[str]:
    """The address of a web channel that serves on loopback in a thread."""
    with listen("127.0.0.1", port) as socket:
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, server_header=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.005)
        try:
            yield f"http://127.0.0.1:{socket.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
