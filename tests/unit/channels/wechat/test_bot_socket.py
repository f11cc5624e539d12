"""The bot over a long connection: streams, and what becomes of answers when the connection does not last."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from starlette.testclient import TestClient

from assistant.channels.web.app import create_app
from assistant.channels.wechat.bot.pace import Pace
from assistant.channels.wechat.bot.socket import BotLogin, BotSocket, InsecureAddress
from assistant.channels.wechat.bot.words import BotTexts
from assistant.domain import Sentence
from tests.fakes.assistant import FIGURE, TODAY, FakeAssistant
from tests.fakes.message_store import MemoryMessageStore
from tests.fakes.wecom_platform.bot import BOT
from tests.fakes.wecom_platform.socket import SECRET, SocketPlatform
from tests.unit.channels.wechat.kf_house import Told, soon
from tests.unit.channels.wechat.test_bot import Marked, Moments, Slow

ASKED = "技术改造推动多少家企业"
ANSWER = f"**{FIGURE}[1]**"
QUICK = Pace(snapshot=0.02, again=60, ping=0.05, back_off=0.02, most_back_off=0.1, replaced=0.3, look=0.3, lease=30)


@pytest.fixture
def platform():
    made = SocketPlatform()
    yield made
    made.close()


@pytest.fixture
def store():
    return MemoryMessageStore()


@pytest.fixture
def alerts():
    return Told()


@contextmanager
def opened(platform, store, assistant, folder, alerts=None, clock=None, secret=SECRET, pace=QUICK):
    clock = clock or (lambda: datetime.now(UTC))
    login = BotLogin(platform.url, BOT, secret)
    texts = BotTexts(Marked(), lambda text: text)
    door = BotSocket(login, assistant, store, texts, clock, 100, alerts or Told(), pace)
    app = create_app(assistant, today=lambda: TODAY, static_dir=folder, doors=[door], at_once=4)
    with TestClient(app):
        yield


def test_the_secret_goes_nowhere_in_the_clear(store):
    with pytest.raises(InsecureAddress):
        BotSocket(BotLogin("ws://openws.example", BOT, SECRET), FakeAssistant(), store, None, None, 1, Told())


def test_a_question_is_answered_in_one_snapshot_where_that_is_quick(platform, store, tmp_path):
    assistant = FakeAssistant()
    with opened(platform, store, assistant, tmp_path, pace=replace(QUICK, snapshot=10.0)):
        soon(lambda: platform.is_connected)
        request = platform.asks(ASKED, msgid="m1")
        again = platform.asks(ASKED, msgid="m1")
        soon(lambda: request in platform.finished)
        assert platform.shown[request] == [ANSWER]
        soon(lambda: all(each.told == 1 for each in store.messages.values()))
        assert (platform.shown[again], platform.messages) == ([], {})
        assert len(assistant.questions) == 1


def test_a_worded_answer_grows(platform, store, tmp_path):
    slow = Slow()
    with opened(platform, store, slow, tmp_path):
        soon(lambda: platform.is_connected)
        request = platform.asks(ASKED)
        soon(lambda: platform.shown[request] == ["bot_searching"])
        slow.first.set()
        soon(lambda: platform.shown[request] == ["bot_searching", "第一句*。"])
        slow.second.set()
        soon(lambda: request in platform.finished)
        assert platform.shown[request] == ["bot_searching", "第一句*。", ANSWER]
        assert platform.messages == {}


@pytest.mark.parametrize("number", [846608, 0])
def test_an_answer_whose_stream_is_over_goes_as_a_message(platform, store, tmp_path, number):
    slow = Slow()
    platform.refuse_number = number
    with opened(platform, store, slow, tmp_path):
        soon(lambda: platform.is_connected)
        request = platform.asks(ASKED)
        soon(lambda: platform.shown[request] == ["bot_searching"])
        platform.expired.add(request)
        slow.first.set()
        slow.second.set()
        soon(lambda: platform.messages.get("li"))
        assert platform.messages["li"] == [ANSWER]


def test_an_answer_that_takes_too_long_goes_as_a_message_to_its_group(platform, store, tmp_path):
    slow, clock = Slow(), Moments()
    with opened(platform, store, slow, tmp_path, clock=clock):
        soon(lambda: platform.is_connected)
        request = platform.asks(f"@政策助手 {ASKED}", chat="g1")
        soon(lambda: platform.shown[request])
        clock.ahead = timedelta(minutes=5, seconds=31)
        soon(lambda: request in platform.finished)
        assert platform.shown[request][-1] == "bot_late"
        slow.first.set()
        slow.second.set()
        soon(lambda: platform.messages.get("g1"))
        assert platform.messages["g1"] == [ANSWER]


def test_a_lost_connection_is_opened_again_and_loses_no_answer(platform, store, tmp_path):
    slow = Slow()
    with opened(platform, store, slow, tmp_path):
        soon(lambda: platform.is_connected)
        request = platform.asks(ASKED)
        soon(lambda: platform.shown[request])
        platform.drops()
        slow.first.set()
        slow.second.set()
        soon(lambda: request in platform.finished or platform.messages.get("li"))
        assert [*platform.shown[request], *platform.messages.get("li", [])].count(ANSWER) == 1


def test_a_connection_that_says_nothing_any_more_is_given_up(platform, store, tmp_path):
    with opened(platform, store, FakeAssistant(), tmp_path):
        soon(lambda: platform.pings > 1)
        platform.mute = True
        soon(lambda: not platform.is_connected)
        platform.mute = False
        soon(lambda: platform.is_connected)
        request = platform.asks(ASKED)
        soon(lambda: request in platform.finished)


def test_a_wrong_secret_is_told_once_and_tried_again_slowly(platform, store, tmp_path, alerts):
    with opened(platform, store, FakeAssistant(), tmp_path, alerts, secret="wrong"):
        soon(lambda: len(platform.logins) >= 3)
        assert alerts.words == ["trouble bot_refused"]


def test_who_is_replaced_stays_away_for_a_while(platform, store, tmp_path, alerts):
    with opened(platform, store, FakeAssistant(), tmp_path, alerts):
        soon(lambda: platform.is_connected)
        with opened(platform, MemoryMessageStore(), FakeAssistant(), tmp_path):
            soon(lambda: alerts.words == ["trouble bot_replaced"])
            assert len(platform.logins) == 2


def test_of_two_processes_on_a_database_one_is_connected(platform, store, tmp_path):
    with opened(platform, store, FakeAssistant(), tmp_path):
        soon(lambda: platform.is_connected)
        with opened(platform, store, FakeAssistant(), tmp_path):
            request = platform.asks(ASKED)
            soon(lambda: request in platform.finished)
            assert platform.logins == [SECRET]


def test_what_was_not_answered_before_a_restart_is_answered_after_it(platform, store, tmp_path):
    slow, clock = Slow(), Moments()
    with opened(platform, store, slow, tmp_path, clock=clock):
        soon(lambda: platform.is_connected)
        request = platform.asks(ASKED)
        soon(lambda: platform.shown[request])
        left = MemoryMessageStore(dict(store.messages), dict(store.leases), dict(store.contacts))
        slow.first.set()
        slow.second.set()
    platform.finished.clear()
    clock.ahead = timedelta(seconds=30)
    with opened(platform, left, FakeAssistant(), tmp_path, clock=clock):
        soon(lambda: request in platform.finished)
        assert platform.shown[request][-1] == ANSWER


def test_events_are_taken_and_garbage_is_passed_over(platform, store, tmp_path):
    assistant = FakeAssistant()
    with opened(platform, store, assistant, tmp_path):
        soon(lambda: platform.is_connected)
        platform.says_garbage()
        platform.event("enter_chat")
        soon(lambda: platform.welcomes == ["welcome"])
        request = platform.asks("2")
        soon(lambda: request in platform.finished)
        assert [each.text for each in assistant.questions] == ["小升规奖多少？"]
        answered = next(each for each in store.messages.values() if each.text)
        platform.event("feedback_event", id=answered.id, type=1, content="")
        soon(lambda: assistant.judgements == [(answered.reply.answer_id, "up", "", "")])


class Chatty(FakeAssistant):
    """Says a sentence whenever it is let, for as long as it is to."""

    def __init__(self) -> None:
        super().__init__()
        self.enough = threading.Event()

    def stream(self, question):
        *before, answer = super().stream(question)
        while not self.enough.wait(0.03):
            yield Sentence("又一句。", (1,))
        yield from (*before, answer)


def test_snapshots_stay_within_what_a_chat_may_get(platform, store, tmp_path):
    chatty = Chatty()
    with opened(platform, store, chatty, tmp_path):
        soon(lambda: platform.is_connected)
        request = platform.asks(ASKED)
        soon(lambda: len(platform.shown[request]) == 24)
        chatty.enough.set()
        soon(lambda: request in platform.finished)
        assert platform.shown[request][-1] == ANSWER


def test_nothing_secret_and_nobody_is_in_the_log(platform, store, tmp_path, capsys):
    with opened(platform, store, FakeAssistant(), tmp_path):
        soon(lambda: platform.is_connected)
        request = platform.asks(ASKED, user="secret-user")
        soon(lambda: request in platform.finished)
    said = capsys.readouterr().out
    assert "bot_connected" in said
    for secret in ("secret-user", SECRET, ASKED):
        assert secret not in said
