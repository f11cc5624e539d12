"""What a user sees of answers that are fast, slow and too slow."""

from __future__ import annotations

import pytest

from tests.fakes.wechat_platform.deliveries import Manner

FRESH = pytest.mark.parametrize("fresh", [False, True], ids=["same nonce", "fresh nonce"])


def test_an_answer_that_is_there_at_once_is_the_reply(furnish):
    house = furnish()
    assert house.live(lambda users: users.say("o-li", "技改补多少")) == "答：技改补多少"
    assert house.told("o-li") == ["答：技改补多少"]


@FRESH
@pytest.mark.parametrize("seconds", [1, 7, 12])
def test_an_answer_that_takes_its_time_comes_with_a_later_delivery_and_is_made_once(furnish, seconds, fresh):
    house = furnish()
    house.live(lambda users: users.say("o-li", f"{seconds} 技改", Manner(fresh)))
    assert house.told("o-li") == ["答：技改"]
    assert house.assistant.asked == {f"{seconds} 技改": 1}


@FRESH
def test_an_answer_that_takes_too_long_is_held_until_it_is_asked_for(furnish, fresh):
    house = furnish()

    async def journey(users):
        await users.say("o-li", "20 技改", Manner(fresh))
        await users.say("o-li", "1")
        await house.settled()
        await users.say("o-li", "１")

    house.live(journey)
    assert house.told("o-li") == ["[still_searching]", "[still_searching_again]", "答：技改"]
    assert house.assistant.asked == {"20 技改": 1}


def test_an_answer_that_takes_too_long_is_sent_where_the_account_may(furnish):
    house = furnish(push="auto")

    async def journey(users):
        await users.say("o-li", "8 技改")
        await house.told_at_last("o-li")

    house.live(journey)
    assert house.told("o-li") == ["答：技改"]
    assert [each.what for each in house.wechat.timeline.of("o-li")] == ["said", "typing", "pushed"]
