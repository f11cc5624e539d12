"""Delivers what users do to a callback: three times, five seconds apart, until it is taken."""

from __future__ import annotations

import asyncio
import itertools
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

import httpx2
from wechatpy.crypto import WeChatCrypto
from wechatpy.utils import WeChatSigner

from tests.fakes.wechat_platform.accepting import TRANSFER, NotTaken, opened, taken
from tests.fakes.wechat_platform.account import Account
from tests.fakes.wechat_platform.timeline import BROKEN, Seen, Timeline

SECONDS, TIMES = 5.0, 3


@dataclass(frozen=True, slots=True)
class Manner:
    """How deliveries are made where the documents do not say, or where networks are as they are.

    fresh: a retry has a timestamp and nonce of its own. overlap: seconds by which a retry begins before the one
    before it is given up. again: deliveries after one was taken. mode: secure, compat or plain. lost: numbers of
    deliveries whose reply does not reach WeChat.
    """

    fresh: bool = False
    overlap: float = 0.0
    again: int = 0
    mode: str = "secure"
    uses_previous_key: bool = False
    lost: frozenset[int] = frozenset()


class Deliveries:
    """Acts for the users of an account; `callbacks` are asked in turn. For one event loop; close it there."""

    def __init__(
        self,
        account: Account,
        callbacks: Sequence[str],
        timeline: Timeline,
        scale: float,
        heard: Callable[[str, bool], None],
    ) -> None:
        self._account, self._timeline, self._scale, self._heard = account, timeline, scale, heard
        self._callbacks, self._numbers = list(callbacks), itertools.count(23_000_000_000_000_001)
        self._turn = itertools.count()
        self._http = httpx2.AsyncClient(timeout=120, limits=httpx2.Limits(max_connections=None))

    async def verify(self, callback: str) -> httpx2.Response:
        """Ask a callback whether it is the account's."""
        timestamp, nonce = str(int(time.time())), secrets.token_hex(5)
        query = {"timestamp": timestamp, "nonce": nonce, "echostr": "4375120948345356249"}
        return await self._http.get(callback, params=query | {"signature": self._signed(timestamp, nonce)})

    async def say(self, user: str, text: str, manner: Manner | None = None) -> str:
        """A user writes; what was shown for it, empty for nothing."""
        fields = {"MsgType": "text", "Content": text, "MsgId": str(next(self._numbers))}
        return await self.happen(user, fields, manner, said=text)

    async def event(self, user: str, event: str, key: str = "", manner: Manner | None = None) -> str:
        """A user does something."""
        return await self.happen(user, {"MsgType": "event", "Event": event, "EventKey": key}, manner, said=event)

    async def happen(self, user: str, fields: dict[str, str], manner: Manner | None = None, said: str = "") -> str:
        """Deliver a message of these fields until it is taken; what was shown for it."""
        manner = manner or Manner()
        fields = {"ToUserName": self._account.to_us, "FromUserName": user, "CreateTime": str(int(time.time()))} | fields
        about = fields.get("MsgId", fields.get("Event", ""))
        self._timeline.add(user, Seen.SAID, said, about)
        self._heard(user, fields["MsgType"] == "event")
        message = _Message(self, fields, manner, about)
        return await message.delivered()

    async def close(self) -> None:
        await self._http.aclose()

    def _signed(self, *parts: str) -> str:
        signer = WeChatSigner()
        signer.add_data(self._account.token, *parts)
        return str(signer.signature)

    def _request(self, fields: dict[str, str], manner: Manner, timestamp: str, nonce: str) -> dict[str, Any]:
        """Query and body of one delivery."""
        inner = "".join(f"<{name}>{_value(value)}</{name}>" for name, value in fields.items())
        query = {"timestamp": timestamp, "nonce": nonce, "openid": fields["FromUserName"]}
        query["signature"] = self._signed(timestamp, nonce)
        if manner.mode == "plain":
            return {"params": query, "content": f"<xml>{inner}</xml>".encode()}
        crypto = WeChatCrypto(self._account.token, self.key(manner), self._account.appid)
        sealed = crypto.encrypt_message(f"<xml>{inner}</xml>", nonce, timestamp)
        encrypted = sealed.split("<Encrypt><![CDATA[")[1].split("]]>")[0]
        query |= {"encrypt_type": "aes", "msg_signature": self._signed(timestamp, nonce, encrypted)}
        clear = inner if manner.mode == "compat" else f"<ToUserName><![CDATA[{self._account.to_us}]]></ToUserName>"
        return {"params": query, "content": f"<xml>{clear}<Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>".encode()}

    async def _posted(self, request: dict[str, Any]) -> httpx2.Response:
        """Post to the next callback, or where nothing listens there to the one after it, as a proxy would."""
        try:
            return await self._http.post(self._next(), **request)
        except httpx2.ConnectError:
            return await self._http.post(self._next(), **request)

    def _next(self) -> str:
        return self._callbacks[next(self._turn) % len(self._callbacks)]

    def key(self, manner: Manner) -> str | None:
        if manner.mode == "plain":
            return None
        return self._account.previous_key if manner.uses_previous_key else self._account.key


