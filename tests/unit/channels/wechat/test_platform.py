"""Calls of the API: one token for all, one retry, patience with a busy platform, and what a refusal is."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager

import pytest

from assistant.channels.wechat.platform import PAUSES, Platform, PlatformRefused, PlatformUnavailable, stable_token
from tests.fakes.wechat_platform.api import SEND, TOKEN, api_server
from tests.fakes.wechat_platform.platform import WeChat


@contextmanager
def platform(clock=lambda: 0.0, secret=None):
    """The API, a way to call it, and the pauses that were made."""
    wechat, paused = WeChat(), []
    wechat.api.heard("o-li", is_event=False)

    async def sleep(seconds):
        paused.append(seconds)

    with api_server(wechat.api) as url:

        def call(count=1, path=SEND):
            async def play():
                source = stable_token(wechat.account.appid, secret or wechat.account.secret)
                ours = Platform(url, source, clock=clock, sleep=sleep)
                body = {"touser": "o-li", "msgtype": "text", "text": {"content": "技改"}}
                try:
                    return await asyncio.gather(*(ours.call(path, body) for _ in range(count)), return_exceptions=True)
                finally:
                    await ours.close()

            return asyncio.run(play())

        yield wechat, call, paused


def test_twenty_that_need_a_token_fetch_one():
    with platform() as (wechat, call, _):
        replies = call(20)
        assert wechat.api.calls[TOKEN] == 1
        assert wechat.api.calls[SEND] == 20
        assert sum(isinstance(reply, dict) for reply in replies) == 5


@pytest.mark.parametrize("number", [40001, 40014, 42001])
def test_a_refused_token_is_fetched_anew_once(number):
    with platform() as (wechat, call, paused):
        wechat.api.faults[SEND].append(number)
        assert call() == [{"errcode": 0, "errmsg": "ok"}]
        assert (wechat.api.calls[TOKEN], wechat.api.calls[SEND], paused) == (2, 2, [])


def test_a_token_that_is_refused_again_is_a_refusal():
    with platform() as (wechat, call, _):
        wechat.api.faults[SEND].extend([40001, 40001])
        (error,) = call()
        assert isinstance(error, PlatformRefused)
        assert error.number == 40001
        assert wechat.api.calls[SEND] == 2


def test_many_whose_token_is_refused_at_once_fetch_one_more():
    with platform() as (wechat, call, _):
        wechat.api.faults[SEND].extend([42001] * 20)
        call(20)
        assert wechat.api.calls[TOKEN] == 2


def test_a_busy_platform_is_asked_again_after_pauses():
    with platform() as (wechat, call, paused):
        wechat.api.faults[SEND].extend([-1, -1, -1])
        assert call() == [{"errcode": 0, "errmsg": "ok"}]
        assert paused == list(PAUSES)


def test_a_platform_that_stays_busy_is_a_refusal():
    with platform() as (wechat, call, paused):
        wechat.api.faults[SEND].extend([-1] * 9)
        (error,) = call()
        assert error.number == -1
        assert paused == list(PAUSES)


@pytest.mark.parametrize("number", [45015, 45047, 48001, 40164, 45009])
def test_a_refusal_is_told_by_its_number_and_not_tried_again(number):
    with platform() as (wechat, call, _):
        wechat.api.faults[SEND].append(number)
        (error,) = call()
        assert isinstance(error, PlatformRefused)
        assert error.number == number
        assert wechat.api.calls[SEND] == 1


@pytest.mark.parametrize("fault", ["502", "broken", "cut"])
def test_what_is_no_reply_of_the_platform_is_told_without_the_token(fault):
    with platform() as (wechat, call, _):
        wechat.api.faults[SEND].append(fault)
        (error,) = call()
        assert isinstance(error, PlatformUnavailable)
        assert wechat.api.tokens[0] not in str(error)
        assert "access_token" not in str(error)


def test_a_wrong_secret_is_a_refusal_that_does_not_say_it():
    with platform(secret="wrong-secret") as (_, call, _):
        (error,) = call()
        assert isinstance(error, PlatformRefused)
        assert "wrong-secret" not in str(error)


def test_a_token_is_renewed_before_it_ends():
    moments = iter([0.0])
    with platform(clock=lambda: next(moments, 7000.0)) as (wechat, call, _):
        call(2)
        assert wechat.api.calls[TOKEN] == 2
