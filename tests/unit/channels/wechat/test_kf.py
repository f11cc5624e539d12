"""微信客服 as a person sees it: welcomed, answered once, handed to staff and back, over faults and restarts."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from assistant.channels.wechat.kf.door import PATH
from assistant.channels.wechat.kf.pages import read_page
from assistant.domain import Delivery
from tests.fakes.assistant import FIGURE
from tests.fakes.hand_overs import FakeHandOvers
from tests.fakes.message_store import MemoryMessageStore
from tests.fakes.wecom_platform.crypto import CORP_ID, Sealing
from tests.fakes.wecom_platform.kf import ACCOUNT, SECRET, KfPlatform
from tests.unit.channels.wechat.kf_house import SAMPLES, Pausable, Told, opened, soon

ASKED = "技术改造推动多少家企业"
ANSWER = f"{FIGURE}[1]"
FAR = datetime(2100, 1, 1, tzinfo=UTC)


@pytest.fixture
def platform():
    made = KfPlatform()
    yield made
    made.http.close()


@pytest.fixture
def store():
    return MemoryMessageStore()


@pytest.fixture
def assistant():
    return Pausable()


@pytest.fixture
def alerts():
    return Told()


@pytest.fixture
def server(platform, store, assistant, alerts, tmp_path):
    with opened(platform, store, assistant, tmp_path, alerts) as client:
        yield client


def shown(platform, user, *texts):
    """Waits for a person to see just these."""
    soon(lambda: len(platform.sessions[user].shown) >= len(texts))
    time.sleep(0.05)
    told = platform.shown(user)
    assert [each.partition("依据")[0] or "依据" for each in told] == list(texts)


def test_the_address_is_verified_by_what_it_decrypts(server):
    echo, query = Sealing(CORP_ID).seal("1616140317555161061")
    reply = server.get(PATH, params={**query, "echostr": echo})
    assert (reply.status_code, reply.content) == (200, b"1616140317555161061")
    assert server.get(PATH, params={**query, "echostr": echo[:-4] + "AAA="}).status_code == 403


def test_who_enters_is_welcomed_with_something_to_tap(server, platform):
    platform.enters("li")
    shown(platform, "li", "menu_lead\n[技改补多少？]\n[小升规奖多少？]\n[menu_staff]")


def test_a_question_is_answered_once_in_its_parts(server, platform, assistant):
    platform.says("li", ASKED)
    shown(platform, "li", ANSWER, "依据")
    platform.call_back()
    shown(platform, "li", ANSWER, "依据")
    assert platform.shown("li")[1] == "依据 查看 https://x/a/a-1"
    assert [each.channel for each in assistant.questions] == ["kf"]
    assert platform.sessions["li"].state == 1


def test_what_is_written_in_one_go_is_one_question(server, platform, store, assistant):
    platform.says("li", "我们在佛山做面料", quiet=True)
    platform.says("li", "技术改造推动多少家企业", quiet=True)
    platform.says("wang", "供需对接会办多少场", quiet=True)
    platform.call_back()
    shown(platform, "li", ANSWER, "依据")
    soon(lambda: len(assistant.questions) == 2)
    assert {each.text for each in assistant.questions} == {
        "我们在佛山做面料\n技术改造推动多少家企业",
        "供需对接会办多少场",
    }
    soon(lambda: all(each.reply is not None for each in store.messages.values()))
    assert [len(each.reply.parts) for each in store.messages.values() if each.sender.user_id == "li"] == [0, 2]


def test_what_is_told_before_it_is_asked_waits_for_the_question(platform, store, assistant, tmp_path):
    with opened(platform, store, assistant, tmp_path, settle_seconds=2.0):
        for text in ("我在东莞", "做毛织的", "买了1200万设备，企业能补多少"):
            platform.says("li", text)
        soon(lambda: bool(assistant.questions))
        platform.says("wang", "技改多少家企业？")
        soon(lambda: len(assistant.questions) == 2)
    assert sorted(each.text for each in assistant.questions) == [
        "我在东莞\n做毛织的\n买了1200万设备，企业能补多少",
        "技改多少家企业？",
    ]


def test_one_repeats_the_last_answer_and_asks_nothing(server, platform, assistant, alerts):
    platform.says("li", ASKED)
    shown(platform, "li", ANSWER, "依据")
    platform.says("li", "1")
    shown(platform, "li", ANSWER, "依据", ANSWER, "依据")
    assert len(assistant.questions) == 1


def test_an_impatient_one_does_not_bring_the_answer_twice(server, platform, store, assistant):
    assistant.let.clear()
    platform.says("li", ASKED)
    soon(lambda: platform.calls["kf/service_state/get"] == 1)
    platform.says("li", "1")
    soon(lambda: len(store.messages) == 2)
    time.sleep(0.1)
    assistant.let.set()
    soon(lambda: all(each.reply is not None for each in store.messages.values()))
    shown(platform, "li", ANSWER, "依据")


def test_what_is_no_question_is_not_asked_and_nobody_is_alerted(server, platform, assistant, alerts):
    for text, told in (
        ("[微笑]", "no_question"),
        ("退订", "no_subscription"),
        ("菜单", "menu_help"),
        ("9", "no_question"),
    ):
        platform.says("li", text)
        soon(lambda told=told: platform.shown("li")[-1:] == [told])
    assert alerts.words == []
    platform.says("li", "2")
    soon(lambda: [each.text for each in assistant.questions] == [SAMPLES[1].said])


def test_a_secret_that_is_refused_is_told_to_staff_once(platform, store, assistant, tmp_path):
    told = Told()
    platform.faults["kf/sync_msg"] = [40001] * 2 + [60020] * 6
    with opened(platform, store, assistant, tmp_path, told):
        platform.says("li", ASKED)
        soon(lambda: platform.calls["kf/sync_msg"] > 3)
    assert told.words == ["trouble kf_refused"]


def test_a_question_that_comes_while_another_is_answered_waits_for_its_turn(server, platform, assistant):
    assistant.let.clear()
    platform.says("li", ASKED)
    soon(lambda: platform.calls["kf/service_state/get"] == 1)
    platform.says("li", "供需对接会办多少场")
    assistant.let.set()
    shown(platform, "li", ANSWER, "依据", "《行动方案》没有写明。", "依据")


def test_what_is_no_text_is_replied_to_kindly(server, platform, assistant):
    platform.says("li", "", msgtype="image", image={"media_id": "m"})
    shown(platform, "li", "unsupported_kind")
    assert assistant.questions == []


def test_all_pages_are_fetched_also_over_empty_ones(server, platform, assistant):
    for n in range(7):
        platform.says(f"u{n}", ASKED, quiet=True)
    platform.call_back()
    for n in range(7):
        shown(platform, f"u{n}", ANSWER, "依据")
    assert len(assistant.questions) == 7


def test_an_old_token_does_not_keep_messages_back(server, platform):
    platform.says("li", ASKED, quiet=True)
    platform.call_back("ENC-expired")
    shown(platform, "li", ANSWER, "依据")


def test_who_asks_for_a_person_is_handed_over_and_comes_back(server, platform, store, assistant, alerts):
    platform.says("li", ASKED)
    shown(platform, "li", ANSWER, "依据")
    platform.says("li", "转人工")
    shown(platform, "li", ANSWER, "依据", "handed_over")
    assert platform.sessions["li"].state == 2
    assert alerts.words == ["handed_over"]
    platform.staff_takes("li")
    platform.says("li", "还要什么材料")
    platform.staff_says("li", "带营业执照")
    platform.staff_ends("li")
    shown(platform, "li", ANSWER, "依据", "handed_over", "人工：带营业执照", "back_to_assistant")
    platform.says("li", ASKED)
    shown(platform, "li", ANSWER, "依据", "handed_over", "人工：带营业执照", "back_to_assistant", ANSWER, "依据")
    assert [each.text for each in assistant.questions] == [ASKED, ASKED]
    (kept,) = store.staff.values()
    assert (kept.text, kept.staff_id, kept.receiver.user_id) == ("带营业执照", "zhang", "li")


def test_where_no_staff_is_there_the_person_is_told_whom_to_ask(server, platform, alerts):
    platform.staff_on_duty = False
    platform.says("li", "我要人工客服")
    shown(platform, "li", "handover_unavailable")
    assert platform.sessions["li"].state == 1
    assert alerts.words == []


def test_the_help_desk_has_a_record_of_whom_staff_take_over_and_of_who_found_nobody(
    platform, store, assistant, tmp_path
):
    desk = FakeHandOvers()
    with opened(platform, store, assistant, tmp_path, hand_overs=desk):
        platform.says("li", ASKED)
        shown(platform, "li", ANSWER, "依据")
        platform.says("li", "转人工")
        shown(platform, "li", ANSWER, "依据", "handed_over")
        platform.staff_on_duty = False
        platform.says("wang", "转人工")
        shown(platform, "wang", "handover_noted")
    assert desk.taken == [("li", store_answer(store)), ("wang", None)]


def store_answer(store):
    return next(each.reply.answer_id for each in store.messages.values() if each.text == ASKED)


def test_a_session_that_moved_in_between_is_looked_at_once_more(server, platform):
    platform.faults["kf/send_msg"] = [95018]
    platform.says("li", ASKED)
    shown(platform, "li", ANSWER, "依据")


def test_what_the_platform_refuses_is_held_until_it_is_asked_for(server, platform, store):
    platform.faults["kf/send_msg"] = [95001]
    platform.says("li", ASKED)
    soon(lambda: any(each.delivery == "pull" for each in store.messages.values()))
    platform.says("li", "继续")
    shown(platform, "li", ANSWER, "依据")
    assert 'assistant_replies_held_total{channel="kf",why="refused"} 1.0' in server.get("/metrics").text


def test_who_asks_something_else_is_reminded_of_what_is_held(server, platform, store):
    platform.faults["kf/send_msg"] = [95001]
    platform.says("li", ASKED)
    soon(lambda: any(each.delivery == "pull" for each in store.messages.values()))
    platform.says("li", "供需对接会办多少场")
    shown(platform, "li", "《行动方案》没有写明。", "依据", "held_before")
    platform.says("li", "1")
    shown(platform, "li", "《行动方案》没有写明。", "依据", "held_before", ANSWER, "依据")


def test_what_is_lost_on_the_way_is_held_from_there_on(server, platform, store):
    platform.says("li", ASKED)
    shown(platform, "li", ANSWER, "依据")
    platform.loses("li", platform.sent_ids[1], 6)
    soon(lambda: any(each.delivery == "pull" for each in store.messages.values()))
    platform.says("li", "1")
    shown(platform, "li", ANSWER, "依据", "依据")
    platform.loses("li", platform.sent_ids[-1], 10)
    platform.loses("li", "unknown", 6)
    platform.says("li", ASKED)
    shown(platform, "li", ANSWER, "依据", "依据", ANSWER, "依据")


def test_what_is_lost_while_later_parts_are_still_sent_can_be_fetched(platform, tmp_path):
    class Interrupted(MemoryMessageStore):
        def tell(self, id, told, *way):
            if told == 2 and platform.calls["kf/send_msg"] == 2:
                platform.loses("li", platform.sent_ids[0], 6)
                soon(lambda: self.messages[id].delivery is Delivery.PULL)
            return super().tell(id, told, *way)

    store = Interrupted()
    with opened(platform, store, Pausable(), tmp_path):
        platform.says("li", ASKED)
        shown(platform, "li", ANSWER, "依据")
        soon(lambda: any(each.delivery is Delivery.PULL for each in store.messages.values()))
        platform.says("li", "1")
        shown(platform, "li", ANSWER, "依据", ANSWER, "依据")


def test_after_a_loss_the_rest_of_a_reply_waits_with_what_was_lost(platform, tmp_path):
    class Interrupted(MemoryMessageStore):
        def tell(self, id, told, *way):
            if platform.calls["kf/send_msg"] == 1:
                platform.loses("li", platform.sent_ids[0], 6)
                soon(lambda: self.messages[id].delivery is Delivery.PULL)
            return super().tell(id, told, *way)

    with opened(platform, Interrupted(), Pausable(), tmp_path):
        platform.says("li", ASKED)
        shown(platform, "li", ANSWER)
        platform.says("li", "1")
        shown(platform, "li", ANSWER, ANSWER, "依据")


def test_of_two_parts_that_are_lost_the_earlier_one_can_be_fetched_too(server, platform, store):
    platform.says("li", ASKED)
    shown(platform, "li", ANSWER, "依据")
    first, second = platform.sent_ids
    platform.loses("li", second, 6)
    soon(lambda: any(len(each.left) == 1 for each in store.messages.values()))
    platform.loses("li", first, 6)
    soon(lambda: any(len(each.left) == 2 for each in store.messages.values()))
    platform.says("li", "1")
    shown(platform, "li", ANSWER, "依据", ANSWER, "依据")


def test_a_busy_platform_is_asked_again_later(platform, store, assistant, tmp_path):
    moments = [datetime.now(UTC)]
    with opened(platform, store, assistant, tmp_path, clock=lambda: moments[-1]):
        platform.faults["kf/service_state/get"] = [45009]
        platform.says("li", ASKED)
        soon(lambda: min(store.leases.values(), default=FAR) <= moments[0] + timedelta(seconds=10))
        moments.append(moments[0] + timedelta(seconds=11))
        shown(platform, "li", ANSWER, "依据")


def test_who_writes_too_often_is_told_so(platform, store, assistant, tmp_path):
    with opened(platform, store, assistant, tmp_path, per_minute=1):
        platform.says("li", ASKED)
        shown(platform, "li", ANSWER, "依据")
        platform.says("li", ASKED)
        shown(platform, "li", ANSWER, "依据", "too_many")


def test_after_a_restart_everything_goes_on_where_it_was(platform, store, tmp_path):
    asleep = Pausable()
    asleep.let.clear()
    moments = [datetime.now(UTC)]
    with opened(platform, store, asleep, tmp_path, clock=lambda: moments[-1]):
        platform.says("li", ASKED)
        soon(lambda: platform.calls["kf/service_state/get"] == 1)
        asleep.let.set()
        # The server goes down before this is told, and while that one is answered.
    platform.notify = lambda query, body: None
    platform.says("wang", ASKED)
    moments.append(moments[0] + timedelta(minutes=3))
    with opened(platform, store, Pausable(), tmp_path, clock=lambda: moments[-1]):
        shown(platform, "li", ANSWER, "依据")
        shown(platform, "wang", ANSWER, "依据")


def test_a_part_that_was_sent_before_a_crash_is_not_sent_again(platform, store, tmp_path):
    class Forgetful(MemoryMessageStore):
        def tell(self, id, told, way=None):
            raise RuntimeError("the process dies here")

    dying = Forgetful(store.messages, store.leases, store.contacts, store.staff, store.states)
    moments = [datetime.now(UTC)]
    with opened(platform, dying, Pausable(), tmp_path, clock=lambda: moments[-1]):
        platform.says("li", ASKED)
        shown(platform, "li", ANSWER)
    moments.append(moments[0] + timedelta(minutes=2))
    with opened(platform, store, Pausable(), tmp_path, clock=lambda: moments[-1]):
        shown(platform, "li", ANSWER, "依据")


def test_an_answer_that_is_refused_after_a_restart_is_held_and_not_taken_for_sent(platform, store, tmp_path):
    moments = [datetime.now(UTC)]
    platform.faults["kf/send_msg"] = [45009]
    with opened(platform, store, Pausable(), tmp_path, clock=lambda: moments[-1]):
        platform.says("li", ASKED)
        soon(lambda: any(each.delivery is Delivery.PULL for each in store.messages.values()))
    (message,) = store.messages.values()
    store.messages[message.id] = replace(message, delivery=Delivery.PUSH)
    platform.faults["kf/send_msg"] = [45009]
    moments.append(moments[0] + timedelta(minutes=2))
    with opened(platform, store, Pausable(), tmp_path, clock=lambda: moments[-1]):
        soon(lambda: store.messages[message.id].delivery is Delivery.PULL)
    assert store.messages[message.id].told == 0
    assert platform.shown("li") == []


def test_half_a_character_is_read_as_what_a_database_can_hold():
    item = {"msgid": "1", "external_userid": "li\0", "send_time": 1, "origin": 3, "msgtype": "text"}
    page = read_page({"msg_list": [{**item, "text": {"content": "问\ud83d\0"}}]}, ACCOUNT)
    (message,) = page.messages
    assert (message.text, message.sender.user_id) == ("问?", "li")


def test_what_was_written_before_we_were_there_is_not_answered(platform, store, assistant, tmp_path):
    platform.says("li", "昨天的问题在这里", ago=86400)
    platform.says("wang", ASKED, ago=60)
    with opened(platform, store, assistant, tmp_path):
        platform.call_back()
        shown(platform, "wang", ANSWER, "依据")
    assert platform.shown("li") == []


def test_nothing_secret_and_nobody_is_in_the_log(server, platform, capsys):
    platform.faults["kf/send_msg"] = [95001]
    platform.says("wmSecretUser", ASKED)
    platform.says("wmSecretUser", "转人工")
    shown(platform, "wmSecretUser", "handed_over")
    said = capsys.readouterr().out
    assert "kf_reply_held" in said
    for secret in ("wmSecretUser", SECRET, ASKED, "access-", "callback-token", ACCOUNT):
        assert secret not in said


def test_an_item_that_cannot_be_read_does_not_keep_others_back(server, platform):
    platform.items.append({"msgtype": "text", "origin": 3, "send_time": "gestern"})
    platform.items.append({"msgtype": "event", "event": None})
    platform.says("li", ASKED)
    shown(platform, "li", ANSWER, "依据")
