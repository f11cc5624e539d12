"""WeCom before the real server: people ask on each channel, it is killed, nothing is lost and no secret told."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
import pytest

from tests.fakes.wecom_platform.bot import BOT, BotPlatform
from tests.fakes.wecom_platform.crypto import AES_KEY, CORP_ID, TOKEN
from tests.fakes.wecom_platform.group import KEY, GroupPlatform
from tests.fakes.wecom_platform.kf import SECRET as KF_SECRET
from tests.fakes.wecom_platform.kf import KfPlatform
from tests.fakes.wecom_platform.socket import SECRET as BOT_SECRET
from tests.fakes.wecom_platform.socket import SocketPlatform
from tests.journeys.conftest import Server, serving

ASKED = "小升规奖励多少？"
SECRETS = (AES_KEY, TOKEN, KF_SECRET, BOT_SECRET, KEY, "access_token", "response_code")
PEOPLE = ("wm-li", "wm-wang", "u-zhang", "u-chen")


class Platforms:
    def __init__(self) -> None:
        self.kf, self.bot, self.socket, self.group = KfPlatform(), BotPlatform(), SocketPlatform(), GroupPlatform()

    @property
    def settings(self) -> dict[str, str]:
        return {
            "WECOM_CORP_ID": CORP_ID,
            "WECOM_URL": self.kf.http.url,
            "KF_SECRET": KF_SECRET,
            "KF_TOKEN": TOKEN,
            "KF_AES_KEY": AES_KEY,
            "BOT_TOKEN": TOKEN,
            "BOT_AES_KEY": AES_KEY,
            "BOT_ID": BOT,
            "BOT_SECRET": BOT_SECRET,
            "BOT_URL": self.socket.url,
            "ALERT_WEBHOOK": self.group.webhook,
            "PUBLIC_URL": "https://policy.example.cn",
            "LOG_LEVEL": "DEBUG",
        }

    def meet(self, server: Server) -> None:
        def kf(query: dict[str, str], body: str) -> None:
            httpx2.post(f"{server.url}/wecom/kf", params=query, content=body).raise_for_status()

        def bot(query: dict[str, str], body: str) -> dict[str, object] | None:
            reply = httpx2.post(f"{server.url}/wecom/bot", params=query, content=body).raise_for_status()
            return reply.json() if reply.content else None

        self.kf.notify, self.bot.post = kf, bot

    def close(self) -> None:
        for each in (self.kf.http, self.bot.http, self.socket, self.group.http):
            each.close()


@pytest.fixture
def platforms() -> Iterator[Platforms]:
    made = Platforms()
    yield made
    made.close()


def soon(found: Callable[[], object], seconds: float = 30.0) -> None:
    ends = time.monotonic() + seconds
    while not found():
        assert time.monotonic() < ends, "it did not come to be so"
        time.sleep(0.02)


def test_people_are_answered_on_every_channel_of_wecom_and_after_a_crash(platforms: Platforms, data_dir: Path) -> None:
    kf, bot, socket, group = platforms.kf, platforms.bot, platforms.socket, platforms.group
    with serving(data_dir, **platforms.settings) as server:
        platforms.meet(server)
        kf.enters("wm-li")
        kf.says("wm-li", ASKED)
        soon(lambda: len(kf.shown("wm-li")) >= 2)
        welcome, answer = kf.shown("wm-li")[:2]
        assert welcome.endswith("[转人工]")
        assert "10万元" in answer
        assert "https://policy.example.cn/a/" in answer
        assert "<a" not in answer
        kf.says("wm-li", "转人工")
        soon(lambda: "已转人工" in kf.shown("wm-li")[-1])
        soon(lambda: any("人工接待" in each for each in group.shown))

        stream = bot.asks(ASKED, user="u-zhang")
        assert "](https://policy.example.cn/a/" in bot.follows_to_the_end(stream)[-1]
        soon(lambda: socket.is_connected)
        request = socket.asks(ASKED, user="u-chen")
        soon(lambda: request in socket.finished)
        assert socket.shown[request][-1].split("/a/")[0] == bot.streams[stream][-1].split("/a/")[0]
        server.process.kill()
        log = server.log.read_text("utf-8")
    kf.notify = lambda query, body: None
    kf.says("wm-wang", ASKED)
    with serving(data_dir, **platforms.settings) as again:
        platforms.meet(again)
        soon(lambda: kf.shown("wm-wang"))
        log += again.log.read_text("utf-8")
    for private in (*SECRETS, *PEOPLE, ASKED):
        assert private not in log
