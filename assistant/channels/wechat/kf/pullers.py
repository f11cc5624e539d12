"""Sees to it that every account of which something is pending is pulled: by one at a time, again where it fails."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

import structlog

from assistant.channels.wechat.kf.api import CHANNEL
from assistant.channels.wechat.kf.pulling import CURSOR, PENDING, note_of, run
from assistant.channels.wechat.platform import PlatformRefused
from assistant.errors import AssistantError
from assistant.message_ports import MessageStore

MOST_SECONDS = 120.0
"""The longest pause after a pull that failed."""
CATCH_UP_SECONDS = 300.0
"""Between two pulls of every account without a callback, of which the platform takes few."""

T = TypeVar("T")
log = structlog.get_logger("assistant.wechat")


@dataclass(frozen=True, slots=True)
class _Failed:
    pending: str
    seconds: float
    until: float


class Pullers:
    """For one event loop; `pull` is that of a Puller.

    `refused` is called once when the platform says no, and again only after a pull that went well.

    The first pause after a failure lasts `seconds`, each further one twice as long; what a new callback tells of is
    tried at once. `wake` is called when it is worth looking again.
    """

    def __init__(
        self,
        pull: Callable[[str], Awaitable[bool]],
        store: MessageStore,
        seconds: float,
        catch_up_seconds: float,
        wake: Callable[[], None],
        clock: Callable[[], float] = time.monotonic,
        refused: Callable[[], None] = lambda: None,
    ) -> None:
        self._pull, self._store, self._wake, self._clock = pull, store, wake, clock
        self._refused, self._is_refused = refused, False
        self._seconds, self._catch_up_seconds = seconds, catch_up_seconds
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._failed: dict[str, _Failed] = {}
        self._caught_up_until = float("-inf")

    async def look(self) -> None:
        """Begin the pulls that are due; those of accounts that we know are due from time to time."""
        if self._clock() >= self._caught_up_until:
            await run(self._catch_up)
            self._caught_up_until = self._clock() + self._catch_up_seconds
        for account, pending in (await run(self._store.noted, CHANNEL, PENDING)).items():
            if account not in self._tasks and not self._rests(account, pending):
                self._tasks[account] = asyncio.create_task(self._pulled(account, pending))

    async def close(self) -> None:
        """Stop; what is pending stays so."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _catch_up(self) -> None:
        for account in self._store.noted(CHANNEL, CURSOR):
            self._store.renote(CHANNEL, account, PENDING, note_of(""), instead_of="")

    def _rests(self, account: str, pending: str) -> bool:
        failed = self._failed.get(account)
        return failed is not None and failed.pending == pending and self._clock() < failed.until

    async def _pulled(self, account: str, pending: str) -> None:
        try:
            is_whole = await tried(self._noting_refusals(account))
        finally:
            del self._tasks[account]
        if is_whole is None:
            failed = self._failed.get(account)
            seconds = min(failed.seconds * 2, MOST_SECONDS) if failed else self._seconds
            self._failed[account] = _Failed(pending, seconds, self._clock() + seconds)
        elif is_whole:
            self._failed.pop(account, None)
            self._is_refused = False
        # A callback that came while the pull ended found it still running. Where another process is at it, ours waits.
        if is_whole is not False:
            self._wake()

    async def _noting_refusals(self, account: str) -> bool:
        try:
            return await self._pull(account)
        except PlatformRefused:
            if not self._is_refused:
                self._is_refused = True
                self._refused()
            raise


async def tried(work: Awaitable[T]) -> T | None:
    """What comes of it, None where it failed; the next look tries again."""
    try:
        return await work
    except AssistantError as error:
        log.warning("kf_stands_still", code=error.code, reason=error.message)
    except Exception:  # a task has nobody above it
        log.exception("kf_work_crashed")
    return None
