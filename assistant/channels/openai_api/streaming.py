"""A reply while it comes: server-sent events, kept alive, and ended with the client."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

import structlog
from anyio import CancelScope, CapacityLimiter, Lock, create_task_group, sleep, to_thread

from assistant.channels.openai_api.failures import Failure, failure_of, unexpected
from assistant.channels.wire import encode
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from assistant.channels.citation_wire import Wire

KEEP_ALIVE_SECONDS = 10.0
_HEADERS = {"content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store", "x-accel-buffering": "no"}

log = structlog.get_logger("assistant.openai_api")


class EventStream:
    """ASGI: sends what a generator makes in threads, piece by piece. Whoever hangs up ends it before its next piece."""

    def __init__(
        self,
        chunks: Generator[Wire, None, None],
        limiter: CapacityLimiter,
        request_id: str,
        keep_alive_seconds: float = KEEP_ALIVE_SECONDS,
    ) -> None:
        self._chunks, self._limiter, self._request_id = chunks, limiter, request_id
        self._keep_alive_seconds = keep_alive_seconds
        self._sending = Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the reply."""
        headers = [(name.encode(), value.encode()) for name, value in _HEADERS.items()]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        async with create_task_group() as tasks:
            tasks.start_soon(self._hang_up, receive, tasks.cancel_scope)
            tasks.start_soon(self._keep_alive, send)
            try:
                await self._tell(send)
            finally:
                with CancelScope(shield=True):
                    await to_thread.run_sync(self._chunks.close)
            tasks.cancel_scope.cancel()

    async def _tell(self, send: Send) -> None:
        try:
            while (chunk := await to_thread.run_sync(next, self._chunks, None, limiter=self._limiter)) is not None:
                await self._send(send, b"data: " + encode(chunk) + b"\n\n")
        except AssistantError as error:
            await self._fail(send, failure_of(error))
        except Exception:  # headers are sent, so an event is the only way to tell
            log.exception("stream_crashed")
            await self._fail(send, unexpected(self._request_id))
        await self._send(send, b"data: [DONE]\n\n", more=False)

    async def _fail(self, send: Send, failure: Failure) -> None:
        await self._send(send, b"data: " + encode(failure.to_wire()) + b"\n\n")

    async def _keep_alive(self, send: Send) -> None:
        while True:
            await sleep(self._keep_alive_seconds)
            await self._send(send, b": keep-alive\n\n")

    async def _send(self, send: Send, body: bytes, more: bool = True) -> None:
        async with self._sending:
            await send({"type": "http.response.body", "body": body, "more_body": more})

    async def _hang_up(self, receive: Receive, serving: CancelScope) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        serving.cancel()
