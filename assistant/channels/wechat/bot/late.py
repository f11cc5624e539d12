"""Replies that came too late for their stream, posted to the address that the platform gave with the message."""

from __future__ import annotations

from datetime import timedelta

import httpx2
import structlog

from assistant.channels.wechat.bot.desk import run
from assistant.channels.wechat.bot.words import within
from assistant.channels.wechat.platform import TIMEOUT_SECONDS
from assistant.domain import Delivery, Message
from assistant.message_ports import MessageStore

HOLDS = timedelta(hours=1)
"""The platform takes one reply at the address within this time."""

log = structlog.get_logger("assistant.wechat")


class LateReplies:
    """For one event loop; close it there. Posts to addresses below `url` only."""

    def __init__(self, url: str, store: MessageStore) -> None:
        self._base, self._store = url.rstrip("/") + "/", store
        self._http = httpx2.AsyncClient(timeout=TIMEOUT_SECONDS, follow_redirects=False)

    async def send(self, message: Message) -> None:
        """Post a reply whose way is PUSH; what is refused is held, what is not reached is tried again by the caller."""
        if not message.reply_to.startswith(self._base):
            await self._hold(message, "no_address")
            return
        text = within("\n\n".join(message.left))
        try:
            response = await self._http.post(
                message.reply_to, json={"msgtype": "markdown", "markdown": {"content": text}}
            )
            told = response.json() if response.content else {}
        except httpx2.HTTPError as error:
            # Its text would name the address, which is as good as a password.
            log.warning("bot_late_not_sent", error=type(error).__name__)
            return
        except ValueError:
            told = {"errcode": response.status_code}
        if response.status_code >= 400 or not isinstance(told, dict) or told.get("errcode"):
            await self._hold(message, str(response.status_code))
            return
        await run(self._store.tell, message.id, len(message.reply.parts) if message.reply else 0)

    async def close(self) -> None:
        """End all connections."""
        await self._http.aclose()

    async def _hold(self, message: Message, reason: str) -> None:
        log.warning("bot_reply_held", reason=reason)
        await run(self._store.deliver, message.id, Delivery.PULL, Delivery.PUSH, message.told)
