"""Messages that are no text, and events."""

from __future__ import annotations

from assistant.domain import Correspondent
from tests.fakes.hand_overs import FakeHandOvers


def happened(furnish, *events, **settings):
    house = furnish(**settings)

    async def journey(users):
        for event in events:
            if isinstance(event, dict):
                await users.happen("o-li", {"MsgId": "77"} | event)
            elif isinstance(event, tuple):
                await users.event("o-li", *event)
            else:
                await users.say("o-li", event)

    house.live(journey)
    return house, house.told("o-li")


def test_who_follows_is_welcomed_with_questions_that_can_be_picked(furnish):
    house, told = happened(furnish, ("subscribe", "qrscene_12"), "1")
    assert told == ["[welcome]", "答：技改补多少"]
    assert house.assistant.asked == {"技改补多少": 1}


def test_a_scanned_code_and_the_menu_say_what_they_are_for(furnish):
    house, told = happened(furnish, ("SCAN", "12"), ("CLICK", "help"), ("CLICK", "小升规奖多少"), ("VIEW", "http://x"))
    assert told == ["[welcome]", "[menu_help]", "答：小升规奖多少"]
    assert house.assistant.asked == {"小升规奖多少": 1}


def test_two_events_of_one_second_are_two(furnish):
    _, told = happened(furnish, ("CLICK", "甲"), ("CLICK", "乙"), ("CLICK", "甲"))
    assert told[:2] == ["答：甲", "答：乙"]


def test_what_cannot_be_read_is_said(furnish):
    house, told = happened(furnish, {"MsgType": "image", "PicUrl": "http://x"}, {"MsgType": "voice", "Recognition": ""})
    assert told == ["[unsupported_kind]"] * 2
    assert not house.assistant.asked


def test_speech_that_was_recognised_is_read(furnish):
    _, told = happened(furnish, {"MsgType": "voice", "Recognition": "技改补多少。"})
    assert told == ["答：技改补多少。"]


def test_who_leaves_is_forgotten(furnish):
    house, _ = happened(furnish, "技改", ("unsubscribe",))
    assert house.store.messages == {}
    assert house.store.contact(Correspondent("wechat", house.wechat.account.appid, "o-li")).conversation_id is None
    assert house.assistant.forgotten == ["c 技改"]


def test_who_wants_a_person_is_handed_over_where_there_is_a_desk(furnish):
    house, told = happened(furnish, "转人工", push="on")
    assert "staff" in house.wechat.timeline.kinds("o-li")
    assert told in ([], ["[handed_over]"])
    assert not house.assistant.asked


def test_who_wants_a_person_is_told_whom_to_ask_where_there_is_none(furnish):
    _, told = happened(furnish, "转人工", ("CLICK", "staff"))
    assert told == ["[handover_unavailable]"] * 2


def test_who_wants_a_person_is_taken_by_the_help_desk_with_what_they_asked(furnish):
    desk = FakeHandOvers()
    _, told = happened(furnish, "技改", "转人工", hand_overs=desk)
    assert told == ["答：技改", "[handover_noted]"]
    assert [user for user, _ in desk.taken] == ["o-li"]
    assert desk.taken[0][1] is not None
    _, told = happened(furnish, "转人工", hand_overs=FakeHandOvers(closed=True))
    assert told == ["[handover_unavailable]"]


def test_the_help_desk_has_a_record_of_whom_the_service_desk_takes(furnish):
    desk = FakeHandOvers()
    house, _ = happened(furnish, "转人工", push="on", hand_overs=desk)
    assert "staff" in house.wechat.timeline.kinds("o-li")
    assert desk.taken == [("o-li", None)]


def test_a_crash_is_told_by_its_number_only(furnish):
    _, told = happened(furnish, "崩溃")
    assert told == ["[failed]"]
