"""Replies to tickets as the desk's page sees them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from assistant.channels.citation_wire import citation_to_wire
from assistant.channels.web.citation_schemas import CitationOut
from assistant.channels.web.schemas import Day
from assistant.desk.objections import Objection
from assistant.domain import Citation, DeliveryState, Draft, DraftForm, DraftState, Paragraph, ReplyWay, User

_Revision = Annotated[int, Field(strict=True, ge=1)]
_N = Annotated[int, Field(strict=True, ge=1, le=999)]
_Offset = Annotated[int, Field(strict=True, ge=0, le=10_000_000)]
_ClauseId = Annotated[str, Field(max_length=100)]
_Number = Annotated[int, Field(strict=True, ge=1, le=2**31 - 1)]
_Comment = Annotated[str, Field(max_length=1000)]


class ParagraphShape(BaseModel):
    """A paragraph and the numbers of what it cites; `[n]` in its text stands behind what rests on it."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(max_length=5000)]
    citations: Annotated[list[_N], Field(max_length=100)] = []

    def to_paragraph(self) -> Paragraph:
        """The domain's paragraph; a number counts once."""
        return Paragraph(self.text, tuple(dict.fromkeys(self.citations)))


_Paragraphs = Annotated[list[ParagraphShape], Field(min_length=1, max_length=60)]


class DraftRequest(BaseModel):
    """In which form a reply is wanted."""

    form: DraftForm


class DraftChange(BaseModel):
    """What a reply is to say. Clauses of `cite` get the next numbers, in their order, which paragraphs may use."""

    revision: _Revision
    paragraphs: _Paragraphs
    cite: Annotated[list[_ClauseId], Field(max_length=30)] = []


class ReviewRequest(BaseModel):
    """A step of a reply and what is said about it."""

    revision: _Revision
    comment: _Comment = ""


class SendRequest(BaseModel):
    """`again`: send also what may have arrived. `by_hand`: tickets whose askers got it from staff; only note that."""

    revision: _Revision
    again: bool = False
    by_hand: Annotated[list[_Number], Field(max_length=1000)] = []


class CitedPlace(BaseModel):
    """A stretch of a clause by its offsets in the text of the document's version."""

    n: _N
    clause_id: _ClauseId
    version: Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
    start: _Offset
    end: _Offset


class CheckRequest(BaseModel):
    """A reply as it stands in the editor; with `ticket` it may repeat figures that the asker told."""

    as_of: Day
    paragraphs: _Paragraphs
    citations: Annotated[list[CitedPlace], Field(max_length=60)] = []
    ticket: _Number | None = None


class ObjectionOut(BaseModel):
    """What is not proven; `start` and `end` are code point offsets into the paragraph's text."""

    paragraph: int
    start: int
    end: int
    flaw: str = Field(description="figure、document_number、place、polarity、citation、quote 或 expired。")
    what: str
    message: str

    @classmethod
    def of(cls, objection: Objection) -> ObjectionOut:
        """As the page underlines it."""
        return cls(
            paragraph=objection.paragraph,
            start=objection.start,
            end=objection.end,
            flaw=objection.flaw.value,
            what=objection.what,
            message=objection.message,
        )


class FindingsOut(BaseModel):
    """Everything that has to be put right before a reply can be sent."""

    findings: list[ObjectionOut]


class ClausesOut(BaseModel):
    """Whole clauses to cite, best first."""

    citations: list[CitationOut]

    @classmethod
    def of(cls, citations: Sequence[Citation]) -> ClausesOut:
        """As the page lists them."""
        return cls(citations=citations_out(citations))


class WriterOut(BaseModel):
    """Somebody of the staff."""

    id: str
    display_name: str


class DeliveryOut(BaseModel):
    """How far a reply is on its way to the asker of one ticket."""

    ticket: int
    way: ReplyWay
    state: DeliveryState
    failure: str
    sent_at: datetime | None


class DraftOut(BaseModel):
    """A reply. `distance` counts the characters that staff changed of what was drafted, once it is sent.

    With `four_eyes` it has to be approved before it may be sent.
    """

    id: str
    ticket: int
    form: DraftForm
    state: DraftState
    as_of: date
    revision: int
    text: str
    paragraphs: list[ParagraphShape]
    citations: list[CitationOut]
    author: WriterOut | None
    reviewer: WriterOut | None
    comment: str
    written_at: datetime
    changed_at: datetime
    sent_at: datetime | None
    failure: str
    distance: int | None
    deliveries: list[DeliveryOut]
    four_eyes: bool
    findings: list[ObjectionOut]

    @classmethod
    def of(cls, draft: Draft, objections: Sequence[Objection], staff: Mapping[str, User], four_eyes: bool) -> DraftOut:
        """As the page sees it; `staff` are accounts by id."""
        return cls(
            id=draft.id,
            ticket=draft.ticket,
            form=draft.form,
            state=draft.state,
            as_of=draft.as_of,
            revision=draft.revision,
            text=draft.text,
            paragraphs=[ParagraphShape(text=each.text, citations=list(each.citations)) for each in draft.paragraphs],
            citations=citations_out(draft.citations),
            author=_writer(staff.get(draft.author_id)),
            reviewer=_writer(staff.get(draft.reviewer_id or "")),
            comment=draft.comment,
            written_at=draft.written_at,
            changed_at=draft.changed_at,
            sent_at=draft.sent_at,
            failure=draft.failure,
            distance=draft.distance,
            deliveries=[
                DeliveryOut(
                    ticket=each.ticket,
                    way=each.way,
                    state=each.state,
                    failure=each.failure,
                    sent_at=each.sent_at,
                )
                for each in draft.deliveries
            ],
            four_eyes=four_eyes,
            findings=[ObjectionOut.of(each) for each in objections],
        )


class DraftsOut(BaseModel):
    """Replies of a ticket or of a state."""

    drafts: list[DraftOut]


class ReplyOut(BaseModel):
    """A reply of staff as its asker sees it."""

    id: str
    tickets: list[int] = Field(description="答复的是这段对话的哪些工单。")
    text: str
    paragraphs: list[ParagraphShape]
    citations: list[CitationOut]
    sent_at: datetime
    signed: str = Field(description="由谁答复，给人看的话。")


class RepliesOut(BaseModel):
    """The replies that were sent to a conversation, oldest first."""

    replies: list[ReplyOut]


def citations_out(citations: Sequence[Citation]) -> list[CitationOut]:
    """As everywhere in the API."""
    return [CitationOut.model_validate(citation_to_wire(each)) for each in citations]


def _writer(user: User | None) -> WriterOut | None:
    return WriterOut(id=user.id, display_name=user.display_name) if user else None
