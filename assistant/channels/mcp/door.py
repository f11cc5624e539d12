"""MCP over streamable HTTP at /mcp of the server, for who has a key."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

import structlog
from anyio import Event, create_task_group, sleep_forever, to_thread
from fastapi import FastAPI, Request
from pydantic import BaseModel
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from assistant.channels.mcp.ask import AskResult
from assistant.channels.web.context import JsonOnly, WebContext
from assistant.channels.web.problems import UNEXPECTED, Kind, kind_of, problem_response, request_id_of
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.channels.mcp.streamable import Speaking
    from assistant.service import Assistant

PATH = "/mcp"
Count = Callable[[], None]
"""Counts one piece of work against limits; raises AssistantError where that is too much."""
Authorise = Callable[[str], Count]
"""Lets an Authorization header pass, empty where none came, or raises AssistantError."""

_counting: ContextVar[Count] = ContextVar("counting")

_REFUSED = {
    421: (
        Kind("host_refused", 421, "不在这个地址上服务"),
        "请用 127.0.0.1、localhost 或 ASSISTANT_PUBLIC_URL 里的主机名访问 /mcp；从别的机器连接，请先把 "
        "ASSISTANT_PUBLIC_URL 设为那里使用的网址前缀。",
    ),
    403: (
        Kind("origin_refused", 403, "不接受来自这个网页的请求"),
        "请求头 Origin 不是本机或 ASSISTANT_PUBLIC_URL 的网页，请由程序连接，或去掉 Origin。",
    ),
}

log = structlog.get_logger("assistant.mcp")


class McpDoor:
    """The way in for MCP clients. What it needs is imported when the first of them comes, who waits half a second."""

    def __init__(self, authorise: Authorise, public_url: str) -> None:
        self._authorise, self._public_url = authorise, public_url
        self._speaking: Speaking | None = None
        self._wanted, self._ready = Event(), Event()
        self._web: WebContext | None = None

    def install(self, app: FastAPI) -> None:
        """See Door. Only POST: nothing is ever sent that was not asked for, and there are no sessions to end."""
        self._web = app.state.web
        app.add_api_route(
            PATH, self._answer, methods=["POST"], dependencies=[JsonOnly], include_in_schema=False, response_model=None
        )

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """See Door."""
        self._wanted, self._ready, self._speaking = Event(), Event(), None
        async with create_task_group() as running:
            running.start_soon(self._speak)
            yield
            running.cancel_scope.cancel()

    async def _answer(self, request: Request) -> Response:
        """One message of a client."""
        request_id = request_id_of(request)
        try:
            count = await self._admit(request)
        except AssistantError as error:
            kind = kind_of(error)
            challenge = {"WWW-Authenticate": "Bearer"} if kind.status == 401 else None
            return problem_response(kind, error.message, request_id, challenge)
        self._wanted.set()
        await self._ready.wait()
        if self._speaking is None:
            return problem_response(UNEXPECTED, "MCP 没有打开，请查看服务器日志里的 mcp_not_opened。", request_id)
        refused = await self._speaking.guard.validate_request(request, is_post=True)
        if refused is not None:
            kind, remedy = _REFUSED[refused.status_code]
            return problem_response(kind, remedy, request_id)
        return _Handed(self._speaking, count)

    async def _admit(self, request: Request) -> Count:
        """The operator of this machine, who is not limited, or who has a key; raises AssistantError."""
        shown = request.headers.get("authorization", "")
        if secrets.compare_digest(shown.encode(), f"Bearer {self._context.operator_token}".encode()):
            return _unlimited
        return await to_thread.run_sync(self._authorise, shown)

    async def _speak(self) -> None:
        await self._wanted.wait()
        try:
            speaking = await to_thread.run_sync(_protocol, self._context, self._public_url)
        except Exception:  # nobody is above this task but the server, which goes on without MCP
            log.exception("mcp_not_opened")
            self._ready.set()
            return
        async with speaking as self._speaking:
            self._ready.set()
            await sleep_forever()

    @property
    def _context(self) -> WebContext:
        assert self._web is not None
        return self._web


class _Handed(Response):
    """A reply that the SDK writes; what is asked of the Assistant on its way is counted."""

    def __init__(self, speaking: Speaking, count: Count) -> None:
        self._speaking, self._count, self.background = speaking, count, None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        _counting.set(self._count)
        await self._speaking.manager.handle_request(scope, receive, send)


def _unlimited() -> None:
    return


def _protocol(web: WebContext, public_url: str) -> AbstractAsyncContextManager[Speaking]:
    """The protocol over the server's Assistant; runs in a thread, since it imports the SDK."""
    from assistant.channels.mcp.hands import OwnHands
    from assistant.channels.mcp.streamable import speak

    async def assistant() -> Assistant:
        _counting.get()()
        return web.assistant

    def observe(result: BaseModel, seconds: float) -> None:
        if isinstance(result, AskResult):
            web.metrics.observe_answer(result, seconds)

    return speak(OwnHands(assistant, web.answering, observe), public_url)
