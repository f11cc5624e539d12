from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from assistant.channels.desk.gatherer import Gatherer
from assistant.channels.messages.lease import Lease
from assistant.errors import StorageUnavailable
from tests.fakes.message_store import MemoryMessageStore

NOW = datetime(2026, 11, 27, tzinfo=UTC)


class Gathered:
    """Counts its steps; fails where it is told to."""

    def __init__(self, *outcomes: bool | Exception) -> None:
        self.outcomes, self.steps = list(outcomes), 0

    def step(self) -> bool:
        self.steps += 1
        outcome = self.outcomes.pop(0) if self.outcomes else False
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


def run(*gathered: Gathered, rounds: int) -> MemoryMessageStore:
    """Each of them in a process of its own, until one that looks has looked so often."""
    store = MemoryMessageStore()

    async def serve() -> None:
        heard = asyncio.Semaphore(0)
        tasks = [
            asyncio.create_task(
                Gatherer(each, Lease(store, "desk", "", lambda: NOW, timedelta(minutes=1)), 0.001, heard.release).run()
            )
            for each in gathered
        ]
        for _ in range(rounds):
            await heard.acquire()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    asyncio.run(serve())
    return store


def test_of_two_processes_one_gathers():
    one, other = Gathered(), Gathered()
    run(one, other, rounds=12)
    assert sorted([one.steps > 0, other.steps > 0]) == [False, True]


def test_who_ends_gives_the_work_back():
    assert run(Gathered(), rounds=2).state("desk", "", "lease") == ""


def test_what_fails_is_tried_again():
    gathered = Gathered(StorageUnavailable("忙。"), ValueError("a mistake"), True)
    run(gathered, rounds=5)
    assert gathered.steps >= 5
