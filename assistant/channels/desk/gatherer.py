"""Gathers what needs a person while the server serves; of several processes one does it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta

import structlog
from anyio import to_thread

from assistant.channels.messages.lease import Lease
from assistant.desk.gathering import Gathering
from assistant.errors import AssistantError

LEASE, EVERY_SECONDS = timedelta(seconds=60), 5.0

log = structlog.get_logger("assistant.desk")


class Gatherer:
    """A task of the desk's door; `told` hears how it went each time."""

    def __init__(
        self,
        gathering: Gathering,
        lease: Lease,
        every_seconds: float = EVERY_SECONDS,
        told: Callable[[], None] = lambda: None,
    ) -> None:
        self._gathering, self._lease, self._every_seconds, self._told = gathering, lease, every_seconds, told

    async def run(self) -> None:
        """Look again and again, until cancelled."""
        try:
            while True:
                try:
                    more = await to_thread.run_sync(self._step)
                except AssistantError as error:
                    more = False
                    log.warning("not_gathered", code=error.code, reason=error.message)
                except Exception:  # a task has nobody above it; it goes on with the next look
                    more = False
                    log.exception("gathering_crashed")
                self._told()
                await asyncio.sleep(0 if more else self._every_seconds)
        finally:
            self._release()

    def _step(self) -> bool:
        return self._lease.take() and self._gathering.step()

    def _release(self) -> None:
        try:
            self._lease.release()
        except AssistantError as error:
            log.info("lease_not_released", code=error.code)
