"""Tickets, and the answers of which they are made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from assistant.domain import (
    Asker,
    AuditEvent,
    Gathered,
    Rating,
    Ticket,
    TicketNote,
    TicketSource,
    TicketStatus,
)


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

    def open(self, ticket: Ticket, key: str, event: Callable[[Ticket], AuditEvent]) -> Ticket:
        """Keep a new ticket and give it its number. Of an answer that has one already, that one instead.

        By `key`, at most 64 characters, `same` finds those of the same question; by an empty one nothing is found.
        One that is merged from the start is merged into whatever that one is merged into by then, and stands by
        itself where that does not wait any more.
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
        """Keep what changed of a ticket that has this revision; as it is kept now. Raises NotFound or Conflict.

        One that waits again keeps those merged into it, or that came with it when it was merged, but for those who
        have their reply: they stand by themselves.
        """
        ...

    def merge(self, number: int, revision: int, into: int, moment: datetime, event: AuditEvent) -> Ticket:
        """Merge a ticket of this revision, and those merged into it, into another; as it is kept now.

        Raises NotFound, or Conflict where either changed so that it cannot be, or the other does not wait for a reply.
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
