"""What the help desk needs from storage. Each change is kept with the event that tells of it: both or neither."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from assistant.domain import (
    ApprovedAnswer,
    ApprovedState,
    Asked,
    AuditEvent,
    Draft,
    DraftState,
    Handled,
    Invitation,
    ModelDay,
    Rated,
    SignIn,
    Ticket,
    TicketNote,
    TicketSource,
    TicketStatus,
    User,
)


class StaffStore(Protocol):
    """Accounts, the browsers in which people signed in, and invitations."""

    def add(self, user: User, event: AuditEvent) -> None:
        """Keep a new account; raises AccountRefused where its name is taken, however it is written."""
        ...

    def user(self, user_id: str) -> User | None:
        """An account by its id."""
        ...

    def named(self, name: str) -> User | None:
        """An account by the name that people sign in with, in any case."""
        ...

    def all(self) -> tuple[User, ...]:
        """Every account, the oldest first."""
        ...

    def save(self, user: User, event: AuditEvent | None) -> None:
        """Keep what changed of an account; one that is disabled or has another password or role is signed out.

        Failed tries to sign in are no events.
        """
        ...

    def sign_in(self, opened: SignIn) -> None:
        """Keep where somebody signed in, and drop what has run out."""
        ...

    def signed_in(self, id: str) -> tuple[User, SignIn] | None:
        """Who signed in there."""
        ...

    def seen(self, id: str, moment: datetime) -> None:
        """Note that it is in use."""
        ...

    def sign_out(self, id: str) -> None:
        """Forget it."""
        ...

    def invite(self, invitation: Invitation) -> None:
        """Keep an invitation, in place of earlier ones of the account."""
        ...

    def accept(self, id: str, password: str, moment: datetime, event: AuditEvent) -> User | None:
        """Set the account's password by an invitation that still holds, once; None where it does not."""
        ...


class AuditStore(Protocol):
    """What was done at the desk, in order."""

    def events(
        self, limit: int, before: int | None = None, subject: str | None = None, subject_id: str | None = None
    ) -> tuple[AuditEvent, ...]:
        """The newest events of those before a sequence number and about a subject, newest first."""
        ...

    def since(self, sequence: int, limit: int) -> tuple[AuditEvent, ...]:
        """The events after a sequence number, oldest first."""
        ...

    def last(self) -> int:
        """The sequence number of the newest event, 0 while there is none."""
        ...


@dataclass(frozen=True, slots=True)
class TicketFilter:
    """Which tickets are wanted; None and empty mean all. `text` stands in the question or a note."""

    statuses: tuple[TicketStatus, ...] = ()
    sources: tuple[TicketSource, ...] = ()
    owner_id: str | None = None
    unowned: bool = False
    tag: str | None = None
    text: str = ""
    due_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class TicketPage:
    """Tickets, the most recently changed first, of `total` that match; `after` names where the next page begins."""

    tickets: tuple[Ticket, ...]
    total: int
    after: str | None


class TicketStore(Protocol):
    """Tickets and notes. A change says which revision it changes, and raises Conflict where that is not the newest."""

    def open(self, ticket: Ticket, event: Callable[[int], AuditEvent]) -> Ticket:
        """Keep a new ticket and give it its number. Of an answer that has one already, that one instead."""
        ...

    def ticket(self, number: int) -> Ticket:
        """A ticket; raises NotFound."""
        ...

    def save(self, ticket: Ticket, revision: int, event: AuditEvent) -> Ticket:
        """Keep what changed of a ticket that has this revision; as it is kept now. Raises NotFound or Conflict."""
        ...

    def page(self, wanted: TicketFilter, limit: int, after: str | None = None) -> TicketPage:
        """Some of the tickets."""
        ...

    def counts(self) -> dict[TicketStatus, int]:
        """How many tickets there are of each status."""
        ...

    def questions(self, statuses: Sequence[TicketStatus], limit: int) -> tuple[tuple[int, str], ...]:
        """Numbers and questions of the newest tickets of these statuses, to tell which are alike."""
        ...

    def merged(self, number: int) -> tuple[Ticket, ...]:
        """The tickets that were merged into one."""
        ...

    def note(self, note: TicketNote, event: AuditEvent) -> None:
        """Keep a note; raises NotFound."""
        ...

    def notes(self, number: int) -> tuple[TicketNote, ...]:
        """The notes of a ticket, oldest first."""
        ...

    def tags(self) -> tuple[str, ...]:
        """The tags in use, the most used first."""
        ...


class DraftStore(Protocol):
    """Replies from draft to sent. A change raises Conflict where its revision is not the newest."""

    def add(self, draft: Draft, event: AuditEvent) -> None:
        """Keep a new draft."""
        ...

    def draft(self, draft_id: str) -> Draft:
        """A draft; raises NotFound."""
        ...

    def of_ticket(self, number: int) -> tuple[Draft, ...]:
        """The drafts of a ticket, oldest first."""
        ...

    def save(self, draft: Draft, revision: int, event: AuditEvent) -> Draft:
        """Keep what changed of a draft that has this revision; as it is kept now. Raises NotFound or Conflict."""
        ...

    def in_state(self, state: DraftState, changed_before: datetime) -> tuple[Draft, ...]:
        """Drafts that have been in a state since before a moment."""
        ...

    def sent_to(self, conversation_id: str) -> tuple[Draft, ...]:
        """The replies sent to a conversation of the web, oldest first."""
        ...


class ApprovedStore(Protocol):
    """Answers that a person vouches for."""

    def add(self, answer: ApprovedAnswer, event: AuditEvent) -> None:
        """Keep a new one."""
        ...

    def answer(self, answer_id: str) -> ApprovedAnswer:
        """One of them; raises NotFound."""
        ...

    def save(self, answer: ApprovedAnswer, revision: int, event: AuditEvent) -> ApprovedAnswer:
        """Keep what changed of one that has this revision; as it is kept now. Raises NotFound or Conflict."""
        ...

    def all(self, states: Sequence[ApprovedState] = ()) -> tuple[ApprovedAnswer, ...]:
        """Those of some states, of all where none is named, the most recently changed first."""
        ...

    def generation(self) -> str:
        """Something that is another one after every change, so that many questions need not read all of them."""
        ...


class InsightStore(Protocol):
    """What was recorded in a period, from a moment up to before another."""

    def asked(self, since: datetime, until: datetime) -> tuple[Asked, ...]:
        """Every question, oldest first."""
        ...

    def cited(self, since: datetime, until: datetime) -> dict[str, int]:
        """In how many answers each document was cited."""
        ...

    def unanswered(self, since: datetime, until: datetime, limit: int) -> tuple[str, ...]:
        """The newest questions for which the documents held nothing, or nothing that is in force."""
        ...

    def rated(self, since: datetime, until: datetime) -> tuple[Rated, ...]:
        """Judgements by rating and reason, the most frequent first."""
        ...

    def handled(self, since: datetime, until: datetime) -> tuple[Handled, ...]:
        """Every ticket that was opened, oldest first."""
        ...

    def distances(self, since: datetime, until: datetime) -> tuple[int, ...]:
        """How many characters staff changed in each draft that was sent, in the order of sending."""
        ...

    def model_days(self, first: date, last: date) -> tuple[ModelDay, ...]:
        """What the chat model was used for, day by day."""
        ...
