"""MessageStore: the same cases over memory, SQLite and PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from assistant.domain import Choice, Contact, Correspondent, Cursor, Delivery, Message, Reply, StaffReply
from assistant.message_ports import MessageStore
from assistant.storage.message_store import SqlMessageStore
from tests.fakes.message_store import MemoryMessageStore

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)
LI = Correspondent("wechat", "wx1", "o-li")
WANG = Correspondent("wechat", "wx1", "o-wang")
ASKED = Message("m1", LI, "技改补多少", NOW)
REPLY = Reply(("第一段", "第二段"), (Choice(1, "是", "是"),), "a1", "c1")


@pytest.fixture
def store(stores) -> MessageStore:
    return MemoryMessageStore() if stores == "memory" else SqlMessageStore(stores)


def test_a_message_that_is_delivered_again_is_not_new(store):
    assert store.receive([ASKED], LATER) == {"m1"}
    assert store.receive([ASKED], LATER) == frozenset()
    assert store.message("m1") == ASKED


def test_numbers_by_which_a_person_can_be_found_are_not_kept(store):
    store.receive([replace(ASKED, text="技改补多少，电话13800138000")], LATER)
    assert store.message("m1").text == "技改补多少，电话〔电话〕"


def test_of_many_that_receive_a_message_at_once_one_has_it(store):
    with ThreadPoolExecutor(8) as threads:
        received = list(threads.map(lambda _: store.receive([ASKED], LATER), range(24)))
    assert sorted(map(len, received), reverse=True)[:2] == [1, 0]


def test_a_message_is_claimed_only_when_nobody_is_at_it(store):
    store.receive([ASKED], LATER)
    assert not store.claim("m1", NOW, LATER)
    assert store.claim("m1", LATER, LATER + timedelta(minutes=1))
    assert not store.claim("m1", LATER, LATER + timedelta(minutes=1))


def test_an_answered_message_is_not_claimed_again(store):
    store.receive([ASKED], NOW)
    store.answered("m1", REPLY, NOW)
    assert not store.claim("m1", LATER, LATER)
    assert not store.claim("unknown", LATER, LATER)


def test_messages_that_nobody_is_at_are_found_oldest_first(store):
    first, second, other = ASKED, replace(ASKED, id="m2"), Message("m3", Correspondent("kf", "wk", "u"), "你好", NOW)
    store.receive([first, second, other], NOW)
    store.receive([replace(ASKED, id="m4")], LATER)
    assert [each.id for each in store.unanswered("wechat", NOW, 10)] == ["m1", "m2"]
    assert [each.id for each in store.unanswered("wechat", NOW, 1)] == ["m1"]


def test_the_first_reply_stays(store):
    store.receive([ASKED], LATER)
    store.answered("m1", REPLY, NOW)
    again = store.answered("m1", Reply(("别的",)), NOW)
    assert again is not None
    assert again.reply == REPLY == store.message("m1").reply


def test_an_answer_is_delivered_by_one_way_only(store):
    store.receive([ASKED], LATER)
    assert store.deliver("m1", Delivery.PULL, Delivery.NONE)
    late = store.answered("m1", REPLY, NOW, Delivery.PASSIVE, 1)
    assert (late.delivery, late.told) == (Delivery.PULL, 0)
    assert not store.deliver("m1", Delivery.PUSH, Delivery.NONE)
    assert store.deliver("m1", Delivery.PASSIVE, Delivery.PULL, 2)
    assert store.message("m1").left == ()


def test_an_answer_in_time_begins_its_delivery_with_it(store):
    store.receive([ASKED], LATER)
    told = store.answered("m1", REPLY, NOW, Delivery.PASSIVE, 1)
    assert (told.delivery, told.told, told.left) == (Delivery.PASSIVE, 1, ("第二段",))


def test_what_was_handed_out_is_never_counted_down(store):
    store.receive([ASKED], LATER)
    store.answered("m1", REPLY, NOW)
    store.tell("m1", 2)
    store.tell("m1", 1)
    assert store.message("m1").told == 2


def test_what_is_handed_out_counts_only_while_the_reply_goes_that_way(store):
    store.receive([ASKED], LATER)
    store.answered("m1", REPLY, NOW, Delivery.PUSH)
    assert store.tell("m1", 1, Delivery.PUSH)
    assert not store.tell("m1", 1, Delivery.PUSH)
    store.hold_back("m1", 0)
    assert not store.tell("m1", 2, Delivery.PUSH)
    assert store.message("m1").left == REPLY.parts


def test_a_reply_is_held_back_from_the_first_part_that_did_not_arrive(store):
    store.receive([ASKED, replace(ASKED, id="m2"), replace(ASKED, id="m3")], LATER)
    store.answered("m1", Reply(("一", "二", "三")), NOW, Delivery.PUSH, 3)
    assert store.hold_back("m1", 2)
    assert store.held(LI, NOW).left == ("三",)
    assert store.hold_back("m1", 0)
    assert store.hold_back("m1", 1)
    held = store.message("m1")
    assert (held.delivery, held.left) == (Delivery.PULL, ("一", "二", "三"))
    store.hand_on("m1", "m2", NOW, Delivery.PUSH)
    assert store.hold_back("m1", 0)
    assert store.held(LI, NOW).left == ("一", "二", "三")


def test_what_is_no_part_of_a_reply_is_not_held_back(store):
    store.receive([ASKED, replace(ASKED, id="m2")], LATER)
    store.answered("m1", REPLY, NOW, Delivery.PUSH, 2)
    assert not store.hold_back("m1", 2)
    assert not store.hold_back("m2", 0)
    assert not store.hold_back("unknown", 0)
    assert (store.message("m1").delivery, store.message("m2").delivery) == (Delivery.PUSH, Delivery.NONE)


def test_an_answer_that_was_to_be_sent_is_found_after_a_restart(store):
    store.receive([ASKED, replace(ASKED, id="m2")], LATER)
    store.answered("m1", REPLY, NOW, Delivery.PUSH, 1)
    store.answered("m2", REPLY, NOW, Delivery.PUSH, 2)
    assert [each.id for each in store.undelivered("wechat", Delivery.PUSH, NOW, 9)] == ["m1"]
    assert store.undelivered("wechat", Delivery.PUSH, LATER, 9) == ()


def test_what_is_left_of_a_reply_becomes_the_reply_of_the_message_that_asks_for_it(store):
    store.receive([ASKED, replace(ASKED, id="m2"), replace(ASKED, id="m3"), replace(ASKED, id="m4")], LATER)
    store.answered("m1", Reply(("一", "二", "三"), REPLY.choices, "a1", "c1"), NOW, Delivery.PASSIVE, 1)
    second = store.hand_on("m1", "m2", NOW, Delivery.PASSIVE, 1)
    assert (second.reply.parts, second.delivery, second.told) == (("二", "三"), Delivery.PASSIVE, 1)
    assert (second.reply.choices, second.reply.answer_id) == (REPLY.choices, "a1")
    assert store.message("m1").left == ()
    third = store.hand_on("m2", "m3", NOW)
    assert (third.left, third.delivery) == (("三",), Delivery.NONE)
    assert store.hand_on("m1", "m4", NOW) is None
    assert store.hand_on("unknown", "m4", NOW) is None
    assert store.message("m4").reply is None


def test_the_rest_of_a_reply_is_not_lost_in_a_message_that_has_a_reply(store):
    store.receive([ASKED, replace(ASKED, id="m2")], LATER)
    store.answered("m1", REPLY, NOW)
    store.answered("m2", Reply(("别的",)), NOW)
    assert store.hand_on("m1", "m2", NOW).reply.parts == ("别的",)
    assert store.hand_on("m1", "gone", NOW) is None
    assert store.message("m1").left == REPLY.parts


def test_the_rest_of_a_reply_goes_to_one_of_many_that_ask_for_it_at_once(store):
    asking = [replace(ASKED, id=f"n{number}") for number in range(12)]
    store.receive([ASKED, *asking], LATER)
    store.answered("m1", REPLY, NOW, Delivery.PULL)
    with ThreadPoolExecutor(6) as threads:
        handed = list(threads.map(lambda each: store.hand_on("m1", each.id, NOW), asking))
    assert sum(each is not None for each in handed) == 1


def test_a_reply_is_handed_out_by_one_at_a_time(store):
    store.receive([ASKED], LATER)
    assert not store.claim_delivery("m1", LATER, LATER)
    store.answered("m1", REPLY, NOW, Delivery.PUSH)
    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(lambda _: store.claim_delivery("m1", NOW, LATER), range(24))) == 1
    assert store.claim_delivery("m1", LATER, LATER + timedelta(minutes=1))
    store.tell("m1", 2)
    assert not store.claim_delivery("m1", LATER + timedelta(hours=1), LATER + timedelta(hours=2))
    assert not store.claim_delivery("unknown", LATER, LATER)


def test_the_oldest_answer_that_waits_is_handed_out_first(store):
    store.receive([ASKED, replace(ASKED, id="m2"), Message("m3", WANG, "别人的", NOW)], LATER)
    for id in ("m3", "m2", "m1"):
        store.deliver(id, Delivery.PULL, Delivery.NONE)
    assert store.held(LI, NOW).id == "m1"
    store.answered("m1", REPLY, NOW)
    store.tell("m1", 1)
    assert store.held(LI, NOW).left == ("第二段",)
    store.tell("m1", 2)
    assert store.held(LI, NOW).id == "m2"
    assert store.held(LI, LATER) is None


def test_what_is_left_of_a_reply_that_was_begun_comes_after_those_that_wait(store):
    store.receive([ASKED, replace(ASKED, id="m2"), replace(ASKED, id="m3")], LATER)
    store.answered("m1", REPLY, NOW, Delivery.PASSIVE, 1)
    assert store.held(LI, NOW).id == "m1"
    store.deliver("m2", Delivery.PULL, Delivery.NONE)
    store.answered("m3", Reply(("全部",)), NOW, Delivery.PASSIVE, 1)
    assert store.held(LI, NOW).id == "m2"
    store.answered("m2", REPLY, NOW)
    store.tell("m2", 2)
    assert store.held(LI, NOW).id == "m1"
    store.tell("m1", 2)
    assert store.held(LI, NOW) is None
    store.receive([replace(ASKED, id="m4")], LATER)
    assert store.held(LI, NOW).id == "m4"


def test_the_reply_of_a_person_that_was_kept_last_is_the_last(store):
    store.receive([ASKED, replace(ASKED, id="m2"), replace(ASKED, id="m3")], LATER)
    assert store.last(LI, NOW) is None
    store.answered("m2", REPLY, NOW)
    store.answered("m1", REPLY, NOW)
    assert store.last(LI, NOW).id == "m2"
    assert store.last(WANG, NOW) is None
    store.answered("m3", Reply(()), LATER, Delivery.PUSH)
    assert store.last(LI, NOW).id == "m2"


def test_a_reply_that_waits_to_be_asked_for_was_not_seen_and_one_that_came_late_was_seen_last(store):
    store.receive([ASKED, replace(ASKED, id="m2")], LATER)
    store.answered("m2", REPLY, NOW, Delivery.PASSIVE, 2)
    store.answered("m1", REPLY, LATER, Delivery.PULL)
    assert store.last(LI, NOW).id == "m2"
    store.tell("m1", 1)
    assert store.last(LI, NOW).id == "m1"


def test_a_reply_is_kept_with_the_conversation_of_its_receiver(store):
    assert store.contact(LI) == Contact()
    store.receive([ASKED], LATER)
    store.answered("m1", REPLY, NOW)
    assert store.contact(LI) == Contact("c1", False, NOW, 0)


def test_so_much_may_be_sent_to_who_was_heard(store):
    store.receive([ASKED], LATER)
    assert [store.count_push(LI, 2, NOW) for _ in range(3)] == [True, True, False]
    assert not store.count_push(LI, 9, LATER)
    assert not store.count_push(WANG, 9, NOW)


def test_a_new_message_lets_as_much_be_sent_as_at_first_and_keeps_the_conversation(store):
    store.receive([ASKED], LATER)
    store.answered("m1", REPLY, NOW)
    store.count_push(LI, 1, NOW)
    store.receive([ASKED], LATER)
    assert not store.count_push(LI, 1, NOW)
    store.receive([replace(ASKED, id="m2", received_at=LATER)], LATER)
    assert store.contact(LI) == Contact("c1", False, LATER, 0)


def test_pushes_are_counted_once_each_by_many_at_once(store):
    store.receive([ASKED], LATER)
    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(lambda _: store.count_push(LI, 5, NOW), range(24))) == 5


def test_a_person_is_handed_over_and_back(store):
    store.receive([ASKED], LATER)
    store.hand_over(LI, True)
    assert store.contact(LI).with_staff
    store.hand_over(LI, False)
    assert not store.contact(LI).with_staff


def test_messages_are_kept_with_the_cursor_up_to_which_they_were_fetched(store):
    store.receive([ASKED], LATER, Cursor("kf", "wk1", "cur-1"))
    store.receive([], LATER, Cursor("kf", "wk2", "cur-9"))
    store.receive([], LATER, Cursor("kf", "wk1", "cur-2"))
    assert store.state("kf", "wk1", "cursor") == "cur-2"
    assert store.state("kf", "wk2", "cursor") == "cur-9"
    assert store.state("kf", "wk3", "cursor") == ""


def test_what_is_noted_of_an_account_is_replaced(store):
    store.note("wechat", "wx1", "push_off_until", "2026-11-28")
    store.note("wechat", "wx1", "push_off_until", "")
    assert store.state("wechat", "wx1", "push_off_until") == ""


def test_who_leaves_takes_everything_along(store):
    store.receive([ASKED], LATER, staff=[StaffReply("s1", LI, "zhang", "您好", NOW)])
    store.receive([Message("m2", WANG, "我还在", NOW)], LATER)
    store.answered("m1", REPLY, NOW)
    assert store.forget(LI) == "c1"
    assert store.message("m1") is None
    assert store.contact(LI) == Contact()
    assert store.message("m2") is not None
    assert store.answered("m1", REPLY, NOW) is None
    assert store.forget(LI) is None


def test_old_messages_go(store):
    store.receive([ASKED, replace(ASKED, id="m2", received_at=LATER)], LATER)
    assert store.remove_before(LATER) == 1
    assert store.message("m1") is None
    assert store.message("m2") is not None


def test_what_is_proven_so_far_is_kept_until_the_reply_is_there(store):
    store.receive([replace(ASKED, reply_to="https://platform/late")], NOW)
    store.hold("m1", "第一句", LATER)
    assert not store.claim("m1", NOW, LATER)
    held = store.message("m1")
    assert (held.draft, held.reply_to) == ("第一句", "https://platform/late")
    store.answered("m1", REPLY, NOW)
    store.hold("m1", "第二句", LATER)
    assert store.message("m1").draft == "第一句"


def test_a_note_is_replaced_only_by_who_knows_it(store):
    assert store.renote("kf", "wk1", "lease", "a", instead_of="")
    assert not store.renote("kf", "wk1", "lease", "b", instead_of="")
    assert store.renote("kf", "wk1", "lease", "", instead_of="a")
    assert store.renote("kf", "wk1", "lease", "b", instead_of="")


def test_of_many_that_want_a_note_one_has_it(store):
    with ThreadPoolExecutor(8) as threads:
        took = list(threads.map(lambda n: store.renote("kf", "wk1", "lease", f"p{n}", instead_of=""), range(16)))
    assert took.count(True) == 1


def test_notes_of_one_name_are_found_by_account(store):
    store.note("kf", "wk1", "pending", "t1")
    store.note("kf", "wk2", "pending", "")
    store.note("kf", "wk3", "other", "t3")
    assert store.noted("kf", "pending") == {"wk1": "t1"}
