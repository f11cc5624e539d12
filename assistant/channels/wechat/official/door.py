"""The official account as a channel of the server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Literal

from fastapi import FastAPI

from assistant.channels.messages.alerts import NO_ALERTS, Alerts
from assistant.channels.messages.correspondence import Correspondence
from assistant.channels.web.context import WebContext
from assistant.channels.wechat.cipher import CallbackCipher
from assistant.channels.wechat.official.answers import Answers
from assistant.channels.wechat.official.callback import Callback
from assistant.channels.wechat.official.delivering import Delivering
from assistant.channels.wechat.official.pace import Pace
from assistant.channels.wechat.official.pushing import Pushing
from assistant.channels.wechat.official.replying import Replying
from assistant.channels.wechat.official.sweeping import Sweeping
from assistant.channels.wechat.platform import Platform
from assistant.channels.wechat.staff_replies import OfficialReplies

PATH = "/wechat/callback"
_FINISH_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Account:
    """What an operator sets of an account."""

    appid: str
    per_minute: int
    plaintext: bool = False
    push: Literal["auto", "on", "off"] = "auto"


class OfficialAccount:
    """The callback's routes, and what goes on beside them. Without a platform nothing is sent afterwards.

    `replies` brings those of staff to followers, None where the account may not send.
    """

    def __init__(
        self,
        account: Account,
        cipher: CallbackCipher,
        correspondence: Correspondence,
        platform: Platform | None = None,
        alerts: Alerts = NO_ALERTS,
        pace: Pace | None = None,
    ) -> None:
        self._account, self._cipher, self._correspondence = account, cipher, correspondence
        self._platform, self._alerts, self._pace = platform, alerts, pace or Pace()
        store, clock = correspondence.store, correspondence.clock
        self.replies = OfficialReplies(platform, store, clock) if platform and account.push != "off" else None

    def install(self, app: FastAPI) -> None:
        """Add the callback."""
        web: WebContext = app.state.web
        account, pace, desk = self._account, self._pace, self._correspondence
        store, texts, clock = desk.store, desk.texts, desk.clock
        self._pushing = pushing = Pushing(self._platform, store, texts, clock, account.push)
        self._replying = replying = Replying(
            desk, pace, account.per_minute, web.answering, lambda: web.assistant.readiness.ready, pushing.send
        )
        delivering = Delivering(store, texts, clock, pace, replying, pushing)
        self._sweeping = Sweeping(store, clock, account.appid, pace, replying, delivering, pushing)
        hands_over = self._platform is not None and account.push == "on"
        answers = Answers(desk, account.appid, hands_over, replying, delivering, pushing, self._alerts)
        callback = Callback(self._cipher, account.appid, account.plaintext, answers)
        app.add_api_route(PATH, callback.verify, methods=["GET"], include_in_schema=False)
        app.add_api_route(PATH, callback.receive, methods=["POST"], include_in_schema=False)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Sweep while the server serves; what is under way ends with it, or is taken over by the next."""
        sweeping = asyncio.create_task(self._sweeping.run())
        try:
            yield
        finally:
            sweeping.cancel()
            with suppress(asyncio.CancelledError):
                await sweeping
            await self._replying.finish(_FINISH_SECONDS)
            await self._pushing.finish(_FINISH_SECONDS)
            if self._platform is not None:
                await self._platform.close()