class _Message:
    """One message on its way."""

    def __init__(self, deliveries: Deliveries, fields: dict[str, str], manner: Manner, about: str) -> None:
        self._by, self._fields, self._manner, self._about = deliveries, fields, manner, about
        self._user, self._is_event = fields["FromUserName"], fields["MsgType"] == "event"
        self._once = str(int(time.time())), secrets.token_hex(5)
        self._first: tuple[bool, str] | None = None

    async def delivered(self) -> str:
        manner, scale = self._manner, self._by._scale
        tries: list[asyncio.Task[tuple[dict[str, str], str] | None]] = []
        outcome = None
        for number in range(TIMES):
            tries.append(asyncio.create_task(self._try(number, (SECONDS + manner.overlap) * scale)))
            ends = time.monotonic() + SECONDS * scale
            while outcome is None and (left := ends - time.monotonic()) > 0:
                pending = {each for each in tries if not each.done()}
                await (asyncio.wait(pending, timeout=left, return_when="FIRST_COMPLETED") if pending else _sleep(left))
                outcome = next((each.result() for each in tries if each.done() and each.result() is not None), None)
            if outcome is not None:
                break
        for number, late in enumerate(await asyncio.gather(*tries)):
            self._compare(outcome, late, number)
        for number in range(manner.again):
            self._compare(outcome, await self._try(TIMES + number, SECONDS * scale), TIMES + number)
        return self._show(outcome)

    async def _try(self, number: int, seconds: float) -> tuple[dict[str, str], str] | None:
        """Fields and inner text of a reply that was taken, None where there was none in time."""
        by, manner = self._by, self._manner
        timestamp, nonce = self._once
        if manner.fresh and number:
            timestamp, nonce = str(int(time.time())), secrets.token_hex(5)
        request = by._request(self._fields, manner, timestamp, nonce)
        try:
            response = await asyncio.wait_for(by._posted(request), seconds)
        except (TimeoutError, httpx2.HTTPError):
            return None
        if response.status_code != 200 or number in manner.lost:
            return None
        key = by.key(manner)
        try:
            fields = taken(by._account, response.content, self._user, nonce, key, self._is_event)
            inner = opened(by._account, response.content, nonce, key) if fields and key else response.text
        except NotTaken as error:
            by._timeline.wrong.append(f"reply not taken: {error}: {response.content[:200]!r}")
            return {"MsgType": "broken"}, ""
        return fields, inner

    def _compare(
        self, outcome: tuple[dict[str, str], str] | None, late: tuple[dict[str, str], str] | None, number: int
    ) -> None:
        # Silence may be followed by words: what could not be sent afterwards is worth telling to who still asks.
        if outcome is not None and outcome[0] and late is not None and late[1] != outcome[1]:
            self._by._timeline.wrong.append(f"delivery {number + 1} got other bytes: {late[1]!r} not {outcome[1]!r}")

    def _show(self, outcome: tuple[dict[str, str], str] | None) -> str:
        timeline = self._by._timeline
        fields = {"MsgType": "broken"} if outcome is None else outcome[0]
        if fields.get("MsgType") == "broken":
            timeline.add(self._user, Seen.BROKEN, BROKEN, self._about)
            return BROKEN
        if fields.get("MsgType") == TRANSFER:
            timeline.add(self._user, Seen.STAFF, "", self._about)
        elif fields:
            timeline.add(self._user, Seen.SHOWN, fields["Content"], self._about)
        return fields.get("Content", "")


async def _sleep(seconds: float) -> tuple[set[Any], set[Any]]:
    await asyncio.sleep(seconds)
    return set(), set()


def _value(value: str) -> str:
    return value if value.isdecimal() else escape(value)
