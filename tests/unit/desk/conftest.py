from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from assistant.desk.gathering import Gathering
from assistant.desk.importing import Importing
from assistant.desk.opening import NewTicket, Opening
from assistant.desk.similar import Similar
from assistant.desk.tickets import Tickets
from assistant.domain import Asker, Gathered, StaffRole, Ticket, TicketSource, TicketStatus, User
from assistant.language.script import ScriptConverter
from tests.fakes.desk_stores import MemoryStaff
from tests.fakes.message_store import MemoryMessageStore
from tests.fakes.ticket_store import MemoryAnswerRecord, MemoryTicketStore

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)


@dataclass
class Desk:
    """The activities of tickets over memory, at a moment that a test moves on.

    `facts` are the conversations that tell facts.
    """

    now: datetime = NOW
    store: MemoryTicketStore = field(default_factory=MemoryTicketStore)
    notes: MemoryMessageStore = field(default_factory=MemoryMessageStore)

    def __post_init__(self) -> None:
        self.record, self.staff = MemoryAnswerRecord(self.store), MemoryStaff()
        similar = Similar(ScriptConverter().to_simplified)
        self.facts: set[str | None] = set()
        self.opening = Opening(
            self.store,
            similar,
            lambda: self.now,
            timedelta(hours=48),
            lambda asker, _: asker.conversation_id in self.facts,
        )
        self.tickets = Tickets(self.store, self.staff, similar, lambda: self.now)
        self.importing = Importing(self.opening)
        self.agent = self.user("u1", StaffRole.AGENT)

    def user(self, id: str, role: StaffRole, **told: object) -> User:
        user = User(id, id, f"{id}先生", role, NOW, **told)
        self.staff.users[id] = user
        return user

    def gathering(self) -> Gathering:
        return Gathering(self.record, self.opening, self.notes, lambda: self.now)

    def move(self, number: int, status: TicketStatus) -> Ticket:
        """Somebody of the staff gives a ticket a status."""
        return self.tickets.change(number, self.store.ticket(number).revision, {"status": status}, self.agent)

    def wait(self, **spans: float) -> None:
        self.now += timedelta(**spans)

    def ask(self, question: str, conversation: str = "c1", answer: str | None = None, **told: object) -> Ticket:
        """Somebody of the web asks for a person."""
        asker = Asker("api", conversation_id=conversation, reach=str(told.pop("reach", "")))
        return self.opening.open(NewTicket(question, TicketSource.HAND_OVER, asker, answer, **told))

    def unanswered(self, sequence: int, question: str, conversation: str = "c1", answer: str = "") -> None:
        """The assistant could not answer."""
        asker = Asker("api", conversation_id=conversation)
        told = Gathered(sequence, TicketSource.UNANSWERED, question, answer or f"a{sequence}", asker)
        self.record.answered.append((self.now, told))


@pytest.fixture
def desk() -> Desk:
    return Desk()
