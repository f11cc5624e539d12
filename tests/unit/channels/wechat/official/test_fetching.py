"""What "1" brings: the next part, what was held, a choice, or what may have been lost."""

from __future__ import annotations

import asyncio

import pytest


def said(furnish, *texts, **settings):
    house = furnish(**settings)

    async def journey(users):
        for text in texts:
            await users.say("o-li", text)

    house.live(journey)
    return house, house.told("o-li")


def test_a_long_answer_comes_part_by_part_in_order(furnish):
    house, told = said(furnish, "甲¶乙¶丙", "1", "继续")
    assert told == ["答：甲 [还有2]", "乙 [还有1]", "丙"]
    assert house.assistant.asked == {"甲¶乙¶丙": 1}


def test_a_number_picks_a_choice_once_all_parts_are_there(furnish):
    house, _ = said(furnish, "甲¶乙？东莞／佛山", "1", "1", "2")
    assert list(house.assistant.asked) == ["甲¶乙？东莞／佛山", "东莞", "佛山"]


def test_what_was_said_last_is_repeated_to_who_may_not_have_got_it(furnish):
    house, told = said(furnish, "技改", "1")
    assert told == ["答：技改", "答：技改"]
    assert house.assistant.asked == {"技改": 1}


def test_who_has_nothing_to_fetch_is_told_how_to_ask(furnish):
    house, told = said(furnish, "1")
    assert told == ["[no_question]"]
    assert house.assistant.asked == {}


def test_the_numbers_of_the_menu_hold_until_others_are_offered(furnish):
    house = furnish()

    async def journey(users):
        await users.event("o-li", "subscribe")
        for text in ("1", "2", "3", "1", "甲？东莞／佛山", "2"):
            await users.say("o-li", text)

    house.live(journey)
    asked = ["技改补多少", "小升规奖多少", "专精特新什么条件", "技改补多少", "甲？东莞／佛山", "佛山"]
    assert house.told("o-li") == ["[welcome]", *(f"答：{each}".partition("？")[0] for each in asked)]


def test_one_repeats_an_answer_to_a_question_that_was_typed_though_a_menu_stands_above_it(furnish):
    house = furnish()

    async def journey(users):
        await users.event("o-li", "subscribe")
        for text in ("佛山", "1", "2"):
            await users.say("o-li", text)

    house.live(journey)
    assert house.told("o-li") == ["[welcome]", "答：佛山", "答：佛山", "答：小升规奖多少"]


def test_choices_that_stand_in_a_part_not_yet_read_cannot_be_picked(furnish):
    _, told = said(furnish, "甲？东莞／佛山", "乙¶丙？深圳／珠海", "2", "1", "2")
    assert told == ["答：甲", "答：乙 [还有1]", "答：佛山", "丙", "答：珠海"]


@pytest.mark.parametrize("text", ["[微笑]", "[OK][强]", "👍", "。。。", "5", "0", "跳过"])
def test_what_says_nothing_is_no_question_and_leaves_the_menu_as_it_is(furnish, text):
    house = furnish(per_minute=1)

    async def journey(users):
        await users.event("o-li", "subscribe")
        for each in (text, "退订", "转人工", "2"):
            await users.say("o-li", each)

    house.live(journey)
    told = ["[welcome]", "[no_question]", "[no_subscription]", "[handover_unavailable]", "答：小升规奖多少"]
    assert house.told("o-li") == told


@pytest.mark.parametrize("text", ["帮助", "怎么用", "菜单", "幫助", "怎麼用？"])
def test_help_is_the_same_however_it_is_asked_for_and_offers_its_numbers(furnish, text):
    _, told = said(furnish, text, "3", per_minute=1)
    assert told == ["[menu_help]", "答：专精特新什么条件"]


def test_an_emoji_beside_a_question_is_not_asked(furnish):
    house, _ = said(furnish, "技改[微笑]")
    assert list(house.assistant.asked) == ["技改"]


@pytest.mark.parametrize("doors", [1, 2])
def test_a_new_question_neither_fetches_nor_destroys_what_is_held(furnish, doors):
    house = furnish(doors=doors)

    async def journey(users):
        await users.say("o-li", "18 旧的")
        await house.settled()
        await users.say("o-li", "新的")
        await users.say("o-li", "1")

    house.live(journey)
    assert house.told("o-li") == ["[still_searching]", "答：新的\n\n[held_before]", "答：旧的"]
    assert house.assistant.asked == {"18 旧的": 1, "新的": 1}


def test_a_second_question_during_the_first_waits_its_turn_and_both_are_answered(furnish):
    house = furnish()

    async def journey(users):
        first = asyncio.create_task(users.say("o-li", "6 一"))
        await asyncio.sleep(house.wechat.scale)
        await asyncio.gather(first, users.say("o-li", "二"), users.say("o-wang", "三"))

    house.live(journey)
    assert sorted(house.told("o-li")) == ["答：一", "答：二"]
    assert house.assistant.conversations == [None, None, "c 6 一"]
    assert house.assistant.asked == {"6 一": 1, "二": 1, "三": 1}


def test_what_is_left_of_a_long_answer_is_kept_beside_a_new_question(furnish):
    house, told = said(furnish, "甲¶乙", "丙", "1", "丁？东莞／佛山", "1")
    assert told[:3] == ["答：甲 [还有1]", "答：丙", "乙"]
    assert list(house.assistant.asked) == ["甲¶乙", "丙", "丁？东莞／佛山", "东莞"]


@pytest.mark.parametrize("push", ["off", "auto"])
def test_who_asks_for_an_answer_that_is_being_made_is_told_so(furnish, push):
    house = furnish(push=push)

    async def journey(users):
        asking = asyncio.create_task(users.say("o-li", "8 技改"))
        await asyncio.sleep(4 * house.wechat.scale)
        await users.say("o-li", "1")
        await asking
        while len(house.wechat.timeline.told("o-li")) < 2:
            await asyncio.sleep(house.wechat.scale)

    house.live(journey)
    assert house.told("o-li") == ["[still_searching_again]", "答：技改"]
    assert house.assistant.asked == {"8 技改": 1}


def test_two_who_ask_at_once_for_the_next_part_get_different_ones(furnish):
    house = furnish()

    async def journey(users):
        await users.say("o-li", "甲¶乙¶丙")
        await asyncio.gather(users.say("o-li", "1"), users.say("o-li", "1"))

    house.live(journey)
    assert sorted(house.told("o-li")) == ["丙", "乙 [还有1]", "答：甲 [还有2]"]


def test_who_writes_too_fast_is_told_so_and_can_choose_and_read_on_still(furnish):
    house, told = said(furnish, "甲¶乙？东莞／佛山", "急", "1", "1", per_minute=1)
    assert told == ["答：甲 [还有1]", "[too_many]", "乙", "[too_many]"]
    assert list(house.assistant.asked) == ["甲¶乙？东莞／佛山"]
