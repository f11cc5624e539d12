"""Frames of the long connection: each is told to have arrived, or the connection counts as dead."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Mapping
from typing import Any

import structlog
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

STREAM_OVER = 846608
"""The stream of a message takes no more snapshots."""
ACK_SECONDS = 10.0

log = structlog.get_logger("assistant.wechat")


class LinkLost(Exception):
    """The connection is gone, or says nothing any more."""


class Link:
    """One connection. While `frames` is read, `call` may be used by any task of its event loop."""

    def __init__(self, connection: ClientConnection, ack_seconds: float = ACK_SECONDS) -> None:
        self._connection, self._ack_seconds = connection, ack_seconds
        self._awaited: dict[str, asyncio.Future[int]] = {}

    async def call(self, command: str, body: Mapping[str, Any] | None = None, request: str = "") -> int:
        """The error number of what came back, 0 when it was taken; raises LinkLost.

        `request` is the number of what it replies to. One frame of each request is under way at a time.
        """
        request = request or f"{command}_{secrets.token_hex(8)}"
        frame = {"cmd": command, "headers": {"req_id": request}, **({} if body is None else {"body": body})}
        taken: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._awaited[request] = taken
        try:
            async with asyncio.timeout(self._ack_seconds):
                await self._connection.send(json.dumps(frame, ensure_ascii=False))
                return await taken
        except (ConnectionClosed, TimeoutError) as error:
            # Sending into a dead connection succeeds, so that silence is the only sign.
            raise LinkLost(type(error).__name__) from None
        finally:
            self._awaited.pop(request, None)

    async def frames(self) -> AsyncIterator[dict[str, Any]]:
        """What the platform sends by itself; ends when the connection does."""
        try:
            async for raw in self._connection:
                frame = _frame(raw)
                if "cmd" in frame:
                    yield frame
                else:
                    self._arrived(frame)
        except ConnectionClosed:
            return
        finally:
            for awaited in self._awaited.values():
                if not awaited.done():
                    awaited.set_exception(LinkLost("closed"))

    async def close(self) -> None:
        """End the connection."""
        await self._connection.close()

    def _arrived(self, frame: Mapping[str, Any]) -> None:
        awaited = self._awaited.get(request_of(frame))
        number = frame.get("errcode", 0)
        if awaited is not None and not awaited.done():
            awaited.set_result(number if isinstance(number, int) else -1)


def request_of(frame: Mapping[str, Any]) -> str:
    """The number of the request that a frame belongs to."""
    headers = frame.get("headers")
    return str(headers.get("req_id", "")) if isinstance(headers, dict) else ""


def _frame(raw: str | bytes) -> dict[str, Any]:
    try:
        frame = json.loads(raw)
    except (ValueError, RecursionError):
        frame = None
    if isinstance(frame, dict):
        return frame
    log.warning("bot_frame_unreadable")
    return {}
