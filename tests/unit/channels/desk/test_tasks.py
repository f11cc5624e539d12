"""A task of the desk goes on with its next look, whatever went wrong in one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from assistant.channels.desk.flagging import Flagging
from assistant.channels.desk.settling import Settling
from assistant.channels.desk.watching import Changes
from assistant.errors import StorageUnavailable


class Failing:
    """What a task asks for; fails twice, then ends the waiting."""

    def __init__(self) -> None:
        self.looks, self.done = 0, asyncio.Event()

    def look(self, *_: object) -> Any:
        self.looks += 1
        if self.looks == 1:
            raise StorageUnavailable("磁盘已满。")
        if self.looks == 2:
            raise ValueError("of no kind that is known")
        self.loop.call_soon_threadsafe(self.done.set)
        return 0

    flag = settle = last = look

    def since(self, *_: object) -> tuple[()]:
        return ()


async def _listen(changes: Changes) -> None:
    async for _ in changes.listen():
        pass


def _changes(failing: Failing) -> list[Coroutine[Any, Any, None]]:
    changes = Changes(failing, every_seconds=0.001)
    return [changes.run(), _listen(changes)]


@pytest.mark.parametrize(
    "tasks",
    [
        lambda failing: [Flagging(failing, every_seconds=0.001).run()],
        lambda failing: [Settling(failing, every_seconds=0.001).run()],
        _changes,
    ],
    ids=["flagging", "settling", "changes"],
)
def test_a_look_that_fails_is_not_the_last(tasks: Callable[[Failing], list[Coroutine[Any, Any, None]]]) -> None:
    async def serve() -> int:
        failing = Failing()
        failing.loop = asyncio.get_running_loop()
        work = [asyncio.create_task(each) for each in tasks(failing)]
        await asyncio.wait_for(failing.done.wait(), 20)
        for task in work:
            task.cancel()
        await asyncio.gather(*work, return_exceptions=True)
        return failing.looks

    assert asyncio.run(serve()) >= 3
