"""Who has a conversation deleted is no longer known at the desk either."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from assistant.domain import Asker, AuditEvent, Correspondent, Message
from assistant.storage.audit_store import SqlAuditStore
from assistant.storage.conversation_store import SqlConversationStore
from assistant.storage.message_store import SqlMessageStore
from assistant.storage.ticket_store import SqlTicketStore
from tests.fakes.answers import full_answer
from tests.fakes.desk import MONDAY, ticket

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
LI = Correspondent("wechat", "wx1", "o-li")


@pytest.fixture
def tickets(database):
    return SqlTicketStore(database)


def opened(tickets, asker):
    return tickets.open(
        ticket(0, asker), "", lambda number: AuditEvent(MONDAY, None, "", "ticket_opened", "ticket", "")
    )


def test_a_deleted_conversation_leaves_the_question_without_a_way_back(database, tickets):
    conversations = SqlConversationStore(database)
    for conversation in ("c1", "c2"):
        conversations.record(full_answer(f"a-{conversation}", conversation), "api", NOW)
    gone = opened(tickets, Asker("api", conversation_id="c1", reach="13800138000"))
    other = opened(tickets, Asker("api", conversation_id="c2", reach="li@example.com"))
    conversations.forget("c1")
    kept = tickets.ticket(gone.number)
    assert (kept.asker, kept.question, kept.revision) == (Asker(), gone.question, gone.revision + 1)
    assert tickets.ticket(other.number) == other
    assert [each.action for each in SqlAuditStore(database).events(9, subject="ticket", subject_id="1")] == [
        "asker_forgotten"
    ]


def test_a_follower_who_leaves_is_taken_off_every_ticket(database, tickets):
    messages = SqlMessageStore(database)
    messages.receive([Message("m1", LI, "问", NOW)], NOW)
    numbers = [opened(tickets, Asker("wechat", "wx1", "o-li", f"c{each}")).number for each in range(2)]
    messages.forget(LI)
    assert [tickets.ticket(number).asker for number in numbers] == [Asker(), Asker()]
