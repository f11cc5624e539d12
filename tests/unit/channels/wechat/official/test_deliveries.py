"""Deliveries as they come in reality: twice at once, after success, lost, to several processes, of many users."""

from __future__ import annotations

import asyncio

import pytest

from tests.fakes.wechat_platform.deliveries import Manner

MANNERS = {
    "overlapping": Manner(overlap=2.0),
    "overlapping, fresh nonce": Manner(fresh=True, overlap=2.0),
    "again after success": Manner(again=2),
    "again after success, fresh nonce": Manner(fresh=True, again=2),
    "first reply lost": Manner(lost=frozenset({0})),
    "two replies lost": Manner(lost=frozenset({0, 1})),
    "sealed with the previous key": Manner(uses_previous_key=True, again=1),
    "compatible mode": Manner(mode="compat", again=1),
}


@pytest.mark.parametrize("doors", [1, 2], ids=["one process", "two processes"])
@pytest.mark.parametrize("manner", MANNERS.values(), ids=MANNERS)
def test_each_delivery_gets_the_same_reply_and_the_question_is_answered_once(furnish, manner, doors):
    house = furnish(doors=doors)

    async def journey(users):
        await asyncio.gather(users.say("o-li", "6 甲¶乙", manner), users.say("o-wang", "丙¶丁", manner))

    house.live(journey)
    assert (house.told("o-li"), house.told("o-wang")) == (["答：甲 [还有1]"], ["答：丙 [还有1]"])
    assert house.assistant.asked == {"6 甲¶乙": 1, "丙¶丁": 1}


@pytest.mark.parametrize("manner", [Manner(again=1), Manner(lost=frozenset({0}))], ids=["again", "lost"])
def test_asking_for_more_is_answered_once_however_often_it_is_delivered(furnish, manner):
    house = furnish(doors=2)

    async def journey(users):
        await users.say("o-li", "甲¶乙¶丙")
        await users.say("o-li", "1", manner)
        await users.say("o-li", "1", manner)

    house.live(journey)
    assert house.told("o-li") == ["答：甲 [还有2]", "乙 [还有1]", "丙"]


def test_messages_of_two_users_with_one_number_are_two(furnish):
    house = furnish()
    fields = {"MsgType": "text", "Content": "技改", "MsgId": "5", "CreateTime": "1764230400"}

    async def journey(users):
        await asyncio.gather(*(users.happen(user, fields) for user in ("o-li", "o-wang")))

    house.live(journey)
    assert house.told("o-li") == house.told("o-wang") == ["答：技改"]
    assert house.assistant.asked == {"技改": 2}


@pytest.mark.parametrize("doors", [1, 2], ids=["one process", "two processes"])
def test_a_hundred_users_at_once_get_their_own_answers(furnish, doors):
    house = furnish(doors=doors, scale=1.0)
    users = [f"o-{number}" for number in range(100)]

    async def journey(deliveries):
        await asyncio.gather(*(deliveries.say(user, f"0 问{user}", Manner(again=1)) for user in users))

    house.live(journey)
    assert [house.told(user) for user in users] == [[f"答：问{user}"] for user in users]
    assert set(house.assistant.asked.values()) == {1}


def test_texts_that_xml_cannot_hold_arrive_all_the_same(furnish):
    house = furnish()
    house.live(lambda users: users.say("o-li", "甲]]>乙<a href='x'>&amp;😀𠮷"))
    assert house.told("o-li") == ["答：甲]]>乙<a href='x'>&amp;😀𠮷"]


def test_characters_that_xml_forbids_do_not_break_a_reply(furnish):
    house = furnish()
    house.texts.foot = lambda left: "\x0b\x00脚注\ufffe"
    house.live(lambda users: users.say("o-li", "甲¶乙"))
    assert house.told("o-li") == ["答：甲脚注"]
