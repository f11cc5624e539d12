"""Tickets as the desk's page sees them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, Field

from assistant.channels.desk.draft_schemas import DraftOut
from assistant.channels.web.answer_schemas import AnswerOut
from assistant.desk.opening import LONGEST_QUESTION, LONGEST_REACH, LONGEST_TAG, MOST_TAGS
from assistant.desk.tickets import LONGEST_NOTE, Alike, Edit
from assistant.domain import Rating, ReplyWay, Ticket, TicketNote, TicketSource, TicketStatus, User

QuestionText = Annotated[str, Field(max_length=LONGEST_QUESTION, examples=["买新缝纫机能补多少钱？"])]
Reach = Annotated[str, Field(max_length=LONGEST_REACH, examples=["13800138000"])]
Tags = Annotated[tuple[Annotated[str, Field(max_length=LONGEST_TAG)], ...], Field(max_length=MOST_TAGS)]
Revision = Annotated[int, Field(ge=1, le=2**31 - 1)]
Number = Annotated[int, Field(ge=1, le=2**31 - 1)]

# A ticket that was opened just now tells its moments as it does when it is read again.
_Moment = Annotated[datetime, AfterValidator(lambda moment: moment.astimezone(UTC))]


def _stated(moment: object) -> object:
    if moment is not None and not isinstance(moment, str):
        raise ValueError("请写成 2024-06-03T17:00:00+08:00 这样，带时区")
    return moment


DueAt = Annotated[AwareDatetime, BeforeValidator(_stated)]


class TicketRequest(BaseModel):
    """A question that staff were asked."""

    question: QuestionText
    reach: Reach = ""
    due_at: DueAt | None = None
    tags: Tags = ()


class TicketChange(BaseModel):
    """What is to change of the ticket of this revision; what is left out stays, `null` clears."""

    revision: Revision
    status: TicketStatus | None = None
    owner_id: Annotated[str, Field(max_length=64)] | None = None
    due_at: DueAt | None = None
    tags: Tags | None = None

    def to_edit(self) -> Edit:
        """What was named of it."""
        edit = Edit()
        if self.status is not None:
            edit["status"] = self.status
        if "owner_id" in self.model_fields_set:
            edit["owner_id"] = self.owner_id
        if "due_at" in self.model_fields_set:
            edit["due_at"] = self.due_at
        if self.tags is not None:
            edit["tags"] = self.tags
        return edit


class MergeRequest(BaseModel):
    """Into which ticket the one of this revision goes."""

    revision: Revision
    into: Number


class NoteRequest(BaseModel):
    """A note for colleagues."""

    text: Annotated[str, Field(max_length=LONGEST_NOTE)]


class OwnerOut(BaseModel):
    """Whose ticket it is."""

    id: str
    display_name: str


class TicketOut(BaseModel):
    """A question that needs a person. `reach` is what the asker left; `reply_by` is how a reply gets to them."""

    number: int
    question: str
    status: TicketStatus
    source: TicketSource
    channel: str
    reply_by: ReplyWay
    reach: str
    answer_id: str | None
    conversation_id: str | None
    owner: OwnerOut | None
    due_at: _Moment | None
    tags: list[str]
    created_at: _Moment
    changed_at: _Moment
    revision: int
    merged_into: int | None

    @classmethod
    def of(cls, ticket: Ticket, owners: Mapping[str, User]) -> TicketOut:
        """As the page sees it."""
        owner = owners.get(ticket.owner_id or "")
        return cls(
            number=ticket.number,
            question=ticket.question,
            status=ticket.status,
            source=ticket.source,
            channel=ticket.asker.channel,
            reply_by=ticket.asker.reply_by,
            reach=ticket.asker.reach,
            answer_id=ticket.answer_id,
            conversation_id=ticket.asker.conversation_id,
            owner=OwnerOut(id=owner.id, display_name=owner.display_name) if owner else None,
            due_at=ticket.due_at,
            tags=list(ticket.tags),
            created_at=ticket.created_at,
            changed_at=ticket.changed_at,
            revision=ticket.revision,
            merged_into=ticket.merged_into,
        )


class TicketsOut(BaseModel):
    """Tickets, the last changed first, of `total` that match; `after` asks for those that follow."""

    tickets: list[TicketOut]
    total: int
    after: str | None
    counts: dict[TicketStatus, int]
    tags: list[str]


class TicketNoteOut(BaseModel):
    """A note; `author` is a name."""

    id: str
    author: str
    text: str
    written_at: _Moment

    @classmethod
    def of(cls, note: TicketNote, authors: Mapping[str, str]) -> TicketNoteOut:
        """As the page sees it."""
        author = authors.get(note.author_id, "")
        return cls(id=note.id, author=author, text=note.text, written_at=note.written_at)


class ExchangeOut(BaseModel):
    """A question of the conversation and its answer, numbers of persons masked in the question."""

    answer_id: str
    question: str
    text: str
    asked_at: _Moment


class RatingOut(BaseModel):
    """What the asker thinks of the answer: up or down."""

    rating: str
    reason: str
    comment: str
    rated_at: _Moment

    @classmethod
    def of(cls, rating: Rating) -> RatingOut:
        """As the page sees it."""
        return cls(rating=rating.rating, reason=rating.reason, comment=rating.comment, rated_at=rating.rated_at)


class AlikeOut(BaseModel):
    """Another ticket that may want the same reply; `likeness` goes up to 1."""

    number: int
    question: str
    status: TicketStatus
    likeness: float

    @classmethod
    def of(cls, alike: Alike) -> AlikeOut:
        """As the page sees it."""
        ticket = alike.ticket
        return cls(number=ticket.number, question=ticket.question, status=ticket.status, likeness=alike.likeness)


class TicketDetail(BaseModel):
    """A ticket with all that helps to reply; `answer` is what the assistant said, as `/api/v1/answers` gives it."""

    ticket: TicketOut
    merged: list[TicketOut]
    notes: list[TicketNoteOut]
    answer: AnswerOut | None
    ratings: list[RatingOut]
    conversation: list[ExchangeOut]
    similar: list[AlikeOut]
    drafts: list[DraftOut]


class NumberOut(BaseModel):
    """The number of a ticket."""

    number: int


class ImportProblem(BaseModel):
    """A row that made no ticket, the first being 1, and what to do."""

    row: int
    message: str


class ImportOut(BaseModel):
    """The tickets that a file made."""

    opened: list[int]
    problems: list[ImportProblem]


class HandOverRequest(BaseModel):
    """A person is asked for: about an answer of a conversation, or about a question."""

    answer_id: Annotated[str, Field(max_length=200)] | None = None
    question: QuestionText = ""
    conversation_id: Annotated[str, Field(max_length=200)] | None = None
    reach: Reach = ""


class ProgramTicketRequest(BaseModel):
    """A question that another program passes on."""

    question: QuestionText
    reach: Reach = ""
    tags: Tags = ()
