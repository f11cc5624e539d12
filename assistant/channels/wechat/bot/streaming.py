"""Snapshots of a reply: as often as wanted, whole each time, and the last one once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from assistant.channels.wechat.bot.desk import BotDesk, run
from assistant.channels.wechat.bot.words import BotTexts, within
from assistant.domain import Delivery, Message

ENDS = timedelta(minutes=5, seconds=30)
"""The platform asks for six minutes; a reply that is not there half a minute before goes another way."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a person sees of a reply now, and whether that is all that comes this way."""

    message_id: str
    text: str
    is_last: bool

    @property
    def body(self) -> dict[str, Any]:
        """As the platform takes it; a rating of the reply comes back with the id of the message."""
        told = {"id": self.message_id, "finish": self.is_last, "content": self.text}
        return {"msgtype": "stream", "stream": {**told, "feedback": {"id": self.message_id}}}


async def snapshot(message: Message | None, message_id: str, desk: BotDesk, texts: BotTexts, told: int) -> Snapshot:
    """How far the reply of a message has come; whether it goes this way or comes later is decided once.

    `told` counts it as handed out, 1, or leaves that to whoever knows that it arrived, 0.
    """
    if message is None:
        return Snapshot(message_id, texts.say("nothing_held"), True)
    if message.delivery is Delivery.NONE:
        is_late = message.reply is None and desk.clock() - message.received_at >= ENDS
        if message.reply is not None or is_late:
            way = (Delivery.PUSH, 0) if is_late else (Delivery.PASSIVE, told)
            await run(desk.store.deliver, message.id, way[0], Delivery.NONE, way[1])
            message = await run(desk.store.message, message.id) or message
    if message.delivery is Delivery.NONE:
        return Snapshot(message.id, message.draft or texts.say("bot_searching"), False)
    if message.delivery is Delivery.PASSIVE and message.reply is not None:
        return Snapshot(message.id, within("\n\n".join(message.reply.parts)), True)
    later = texts.say("bot_late")
    return Snapshot(message.id, f"{within(message.draft, len(later.encode()) + 2)}\n\n{later}".strip(), True)
