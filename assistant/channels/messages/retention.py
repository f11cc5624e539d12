"""Removes what people wrote to messengers once it has been kept for as long as was promised."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta

import structlog
from anyio import to_thread
from fastapi import FastAPI

from assistant.errors import AssistantError
from assistant.message_ports import MessageStore
from assistant.ports import Clock

EVERY_SECONDS = 3600.0

log = structlog.get_logger("assistant.messages")


class Retention:
    """A door without routes."""

    def __init__(self, store: MessageStore, clock: Clock, keep: timedelta) -> None:
        self._store, self._clock, self._keep = store, clock, keep

    def install(self, app: FastAPI) -> None:
        """See Door."""

    def open(self) -> AbstractAsyncContextManager[None]:
        """See Door."""
        return self._working()

    @asynccontextmanager
    async def _working(self) -> AsyncIterator[None]:
        work = asyncio.create_task(self._remove())
        try:
            yield
        finally:
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)

    async def _remove(self) -> None:
        while True:
            try:
                removed = await to_thread.run_sync(self._store.remove_before, self._clock() - self._keep)
                log.info("old_messages_removed", count=removed)
            except AssistantError as error:
                log.warning("old_messages_kept", code=error.code, reason=error.message)
            await asyncio.sleep(EVERY_SECONDS)
