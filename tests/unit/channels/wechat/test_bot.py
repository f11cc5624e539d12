"""The bot by callback as a person sees it: snapshots that grow, one reply, and a late one where it takes too long."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from assistant.channels.messages.alerts import NO_ALERTS
from assistant.channels.messages.handovers import NO_HAND_OVERS
from assistant.channels.web.app import create_app
from assistant.channels.wechat.bot.door import PATH, BotAccount, BotDoor
from assistant.channels.wechat.bot.words import BotTexts
from assistant.domain import Correspondent, Delivery, Message, Reply, Sentence
from assistant.storage.engine import open_engine
from assistant.storage.message_store import SqlMessageStore
from assistant.storage.migrations import migrate
from tests.fakes.assistant import FIGURE, TODAY, FakeAssistant
from tests.fakes.hand_overs import FakeHandOvers
from tests.fakes.message_store import MemoryMessageStore
from tests.fakes.wecom_platform.bot import BotPlatform
from tests.fakes.wecom_platform.crypto import AES_KEY, TOKEN, Sealing
from tests.unit.channels.wechat.kf_house import SAMPLES, ShortTexts, soon

ASKED = "技术改造推动多少家企业"


class Marked(ShortTexts):
    def tell_markdown(self, answer):
        return f"**{answer.text}**"

    def choices(self, answer):
        return SAMPLES


class Slow(FakeAssistant):
    """Words two sentences, each when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = threading.Event(), threading.Event()

    def stream(self, question):
        *before, answer = super().stream(question)
        assert self.first.wait(20)
        yield Sentence("第一句*。", (1,))
        assert self.second.wait(20)
        yield from (*before, answer)


