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
    Asker,
    AuditEvent,
    Draft,
    DraftState,
    Gathered,
    Handled,
    Invitation,
    ModelDay,
    Rated,
    Rating,
    SignIn,
    Ticket,
    TicketNote,
    TicketSource,
    TicketStatus,
    User,
)


class Passwords(Protocol):
    """Turns passwords into slow hashes."""

    def hashed(self, password: str) -> str:
        """What is kept of a password."""
        ...

    def matches(self, kept: str | None, password: str) -> bool:
        """Whether it is the password of which this was kept; of none it takes as long to say that it is not."""
        ...


class StaffStore(Protocol):
    """Accounts and invitations to them."""

    def add(self, user: User, event: AuditEvent) -> None:
        """Keep a new account; raises AccountRefused where its name is taken, however it is written."""
        ...

    def user(self, user_id: str) -> User:
        """An account by its id; raises NotFound."""
        ...

    def named(self, name: str) -> User | None:
        """An account by the name that people sign in with, in any case."""
        ...

    def all(self) -> tuple[User, ...]:
        """Every account, the oldest first."""
        ...

    def change(
        self,
        user_id: str,
        edit: Callable[[User], User],
        event: Callable[[User, User], AuditEvent],
        staying: str | None = None,
    ) -> User:
        """Keep what `edit` makes of an account, with the event of what it was and is; without a change no event.

        An account that is disabled or has another password or role is signed out, but for the sign-in `staying`.
        Raises NotFound, AccountRefused where nobody who may manage accounts would be left, and what `edit` raises.
        """
        ...

    def invite(self, invitation: Invitation, event: AuditEvent) -> None:
        """Keep an invitation, in place of earlier ones of the account."""
        ...

    def invited(self, id: str, moment: datetime) -> User | None:
        """Whose invitation this is, while it holds and the account is not disabled."""
        ...

    def accept(self, id: str, password: str, moment: datetime, event: Callable[[User], AuditEvent]) -> User | None:
        """Set the account's password (its hash) by an invitation that holds, once; None where it does not.

        The account is signed out everywhere, and no longer locked.
        """
        ...


class SignInStore(Protocol):
    """Tries to sign in, and the browsers in which people did."""

    def attempt(self, user_id: str, most: int, moment: datetime, locked_until: datetime) -> int:
        """Count a try before the password is looked at: which it is, or 0 while the account is locked.

        The last of `most` tries locks the account until somebody signs in. An id of nobody costs the same time.
        """
        ...

    def open(self, opened: SignIn, password: str, event: AuditEvent) -> bool:
        """Keep where somebody signed in, forget failed tries, and drop what has run out.

        False, and nothing is kept, where the account was disabled or has another password (hash) by now.
        """
        ...

    def find(self, id: str) -> tuple[User, SignIn] | None:
        """Who signed in there."""
        ...

    def seen(self, id: str, moment: datetime) -> None:
        """Note that it is in use."""
        ...

    def close(self, id: str, event: AuditEvent) -> None:
        """Forget it; what is not there makes no event."""
        ...

    def tell(self, event: AuditEvent) -> None:
        """Keep the event of a try that failed."""
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
    """Which tickets are wanted; None and empty mean all.

    Each word of `text` stands in the question or a note, in any case, or is the number.
    """

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

    def open(self, ticket: Ticket, key: str, event: Callable[[int], AuditEvent]) -> Ticket:
        """Keep a new ticket and give it its number. Of an answer that has one already, that one instead.

        By `key`, at most 64 characters, `same` finds those of the same question; by an empty one nothing is found.
        One that is merged from the start is merged into whatever that one is merged into by then.
        """
        ...

    def same(self, key: str) -> int | None:
        """The number of the oldest ticket of a question that still waits for its reply."""
        ...

    def of_answer(self, answer_id: str) -> Ticket | None:
        """The ticket of an answer."""
        ...

    def of_asker(self, asker: Asker, limit: int) -> tuple[Ticket, ...]:
        """The newest tickets of a conversation, or of an account of a messenger; none of whom nobody knows."""
        ...

    def ticket(self, number: int) -> Ticket:
        """A ticket; raises NotFound."""
        ...

    def save(self, ticket: Ticket, revision: int, event: AuditEvent) -> Ticket:
        """Keep what changed of a ticket that has this revision; as it is kept now. Raises NotFound or Conflict."""
        ...

    def merge(self, number: int, revision: int, into: int, moment: datetime, event: AuditEvent) -> Ticket:
        """Merge a ticket of this revision, and those merged into it, into another; as it is kept now.

        Raises NotFound, or Conflict where either changed so that it cannot be.
        """
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


class AnswerRecord(Protocol):
    """What was answered and how it was rated, in the order in which it was recorded."""

    def last(self) -> tuple[int, int]:
        """The sequence numbers of the newest answer and of the newest rating, 0 while there is none."""
        ...

    def unanswered(self, after: int, since: datetime, fresh: datetime, limit: int) -> tuple[Gathered, ...]:
        """Answers after a sequence number that found no evidence in force and have no ticket yet, oldest first.

        None recorded before `since`; those since `fresh` a little before that number as well, since numbers come to be
        seen in another order than they are given, and may be given again. Not those of evals and the command line.
        """
        ...

    def rated_down(self, after: int, since: datetime, fresh: datetime, limit: int) -> tuple[Gathered, ...]:
        """In the same way the answers that somebody found no help, by the numbers of the ratings."""
        ...

    def ratings(self, answer_id: str) -> tuple[Rating, ...]:
        """What was thought of an answer, oldest first."""
        ...

    def asker(self, conversation_id: str) -> Asker | None:
        """Whose conversation it is."""
        ...


class DraftStore(Protocol):
    """Replies from draft to sent. A change raises Conflict where its revision is not the newest."""

    def add(self, draft: Draft, event: AuditEvent) -> None:
        """Keep a new draft; raises NotFound where its ticket is not there."""
        ...

    def draft(self, draft_id: str) -> Draft:
        """A draft; raises NotFound."""
        ...

    def of_ticket(self, number: int) -> tuple[Draft, ...]:
        """The drafts of a ticket, oldest first."""
        ...

    def save(self, draft: Draft, revision: int, event: AuditEvent, status: TicketStatus | None = None) -> Draft:
        """Keep what changed of a draft that has this revision; as it is kept now. Raises NotFound or Conflict.

        With a `status` its ticket gets it, too, unless that is closed or merged.
        """
        ...

    def in_state(self, state: DraftState, changed_before: datetime) -> tuple[Draft, ...]:
        """Drafts in a state that were last changed before a moment, oldest first."""
        ...

    def sent_to(self, conversation_id: str) -> tuple[Draft, ...]:
        """The replies that were sent to a conversation of the web, oldest first."""
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


@dataclass(frozen=True, slots=True)
class StaffAnswer:
    """What staff wrote to somebody in 微信客服, and the message before it; empty where there is none any more."""

    id: str
    question: str
    text: str
    sent_at: datetime


class StaffAnswers(Protocol):
    """What staff answered in messengers, from which approved answers can be made."""

    def newest(self, limit: int) -> tuple[StaffAnswer, ...]:
        """The newest first."""
        ...
