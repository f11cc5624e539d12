"""The official account over real databases, by processes that share one and are killed."""

from __future__ import annotations

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from tests.fakes.official_server import OfficialServer
from tests.fakes.wechat_platform.deliveries import Manner
from tests.fakes.wechat_platform.platform import WeChat

SCALE = 0.3


class Street:
    """Servers over one database, and WeChat in front of them."""

    def __init__(self, database_url, directory, servers):
        self.wechat = WeChat(scale=SCALE)
        self.asked_in, self.log = directory / "asked", directory / "log"
        self.asked_in.touch()
        settings = {"database": database_url, "api": "", "scale": SCALE, "asked_in": str(self.asked_in)}
        self.servers = [OfficialServer(free_port(), settings, self.log) for _ in range(servers)]
        with ThreadPoolExecutor() as starting:
            list(starting.map(OfficialServer.start, self.servers))

    def live(self, journey):
        async def play():
            async with self.wechat.delivering(*(server.callback for server in self.servers)) as users:
                await journey(users)

        asyncio.run(play())

    def told(self, user="o-li"):
        assert self.wechat.timeline.wrong == []
        return self.wechat.timeline.told(user)

    @property
    def asked(self):
        return sorted(self.asked_in.read_text("utf-8").splitlines())


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


@pytest.fixture
def open_street(database_url, tmp_path):
    with ExitStack() as stack:

        def build(servers=1):
            street = Street(database_url, tmp_path, servers)
            for server in street.servers:
                stack.callback(server.stop)
            return street

        yield build


def test_two_processes_answer_a_question_once_and_alike(open_street):
    street = open_street(2)

    async def journey(users):
        manners = [Manner(), Manner(fresh=True, overlap=2.0), Manner(again=2)]
        await asyncio.gather(*(users.say(f"o-{n}", f"6 甲¶乙{n}", manners[n % 3]) for n in range(12)))
        await asyncio.gather(*(users.say(f"o-{n}", "1", Manner(again=1)) for n in range(12)))

    street.live(journey)
    assert [street.told(f"o-{n}") for n in range(12)] == [["答：甲 [还有1]", f"乙{n}"] for n in range(12)]
    assert street.asked == sorted(f"6 甲¶乙{n}" for n in range(12))


def test_an_answer_that_is_held_survives_a_power_cut(open_street):
    street = open_street()

    async def journey(users):
        await users.say("o-li", "16 甲¶乙")
        await asyncio.sleep(4 * SCALE)
        street.servers[0].kill()
        street.servers[0].start()
        await users.say("o-li", "1")
        await users.say("o-li", "继续")

    street.live(journey)
    assert street.told() == ["[still_searching]", "答：甲 [还有1]", "乙"]
    assert street.asked == ["16 甲¶乙"]


def test_a_question_under_way_at_a_power_cut_is_answered_by_the_next_process(open_street):
    street = open_street()

    async def journey(users):
        asking = asyncio.create_task(users.say("o-li", "12 技改"))
        await asyncio.sleep(6 * SCALE)
        await asyncio.to_thread(street.servers[0].kill)
        await asyncio.to_thread(street.servers[0].start)
        await asking
        while len(street.asked) < 2:
            await asyncio.sleep(SCALE)
        # Twelve seconds of answering, and at most seventeen until what nobody came for is held.
        await asyncio.sleep(32 * SCALE)
        if "答：技改" not in street.told():
            await users.say("o-li", "1")

    street.live(journey)
    assert street.told().count("答：技改") == 1
    assert street.asked == ["12 技改"] * 2


def test_a_question_under_way_is_taken_over_by_the_process_that_lives(open_street):
    street = open_street(2)

    async def journey(users):
        asking = asyncio.create_task(users.say("o-li", "2 技改"))
        await asyncio.sleep(1 * SCALE)
        street.servers[0].kill()
        await asking

    street.live(journey)
    assert street.told() == ["答：技改"]


def test_no_log_holds_who_wrote_what_or_a_secret(open_street):
    street = open_street()

    async def journey(users):
        await users.say("o-very-private-openid", "我的秘密问题")
        await users.say("o-very-private-openid", "崩溃 我的秘密问题")
        await users.event("o-very-private-openid", "unsubscribe")

    street.live(journey)
    street.servers[0].stop()
    written, ours = street.log.read_text("utf-8"), street.wechat.account
    assert '"path": "/wechat/callback"' in written
    for secret in ("o-very-private-openid", "秘密", ours.token, ours.key, ours.secret, "msg_signature", "nonce="):
        assert secret not in written
