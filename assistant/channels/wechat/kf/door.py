"""The door of 微信客服: its callback, and what pulls and answers while the server serves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass

import structlog
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from assistant.channels.messages.alerts import Alerts
from assistant.channels.messages.correspondence import Answers, Correspondence, Texts
from assistant.channels.messages.handovers import NO_HAND_OVERS, HandOvers
from assistant.channels.wechat import xml
from assistant.channels.wechat.callbacks import opened, refused, verified
from assistant.channels.wechat.cipher import CallbackCipher, ForgedCallback
from assistant.channels.wechat.kf.api import CHANNEL, KfApi
from assistant.channels.wechat.kf.desk import SETTLE_SECONDS, KfDesk
from assistant.channels.wechat.kf.events import Events
from assistant.channels.wechat.kf.pullers import CATCH_UP_SECONDS, Pullers, tried
from assistant.channels.wechat.kf.pulling import PENDING, Puller, note_of, run
from assistant.channels.wechat.kf.sending import Sender
from assistant.channels.wechat.kf.words import BareLinks
from assistant.channels.wechat.platform import Platform, corp_token
from assistant.channels.wechat.serving import serving_of
from assistant.channels.wechat.staff_replies import KfReplies
from assistant.message_ports import MessageStore
from assistant.ports import Clock

PATH = "/wecom/kf"
LOOK_SECONDS = 5.0
"""How often we look for what another process was told of, or was cut off from."""

log = structlog.get_logger("assistant.wechat")


@dataclass(frozen=True, slots=True)
class KfAccount:
    """What the platform knows the account by; `url` is that of its API."""

    corp_id: str
    secret: str
    token: str
    aes_key: str
    url: str


class KfDoor:
    """Opens 微信客服; raises WrongKey. `replies` brings those of staff to customers while it is open."""

    def __init__(
        self,
        account: KfAccount,
        assistant: Answers,
        store: MessageStore,
        texts: Texts,
        clock: Clock,
        per_minute: int,
        alerts: Alerts,
        look_seconds: float = LOOK_SECONDS,
        catch_up_seconds: float = CATCH_UP_SECONDS,
        settle_seconds: float = SETTLE_SECONDS,
        hand_overs: HandOvers = NO_HAND_OVERS,
    ) -> None:
        self._settle_seconds = settle_seconds
        self._account, self._store, self._texts, self._clock = account, store, BareLinks(texts), clock
        self._per_minute, self._alerts = per_minute, alerts
        self._look_seconds, self._catch_up_seconds = look_seconds, catch_up_seconds
        self._correspondence = Correspondence(assistant, store, self._texts, clock, alerts, hand_overs)
        self._cipher = CallbackCipher(account.token, [account.aes_key], account.corp_id)
        self.replies = KfReplies(store, clock)
        self._app: FastAPI | None = None
        self._told = asyncio.Event()

    def install(self, app: FastAPI) -> None:
        """See Door."""
        self._app = app
        app.add_api_route(PATH, self._verify, methods=["GET"], include_in_schema=False)
        app.add_api_route(PATH, self._notified, methods=["POST"], include_in_schema=False)

    def open(self) -> AbstractAsyncContextManager[None]:
        """See Door."""
        return self._working()

    async def _verify(self, request: Request) -> Response:
        return verified(self._cipher, request)

    async def _notified(self, request: Request) -> Response:
        """Notes that something is pending before saying yes, so that it is fetched whatever happens next."""
        try:
            sealed = xml.read(await request.body()).get("Encrypt", "")
            told = xml.read(opened(self._cipher, request, sealed).text)
        except ForgedCallback as error:
            log.info("callback_refused", path=PATH, why=str(error))
            return refused()
        account = told.get("OpenKfId", "")
        if told.get("Event") == "kf_msg_or_event" and account:
            await run(self._store.note, CHANNEL, account, PENDING, note_of(told.get("Token", "")))
            self._told.set()
        return Response()

    @asynccontextmanager
    async def _working(self) -> AsyncIterator[None]:
        assert self._app is not None
        platform = Platform(self._account.url, corp_token(self._account.corp_id, self._account.secret))
        api = self.replies.api = KfApi(platform)
        serving = serving_of(self._app)
        sender = Sender(api, self._store, self._clock, serving.held)
        desk = KfDesk(api, sender, self._correspondence, serving, self._per_minute, self._alerts, self._settle_seconds)
        events = Events(api, self._store, sender, self._texts)
        puller = Puller(api, self._store, self._clock, events.happened, desk.take)
        seconds = (self._look_seconds, self._catch_up_seconds)
        pullers = Pullers(puller.pull, self._store, *seconds, self._told.set, refused=self._refused)
        work = [asyncio.create_task(each) for each in (self._look(pullers), self._resume(desk))]
        try:
            yield
        finally:
            for task in work:
                task.cancel()
            await asyncio.gather(*work, return_exceptions=True)
            await pullers.close()
            self.replies.api = None
            await desk.close()
            await platform.close()

    def _refused(self) -> None:
        self._alerts.trouble("kf_refused")

    async def _look(self, pullers: Pullers) -> None:
        while True:
            self._told.clear()
            await tried(pullers.look())
            with suppress(TimeoutError):
                async with asyncio.timeout(self._look_seconds):
                    await self._told.wait()

    async def _resume(self, desk: KfDesk) -> None:
        """Apart from looking, since what is sent to many may take long."""
        while True:
            await tried(desk.resume())
            await asyncio.sleep(self._look_seconds)
