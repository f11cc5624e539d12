"""Finds what a process left behind that ended, and what nobody came for any more."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import structlog
from anyio import to_thread

from assistant.channels.wechat.official.delivering import Delivering
from assistant.channels.wechat.official.pace import Pace
from assistant.channels.wechat.official.pushing import WINDOW, Pushing
from assistant.channels.wechat.official.replying import Replying
from assistant.domain import Delivery
from assistant.errors import AssistantError
from assistant.message_ports import MessageStore
from assistant.ports import Clock

_AT_ONCE = 50

log = structlog.get_logger("assistant.wechat")


class Sweeping:
    """Looks through the messages of an account again and again. For one event loop."""

    def __init__(
        self,
        store: MessageStore,
        clock: Clock,
        account: str,
        pace: Pace,
        replying: Replying,
        delivering: Delivering,
        pushing: Pushing,
    ) -> None:
        self._store, self._clock, self._account, self._pace = store, clock, account, pace
        self._replying, self._delivering, self._pushing = replying, delivering, pushing

    async def run(self) -> None:
        """Sweep until cancelled."""
        while True:
            try:
                await self.sweep()
            except AssistantError as error:
                log.error("sweep_failed", code=error.code, error=error.message)
            except Exception:  # the outermost boundary of a sweep: the next one is to come all the same
                log.exception("sweep_crashed")
            await asyncio.sleep(self._pace.sweep)

    async def sweep(self) -> None:
        """Answer what nobody answers, send what was to be sent, hold or send what nobody came for."""
        now = self._clock()
        for message in await to_thread.run_sync(self._store.unanswered, "wechat", now, _AT_ONCE):
            if message.sender.account == self._account:
                await self._replying.take_over(message)
        given_up = now - timedelta(seconds=self._pace.given_up)
        for way in (Delivery.PUSH, Delivery.NONE):
            left = await to_thread.run_sync(self._store.undelivered, "wechat", way, now - WINDOW, _AT_ONCE)
            for message in left:
                if message.sender.account == self._account:
                    if way is Delivery.PUSH:
                        self._pushing.send(message)
                    elif message.received_at < given_up:
                        await self._delivering.begin_late(message)
