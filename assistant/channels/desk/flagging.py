"""Flags approved answers that must be given no longer, while the server runs."""

from __future__ import annotations

import asyncio

import structlog
from anyio import to_thread

from assistant.desk.approved import Approving
from assistant.errors import AssistantError, NotReady

EVERY_SECONDS, NOT_READY_SECONDS = 600.0, 5.0

log = structlog.get_logger("assistant.desk")


class Flagging:
    """A task of the desk's door. People are kept from such answers at once, whenever it looks; it tells the staff."""

    def __init__(self, approving: Approving, every_seconds: float = EVERY_SECONDS) -> None:
        self._approving, self._every_seconds = approving, every_seconds

    async def run(self) -> None:
        """Look again and again, until cancelled."""
        while True:
            pause = self._every_seconds
            try:
                flagged = await to_thread.run_sync(self._approving.flag)
                if flagged:
                    log.info("approved_answers_flagged", count=flagged)
            except NotReady:
                pause = NOT_READY_SECONDS
            except AssistantError as error:
                log.warning("approved_answers_not_flagged", code=error.code, reason=error.message)
            except Exception:  # a task has nobody above it; it goes on with the next look
                log.exception("flagging_crashed")
            await asyncio.sleep(pause)
