"""The bot over a connection that we open: for installations that the platform cannot reach."""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

import structlog
from fastapi import FastAPI
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from assistant.channels.messages.alerts import Alerts
from assistant.channels.messages.correspondence import Answers, Correspondence
from assistant.channels.messages.handovers import NO_HAND_OVERS, HandOvers
from assistant.channels.messages.lease import Lease
from assistant.channels.wechat.bot.connection import Connection, Refused, TakenOver
from assistant.channels.wechat.bot.desk import BotDesk, run
from assistant.channels.wechat.bot.link import Link, LinkLost
from assistant.channels.wechat.bot.pace import Pace
from assistant.channels.wechat.bot.speaking import Speaking
from assistant.channels.wechat.bot.words import BotTexts
from assistant.channels.wechat.serving import serving_of
from assistant.domain import Delivery, Message
from assistant.errors import AssistantError
from assistant.message_ports import MessageStore
from assistant.ports import Clock

CHANNEL = "bot_socket"
_OPEN_SECONDS = 10.0

log = structlog.get_logger("assistant.wechat")


class InsecureAddress(AssistantError):
    """An address to which a secret must not be sent."""

    code = "insecure_address"


@dataclass(frozen=True, slots=True)
class BotLogin:
    """Where to connect to, and as whom."""

    url: str
    bot_id: str
    secret: str


class BotSocket:
    """Keeps one connection for all processes on a database; raises InsecureAddress."""

    def __init__(
        self,
        login: BotLogin,
        assistant: Answers,
        store: MessageStore,
        texts: BotTexts,
        clock: Clock,
        per_minute: int,
        alerts: Alerts,
        pace: Pace | None = None,
        hand_overs: HandOvers = NO_HAND_OVERS,
    ) -> None:
        _check(login.url)
        self._login, self._store, self._texts, self._clock = login, store, texts, clock
        self._per_minute, self._alerts, self._pace = per_minute, alerts, pace or Pace()
        self._correspondence = Correspondence(assistant, store, texts, clock, alerts, hand_overs)
        lasts = timedelta(seconds=self._pace.lease)
        self._lease = Lease(store, CHANNEL, login.bot_id, clock, lasts)
        self._app: FastAPI | None = None
        self._speaking: Speaking | None = None

    def install(self, app: FastAPI) -> None:
        """See Door."""
        self._app = app

    def open(self) -> AbstractAsyncContextManager[None]:
        """See Door."""
        return self._working()

    @asynccontextmanager
    async def _working(self) -> AsyncIterator[None]:
        assert self._app is not None
        serving, beat = serving_of(self._app), self._pace.snapshot
        desk = BotDesk(CHANNEL, self._correspondence, self._texts, serving, self._per_minute, beat, self._answered)
        work = asyncio.create_task(self._keep_connected(desk))
        try:
            yield
        finally:
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)
            await desk.close()
            await run(self._lease.release)

    async def _answered(self, message: Message) -> None:
        """Without a connection the reply stays in the store until there is one."""
        if self._speaking is None:
            await run(self._store.deliver, message.id, Delivery.PUSH, Delivery.NONE)
            return
        with suppress(LinkLost):
            await self._speaking.answered(message)

    async def _keep_connected(self, desk: BotDesk) -> None:
        pause, told = self._pace.back_off, ""
        while True:
            trouble, wait = "", pause
            try:
                if not await run(self._lease.take):
                    await asyncio.sleep(self._pace.lease / 4)
                    continue
                await self._connected(desk)
                pause = wait = self._pace.back_off
            except TakenOver:
                trouble, wait = "bot_replaced", self._pace.replaced
            except Refused:
                trouble = "bot_refused"
            except (OSError, TimeoutError, WebSocketException, LinkLost) as error:
                log.info("bot_not_connected", error=type(error).__name__)
            except AssistantError as error:
                log.warning("bot_stands_still", code=error.code, reason=error.message)
            except Exception:  # a task has nobody above it; it connects again
                log.exception("bot_connection_crashed")
            if trouble:
                log.error(trouble)
            if trouble and trouble != told:
                self._alerts.trouble(trouble)
            told = trouble
            await asyncio.sleep(wait)
            pause = min(pause * 2, self._pace.most_back_off)

    async def _connected(self, desk: BotDesk) -> None:
        """Until the connection ends; raises what ended it where that was not the platform's wish."""
        async with connect(self._login.url, open_timeout=_OPEN_SECONDS, ping_interval=None) as websocket:
            link = Link(websocket, self._pace.look)
            connection = Connection(CHANNEL, link, desk, self._texts, self._pace, self._lease)
            listening = asyncio.create_task(connection.serve())
            try:
                await connection.log_in(self._login.bot_id, self._login.secret)
                self._speaking = connection.speaking
                await connection.resume()
                await listening
            finally:
                self._speaking = None
                listening.cancel()
                await asyncio.gather(listening, return_exceptions=True)


def _check(url: str) -> None:
    """The secret is sent in the clear otherwise."""
    address = urlsplit(url)
    if address.scheme != "wss" and not _is_loopback(address.hostname or ""):
        raise InsecureAddress("智能机器人长连接的地址（ASSISTANT_BOT_URL）必须以 wss:// 开头，否则密码会明文传出。")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
