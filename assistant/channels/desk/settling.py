"""Says of replies whose sending was cut off what is known of them, while the server runs."""

from __future__ import annotations

import asyncio

import structlog
from anyio import to_thread

from assistant.desk.sending import Sending
from assistant.errors import AssistantError

EVERY_SECONDS = 30.0

log = structlog.get_logger("assistant.desk")


class Settling:
    """A task of the desk's door, so that such a reply is seen in the list though nobody opens its ticket."""

    def __init__(self, sending: Sending, every_seconds: float = EVERY_SECONDS) -> None:
        self._sending, self._every_seconds = sending, every_seconds

    async def run(self) -> None:
        """Look again and again, until cancelled."""
        while True:
            try:
                await to_thread.run_sync(self._sending.settle)
            except AssistantError as error:
                log.warning("replies_not_settled", code=error.code, reason=error.message)
            except Exception:  # a task has nobody above it; it goes on with the next look
                log.exception("settling_crashed")
            await asyncio.sleep(self._every_seconds)
