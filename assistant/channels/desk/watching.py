"""Tells every open page of the desk what was changed; one look at the log a second serves all of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Sequence
from dataclasses import dataclass, field

import structlog
from anyio import to_thread

from assistant.desk_ports import AuditStore
from assistant.domain import AuditEvent
from assistant.errors import AssistantError

EVERY_SECONDS = 1.0
LASTS_SECONDS = 600.0
"""Then a page has to ask again, and to be signed in still."""
_AT_ONCE = 500
_BACK = 50
"""How far back in the log an event may come to be seen after a later one."""

log = structlog.get_logger("assistant.desk")


@dataclass(frozen=True, slots=True)
class Changed:
    """Which tickets and drafts were changed up to an event of the log."""

    sequence: int
    tickets: tuple[int, ...]
    drafts: tuple[str, ...]

    @classmethod
    def of(cls, events: Sequence[AuditEvent]) -> Changed:
        """What events tell of."""
        tickets = {int(event.subject_id) for event in events if event.subject == "ticket"}
        drafts = {event.subject_id for event in events if event.subject == "draft"}
        # A draft is shown with its ticket.
        tickets |= {number for event in events if isinstance(number := event.after.get("ticket"), int)}
        return cls(max(_numbers(events)), tuple(sorted(tickets)), tuple(sorted(drafts)))

    def __bool__(self) -> bool:
        return bool(self.tickets or self.drafts)


@dataclass(eq=False)
class _Listener:
    events: list[AuditEvent] = field(default_factory=list)
    woken: asyncio.Event = field(default_factory=asyncio.Event)

    def tell(self, events: Sequence[AuditEvent]) -> None:
        self.events += events
        self.woken.set()

    def take(self) -> Changed:
        told, self.events = Changed.of(self.events), []
        self.woken.clear()
        return told


class Changes:
    """For one event loop."""

    def __init__(
        self, audit: AuditStore, every_seconds: float = EVERY_SECONDS, lasts_seconds: float = LASTS_SECONDS
    ) -> None:
        self._audit, self._every_seconds, self._lasts_seconds = audit, every_seconds, lasts_seconds
        self._listeners: set[_Listener] = set()
        self._wanted = asyncio.Event()

    async def listen(self, since: int | None = None) -> AsyncIterator[Changed]:
        """What is changed from now on, and what was since an event that was told before."""
        listener = _Listener()
        self._listeners.add(listener)
        self._wanted.set()
        clock = asyncio.get_running_loop().time
        ends = clock() + self._lasts_seconds
        try:
            if since is not None:
                listener.tell(await to_thread.run_sync(self._audit.since, since, _AT_ONCE))
            while await _within(listener.woken.wait(), ends - clock()):
                if told := listener.take():
                    yield told
        finally:
            self._listeners.discard(listener)

    async def run(self) -> None:
        """Look at the log while anybody listens, until cancelled."""
        known: frozenset[int] | None = None
        place = 0
        while True:
            if not self._listeners:
                known = None
                self._wanted.clear()
                await self._wanted.wait()
            try:
                if known is None:
                    place = await to_thread.run_sync(self._audit.last)
                events = await to_thread.run_sync(self._audit.since, max(0, place - _BACK), _AT_ONCE)
                new = [event for event in events if known is not None and event.sequence not in known]
                known, place = frozenset(event.sequence for event in events), max(place, *_numbers(events))
                for listener in self._listeners if new else ():
                    listener.tell(new)
            except AssistantError as error:
                log.warning("changes_not_read", code=error.code, reason=error.message)
            except Exception:  # a task has nobody above it; it goes on with the next look
                log.exception("watching_crashed")
            await asyncio.sleep(self._every_seconds)


async def _within(waiting: Awaitable[object], seconds: float) -> bool:
    try:
        await asyncio.wait_for(waiting, seconds)
    except TimeoutError:
        return False
    return True


def _numbers(events: Sequence[AuditEvent]) -> tuple[int, ...]:
    return tuple(event.sequence for event in events) or (0,)
