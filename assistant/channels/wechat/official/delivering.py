"""The five seconds: what a delivery is replied to with, and by which way an answer goes that is not there in time."""

from __future__ import annotations

import asyncio
from enum import Enum, auto
from typing import Any

from anyio import to_thread

from assistant.channels.messages.correspondence import Texts
from assistant.channels.wechat.official.fetching import told_by
from assistant.channels.wechat.official.pace import Pace
from assistant.channels.wechat.official.pushing import Pushing
from assistant.channels.wechat.official.replying import Replying
from assistant.domain import Delivery, Message
from assistant.message_ports import MessageStore
from assistant.ports import Clock


class Silence(Enum):
    """What a delivery gets beside a text: it is taken and nothing is shown, or it shall come again."""

    TAKEN = auto()
    AGAIN = auto()


class Delivering:
    """Decides for each delivery of a message. For one event loop."""

    def __init__(
        self, store: MessageStore, texts: Texts, clock: Clock, pace: Pace, replying: Replying, pushing: Pushing
    ) -> None:
        self._store, self._texts, self._clock, self._pace = store, texts, clock, pace
        self._replying, self._pushing = replying, pushing

    async def deliver(self, message: Message, gone: asyncio.Future[None]) -> str | Silence:
        """The text that goes back on this connection; `gone` ends when nobody is there any more."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        kept = await self._replying.receive(message)
        if kept is None:
            return Silence.TAKEN
        if kept.delivery is not Delivery.NONE:
            return self._said(kept)
        is_last = (self._clock() - kept.received_at).total_seconds() >= self._pace.last

        async def reply(until: float) -> Message | None:
            return await self._reply(kept, gone, began + until - loop.time())

        with self._replying.awaited(kept.id):
            replied = await reply(self._pace.typing)
            if replied is None and not gone.done():
                reaching = asyncio.create_task(self._pushing.reaches(kept.sender))
                replied = await reply(self._pace.reply)
                reaches = reaching.done() and reaching.result()
                reaching.cancel()
                if replied is None and not gone.done():
                    if reaches or is_last:
                        return await self._later(kept, Delivery.PUSH if reaches else Delivery.PULL)
                    replied = await reply(self._pace.gone)
            return Silence.AGAIN if replied is None else await self._now(replied)

    async def begin_late(self, message: Message) -> None:
        """Begin the delivery of a reply for which no connection waited and none will."""
        way = Delivery.PUSH if await self._pushing.reaches(message.sender) else Delivery.PULL
        await self._later(message, way)

    async def _reply(self, message: Message, gone: asyncio.Future[None], seconds: float) -> Message | None:
        """The message with its reply, None where it is not there in time or nobody waits any more."""
        looking = asyncio.create_task(self._replying.reply_of(message, max(seconds, 0)))
        ends: set[asyncio.Future[Any]] = {looking, gone}
        try:
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            return looking.result() if looking.done() else None
        finally:
            looking.cancel()

    async def _now(self, message: Message) -> str | Silence:
        """Reply on this connection, unless the reply goes by another way already."""
        if message.delivery is Delivery.NONE:
            way = Delivery.PASSIVE
            await to_thread.run_sync(self._store.deliver, message.id, way, Delivery.NONE, told_by(way))
            return await self._as_kept(message)
        return self._said(message)

    async def _later(self, message: Message, way: Delivery) -> str | Silence:
        """Let the reply go another way, unless it went on a connection meanwhile."""
        await to_thread.run_sync(self._store.deliver, message.id, way, Delivery.NONE)
        return await self._as_kept(message)

    async def _as_kept(self, message: Message) -> str | Silence:
        kept = await to_thread.run_sync(self._store.message, message.id)
        if kept is None:
            return Silence.TAKEN
        # Another process may have found the reply between our last look and now, and knew of no push then.
        self._pushing.send(kept)
        return self._said(kept)

    def _said(self, message: Message) -> str | Silence:
        """What every delivery of a message gets once the way of its reply is settled."""
        if message.delivery is Delivery.PASSIVE and message.reply is not None:
            behind = len(message.reply.parts) - 1
            return message.reply.parts[0] + (self._texts.foot(behind) if behind else "")
        return (
            self._texts.say("still_searching", asked=message.text)
            if message.delivery is Delivery.PULL
            else Silence.TAKEN
        )
