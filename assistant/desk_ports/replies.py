"""Replies to tickets, and answers that a person vouches for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from assistant.domain import (
    ApprovedAnswer,
    ApprovedState,
    AuditEvent,
    Draft,
    DraftState,
    TicketStatus,
)


@dataclass(frozen=True, slots=True)
class Received:
    """A reply that was sent to a conversation, and the tickets of that conversation which it answers."""

    draft: Draft
    tickets: tuple[int, ...]


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

        With a `status` its ticket gets it, too, unless that is closed or merged. Where it gets REPLIED, those merged
        into it that the reply did not go to wait by themselves again.
        """
        ...

    def in_state(self, state: DraftState, changed_before: datetime, limit: int) -> tuple[Draft, ...]:
        """Drafts in a state that were last changed before a moment, at most so many, oldest first."""
        ...

    def sent_to(self, conversation_id: str) -> tuple[Received, ...]:
        """The written replies that were sent to a conversation of the web, oldest first."""
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

    def publish(
        self, answer: ApprovedAnswer, revision: int, beside: Sequence[ApprovedAnswer], event: AuditEvent
    ) -> ApprovedAnswer:
        """Keep one that is given from now on, while the others that are given are just those of `beside`.

        Raises NotFound, or Conflict where it or the others changed.
        """
        ...

    def all(self, states: Sequence[ApprovedState] = ()) -> tuple[ApprovedAnswer, ...]:
        """Those of some states, of all where none is named, the most recently changed first."""
        ...

    def generation(self) -> str:
        """Something that is another one after every change, so that many questions need not read all of them."""
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
