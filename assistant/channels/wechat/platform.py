"""Calls of a platform's API: one access token for all, what a refusal means, and when to try again."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx2
import structlog

from assistant.errors import AssistantError

TOKEN_REFUSED = frozenset({40001, 40014, 42001})
BUSY = -1
PAUSES = (0.5, 1.0, 2.0)
"""Seconds before a call that met a busy platform is made again."""
EARLY_SECONDS = 300.0
"""A token is renewed so long before it ends; the platforms let the old one live on for as long."""
TIMEOUT_SECONDS = 10.0

log = structlog.get_logger("assistant.wechat")


class PlatformUnavailable(AssistantError):
    """The platform did not answer, or not in its own format."""

    code = "platform_unavailable"


class PlatformRefused(AssistantError):
    """The platform says no: its number of the error, and what it says."""

    code = "platform_refused"

    def __init__(self, number: int, said: str) -> None:
        super().__init__(f"平台返回错误 {number}：{said}")
        self.number = number


@dataclass(frozen=True, slots=True)
class Token:
    """An access token and for how many seconds it holds."""

    value: str
    seconds: float


def is_private(url: str) -> bool:
    """Whether nobody on the way can read what is sent there: by TLS, or to this machine."""
    address = urlsplit(url)
    return address.scheme in ("https", "wss") or address.hostname in ("127.0.0.1", "::1", "localhost")


TokenSource = Callable[[httpx2.AsyncClient], Awaitable[Token]]
"""Fetches a token; raises PlatformRefused or PlatformUnavailable."""


def stable_token(appid: str, secret: str) -> TokenSource:
    """Of an official account: the same token for every process, unlike that of `/cgi-bin/token`."""

    async def fetch(http: httpx2.AsyncClient) -> Token:
        wanted = {"grant_type": "client_credential", "appid": appid, "secret": secret, "force_refresh": False}
        return _token(await _sent(http, "POST", "/cgi-bin/stable_token", json=wanted))

    return fetch


def corp_token(corp_id: str, secret: str) -> TokenSource:
    """Of a WeCom application."""

    async def fetch(http: httpx2.AsyncClient) -> Token:
        wanted = {"corpid": corp_id, "corpsecret": secret}
        return _token(await _sent(http, "GET", "/cgi-bin/gettoken", params=wanted))

    return fetch


class Platform:
    """The API of one account. For one event loop; close it there."""

    def __init__(
        self,
        url: str,
        source: TokenSource,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._http = httpx2.AsyncClient(base_url=url.rstrip("/"), timeout=TIMEOUT_SECONDS, follow_redirects=False)
        self._source, self._clock, self._sleep = source, clock, sleep
        self._token, self._until, self._number = "", 0.0, 0
        self._fetching = asyncio.Lock()

    async def call(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """What the API gives; raises PlatformRefused and PlatformUnavailable.

        A token that is refused is fetched anew once; a busy platform is asked again after pauses.
        """
        refused = 0
        for pause in (*PAUSES, None):
            token, number = await self._fresh(instead_of=refused)
            try:
                return await _sent(self._http, "POST", path, params={"access_token": token}, json=body)
            except PlatformRefused as error:
                if error.number in TOKEN_REFUSED and not refused and pause is not None:
                    log.info("token_refused", path=path, number=error.number)
                    refused = number
                    continue
                if error.number != BUSY or pause is None:
                    raise
                await self._sleep(pause)
        raise AssertionError("the last call returns or raises")

    async def close(self) -> None:
        """End all connections."""
        await self._http.aclose()

    async def _fresh(self, instead_of: int) -> tuple[str, int]:
        """A token and which one it is: those that were refused the same one fetch the next one once."""
        async with self._fetching:
            if self._number == instead_of or self._clock() >= self._until:
                token = await self._source(self._http)
                self._token, self._until = token.value, self._clock() + max(token.seconds - EARLY_SECONDS, 0.0)
                self._number += 1
            return self._token, self._number


def _token(reply: Mapping[str, Any]) -> Token:
    try:
        return Token(str(reply["access_token"]), float(reply["expires_in"]))
    except (KeyError, TypeError, ValueError):
        raise PlatformUnavailable("平台没有给出 access_token。") from None


async def _sent(
    http: httpx2.AsyncClient,
    method: str,
    path: str,
    params: Mapping[str, str] | None = None,
    json: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The JSON object of a reply without an error number; messages of errors name no address, which holds secrets."""
    try:
        response = await http.request(method, path, params=params, json=json)
        reply = response.json()
    except httpx2.HTTPError as error:
        raise PlatformUnavailable(f"连不上平台接口 {path}（{type(error).__name__}）。") from None
    except ValueError:
        raise PlatformUnavailable(f"平台接口 {path} 返回的不是 JSON（HTTP {response.status_code}）。") from None
    if response.status_code >= 400 or not isinstance(reply, dict):
        raise PlatformUnavailable(f"平台接口 {path} 返回 HTTP {response.status_code}。")
    number = reply.get("errcode", 0)
    if not isinstance(number, int):
        raise PlatformUnavailable(f"平台接口 {path} 返回的错误号不是数字。")
    if number:
        raise PlatformRefused(number, str(reply.get("errmsg", "")))
    return reply
