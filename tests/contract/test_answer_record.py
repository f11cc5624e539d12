"""AnswerRecord over SQLite and PostgreSQL, and what is gathered from it."""

from datetime import UTC, datetime, timedelta

import pytest

from assistant.desk.gathering import Gathering
from assistant.desk.opening import Opening
from assistant.desk.similar import Similar
from assistant.desk_ports import TicketFilter
from assistant.domain import AnswerStatus, Asker, Correspondent, Message, Reply, TicketSource
from assistant.storage.answer_record import SqlAnswerRecord
from assistant.storage.conversation_store import SqlConversationStore
from assistant.storage.message_store import SqlMessageStore
from assistant.storage.ticket_store import SqlTicketStore
from tests.fakes.answers import full_answer

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(seconds=30)
NEVER = datetime(2100, 1, 1, tzinfo=UTC)


class Record:
    """What people asked, in a database; `gather` opens tickets for it as a process of its own."""

    def __init__(self, database) -> None:
        self.conversations, self.messages = SqlConversationStore(database), SqlMessageStore(database)
        self.read, self.tickets = SqlAnswerRecord(database), SqlTicketStore(database)
        self.now = NOW

    def asked(self, id, status=AnswerStatus.NO_EVIDENCE, channel="api", conversation="c1", standalone="") -> None:
        told = full_answer(id, conversation, question=f"问{id}", standalone=standalone, status=status)
        self.conversations.record(told, channel, self.now)

    def gather(self) -> list[str | None]:
        opening = Opening(self.tickets, Similar(str), lambda: self.now, None, lambda *_: False)
        Gathering(self.read, opening, self.messages, lambda: self.now).step()
        return sorted(ticket.answer_id for ticket in self.tickets.page(TicketFilter(), 100).tickets)


@pytest.fixture
def record(database) -> Record:
    return Record(database)


def test_of_all_answers_those_without_evidence_in_force_are_gathered(record):
    record.gather()
    for status in AnswerStatus:
        record.asked(f"a-{status}", status)
    for channel in ("eval", "cli"):
        record.asked(f"a-{channel}", channel=channel)
    assert record.gather() == ["a-unanswerable_expired_only", "a-unanswerable_no_evidence"]
    assert record.gather() == ["a-unanswerable_expired_only", "a-unanswerable_no_evidence"]


def test_an_answer_rated_down_is_gathered_once_and_its_ratings_can_be_read(record):
    record.gather()
    for id in ("a1", "a2", "a3"):
        record.asked(id, AnswerStatus.ANSWERED)
    record.conversations.feedback("a1", "down", "不对", "标准改了", NOW)
    record.conversations.feedback("a1", "down", "", "", LATER)
    record.conversations.feedback("a2", "up", "", "", NOW)
    assert record.gather() == ["a1"]
    assert record.gather() == ["a1"]
    assert [(each.rating, each.reason, each.comment) for each in record.read.ratings("a1")] == [
        ("down", "不对", "标准改了"),
        ("down", "", ""),
    ]
    assert record.tickets.of_answer("a1").source is TicketSource.RATED_DOWN


def test_a_question_is_taken_as_it_stands_alone_and_its_asker_as_they_are_known(record):
    record.asked("a1", standalone="技改补多少")
    follower = Correspondent("wechat", "wx1", "o-li")
    record.messages.receive([Message("m1", follower, "问", NOW)], LATER)
    record.messages.answered("m1", Reply(("答",), (), "a2", "c2"), NOW)
    record.asked("a2", channel="wechat", conversation="c2")
    first, second = record.read.unanswered(0, NOW, NEVER, 10)
    assert (first.question, first.asker) == ("技改补多少", Asker("api", conversation_id="c1"))
    assert (second.question, second.asker) == ("问a2", Asker("wechat", "wx1", "o-li", "c2"))
    assert record.read.asker("c2") == second.asker
    assert record.read.asker("c1") == first.asker
    assert record.read.asker("c-nowhere") is None


def test_what_is_read_is_bounded_by_number_moment_and_count(record):
    for number in range(5):
        record.now = NOW + timedelta(minutes=number)
        record.asked(f"a{number}")
    sequences = [each.sequence for each in record.read.unanswered(0, NOW, NEVER, 10)]
    assert len(sequences) == 5
    assert record.read.last() == (sequences[-1], 0)
    assert [each.answer_id for each in record.read.unanswered(sequences[2], NOW, NEVER, 10)] == ["a3", "a4"]
    assert [each.answer_id for each in record.read.unanswered(sequences[2], NOW, NEVER, 1)] == ["a3"]
    fresh = NOW + timedelta(minutes=2)
    assert [each.answer_id for each in record.read.unanswered(sequences[-1], NOW, fresh, 10)] == ["a2", "a3", "a4"]
    assert record.read.unanswered(0, NOW + timedelta(hours=1), NOW, 10) == ()


def test_a_forgotten_conversation_is_no_longer_gathered_and_those_after_it_are(record):
    record.gather()
    record.asked("a1")
    assert record.gather() == ["a1"]
    record.conversations.forget("c1")
    record.now = LATER
    record.asked("a2", conversation="c2")
    assert record.gather() == ["a1", "a2"]
