"""What the help desk works on: questions that need a person, and the replies to them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from assistant.domain.citations import Citation


class TicketStatus(StrEnum):
    """How far a ticket is."""

    OPEN = "open"
    IN_REVIEW = "in_review"
    REPLIED = "replied"
    CLOSED = "closed"
    MERGED = "merged"


class TicketSource(StrEnum):
    """Why there is a ticket: a person was asked for, the assistant had no answer or a bad one, or staff wrote it."""

    HAND_OVER = "hand_over"
    UNANSWERED = "unanswered"
    RATED_DOWN = "rated_down"
    STAFF = "staff"
    IMPORTED = "imported"
    PROGRAM = "program"


STANDING = (TicketStatus.OPEN, TicketStatus.IN_REVIEW)
"""A ticket of these still waits for its reply."""


class ReplyWay(StrEnum):
    """How a reply reaches its asker: by the program, by staff in 微信客服 itself, or by a copy that staff send."""

    WEB = "web"
    WECHAT = "wechat"
    KF = "kf"
    COPY = "copy"


WEB_CHANNEL = "api"
"""The channel under which the page asks."""


@dataclass(frozen=True, slots=True)
class Asker:
    """To whom a reply goes, and by which channel; `account` and `user_id` are those of a messenger.

    On the web it is the conversation to which the reply comes. Without a channel staff copy the reply and send it
    themselves, to what `reach` says: a phone number or an address that the asker left.
    """

    channel: str = ""
    account: str = ""
    user_id: str = ""
    conversation_id: str | None = None
    reach: str = ""

    @property
    def reply_by(self) -> ReplyWay:
        """The way that a reply to them takes."""
        if self.channel == WEB_CHANNEL and self.conversation_id:
            return ReplyWay.WEB
        if self.user_id and self.channel in (ReplyWay.WECHAT, ReplyWay.KF):
            return ReplyWay(self.channel)
        return ReplyWay.COPY


@dataclass(frozen=True, slots=True)
class Ticket:
    """A question that needs a person. `number` is what people call it by, `revision` counts its changes.

    `reopened_at` is when it last began to wait again, after a reply or by itself.

    Each asker has a ticket of their own; those of the same question are merged into one, whose reply goes to all.
    """

    number: int
    question: str
    status: TicketStatus
    source: TicketSource
    asker: Asker
    created_at: datetime
    changed_at: datetime
    revision: int = 1
    answer_id: str | None = None
    owner_id: str | None = None
    due_at: datetime | None = None
    tags: tuple[str, ...] = ()
    merged_into: int | None = None
    reopened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """A recorded answer that nobody was helped by; `sequence` tells where it, or its rating, stands in the record."""

    sequence: int
    source: TicketSource
    question: str
    answer_id: str
    asker: Asker


@dataclass(frozen=True, slots=True)
class Rating:
    """What an asker thinks of an answer: "up" or "down", and why."""

    rating: str
    reason: str
    comment: str
    rated_at: datetime


@dataclass(frozen=True, slots=True)
class TicketNote:
    """What staff tell each other about a ticket; no asker sees it."""

    id: str
    ticket: int
    author_id: str
    text: str
    written_at: datetime


class DraftForm(StrEnum):
    """In which form a reply is worded."""

    MESSENGER = "messenger"
    WEBSITE = "website"
    HOTLINE = "hotline"
    PHONE = "phone"
    EMAIL = "email"


class DraftState(StrEnum):
    """How far a reply is. Whether one that was `sending` when the program ended arrived, nobody knows: `uncertain`."""

    WRITING = "writing"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    APPROVED = "approved"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a reply and the citations, by number, that it rests on."""

    text: str
    citations: tuple[int, ...] = ()


CITED = re.compile(r"\[\d{1,3}\]")
"""The number of a citation inside a paragraph, behind what rests on it."""


class DeliveryState(StrEnum):
    """How far a reply is on its way to one asker; `SENDING` is kept before a platform is called."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class ReplyDelivery:
    """A reply on its way to the asker of one ticket; `failure` says in Chinese what to do.

    `also` are further tickets of the same person, who gets it once.
    """

    ticket: int
    way: ReplyWay
    state: DeliveryState
    failure: str = ""
    sent_at: datetime | None = None
    also: tuple[int, ...] = ()

    @property
    def tickets(self) -> tuple[int, ...]:
        """Every ticket that it answers."""
        return (self.ticket, *self.also)


@dataclass(frozen=True, slots=True)
class Draft:
    """A reply to a ticket, from the first draft until it is sent; `citations` hold on `as_of`.

    The author is who wrote last, `writers` are all who wrote. `first` is the text as it was drafted, from which
    `distance` counts the characters that staff changed. `deliveries` are those to its asker and to the askers of merged
    tickets.
    """

    id: str
    ticket: int
    form: DraftForm
    state: DraftState
    paragraphs: tuple[Paragraph, ...]
    citations: tuple[Citation, ...]
    as_of: date
    author_id: str
    written_at: datetime
    changed_at: datetime
    revision: int = 1
    first: str = ""
    reviewer_id: str | None = None
    comment: str = ""
    sent_at: datetime | None = None
    failure: str = ""
    distance: int | None = None
    deliveries: tuple[ReplyDelivery, ...] = ()
    writers: tuple[str, ...] = ()

    @property
    def cited(self) -> tuple[Citation, ...]:
        """The citations that its paragraphs use."""
        used = {n for paragraph in self.paragraphs for n in paragraph.citations}
        return tuple(each for each in self.citations if each.n in used)

    @property
    def text(self) -> str:
        """The reply as its receiver reads it, without citation numbers."""
        return "\n\n".join(CITED.sub("", paragraph.text) for paragraph in self.paragraphs)


class ApprovedState(StrEnum):
    """Whether an approved answer is given: a flagged one rests on what changed, and waits for a person."""

    DRAFT = "draft"
    PUBLISHED = "published"
    FLAGGED = "flagged"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class ApprovedAnswer:
    """A reply that a person vouches for, given whenever its question is asked again.

    `citations` are as they were when it was approved; it is flagged when a cited clause changes or no longer holds.
    `owner_id` looks after it, `editor_id` wrote what it says now.
    """

    id: str
    question: str
    variants: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    citations: tuple[Citation, ...]
    state: ApprovedState
    owner_id: str
    changed_at: datetime
    review_on: date
    revision: int = 1
    expires_on: date | None = None
    approved_at: datetime | None = None
    approved_by: str = ""
    ticket: int | None = None
    flags: tuple[str, ...] = field(default=())
    editor_id: str = ""

    @property
    def questions(self) -> tuple[str, ...]:
        """Every way in which it is asked for."""
        return (self.question, *self.variants)
