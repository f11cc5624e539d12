"""Alerts to a group of staff through the webhook of a WeCom group: few messages, each of them worth a look."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Protocol

import httpx2
import structlog
from anyio import to_thread
from fastapi import FastAPI

from assistant.channels.wechat.closing import Closing
from assistant.channels.wechat.platform import TIMEOUT_SECONDS
from assistant.channels.wechat.serving import serving_of

MOST_BYTES = 2048
MOST_LINKS = 5
SECONDS = 5.0
"""Between two messages; the platform takes twenty a minute, and other programs may use the group as well."""
REST_SECONDS = 60.0
"""After a message that was not taken, or while another process tells of the windows."""
CHECK_SECONDS = 3600.0
"""Between two looks at which application windows close soon."""

log = structlog.get_logger("assistant.wechat")


class Say(Protocol):
    """Words a text of `prompts/messages.yaml`."""

    def __call__(self, name: str, **given: str) -> str:
        """By its name."""
        ...


@dataclass
class _Waiting:
    counts: Counter[str] = field(default_factory=Counter)
    answers: list[str] = field(default_factory=list)


class GroupAlerts:
    """Alerts that wait are told together. `page` is the address of an answer's page by its id, empty without one."""

    def __init__(
        self,
        webhook: str,
        say: Say,
        page: Callable[[str], str],
        closing: Closing,
        seconds: float = SECONDS,
        rest_seconds: float = REST_SECONDS,
    ) -> None:
        self._webhook, self._say, self._page, self._closing = webhook, say, page, closing
        self._seconds, self._rest_seconds = seconds, rest_seconds
        self._waiting, self._lock = _Waiting(), Lock()
        self._app: FastAPI | None = None

    def handed_over(self) -> None:
        """See Alerts."""
        self._count("handed_over")

    def not_answered(self, answer_id: str) -> None:
        """See Alerts."""
        with self._lock:
            self._waiting.counts["not_answered"] += 1
            self._waiting.answers = [*self._waiting.answers, answer_id][-MOST_LINKS:]

    def trouble(self, name: str) -> None:
        """See Alerts."""
        self._count(name)

    def install(self, app: FastAPI) -> None:
        """See Door."""
        self._app = app

    def open(self) -> AbstractAsyncContextManager[None]:
        """See Door."""
        return self._working()

    def _count(self, name: str) -> None:
        with self._lock:
            self._waiting.counts[name] += 1

    @asynccontextmanager
    async def _working(self) -> AsyncIterator[None]:
        async with httpx2.AsyncClient(timeout=TIMEOUT_SECONDS, follow_redirects=False) as http:
            work = [asyncio.create_task(each) for each in (self._tell_waiting(http), self._tell_closing(http))]
            try:
                yield
            finally:
                for task in work:
                    task.cancel()
                await asyncio.gather(*work, return_exceptions=True)

    async def _tell_waiting(self, http: httpx2.AsyncClient) -> None:
        while True:
            await asyncio.sleep(self._seconds)
            with self._lock:
                waiting, self._waiting = self._waiting, _Waiting()
            if waiting.counts and not await self._sent(http, self._text(waiting)):
                with self._lock:
                    self._waiting.counts.update(waiting.counts)
                    self._waiting.answers = [*waiting.answers, *self._waiting.answers][-MOST_LINKS:]
                await asyncio.sleep(self._rest_seconds)

    async def _tell_closing(self, http: httpx2.AsyncClient) -> None:
        assert self._app is not None
        await serving_of(self._app).ready()
        while True:
            is_done = False
            try:
                is_done = await self._told_closing(http)
            except Exception:  # a task has nobody above it; it looks again later
                log.exception("alerts_crashed")
            await asyncio.sleep(CHECK_SECONDS if is_done else self._rest_seconds)

    async def _told_closing(self, http: httpx2.AsyncClient) -> bool:
        """Whether nothing is left to be told of.

        A window is noted once the group has it: a crash in between tells of it twice, one before loses none.
        """
        if not await to_thread.run_sync(self._closing.begin):
            return False
        is_done = True
        try:
            for window in await to_thread.run_sync(self._closing.due):
                if not await to_thread.run_sync(self._closing.begin):
                    return False
                given = {"title": window.title, "window": window.name, "day": window.day, "left": window.left}
                if await self._sent(http, self._say("alert_closing", **given)):
                    await to_thread.run_sync(self._closing.told, window)
                else:
                    is_done = False
                await asyncio.sleep(self._seconds)
        finally:
            await to_thread.run_sync(self._closing.end)
        return is_done

    def _text(self, waiting: _Waiting) -> str:
        lines = [self._say(f"alert_{name}", n=str(n)) for name, n in sorted(waiting.counts.items())]
        return "\n".join([*lines, *filter(None, map(self._page, waiting.answers))])

    async def _sent(self, http: httpx2.AsyncClient, text: str) -> bool:
        """Whether it was taken. The address is a secret, so that neither it nor an error that names it is logged."""
        content = text.encode()[:MOST_BYTES].decode(errors="ignore")
        try:
            response = await http.post(self._webhook, json={"msgtype": "text", "text": {"content": content}})
            told = response.json()
            number = told.get("errcode", 0) if isinstance(told, dict) else response.status_code
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
            log.warning("alert_not_sent", error=type(error).__name__)
            return False
        if number or response.status_code >= 400:
            log.warning("alert_refused", number=number, status=response.status_code)
        return not number and response.status_code < 400
