"""MCP over standard input and output, for a client that starts this program itself."""

from __future__ import annotations

import signal
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path

import anyio
import structlog
from anyio import CapacityLimiter, Lock, create_task_group, to_thread
from mcp.server.stdio import stdio_server

from assistant.channels.local_server import LocalServer
from assistant.channels.mcp.hands import Hands, OwnHands
from assistant.channels.mcp.server import build_server
from assistant.channels.mcp.through import ServersHands
from assistant.errors import AssistantError, DataDirectoryInUse
from assistant.service import Assistant

log = structlog.get_logger("assistant.mcp")


class Opening:
    """The Assistant of this process, opened once behind the protocol; whoever calls meanwhile waits for it.

    What stood in the way may be gone at the next call, so that one tries again.
    """

    def __init__(self, build: Callable[[], Assistant]) -> None:
        self._build = build
        self._lock = Lock()
        self._assistant: Assistant | None = None

    async def assistant(self) -> Assistant:
        """The Assistant, ready to answer; raises AssistantError."""
        async with self._lock:
            if self._assistant is None:
                self._assistant = await to_thread.run_sync(self._open)
            return self._assistant

    async def begin(self) -> None:
        """Open it before anybody asks; who asks is told what stands in the way, as the log is."""
        try:
            await self.assistant()
        except AssistantError as error:
            log.warning("mcp_not_open", code=error.code, reason=error.message)

    def close(self) -> None:
        """Release it."""
        if self._assistant is not None:
            self._assistant.close()

    def _open(self) -> Assistant:
        assistant = self._build()
        try:
            assistant.sync()
        except DataDirectoryInUse:
            assistant.close()
            raise DataDirectoryInUse(
                "另一个程序正在使用同一个数据目录。几个客户端要同时使用时，请先启动 assistant serve，再重新连接："
                "它们会共用那个服务器。"
            ) from None
        except AssistantError:
            assistant.close()
            raise
        return assistant


def serve(build: Callable[[], Assistant], data_dir: Path) -> None:
    """Speak until standard input ends: through the server that runs on the data directory, else alone."""
    # Nobody can interrupt the thread that reads standard input, and nothing is left to be done on Ctrl-C.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    anyio.run(_serve, build, data_dir)


async def _serve(build: Callable[[], Assistant], data_dir: Path) -> None:
    async with AsyncExitStack() as held:
        # First of all, so that nothing else can write where the protocol goes.
        reading, writing = await held.enter_async_context(stdio_server())
        hands: Hands = ServersHands(data_dir)
        if await to_thread.run_sync(LocalServer.find, data_dir) is None:
            opening = Opening(build)
            held.callback(opening.close)
            running = await held.enter_async_context(create_task_group())
            running.start_soon(opening.begin)
            hands = OwnHands(opening.assistant, CapacityLimiter(1))
        server = build_server(hands)
        await server.run(reading, writing, server.create_initialization_options())
