"""Each message is answered once, in the conversation of who wrote it, and a fault is told kindly."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from assistant.channels.messages.correspondence import Correspondence
from assistant.domain import Answer, Choice, Correspondent, Message, Question, Reply
from assistant.errors import InvalidQuestion, NotFound, NotReady, StorageUnavailable
from tests.fakes.answers import full_answer
from tests.fakes.assistant import FakeAssistant
from tests.fakes.message_store import MemoryMessageStore

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
LI = Correspondent("wechat", "wx1", "o-li")
WANG = Correspondent("wechat", "wx1", "o-wang")


class PlainTexts:
    """Words as short as can be."""

    def tell(self, answer: Answer) -> Reply:
        return Reply((answer.text,), (Choice(1, "佛山", "在佛山"),), answer.id, answer.conversation_id)

    def say(self, name: str, **given: str) -> str:
        return f"{name} {' '.join(given.values())}".strip()

    def chosen(self, text, choices):
        return next((each.said for each in choices if str(each.number) == text), None)


class Recorder:
    """Answers everything in one conversation of each channel, or fails."""

    def __init__(self, *failures: Exception) -> None:
        self.failures, self.questions, self.forgotten = list(failures), [], []
        self.inside, self.most_inside = 0, 0
        self._lock = threading.Lock()

    def answer(self, question: Question) -> Answer:
        with self._lock:
            self.questions.append(question)
            self.inside += 1
            self.most_inside = max(self.most_inside, self.inside)
        try:
            if self.failures:
                raise self.failures.pop(0)
            return full_answer(f"a{len(self.questions)}", question.conversation_id or "c-new")
        finally:
            with self._lock:
                self.inside -= 1

    def forget(self, conversation_id: str) -> None:
        self.forgotten.append(conversation_id)
        if conversation_id == "gone":
            raise NotFound("没有这段对话。")


@pytest.fixture
def store():
    return MemoryMessageStore()


def correspondence(store, assistant):
    return Correspondence(assistant, store, PlainTexts(), lambda: NOW)


def received(store, id, text, sender=LI):
    message = Message(id, sender, text, NOW)
    store.receive([message], NOW)
    return message


def answered(store, correspondence, id, text, sender=LI):
    message = received(store, id, text, sender)
    reply = correspondence.reply(message)
    store.answered(id, reply, NOW)
    return reply


def test_the_second_message_goes_on_with_the_conversation_of_the_first(store):
    assistant = Recorder()
    desk = correspondence(store, assistant)
    answered(store, desk, "m1", "技改补多少")
    answered(store, desk, "m2", "那佛山呢")
    answered(store, desk, "m3", "技改补多少", WANG)
    assert [each.conversation_id for each in assistant.questions] == [None, "c-new", None]
    assert {each.channel for each in assistant.questions} == {"wechat"}


def test_a_number_means_the_choice_that_was_offered_last(store):
    assistant = Recorder()
    desk = correspondence(store, assistant)
    answered(store, desk, "m1", "技改")
    answered(store, desk, "m2", "1")
    answered(store, desk, "m3", "7年")
    assert [each.text for each in assistant.questions] == ["技改", "在佛山", "7年"]


def test_a_bare_number_says_something_where_a_figure_was_asked_for(store):
    desk = correspondence(store, Recorder())
    received(store, "m1", "技改")
    store.answered("m1", Reply(("几项专利？",), awaits=True), NOW)
    assert desk.aside(received(store, "m2", "3")) is None
    assert desk.aside(received(store, "m3", "跳过")) is None
    idle = desk.aside(received(store, "m4", "[微笑]"))
    assert idle is not None
    assert (idle.parts, idle.awaits) == (("no_question",), True)
    store.answered("m4", idle, NOW)
    assert desk.aside(received(store, "m5", "3")) is None


def test_a_conversation_that_was_deleted_elsewhere_begins_anew(store):
    assistant = Recorder(NotFound("没有这段对话。"))
    store.receive([Message("m0", LI, "早", NOW)], NOW)
    store.answered("m0", Reply(("早",), conversation_id="deleted"), NOW)
    reply = correspondence(store, assistant).reply(received(store, "m1", "技改补多少"))
    assert [each.conversation_id for each in assistant.questions] == ["deleted", None]
    assert reply.conversation_id == "c-new"


@pytest.mark.parametrize(
    ("failure", "told"),
    [
        (InvalidQuestion("问题是空的，请写一句话再提交。"), "问题是空的，请写一句话再提交。"),
        (NotReady("资料库正在打开。"), "not_ready"),
    ],
)
def test_what_a_person_can_mend_is_said_to_them(store, failure, told):
    reply = correspondence(store, Recorder(failure)).reply(received(store, "m1", "？"))
    assert reply.parts == (told,)


@pytest.mark.parametrize("failure", [StorageUnavailable("磁盘满了：/data"), RuntimeError("secret detail")])
def test_a_fault_is_told_by_its_number_only(store, failure, caplog):
    (said,) = correspondence(store, Recorder(failure)).reply(received(store, "m1", "技改补多少")).parts
    name, number = said.split()
    assert name == "failed"
    assert len(number) == 8
    assert "secret" not in said


def test_messages_of_one_person_are_answered_one_after_the_other(store):
    assistant = Recorder()
    desk = correspondence(store, assistant)
    messages = [received(store, f"m{n}", "问") for n in range(20)]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(desk.reply, messages))
    assert assistant.most_inside == 1
    assert len(assistant.questions) == 20


def test_who_leaves_is_forgotten_by_both(store):
    assistant = Recorder()
    desk = correspondence(store, assistant)
    answered(store, desk, "m1", "技改补多少")
    desk.forget(LI)
    desk.forget(WANG)
    assert assistant.forgotten == ["c-new"]
    assert store.messages == {}


def test_a_conversation_that_is_gone_already_does_not_keep_anybody(store):
    assistant = Recorder()
    store.receive([Message("m0", LI, "早", NOW)], NOW)
    store.answered("m0", Reply(("早",), conversation_id="gone"), NOW)
    correspondence(store, assistant).forget(LI)
    assert store.message("m0") is None


class Noted:
    """Notes which answers were no answers."""

    def __init__(self) -> None:
        self.answers = []

    def not_answered(self, answer_id: str) -> None:
        self.answers.append(answer_id)


def test_a_question_without_an_answer_is_told_of(store):
    alerts = Noted()
    for id, text in (("m1", "技术改造推动多少家企业"), ("m2", "天气怎样")):
        assistant = FakeAssistant()
        Correspondence(assistant, store, PlainTexts(), lambda: NOW, alerts).reply(received(store, id, text))
    assert len(alerts.answers) == 1


def test_sentences_are_heard_as_they_are_proven(store):
    heard = []
    desk = correspondence(store, FakeAssistant())
    reply = desk.reply(received(store, "m1", "推动多少家"), heard.append)
    assert heard
    assert reply.answer_id


def test_who_leaves_in_the_middle_of_a_fault_can_be_forgotten_later(store):
    class Away(Recorder):
        def forget(self, conversation_id):
            raise StorageUnavailable("数据库打不开。")

    desk = correspondence(store, Away())
    answered(store, desk, "m1", "技改补多少")
    with pytest.raises(StorageUnavailable):
        desk.forget(LI)
    again = Recorder()
    correspondence(store, again).forget(LI)
    assert again.forgotten == ["c-new"]
