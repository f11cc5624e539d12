from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice

import httpx2

from assistant.channels.desk.watching import Changed, Changes
from assistant.domain import AuditEvent, StaffRole
from assistant.errors import StorageUnavailable
from tests.fakes.desk_app import DESK, open_desk
from tests.fakes.desk_stores import MemoryAuditStore
from tests.fakes.serving_app import serving

NOW = datetime(2026, 11, 27, tzinfo=UTC)


@dataclass
class Counted(MemoryAuditStore):
    """Counts how often it was looked at; `broken` once."""

    looks: int = 0
    broken: bool = False
    hidden: set[int] = field(default_factory=set)

    def since(self, sequence: int, limit: int) -> tuple[AuditEvent, ...]:
        self.looks += 1
        if self.broken:
            self.broken = False
            raise StorageUnavailable("忙。")
        return tuple(event for event in super().since(sequence, limit) if event.sequence not in self.hidden)

    def tell(self, subject: str, id: str, **after: object) -> None:
        self.append(AuditEvent(NOW, None, "系统", "changed", subject, id, after=after))


def follow(store: Counted, script, listeners: int = 1) -> list[list[Changed]]:
    """What each listener was told while a script of steps ran, with time to look after each."""

    async def play() -> list[list[Changed]]:
        changes = Changes(store, every_seconds=0.005, lasts_seconds=60)
        told: list[list[Changed]] = [[] for _ in range(listeners)]

        async def listen(heard: list[Changed]) -> None:
            async for change in changes.listen():
                heard.append(change)

        tasks = [asyncio.create_task(changes.run()), *(asyncio.create_task(listen(each)) for each in told)]
        for step in (lambda: None, *script):
            step()
            looked = store.looks
            while store.looks < looked + 3:
                await asyncio.sleep(0.002)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return told

    return asyncio.run(play())


def test_every_listener_hears_of_each_change_once_and_all_share_one_look():
    store = Counted()
    store.tell("ticket", "1")
    heard = follow(store, [lambda: store.tell("ticket", "7"), lambda: store.tell("draft", "d1", ticket=7)], listeners=5)
    assert heard == [[Changed(2, (7,), ()), Changed(3, (7,), ("d1",))]] * 5
    assert store.looks < 25


def test_what_others_did_is_not_told():
    store = Counted()
    assert follow(store, [lambda: store.tell("user", "u1")]) == [[]]


def test_an_event_that_is_seen_after_a_later_one_is_told_as_well():
    store = Counted(hidden={1})

    def both() -> None:
        store.tell("ticket", "1")
        store.tell("ticket", "2")

    assert follow(store, [both, store.hidden.clear]) == [[Changed(2, (2,), ()), Changed(1, (1,), ())]]


def test_a_database_that_is_busy_is_asked_again():
    store = Counted()

    def fail() -> None:
        store.broken = True
        store.tell("ticket", "3")

    assert follow(store, [fail]) == [[Changed(1, (3,), ())]]


def test_who_comes_back_hears_what_was_missed_and_a_stream_ends_by_itself():
    store = Counted()
    for number in range(1, 4):
        store.tell("ticket", str(number))

    async def come_back() -> list[Changed]:
        changes = Changes(store, lasts_seconds=0.05)
        return [told async for told in changes.listen(1)]

    assert asyncio.run(come_back()) == [Changed(3, (2, 3), ())]


def test_nobody_looks_while_nobody_listens():
    store = Counted()

    async def wait() -> None:
        task = asyncio.create_task(Changes(store, every_seconds=0.001).run())
        await asyncio.sleep(0.05)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(wait())
    assert store.looks == 0


def test_a_page_that_is_signed_in_hears_what_a_colleague_did(tmp_path):
    with open_desk(tmp_path) as desk:
        reader, agent = desk.signed_in(StaffRole.VIEWER), desk.signed_in(StaffRole.AGENT)
        secret = {"cookie": f"policy_desk={reader.cookies['policy_desk']}"}
        agent.post(f"{DESK}/tickets", json={"question": "技改补多少"})
        with (
            serving(desk.app) as url,
            httpx2.stream("GET", f"{url}{DESK}/events", headers=secret | {"last-event-id": "0"}) as told,
        ):
            assert told.headers["content-type"].startswith("text/event-stream")
            lines = list(islice(told.iter_lines(), 3))
        assert lines[0] == "event: changed"
        assert '"tickets":[1],"drafts":[]' in lines[1]
        assert desk.browser().get(f"{DESK}/events").status_code == 401
