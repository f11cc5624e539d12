"""微信客服 fetches whatever was written, however its callbacks come and whatever fails."""

from __future__ import annotations

import asyncio
import threading
from datetime import UTC, datetime

import pytest

from assistant.channels.wechat.kf.pullers import MOST_SECONDS, Pullers
from assistant.channels.wechat.kf.pulling import PENDING, note_of
from assistant.channels.wechat.platform import PlatformUnavailable
from assistant.domain import Correspondent, Delivery, Message, Reply
from assistant.errors import StorageUnavailable
from tests.fakes.message_store import MemoryMessageStore
from tests.fakes.wecom_platform.kf import ACCOUNT, KfPlatform, Session
from tests.unit.channels.wechat.kf_house import Pausable, opened, soon

ASKED = "技术改造推动多少家企业"


@pytest.fixture
def platform():
    made = KfPlatform()
    yield made
    made.http.close()


class Interrupted(MemoryMessageStore):
    """Does `meanwhile` once, just before it is noted that nothing is pending any more."""

    def renote(self, channel, account, name, value, instead_of):
        if (name, value) == (PENDING, "") and (meanwhile := self.__dict__.pop("meanwhile", None)):
            meanwhile()
        return super().renote(channel, account, name, value, instead_of)


def test_a_token_that_comes_again_while_its_messages_are_fetched_leads_to_a_pull_after_it(platform, tmp_path):
    platform.tokens["ENC1"] = platform.clock()

    def meanwhile():
        platform.says("wang", ASKED, quiet=True)
        platform.call_back("ENC1")

    store = Interrupted()
    store.meanwhile = meanwhile
    with opened(platform, store, Pausable(), tmp_path):
        platform.says("li", ASKED, quiet=True)
        platform.call_back("ENC1")
        soon(lambda: platform.sessions.keys() == {"li", "wang"} and len(platform.shown("wang")) == 2)
        assert len(platform.shown("li")) == 2


def test_what_was_missed_is_fetched_although_the_first_try_to_catch_up_failed(platform, tmp_path):
    class Failing(MemoryMessageStore):
        fails = 0

        def noted(self, channel, name):
            if name == "cursor" and self.fails:
                self.fails -= 1
                raise StorageUnavailable("数据库打不开。")
            return super().noted(channel, name)

    store = Failing()
    with opened(platform, store, Pausable(), tmp_path):
        platform.says("li", ASKED)
        soon(lambda: len(platform.shown("li")) == 2)
    platform.notify = lambda query, body: None
    platform.says("wang", ASKED)
    store.fails = 2
    with opened(platform, store, Pausable(), tmp_path):
        soon(lambda: len(platform.shown("wang")) == 2)


def test_what_no_callback_told_of_is_fetched_without_one(platform, tmp_path):
    with opened(platform, MemoryMessageStore(), Pausable(), tmp_path, catch_up_seconds=0.1):
        platform.says("li", ASKED)
        soon(lambda: len(platform.shown("li")) == 2)
        platform.says("wang", ASKED, quiet=True)
        soon(lambda: len(platform.shown("wang")) == 2)


def test_who_is_slow_to_be_sent_an_old_reply_keeps_nobody_from_being_heard(platform, tmp_path):
    let = threading.Event()

    class Stuck(MemoryMessageStore):
        def claim_delivery(self, id, now, leased_until):
            assert id != "old" or let.wait(20)
            return super().claim_delivery(id, now, leased_until)

    store, now = Stuck(), datetime.now(UTC)
    platform.sessions["wang"] = Session(quota=5)
    store.receive([Message("old", Correspondent("kf", ACCOUNT, "wang"), ASKED, now)], now)
    store.answered("old", Reply(("旧答案",)), now, Delivery.PUSH)
    with opened(platform, store, Pausable(), tmp_path):
        try:
            platform.says("li", ASKED)
            soon(lambda: len(platform.shown("li")) == 2)
        finally:
            let.set()
        soon(lambda: platform.shown("wang") == ["旧答案"])


def test_a_pull_that_fails_is_tried_again_until_it_succeeds(platform, tmp_path):
    with opened(platform, MemoryMessageStore(), Pausable(), tmp_path):
        platform.faults["kf/sync_msg"] = [45009, 45009, 45009]
        platform.says("li", ASKED)
        soon(lambda: len(platform.shown("li")) == 2)


class Pulled:
    """Stands for a Puller: fails while it is told to, and lasts until it is let go on."""

    def __init__(self, store):
        self.store, self.pulls, self.at_once, self.fails = store, [], 0, True
        self.is_ours = True
        self.let = asyncio.Event()
        self.let.set()

    async def pull(self, account):
        self.pulls.append(account)
        self.at_once += 1
        await self.let.wait()
        self.at_once -= 1
        if self.fails:
            raise PlatformUnavailable("连不上平台接口。")
        if self.is_ours:
            self.store.note("kf", account, PENDING, "")
        return self.is_ours


class House:
    def __init__(self):
        self.store, self.now, self.wakes = MemoryMessageStore(), 0.0, 0
        self.puller = Pulled(self.store)
        self.pullers = Pullers(self.puller.pull, self.store, 5.0, 60.0, self.wake, lambda: self.now)

    def wake(self):
        self.wakes += 1

    def called_back(self, account=ACCOUNT):
        self.store.note("kf", account, PENDING, note_of("ENC1"))

    async def look(self):
        """Looks, and lets what begins come to an end."""
        before = len(self.puller.pulls)
        await self.pullers.look()
        for _ in range(5):
            await asyncio.sleep(0)
        return len(self.puller.pulls) - before


def played(play):
    async def whole():
        house = House()
        await play(house)
        await house.pullers.close()

    asyncio.run(whole())


def test_the_pauses_after_pulls_that_fail_grow_up_to_two_minutes():
    async def play(house):
        house.called_back()
        pauses, last = [], 0.0
        while house.now < 900:
            if await house.look():
                pauses.append(house.now - last)
                last = house.now
            house.now += 1
        assert pauses[:6] == [0, 5, 10, 20, 40, 80]
        assert set(pauses[6:]) == {MOST_SECONDS}

    played(play)


def test_a_callback_after_a_failure_is_not_kept_waiting():
    async def play(house):
        house.called_back()
        assert [await house.look(), await house.look()] == [1, 0]
        house.called_back()
        assert [await house.look(), await house.look()] == [1, 0]
        house.puller.fails = False
        house.now += 10
        assert [await house.look(), await house.look()] == [1, 0]
        house.puller.fails = True
        house.called_back()
        await house.look()
        house.now += 5
        assert await house.look() == 1

    played(play)


def test_an_account_is_pulled_by_one_at_a_time_and_keeps_no_other_waiting():
    async def play(house):
        house.puller.let.clear()
        house.called_back()
        assert [await house.look(), await house.look()] == [1, 0]
        house.called_back("wkOther")
        assert await house.look() == 1
        assert house.puller.at_once == 2

    played(play)


def test_who_pulled_looks_at_once_whether_more_came_but_not_after_somebody_else():
    async def play(house):
        house.puller.fails = False
        house.called_back()
        await house.look()
        assert house.wakes == 1
        house.puller.is_ours = False
        house.called_back()
        assert [await house.look(), await house.look()] == [1, 1]
        assert house.wakes == 1

    played(play)
