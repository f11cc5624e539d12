"""Sends the parts of a reply, within what the platform allows; what it does not take is held until asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import structlog

from assistant.channels.wechat.kf.api import CHANNEL, SENT_BEFORE, WRONG_STATE, KfApi, State
from assistant.channels.wechat.kf.pages import part_id
from assistant.channels.wechat.kf.pulling import MAY_SEND, run
from assistant.channels.wechat.platform import PlatformRefused, PlatformUnavailable
from assistant.domain import Correspondent, Delivery, Message
from assistant.message_ports import MessageStore
from assistant.ports import Clock

SENDING = timedelta(seconds=30)
"""For how long the parts of a reply are ours to send."""
MOST_SENT = 5
"""Messages that one may send after each message of a person."""

log = structlog.get_logger("assistant.wechat")


class Sender:
    """Sends what is left of replies whose way is PUSH."""

    def __init__(self, api: KfApi, store: MessageStore, clock: Clock, held: Callable[[str, str], None]) -> None:
        self._api, self._store, self._clock, self._held = api, store, clock, held

    async def deliver(self, message: Message, resumed: bool = False) -> None:
        """Send the parts that are left, in order, unless somebody is at it, until one before them did not arrive.

        A `resumed` delivery may have been cut off between sending a part and noting it: then the platform has that
        part already.
        """
        now = self._clock()
        until = now + SENDING
        if not await run(self._store.claim_delivery, message.id, now, until):
            return
        # Since it was read another process may have sent of it, or was told that it did not arrive.
        kept = await run(self._store.message, message.id)
        if kept is None or kept.delivery is not Delivery.PUSH:
            return
        for part, text in enumerate(kept.left, kept.told):
            if not await run(self._store.count_push, message.sender, MOST_SENT, self._clock() - MAY_SEND):
                await self.hold(message.id, part, "quota")
                return
            try:
                await self._send(message.sender, part_id(message.id, part), text)
            except PlatformUnavailable as error:
                log.warning("kf_not_sent", reason=error.message)
                return
            except PlatformRefused as error:
                if not resumed or error.number != SENT_BEFORE:
                    await self.hold(message.id, part, "refused", error.number)
                    return
                log.info("kf_part_was_there", number=error.number)
            resumed = False
            if not await run(self._store.tell, message.id, part + 1, Delivery.PUSH):
                return
            later = self._clock() + SENDING
            if await run(self._store.claim_delivery, message.id, until, later):
                until = later

    async def hold(self, message_id: str, part: int, why: str, number: int = 0) -> None:
        """Keep the reply from a part on until its receiver asks for it; `why` is quota, refused or lost."""
        is_held = await run(self._store.hold_back, message_id, part)
        log.warning("kf_reply_held", why=why, number=number, is_held=is_held)
        self._held(CHANNEL, why)

    async def _send(self, person: Correspondent, id: str, text: str) -> None:
        try:
            await self._api.send(person, id, text)
        except PlatformRefused as error:
            if error.number != WRONG_STATE:
                raise
            state = await self._api.state(person)
            if state is State.UNTOUCHED:
                await self._api.move(person, State.ASSISTANT)
            elif state is not State.ASSISTANT:
                raise
            await self._api.send(person, id, text)
