"""What is sent afterwards, and what becomes of it where WeChat refuses."""

from __future__ import annotations

import asyncio

import pytest

from tests.fakes.wechat_platform.api import SEND, TOKEN, TYPING

HELD = "答：技改"


def late(furnish, *, send=(), typing=(), token=(), push="auto", question="7 技改", then=("1",), may_send=True):
    """A question whose answer is late, then what the user says once it is there."""
    house = furnish(push=push)
    house.wechat.api.may_send = may_send
    for path, faults in ((SEND, send), (TYPING, typing), (TOKEN, token)):
        house.wechat.api.faults[path].extend(faults)

    async def journey(users):
        await users.say("o-li", question)
        await house.settled()
        for text in then:
            await users.say("o-li", text)

    house.live(journey)
    assert set(house.assistant.asked.values()) == {1}
    return house, house.told("o-li")


@pytest.mark.parametrize("fault", [45015, 45047, 48001, 40200, 43004, 45009, 40164, 45002, "502", "broken", "cut"])
def test_an_answer_that_is_refused_is_held_until_it_is_asked_for(furnish, fault):
    house, told = late(furnish, send=[fault])
    assert told == [HELD]
    assert house.wechat.timeline.kinds("o-li") == ["said", "said", "shown"]


@pytest.mark.parametrize("fault", [40001, 40014, 42001])
def test_a_refused_token_is_fetched_anew_once_and_the_answer_is_sent(furnish, fault):
    house, told = late(furnish, send=[fault], then=())
    assert told == [HELD]
    assert house.wechat.api.calls[TOKEN] == 2


def test_a_token_that_is_refused_twice_leaves_the_answer_held(furnish):
    _, told = late(furnish, send=[40001, 40001])
    assert told == [HELD]


def test_a_busy_platform_is_asked_again(furnish):
    house, _ = late(furnish, send=[-1, -1], then=())
    house.live(lambda _: house.told_at_last("o-li"))
    assert house.told("o-li") == [HELD]


@pytest.mark.parametrize("refused", [{"may_send": False}, {"typing": [40164] * 9}, {"typing": ["502"] * 9}])
def test_an_account_that_may_not_send_keeps_the_connection_and_loses_nothing(furnish, refused):
    house, told = late(furnish, then=(), **refused)
    assert told == [HELD]
    assert house.wechat.timeline.kinds("o-li") == ["said", "shown"]


def test_an_account_without_the_right_is_not_asked_again_for_a_day(furnish):
    house, _ = late(furnish, then=("7 再问",), may_send=False)
    assert house.wechat.api.calls[TYPING] == 1


def test_a_token_that_cannot_be_had_leaves_the_answer_to_the_connection(furnish):
    house, told = late(furnish, token=[40125] * 9, then=())
    assert told == [HELD]
    assert house.wechat.timeline.kinds("o-li") == ["said", "shown"]


def test_a_long_answer_is_sent_in_four_messages_and_the_rest_is_held(furnish):
    question = "7 " + "¶".join("甲乙丙丁戊己")
    _, told = late(furnish, question=question, then=("1", "1"))
    assert told == ["答：甲", "乙", "丙", "丁 [还有2]", "戊 [还有1]", "己"]


def test_parts_after_a_refusal_are_held_in_order(furnish):
    _, told = late(furnish, question="7 甲¶乙¶丙", send=[45047], then=("1", "1", "1"))
    assert told == ["答：甲 [还有2]", "乙 [还有1]", "丙"]


def test_nobody_is_sent_what_may_have_arrived_until_they_ask(furnish):
    _, told = late(furnish, send=["taken-cut"], then=())
    assert told == [HELD]


def test_who_asks_again_after_a_push_gets_the_same_once_more(furnish):
    _, told = late(furnish)
    assert told == [HELD, HELD]


def test_all_parts_of_a_pushed_answer_are_repeated(furnish):
    _, told = late(furnish, question="7 甲¶乙", then=("1", "1"))
    assert told == ["答：甲", "乙", "答：甲 [还有1]", "乙"]


def test_after_an_early_one_numbers_mean_the_choices_of_the_pushed_answer(furnish):
    house = furnish(push="auto")

    async def journey(users):
        asking = asyncio.create_task(users.say("o-li", "7 甲¶乙？东莞／佛山"))
        await asyncio.sleep(5 * house.wechat.scale)
        await users.say("o-li", "1")
        await asking
        while len(house.wechat.timeline.told("o-li")) < 3:
            await asyncio.sleep(house.wechat.scale)
        await asyncio.sleep(house.wechat.scale)
        for text in ("1", "2"):
            await users.say("o-li", text)

    house.live(journey)
    assert house.told("o-li")[:4] == ["[still_searching_again]", "答：甲", "乙", "答：东莞"]
    assert list(house.assistant.asked)[1] == "东莞"
