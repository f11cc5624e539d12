"""One long connection while it lasts: what arrives is taken, it is kept alive, and nobody else has it."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from datetime import timedelta
from typing import Any

import structlog

from assistant.channels.messages.lease import Lease
from assistant.channels.wechat.bot.callbacks import (
    Asked,
    Callback,
    Entered,
    Rated,
    Replaced,
    UnreadableCallback,
    read,
)
from assistant.channels.wechat.bot.desk import BotDesk, run
from assistant.channels.wechat.bot.link import Link, LinkLost, request_of
from assistant.channels.wechat.bot.pace import Pace
from assistant.channels.wechat.bot.speaking import Speaking
from assistant.channels.wechat.bot.words import BotTexts
from assistant.domain import Delivery
from assistant.errors import AssistantError

SENT_WITHIN = timedelta(hours=24)
"""The platform takes replies to a message for so long."""
_AT_ONCE = 50

log = structlog.get_logger("assistant.wechat")


class Refused(Exception):
    """The platform does not take the bot's name and secret."""


class TakenOver(Exception):
    """Another connection of the same bot took our place."""


class Connection:
    """For one event loop."""

    def __init__(self, channel: str, link: Link, desk: BotDesk, texts: BotTexts, pace: Pace, lease: Lease) -> None:
        self._channel, self._link, self._desk, self._pace, self._lease = channel, link, desk, pace, lease
        self.speaking = Speaking(link, desk, texts, pace)
        self._aside: set[asyncio.Task[None]] = set()

    async def log_in(self, bot_id: str, secret: str) -> None:
        """Say who we are, while it is being served; raises Refused and LinkLost."""
        if number := await self._link.call("aibot_subscribe", {"bot_id": bot_id, "secret": secret}):
            log.error("bot_login_refused", number=number)
            raise Refused
        log.info("bot_connected")

    async def resume(self) -> None:
        """Tell what nobody tells because of a crash or a lost connection; raises LinkLost."""
        await self._desk.resume()
        since = self._desk.clock() - SENT_WITHIN
        for way in (Delivery.NONE, Delivery.PUSH, Delivery.PASSIVE):
            for message in await run(self._desk.store.undelivered, self._channel, way, since, _AT_ONCE):
                await self.speaking.answered(message)

    async def serve(self) -> None:
        """Until it ends; raises TakenOver, and LinkLost where it is dead or no more ours."""
        tasks = [asyncio.create_task(each) for each in (self._listen(), self._ping(), self._keep(), self._look())]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in (*tasks, *self._aside):
                task.cancel()
            await asyncio.gather(*tasks, *self._aside, return_exceptions=True)
            await self.speaking.close()

    async def _listen(self) -> None:
        async for frame in self._link.frames():
            body, request = frame.get("body"), request_of(frame)
            try:
                callback = read(body if isinstance(body, dict) else {}, self._channel, self._desk.clock(), request)
            except UnreadableCallback:
                log.warning("bot_callback_unreadable")
                continue
            if isinstance(callback, Replaced):
                raise TakenOver
            if isinstance(callback, Asked):
                # One after the other, so that the messages of a person keep their order.
                await self._handle(callback, request)
            elif callback is not None:
                # What waits for an acknowledgement must not keep it from being read.
                self._begin(self._handle(callback, request))

    async def _handle(self, callback: Callback, request: str) -> None:
        try:
            if isinstance(callback, Asked) and await self._desk.take(callback.message):
                self.speaking.stream(callback.message)
            elif isinstance(callback, Entered):
                said = {"msgtype": "text", "text": {"content": await self._desk.welcome(callback.message)}}
                await self._link.call("aibot_respond_welcome_msg", said, request)
            elif isinstance(callback, Rated):
                await self._desk.rate(callback)
        except AssistantError as error:
            log.warning("bot_callback_failed", code=error.code, reason=error.message)
        except LinkLost as error:
            log.info("bot_reply_not_taken", why=str(error))

    async def _ping(self) -> None:
        while True:
            await asyncio.sleep(self._pace.ping)
            await self._link.call("ping")

    async def _keep(self) -> None:
        while True:
            await asyncio.sleep(self._pace.lease / 4)
            if not await run(self._lease.take):
                raise LinkLost("lease")

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(self._pace.look)
            try:
                await self.resume()
            except AssistantError as error:
                log.warning("bot_look_failed", code=error.code, reason=error.message)

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._aside.add(task)
        task.add_done_callback(self._aside.discard)
