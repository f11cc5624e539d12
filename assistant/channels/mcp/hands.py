"""Who does what a tool asks for: the Assistant of this process."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Protocol

from anyio import CapacityLimiter, to_thread
from mcp_types import CallToolResult, TextContent
from pydantic import BaseModel

from assistant.channels.mcp.resources import Listed, listed, text_of
from assistant.channels.mcp.tool import Arguments, Tool

if TYPE_CHECKING:
    from assistant.service import Assistant

Observe = Callable[[BaseModel, float], None]
"""Told each result of a tool and the seconds that it took."""


def unobserved(result: BaseModel, seconds: float) -> None:
    """Counts nothing."""


class Hands(Protocol):
    """Does the work behind the protocol; all of it raises AssistantError."""

    async def call(self, tool: Tool[Any, Any], arguments: Arguments) -> CallToolResult:
        """What a tool gives."""
        ...

    async def documents(self) -> list[Listed]:
        """The documents that can be read as resources."""
        ...

    async def text(self, uri: str) -> str:
        """The text of one of them."""
        ...


class OwnHands:
    """Works with an Assistant of this process, in threads; what takes the time of an answer waits for its turn."""

    def __init__(
        self, assistant: Callable[[], Awaitable[Assistant]], answering: CapacityLimiter, observe: Observe = unobserved
    ) -> None:
        self._assistant, self._answering, self._observe = assistant, answering, observe

    async def call(self, tool: Tool[Any, Any], arguments: Arguments) -> CallToolResult:
        """See Hands."""
        assistant, began = await self._assistant(), time.perf_counter()
        limiter = self._answering if tool.searches else None
        result = await to_thread.run_sync(tool.run, assistant, arguments, limiter=limiter)
        self._observe(result, time.perf_counter() - began)
        return CallToolResult(
            content=[TextContent(text=tool.text(result))],
            structured_content=result.model_dump(mode="json"),
        )

    async def documents(self) -> list[Listed]:
        """See Hands."""
        return await to_thread.run_sync(listed, await self._assistant())

    async def text(self, uri: str) -> str:
        """See Hands."""
        return await to_thread.run_sync(text_of, await self._assistant(), uri)
