"""What each kind of message or event is replied to with."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import structlog
from anyio import to_thread

from assistant.channels.messages.alerts import Alerts
from assistant.channels.messages.correspondence import Correspondence
from assistant.channels.messages.wishes import wants_staff
from assistant.channels.wechat.official.delivering import Delivering, Silence
from assistant.channels.wechat.official.messages import Arrived, Kind
from assistant.channels.wechat.official.pushing import Pushing
from assistant.channels.wechat.official.replying import Replying
from assistant.domain import Correspondent, Delivery, Message
from assistant.errors import AssistantError

log = structlog.get_logger("assistant.wechat")


@dataclass(frozen=True, slots=True)
class Transfer:
    """The message goes to the account's own service desk, and so do those that follow until staff end it."""


class Answers:
    """Replies to what arrives for an account. With `hands_over` it has a service desk."""

    def __init__(
        self,
        correspondence: Correspondence,
        account: str,
        hands_over: bool,
        replying: Replying,
        delivering: Delivering,
        pushing: Pushing,
        alerts: Alerts,
    ) -> None:
        self._correspondence, self._account, self._hands_over = correspondence, account, hands_over
        self._replying, self._delivering, self._pushing, self._alerts = replying, delivering, pushing, alerts

    async def reply(self, arrived: Arrived, gone: asyncio.Future[None]) -> str | Transfer | Silence:
        """What goes back on this connection."""
        sender = Correspondent("wechat", self._account, arrived.user_id)
        texts = self._correspondence.texts
        try:
            if arrived.kind is Kind.LEFT:
                async with self._replying.turn(sender):
                    await to_thread.run_sync(self._correspondence.forget, sender)
            if arrived.kind in (Kind.LEFT, Kind.NOTHING):
                return Silence.TAKEN
            if arrived.kind is Kind.UNREADABLE:
                return texts.say("unsupported_kind")
            message = Message(arrived.id, sender, arrived.text, self._correspondence.clock())
            if wants_staff(arrived.text):
                return await self._hand_over(message)
            return await self._delivering.deliver(message, gone)
        except AssistantError as error:
            log.error("message_not_kept", message=arrived.id, code=error.code, error=error.message)
            return texts.say("failed", id=arrived.id[:8])

    async def _hand_over(self, message: Message) -> str | Transfer:
        is_new, said = await to_thread.run_sync(self._keep, message)
        if not self._hands_over:
            return said
        if is_new:
            self._alerts.handed_over()
            self._pushing.tell(message.sender, said)
        return Transfer()

    def _keep(self, message: Message) -> tuple[bool, str]:
        """Whether the message is new, and what is said to it, which a second delivery is told as well."""
        desk, now = self._correspondence, self._correspondence.clock()
        last = desk.answered_last(message.sender)
        is_new = bool(desk.store.receive([message], now))
        is_noted = is_new and desk.hand_over(message.sender, last)
        name = "handed_over" if self._hands_over else "handover_noted" if is_noted else "handover_unavailable"
        reply = desk.beside(message, name)
        kept = desk.store.answered(message.id, reply, now, Delivery.PASSIVE, 1)
        return is_new, (kept.reply if kept and kept.reply else reply).parts[0]
