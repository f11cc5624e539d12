"""Fetches what people wrote to an account, page by page, each kept together with the cursor after it."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import timedelta

import structlog
from anyio import to_thread

from assistant.channels.messages.lease import Lease
from assistant.channels.wechat.kf.api import CHANNEL, KfApi
from assistant.channels.wechat.kf.pages import Event, Page, read_page
from assistant.channels.wechat.platform import PlatformRefused, PlatformUnavailable
from assistant.domain import Cursor, Message
from assistant.errors import AssistantError
from assistant.message_ports import MessageStore
from assistant.ports import Clock

PENDING, CURSOR = "pending", "cursor"
ANSWERING = timedelta(seconds=30)
"""For how long a message is ours before another process may take it, unless we say again that we are at it."""
PULLING, PULLING_BEAT = timedelta(seconds=20), 5.0
"""For how long an account is ours to pull, and the seconds after which we say so again."""
MAY_SEND = timedelta(hours=48)
"""The platform takes replies for so long."""
AT_FIRST = timedelta(minutes=10)
"""Of what was written before the assistant was connected, only this is answered; people have moved on from the rest."""

run = to_thread.run_sync
log = structlog.get_logger("assistant.wechat")


def note_of(token: str) -> str:
    """What is noted as pending of an account, by the token of a callback or none.

    Each note is another one, so that who pulled for the last one sees that there is more to fetch than it knows of.
    """
    return f"{secrets.token_hex(4)} {token}"


class Puller:
    """Pulls accounts of which something is pending, one process at a time each.

    `happened` is awaited for each event before its page is kept, so that after a crash it is told of it again; `came`
    gets the new messages of a page after that.
    """

    def __init__(
        self,
        api: KfApi,
        store: MessageStore,
        clock: Clock,
        happened: Callable[[Event], Awaitable[None]],
        came: Callable[[Sequence[Message]], None],
    ) -> None:
        self._api, self._store, self._clock = api, store, clock
        self._happened, self._came = happened, came
        self._leases: dict[str, Lease] = {}

    async def pull(self, account: str) -> bool:
        """Fetch until nothing is pending, and whether it is; else another process is at it.

        Raises PlatformRefused and PlatformUnavailable; then it stays pending.
        """
        lease = self._leases.setdefault(account, Lease(self._store, CHANNEL, account, self._clock, PULLING))
        if not await run(lease.take):
            return False
        held = asyncio.create_task(_held(lease))
        try:
            while pending := await run(self._store.state, CHANNEL, account, PENDING):
                if not await self._pages(account, pending.partition(" ")[2], lease):
                    return False
                await run(self._store.renote, CHANNEL, account, PENDING, "", pending)
            return True
        finally:
            held.cancel()
            await asyncio.gather(held, return_exceptions=True)
            await run(lease.release)

    async def _pages(self, account: str, token: str, lease: Lease) -> bool:
        """Whether all of them were fetched, and not only up to where another process took over."""
        cursor = await run(self._store.state, CHANNEL, account, CURSOR)
        oldest = self._clock() - (MAY_SEND if cursor else AT_FIRST)
        while await run(lease.take):
            try:
                page = read_page(await self._api.page(account, cursor, token), account)
            except PlatformRefused as error:
                if not token:
                    raise
                log.info("kf_token_refused", number=error.number)
                token = ""
                continue
            for event in page.events:
                await self._happened(event)
            kept = [each for each in page.messages if each.received_at >= oldest]
            if len(kept) < len(page.messages):
                log.info("kf_messages_too_old", count=len(page.messages) - len(kept))
            new = await run(self._keep, account, kept, page, page.cursor or cursor)
            self._came([each for each in kept if each.id in new])
            if not page.has_more:
                return True
            if page.cursor in ("", cursor):
                raise PlatformUnavailable("平台说还有消息，却没有给出下一个游标。")
            cursor = page.cursor
        return False

    def _keep(self, account: str, messages: Sequence[Message], page: Page, cursor: str) -> frozenset[str]:
        until = self._clock() + ANSWERING
        return self._store.receive(messages, until, Cursor(CHANNEL, account, cursor), page.staff)


async def _held(lease: Lease) -> None:
    """Keep a lease through a page that takes long: its events are told to the platform one by one."""
    while True:
        await asyncio.sleep(PULLING_BEAT)
        with suppress(AssistantError):
            await run(lease.take)
