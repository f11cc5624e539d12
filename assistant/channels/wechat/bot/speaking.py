"""Replies over the long connection: snapshots as they come, and a message where the stream does not reach its end."""

from __future__ import annotations

import asyncio

import structlog

from assistant.channels.allowance import Allowance
from assistant.channels.wechat.bot.callbacks import chat_of
from assistant.channels.wechat.bot.desk import LEASE, BotDesk, run
from assistant.channels.wechat.bot.link import STREAM_OVER, Link, LinkLost
from assistant.channels.wechat.bot.pace import Pace
from assistant.channels.wechat.bot.streaming import ENDS, Snapshot, snapshot
from assistant.channels.wechat.bot.words import BotTexts, within
from assistant.domain import Delivery, Message
from assistant.errors import AssistantError

SNAPSHOTS_PER_MINUTE = 24
"""The platform allows 30 frames a minute to a chat; the rest is for ends of streams and messages."""

log = structlog.get_logger("assistant.wechat")


class Speaking:
    """Speaks over one connection. For one event loop."""

    def __init__(self, link: Link, desk: BotDesk, texts: BotTexts, pace: Pace) -> None:
        self._link, self._desk, self._texts, self._pace = link, desk, texts, pace
        self._allowance = Allowance()
        self._streaming: dict[str, asyncio.Task[None]] = {}

    def stream(self, message: Message) -> None:
        """Send snapshots of a reply until it is whole, unless that is being done."""
        if message.id not in self._streaming:
            self._streaming[message.id] = task = asyncio.create_task(self._stream(message))
            task.add_done_callback(lambda _: self._streaming.pop(message.id, None))

    async def answered(self, message: Message) -> None:
        """See to it that a reply that was just kept arrives."""
        if message.id in self._streaming:
            return
        if message.delivery is Delivery.NONE and self._desk.clock() - message.received_at < ENDS:
            self.stream(message)
        else:
            await self.send(message)

    async def send(self, message: Message) -> None:
        """Send a whole reply as a message of its own, unless somebody is at it; raises LinkLost."""
        now, store = self._desk.clock(), self._desk.store
        await run(store.deliver, message.id, Delivery.PUSH, Delivery.NONE)
        if message.reply is None or not await run(store.claim_delivery, message.id, now, now + LEASE):
            return
        chat, is_group = chat_of(message.sender)
        text = within("\n\n".join(message.reply.parts))
        where = {"chatid": chat, "chat_type": 2 if is_group else 1}
        number = await self._link.call(
            "aibot_send_msg", {**where, "msgtype": "markdown", "markdown": {"content": text}}
        )
        if number:
            log.warning("bot_reply_held", number=number)
            for way in (Delivery.PUSH, Delivery.PASSIVE):
                await run(store.deliver, message.id, Delivery.PULL, way)
        else:
            await run(store.tell, message.id, len(message.reply.parts))

    async def close(self) -> None:
        """Stop speaking."""
        tasks = list(self._streaming.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _stream(self, message: Message) -> None:
        try:
            await self._snapshots(message)
        except LinkLost as error:
            log.info("bot_stream_cut", why=str(error))
            await self._link.close()
        except AssistantError as error:
            log.warning("bot_stream_failed", code=error.code, reason=error.message)
        except Exception:  # a task has nobody above it; the reply goes as a message of its own
            log.exception("bot_stream_crashed")

    async def _snapshots(self, message: Message) -> None:
        shown, shown_at = "", 0.0
        clock = asyncio.get_running_loop().time
        while True:
            began = clock()
            kept = await self._desk.look(message.id, self._pace.snapshot)
            shot = await snapshot(kept, message.id, self._desk, self._texts, told=0)
            if shot.is_last:
                break
            is_due = shot.text != shown or began - shown_at >= self._pace.again
            if is_due and self._allowance.take(chat_of(message.sender)[0], SNAPSHOTS_PER_MINUTE):
                shown, shown_at = shot.text, began
                if await self._said(message, shot) == STREAM_OVER:
                    await run(self._desk.store.deliver, message.id, Delivery.PUSH, Delivery.NONE)
                    await self._see_to(message.id, is_over=True)
                    return
            await asyncio.sleep(max(0.0, began + self._pace.snapshot - clock()))
        await self._see_to(message.id, is_over=await self._said(message, shot) != 0)

    async def _said(self, message: Message, shot: Snapshot) -> int:
        return await self._link.call("aibot_respond_msg", shot.body, message.reply_to)

    async def _see_to(self, message_id: str, is_over: bool) -> None:
        """What the stream did not tell goes as a message of its own: now, or when it is answered."""
        kept = await run(self._desk.store.message, message_id)
        if kept is None or kept.reply is None:
            return
        if is_over or kept.delivery is Delivery.PUSH:
            log.info("bot_stream_over")
            await self.send(kept)
        else:
            await run(self._desk.store.tell, message_id, len(kept.reply.parts))
