"""Replies of staff reach people within the platforms' rules: whole or not at all, or it is said what may be there."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import anyio
import pytest
from anyio import to_thread

from assistant.channels.wechat.kf.api import CHANNEL, KfApi
from assistant.channels.wechat.platform import Platform, corp_token, stable_token
from assistant.channels.wechat.staff_replies import KfReplies, OfficialReplies
from assistant.desk.sending import DeliveryUncertain, NotDelivered
from assistant.domain import Asker, Contact, Correspondent
from tests.fakes.message_store import MemoryMessageStore
from tests.fakes.wechat_platform.api import SEND, api_server
from tests.fakes.wechat_platform.platform import WeChat
from tests.fakes.wecom_platform.crypto import CORP_ID
from tests.fakes.wecom_platform.kf import ACCOUNT, SECRET, KfPlatform

NOW = datetime(2024, 6, 3, 9, 0, tzinfo=UTC)
FOLLOWER = Asker("wechat", "wx1", "o-li")
CUSTOMER = Asker(CHANNEL, ACCOUNT, "wm-li")
LONG = "新设备金额不低于七百万元。" * 60


def store_of(asker: Asker, heard_ago: float = 1.0, pushes: int = 0) -> MemoryMessageStore:
    person = Correspondent(asker.channel, asker.account, asker.user_id)
    contact = Contact(heard_at=NOW - timedelta(hours=heard_ago), pushes=pushes)
    return MemoryMessageStore(contacts={person: contact})


def in_a_server(platform: Platform, deliver) -> None:
    async def play() -> None:
        try:
            await to_thread.run_sync(deliver)
        finally:
            await platform.close()

    anyio.run(play)


@contextmanager
def official(store: MemoryMessageStore):
    wechat = WeChat()
    wechat.api.heard("o-li", is_event=False)
    with api_server(wechat.api) as url:

        def deliver(text: str = "您好") -> None:
            async def no_pause(_: float) -> None:
                return None

            platform = Platform(url, stable_token(wechat.account.appid, wechat.account.secret), sleep=no_pause)
            replies = OfficialReplies(platform, store, lambda: NOW)
            in_a_server(platform, lambda: replies.deliver(FOLLOWER, text, "d-1"))

        yield wechat, deliver


def pushed(wechat: WeChat) -> list[str]:
    return [each.text for each in wechat.timeline.of("o-li") if each.what.value == "pushed"]


def test_a_follower_gets_the_reply():
    with official(store_of(FOLLOWER)) as (wechat, deliver):
        deliver()
        assert (pushed(wechat), wechat.timeline.wrong) == (["您好"], [])


def test_a_long_reply_comes_in_parts_or_not_at_all():
    with official(store_of(FOLLOWER)) as (wechat, deliver):
        deliver(LONG)
        assert "".join(pushed(wechat)) == LONG
    with official(store_of(FOLLOWER, pushes=4)) as (wechat, deliver):
        with pytest.raises(NotDelivered, match="还能发 1 条"):
            deliver(LONG)
        assert pushed(wechat) == []


def test_who_was_silent_for_two_days_is_not_written_to():
    with official(store_of(FOLLOWER, heard_ago=49)) as (wechat, deliver):
        with pytest.raises(NotDelivered, match="48 小时"):
            deliver()
        assert wechat.api.calls[SEND] == 0


@pytest.mark.parametrize(("number", "told"), [(45015, "48 小时"), (45047, "条数"), (48001, "权限"), (40003, "40003")])
def test_a_refusal_says_what_to_do(number, told):
    with official(store_of(FOLLOWER)) as (wechat, deliver):
        wechat.api.faults[SEND].append(number)
        with pytest.raises(NotDelivered, match=told):
            deliver()


@pytest.mark.parametrize("fault", ["taken-cut", "cut", "502"])
def test_where_the_platform_does_not_say_nobody_knows(fault):
    with official(store_of(FOLLOWER)) as (wechat, deliver):
        wechat.api.faults[SEND].append(fault)
        with pytest.raises(DeliveryUncertain, match="可能已送出"):
            deliver()
        assert wechat.api.calls[SEND] == 1


@contextmanager
def kf(store: MemoryMessageStore):
    platform = KfPlatform()
    platform.says("wm-li", "转人工", quiet=True)

    def deliver(text: str = "您好", key: str = "d-1") -> None:
        api = Platform(platform.http.url, corp_token(CORP_ID, SECRET))
        replies = KfReplies(store, lambda: NOW)
        replies.api = KfApi(api)
        in_a_server(api, lambda: replies.deliver(CUSTOMER, text, key))

    try:
        yield platform, deliver
    finally:
        platform.http.close()


def test_a_customer_gets_the_reply_once_however_often_it_is_sent():
    with kf(store_of(CUSTOMER)) as (platform, deliver):
        deliver()
        deliver()
        assert platform.shown("wm-li") == ["您好"]
        deliver("您好呀")
        assert platform.shown("wm-li") == ["您好", "您好呀"]


@pytest.mark.parametrize("state", [2, 3, 4])
def test_what_staff_hold_or_ended_is_left_to_them(state):
    with kf(store_of(CUSTOMER)) as (platform, deliver):
        platform.sessions["wm-li"].state = state
        with pytest.raises(NotDelivered, match="企业微信"):
            deliver()
        assert platform.shown("wm-li") == []


def test_before_it_is_open_nothing_is_sent():
    replies = KfReplies(store_of(CUSTOMER), lambda: NOW)

    async def play() -> None:
        await to_thread.run_sync(lambda: replies.deliver(CUSTOMER, "您好", "d-1"))

    with pytest.raises(NotDelivered, match="一分钟"):
        anyio.run(play)