class Moments:
    """A clock that can be set forward."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@pytest.fixture
def clock():
    return Moments()


@pytest.fixture
def platform():
    made = BotPlatform()
    yield made
    made.http.close()


@pytest.fixture
def store():
    return MemoryMessageStore()


@contextmanager
def opened(
    platform, store, assistant, folder, clock=lambda: datetime.now(UTC), per_minute=100, hand_overs=NO_HAND_OVERS
):
    texts = BotTexts(Marked(), lambda text: text.replace("*", "＊"))
    account = BotAccount(TOKEN, AES_KEY, platform.http.url)
    door = BotDoor(
        account, assistant, store, texts, clock, per_minute, NO_ALERTS, look_seconds=0.05, hand_overs=hand_overs
    )
    app = create_app(assistant, today=lambda: TODAY, static_dir=folder, doors=[door], at_once=4)
    with TestClient(app) as client:

        def post(query, body):
            reply = client.post(PATH, params=query, content=body)
            assert reply.status_code == 200
            return reply.json() if reply.content else None

        platform.post = post
        yield client


@pytest.fixture
def assistant():
    return FakeAssistant()


@pytest.fixture
def server(platform, store, assistant, tmp_path, clock):
    with opened(platform, store, assistant, tmp_path, clock) as client:
        yield client


def test_the_address_is_verified_by_what_it_decrypts(server):
    echo, query = Sealing("").seal("echo-1")
    assert server.get(PATH, params={**query, "echostr": echo}).text == "echo-1"


def test_a_quick_answer_is_whole_in_the_first_snapshot(server, platform):
    stream = platform.asks(ASKED)
    assert platform.streams[stream] == [f"**{FIGURE}[1]**"]
    assert stream in platform.finished


def test_who_wants_a_person_is_taken_by_the_help_desk(platform, store, assistant, tmp_path):
    desk = FakeHandOvers()
    with opened(platform, store, assistant, tmp_path, hand_overs=desk):
        platform.asks(ASKED)
        assert platform.streams[platform.asks("转人工")] == ["handover_noted"]
    assert len(desk.taken) == len(assistant.questions) == 1
    assert desk.taken[0][1] is not None


def test_a_message_that_is_delivered_again_is_not_asked_again(server, platform, assistant):
    first = platform.asks(ASKED, msgid="m1")
    assert platform.asks(ASKED, msgid="m1") == first
    assert len(assistant.questions) == 1


def test_a_worded_answer_grows_sentence_by_sentence(platform, store, tmp_path):
    slow = Slow()
    with opened(platform, store, slow, tmp_path):
        stream = platform.asks(ASKED)
        assert platform.streams[stream] == ["bot_searching"]
        slow.first.set()
        soon(lambda: platform.follows(stream) and len(platform.streams[stream]) == 2)
        slow.second.set()
        assert platform.follows_to_the_end(stream) == ["bot_searching", "第一句＊。", f"**{FIGURE}[1]**"]


def test_an_answer_that_takes_too_long_is_posted_afterwards(platform, store, tmp_path, clock):
    slow = Slow()
    with opened(platform, store, slow, tmp_path, clock):
        stream = platform.asks(ASKED)
        clock.ahead = timedelta(minutes=5, seconds=31)
        soon(lambda: store.leases)
        assert platform.follows_to_the_end(stream)[-1] == "bot_late"
        slow.first.set()
        slow.second.set()
        soon(lambda: platform.late)
        assert list(platform.late.values()) == [f"**{FIGURE}[1]**"]
        assert platform.follows(stream)
        soon(lambda: all(not each.left for each in store.messages.values()))


def test_what_the_platform_does_not_take_late_is_held_until_it_is_asked_for(platform, store, tmp_path, clock):
    slow = Slow()
    platform.refuse_late = True
    with opened(platform, store, slow, tmp_path, clock):
        stream = platform.asks(ASKED)
        clock.ahead = timedelta(minutes=5, seconds=31)
        platform.follows_to_the_end(stream)
        slow.first.set()
        slow.second.set()
        soon(lambda: [each.delivery for each in store.messages.values()] == ["pull"])
        stream = platform.asks("1")
        assert platform.streams[stream] == [f"**{FIGURE}[1]**"]


def test_an_answer_that_waited_longer_than_its_address_holds_is_had_by_asking_for_it(
    platform, store, assistant, tmp_path, clock
):
    asked_at = clock()
    message = Message("b-old", Correspondent("bot", "aib1", "li"), ASKED, asked_at, reply_to="")
    store.receive([message], asked_at)
    store.answered(message.id, Reply(("旧的答案",)), asked_at, Delivery.PUSH)
    clock.ahead = timedelta(hours=2)
    with opened(platform, store, assistant, tmp_path, clock):
        soon(lambda: store.messages["b-old"].delivery is Delivery.PULL)
    assert store.held(message.sender, asked_at).left == ("旧的答案",)


def test_another_process_tells_how_far_an_answer_has_come(platform, tmp_path):
    address = f"sqlite+pysqlite:///{tmp_path / 'shared.db'}"
    databases = [open_engine(address), open_engine(address)]
    migrate(databases[0])
    slow, other = Slow(), FakeAssistant()
    try:
        with opened(platform, SqlMessageStore(databases[0]), slow, tmp_path):
            stream = platform.asks(ASKED)
            slow.first.set()
            with opened(platform, SqlMessageStore(databases[1]), other, tmp_path):
                soon(lambda: platform.follows(stream) and platform.streams[stream][-1] == "第一句＊。")
                slow.second.set()
                assert platform.follows_to_the_end(stream)[-1] == f"**{FIGURE}[1]**"
        assert other.questions == []
    finally:
        for database in databases:
            database.close()


def test_a_stream_whose_process_died_is_finished_by_another(platform, store, tmp_path, clock):
    slow = Slow()
    with opened(platform, store, slow, tmp_path, clock):
        stream = platform.asks(ASKED)
        slow.first.set()
        dead = MemoryMessageStore(dict(store.messages), dict(store.leases), dict(store.contacts))
        slow.second.set()
    clock.ahead = timedelta(seconds=30)
    with opened(platform, dead, FakeAssistant(), tmp_path, clock):
        assert platform.follows_to_the_end(stream)[-1] == f"**{FIGURE}[1]**"


def test_who_opens_the_chat_is_welcomed_and_may_answer_by_number(server, platform, assistant):
    assert platform.event("enter_chat") == {"msgtype": "text", "text": {"content": "welcome"}}
    platform.asks("2")
    assert [each.text for each in assistant.questions] == ["小升规奖多少？"]


def test_a_rating_reaches_the_answer(server, platform, assistant, store):
    stream = platform.asks(ASKED)
    assert platform.event("feedback_event", id=stream, type=2, content="数字不对", inaccurate_reason_list=[2]) is None
    assert platform.event("feedback_event", id=stream, type=3, content="") is None
    assert platform.event("feedback_event", id="unknown", type=1) is None
    (answer_id,) = {each.reply.answer_id for each in store.messages.values()}
    assert assistant.judgements == [(answer_id, "down", "", "数字不对")]


def test_a_group_and_each_person_in_it_have_conversations_of_their_own(server, platform, assistant):
    platform.asks("@政策助手 技术改造推动多少家企业", chat="g1")
    platform.asks("@政策助手 技术改造推动多少家企业", chat="g1")
    platform.asks("@政策助手 技术改造推动多少家企业", chat="g1", user="wang")
    platform.asks(ASKED)
    assert {each.text for each in assistant.questions} == {ASKED}
    assert [each.conversation_id is None for each in assistant.questions] == [True, False, True, True]


def test_other_kinds_of_messages_are_replied_to(server, platform, assistant):
    assert platform.streams[platform.asks("", msgtype="image", image={"url": "u"})] == ["unsupported_kind"]
    platform.asks("", msgtype="voice", voice={"content": ASKED})
    items = [{"msgtype": "text", "text": {"content": ASKED}}, {"msgtype": "image", "image": {"url": "u"}}]
    platform.asks("", msgtype="mixed", mixed={"msg_item": items})
    assert [each.text for each in assistant.questions] == [ASKED, ASKED]


def test_who_asks_for_a_person_is_told_whom_to_ask_and_what_is_no_question_is_not_asked(server, platform, assistant):
    told = {"转人工": "handover_unavailable", "[微笑]": "no_question", "1": "no_question", "怎么用": "menu_help"}
    for text, reply in told.items():
        assert platform.streams[platform.asks(text)] == [reply]
    assert assistant.questions == []
    platform.asks("1")
    assert [each.text for each in assistant.questions] == ["技改补多少？"]


def test_who_asks_too_often_is_told_so(platform, store, assistant, tmp_path):
    with opened(platform, store, assistant, tmp_path, per_minute=1):
        platform.asks(ASKED)
        assert platform.streams[platform.asks(ASKED)] == ["too_many"]


def test_a_stream_that_is_not_there_any_more_ends(server, platform):
    platform.follows("b-unknown")
    assert platform.finished == {"b-unknown"}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=200) | st.sampled_from([b"[" * 60000, b'{"encrypt": 5}', b'{"encrypt": "AAAA"}']))
def test_what_is_not_proven_is_refused_alike(server, body):
    _, query = Sealing("").seal("x")
    reply = server.post(PATH, params=query, content=body)
    assert (reply.status_code, reply.content) == (403, b"")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.recursive(
        st.none() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["msgtype", "event", "eventtype", "stream", "id", "text", "from", "aibotid", "msgid"]),
                inner,
            )
        ),
        max_leaves=12,
    )
)
def test_a_proven_callback_of_any_shape_is_taken_or_refused(server, body):
    encrypted, query = Sealing("").seal(json.dumps(body))
    reply = server.post(PATH, params=query, content=json.dumps({"encrypt": encrypted}))
    assert reply.status_code in (200, 403)


def test_nothing_secret_and_nobody_is_in_the_log(server, platform, capsys):
    platform.asks(ASKED, user="secret-user")
    said = capsys.readouterr().out
    assert "request" in said
    for secret in ("secret-user", ASKED, "response_code", TOKEN):
        assert secret not in said
