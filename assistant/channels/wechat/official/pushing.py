"""Sends replies afterwards, as customer service messages, where the account may."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from datetime import datetime, timedelta
from typing import Any, Literal

import structlog
from anyio import to_thread

from assistant.channels.messages.correspondence import Texts
from assistant.channels.wechat.platform import Platform, PlatformRefused, PlatformUnavailable
from assistant.domain import Correspondent, Delivery, Message
from assistant.message_ports import MessageStore
from assistant.ports import Clock

WINDOW = timedelta(hours=48)
MOST = 4
"""WeChat allows five since a person was last heard; one is left for what staff want to say."""
NOT_ALLOWED = 48001
_TYPING_ALREADY = frozenset({45080, 45081})
_REST = timedelta(hours=24)
_LEASE = timedelta(seconds=60)
_OFF_UNTIL = "push_off_until"

log = structlog.get_logger("assistant.wechat")


class Pushing:
    """Customer service messages of one account. For one event loop.

    In mode `auto` an account that may not send is left alone for a day. Without a platform nothing is sent.
    """

    def __init__(
        self,
        platform: Platform | None,
        store: MessageStore,
        texts: Texts,
        clock: Clock,
        mode: Literal["auto", "on", "off"],
    ) -> None:
        self._platform = None if mode == "off" else platform
        self._store, self._texts, self._clock, self._mode = store, texts, clock, mode
        self._sending: set[asyncio.Task[object]] = set()

    async def reaches(self, sender: Correspondent) -> bool:
        """Whether something could be sent to a person now; shows them that a reply is being written."""
        if self._platform is None or await self._is_off(sender.account):
            return False
        contact = await to_thread.run_sync(self._store.contact, sender)
        if contact.heard_at is None or contact.pushes >= MOST or contact.heard_at < self._clock() - WINDOW:
            return False
        try:
            await self._platform.call("/cgi-bin/message/custom/typing", {"touser": sender.user_id, "command": "Typing"})
        except PlatformRefused as error:
            if error.number not in _TYPING_ALREADY:
                await self._note_refusal(sender.account, error)
                return False
        except PlatformUnavailable as error:
            log.warning("push_unavailable", code=error.code, error=error.message)
            return False
        return True

    def send(self, message: Message) -> None:
        """Send what is left of a reply that is to be pushed, unless somebody is at it; the rest is held."""
        if message.delivery is Delivery.PUSH and message.left:
            self._begin(self._send(message))

    def tell(self, sender: Correspondent, text: str) -> None:
        """Send a text that nobody misses when it does not arrive."""
        if self._platform is not None:
            self._begin(self._sent(sender, text))

    async def finish(self, seconds: float) -> None:
        """Let what is being sent end, and give it up after so many seconds."""
        if self._sending:
            _, late = await asyncio.wait(self._sending, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _begin(self, sending: Coroutine[Any, Any, object]) -> None:
        task = asyncio.create_task(sending)
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)

    async def _send(self, message: Message) -> None:
        until = self._clock() + _LEASE
        if not await to_thread.run_sync(self._store.claim_delivery, message.id, self._clock(), until):
            return
        contact = await to_thread.run_sync(self._store.contact, message.sender)
        told, left = message.told, message.left
        room = max(MOST - contact.pushes, 0)
        for number, part in enumerate(left[:room], 1):
            behind = len(left) - number
            text = part + self._texts.foot(behind) if behind and number == room else part
            if not await self._sent(message.sender, text):
                break
            told += 1
            await to_thread.run_sync(self._store.tell, message.id, told)
            until = await self._renewed(message.id, until)
        if told < message.told + len(left):
            log.info("reply_held", message=message.id, told=told)
            await to_thread.run_sync(self._store.deliver, message.id, Delivery.PULL, Delivery.PUSH, told)

    async def _renewed(self, id: str, until: datetime) -> datetime:
        later = self._clock() + _LEASE
        return later if await to_thread.run_sync(self._store.claim_delivery, id, until, later) else until

    async def _sent(self, sender: Correspondent, text: str) -> bool:
        """Whether WeChat took it. What it may or may not have taken counts as not: it is held then, not sent twice."""
        since = self._clock() - WINDOW
        if self._platform is None or not await to_thread.run_sync(self._store.count_push, sender, MOST, since):
            return False
        body = {"touser": sender.user_id, "msgtype": "text", "text": {"content": text}}
        try:
            await self._platform.call("/cgi-bin/message/custom/send", body)
        except PlatformRefused as error:
            await self._note_refusal(sender.account, error)
            return False
        except PlatformUnavailable as error:
            log.warning("push_unavailable", code=error.code, error=error.message)
            return False
        return True

    async def _is_off(self, account: str) -> bool:
        if self._mode == "on":
            return False
        noted = await to_thread.run_sync(self._store.state, "wechat", account, _OFF_UNTIL)
        return bool(noted) and datetime.fromisoformat(noted) > self._clock()

    async def _note_refusal(self, account: str, error: PlatformRefused) -> None:
        log.warning("push_refused", number=error.number, error=error.message)
        if error.number == NOT_ALLOWED and self._mode == "auto":
            until = (self._clock() + _REST).isoformat()
            await to_thread.run_sync(self._store.note, "wechat", account, _OFF_UNTIL, until)
