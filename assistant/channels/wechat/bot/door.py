"""The bot by callback: every reply is a snapshot, and the platform comes back for the next one."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import structlog
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from assistant.channels.messages.alerts import Alerts
from assistant.channels.messages.correspondence import REMEMBERED, Answers, Correspondence
from assistant.channels.messages.handovers import NO_HAND_OVERS, HandOvers
from assistant.channels.wechat.bot.callbacks import (
    Asked,
    Callback,
    Entered,
    Followed,
    Rated,
    UnreadableCallback,
    read,
)
from assistant.channels.wechat.bot.desk import LEASE, BotDesk, run
from assistant.channels.wechat.bot.late import HOLDS, LateReplies
from assistant.channels.wechat.bot.streaming import ENDS, snapshot
from assistant.channels.wechat.bot.words import BotTexts
from assistant.channels.wechat.callbacks import opened, refused, verified
from assistant.channels.wechat.cipher import CallbackCipher, ForgedCallback, Opened
from assistant.channels.wechat.serving import serving_of
from assistant.domain import Delivery, Message
from assistant.errors import AssistantError
from assistant.message_ports import MessageStore
from assistant.ports import Clock

CHANNEL, PATH = "bot", "/wecom/bot"
AT_ONCE_SECONDS = 1.0
"""So long the first snapshot waits for the whole reply."""
_BEAT_SECONDS = 1.0
_LOOK_SECONDS = 5.0
_AT_ONCE = 50

log = structlog.get_logger("assistant.wechat")


@dataclass(frozen=True, slots=True)
class BotAccount:
    """How the platform's callbacks are proven; late replies go below `url`."""

    token: str
    aes_key: str
    url: str


class BotDoor:
    """Opens the bot's callback; raises WrongKey."""

    def __init__(
        self,
        account: BotAccount,
        assistant: Answers,
        store: MessageStore,
        texts: BotTexts,
        clock: Clock,
        per_minute: int,
        alerts: Alerts,
        look_seconds: float = _LOOK_SECONDS,
        hand_overs: HandOvers = NO_HAND_OVERS,
    ) -> None:
        self._account, self._store, self._texts, self._clock = account, store, texts, clock
        self._per_minute, self._look_seconds = per_minute, look_seconds
        self._correspondence = Correspondence(assistant, store, texts, clock, alerts, hand_overs)
        self._cipher = CallbackCipher(account.token, [account.aes_key], "")
        self._app: FastAPI | None = None
        self._desk: BotDesk | None = None
        self._late: LateReplies | None = None

    def install(self, app: FastAPI) -> None:
        """See Door."""
        self._app = app
        app.add_api_route(PATH, self._verify, methods=["GET"], include_in_schema=False)
        app.add_api_route(PATH, self._called, methods=["POST"], include_in_schema=False)

    def open(self) -> AbstractAsyncContextManager[None]:
        """See Door."""
        return self._working()

    async def _verify(self, request: Request) -> Response:
        return verified(self._cipher, request)

    async def _called(self, request: Request) -> Response:
        try:
            proven = opened(self._cipher, request, _sealed(await request.body()))
            callback = read(json.loads(proven.text), CHANNEL, self._clock())
        except (ForgedCallback, UnreadableCallback, ValueError, RecursionError) as error:
            log.info("callback_refused", path=PATH, why=type(error).__name__)
            return refused()
        told = await self._told(callback)
        return Response() if told is None else self._replied(told, request, proven)

    async def _told(self, callback: Callback | None) -> dict[str, Any] | None:
        desk = self._desk
        assert desk is not None
        if isinstance(callback, Asked):
            await desk.take(callback.message)
            return await self._snapshot(desk, callback.message.id, AT_ONCE_SECONDS)
        if isinstance(callback, Followed):
            return await self._snapshot(desk, callback.message_id)
        if isinstance(callback, Entered):
            return {"msgtype": "text", "text": {"content": await desk.welcome(callback.message)}}
        if isinstance(callback, Rated):
            await desk.rate(callback)
        return None

    async def _snapshot(self, desk: BotDesk, message_id: str, seconds: float = 0.0) -> dict[str, Any]:
        message = await desk.look(message_id, seconds)
        return (await snapshot(message, message_id, desk, self._texts, told=1)).body

    def _replied(self, told: dict[str, Any], request: Request, proven: Opened) -> Response:
        nonce = request.query_params["nonce"]
        sealed = self._cipher.seal(json.dumps(told, ensure_ascii=False), nonce, proven.key)
        return JSONResponse(
            {
                "encrypt": sealed.encrypted,
                "msgsignature": sealed.signature,
                "timestamp": int(sealed.timestamp),
                "nonce": sealed.nonce,
            }
        )

    @asynccontextmanager
    async def _working(self) -> AsyncIterator[None]:
        assert self._app is not None
        self._late = LateReplies(self._account.url, self._store)
        serving = serving_of(self._app)
        self._desk = desk = BotDesk(
            CHANNEL, self._correspondence, self._texts, serving, self._per_minute, _BEAT_SECONDS, self._answered
        )
        work = asyncio.create_task(self._look(desk))
        try:
            yield
        finally:
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)
            await desk.close()
            await self._late.close()

    async def _answered(self, message: Message) -> None:
        """What nobody comes back for goes to the address of the message."""
        is_late = message.delivery is Delivery.PUSH
        if message.delivery is Delivery.NONE and self._clock() - message.received_at >= ENDS:
            is_late = await run(self._store.deliver, message.id, Delivery.PUSH, Delivery.NONE)
        now = self._clock()
        if is_late and self._late and await run(self._store.claim_delivery, message.id, now, now + LEASE):
            await self._late.send(message)

    async def _look(self, desk: BotDesk) -> None:
        """Takes up what was cut off, here or in another process."""
        while True:
            try:
                await desk.resume()
                since = self._clock() - REMEMBERED
                for way in (Delivery.PUSH, Delivery.NONE):
                    for message in await run(self._store.undelivered, CHANNEL, way, since, _AT_ONCE):
                        if self._clock() - message.received_at < HOLDS:
                            await self._answered(message)
                        else:  # its address holds no more: who asks for it has it still
                            await run(self._store.deliver, message.id, Delivery.PULL, way)
            except AssistantError as error:
                log.warning("bot_stands_still", code=error.code, reason=error.message)
            except Exception:  # a task has nobody above it; it goes on with the next look
                log.exception("bot_look_crashed")
            await asyncio.sleep(self._look_seconds)


def _sealed(body: bytes) -> str:
    told = json.loads(body)
    if not isinstance(told, dict) or not isinstance(told.get("encrypt"), str):
        raise ForgedCallback("envelope")
    encrypted: str = told["encrypt"]
    return encrypted
