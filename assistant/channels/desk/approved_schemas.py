"""Approved answers as the desk's page sees them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from assistant.channels.desk.draft_schemas import (
    CitedPlace,
    ObjectionOut,
    ParagraphShape,
    WriterOut,
    citations_out,
)
from assistant.channels.web.citation_schemas import CitationOut
from assistant.channels.web.schemas import Day, read_day
from assistant.desk.approved import Tried
from assistant.desk.approved_making import RowProblem
from assistant.desk.approved_writing import Cited, Written
from assistant.desk.objections import Objection
from assistant.desk_ports import StaffAnswer
from assistant.domain import ApprovedAnswer, ApprovedState, User

Question = Annotated[str, Field(max_length=300, description="问题，用办事人平常的话写，单独看也看得懂。")]
_Variants = Annotated[list[Question], Field(max_length=50, description="同一个问题的其他问法。")]
_Revision = Annotated[int, Field(ge=1)]
_Id = Annotated[str, Field(max_length=64)]


class ApprovedRequest(BaseModel):
    """What an approved answer is to say."""

    model_config = ConfigDict(extra="forbid")

    question: Question
    variants: _Variants = []
    paragraphs: Annotated[list[ParagraphShape], Field(max_length=40)] = []
    citations: Annotated[list[CitedPlace], Field(max_length=200)] = []
    review_on: Day | None = Field(None, description="到哪一天要复核，缺省为一年后。")
    expires_on: Day | None = Field(None, description="答复自己的有效期，没有就不填。")

    def to_written(self) -> Written:
        """As the desk takes it; raises InvalidAsOf."""
        return Written(
            question=self.question,
            variants=tuple(self.variants),
            paragraphs=tuple(each.to_paragraph() for each in self.paragraphs),
            cited=tuple(Cited(each.n, each.clause_id, each.version, each.start, each.end) for each in self.citations),
            review_on=read_day(self.review_on),
            expires_on=read_day(self.expires_on),
        )


class NewApproved(ApprovedRequest):
    """A new one, written here or, with `draft_id`, made from a reply that was sent."""

    question: Question = ""
    draft_id: _Id | None = None


class ApprovedChange(ApprovedRequest):
    """All that it is to say from now on; `owner_id` looks after it."""

    revision: _Revision
    owner_id: _Id | None = None


class RevisionRequest(BaseModel):
    """The revision that somebody saw."""

    model_config = ConfigDict(extra="forbid")

    revision: _Revision


class TryRequest(BaseModel):
    """A question to try."""

    model_config = ConfigDict(extra="forbid")

    question: Annotated[str, Field(min_length=1, max_length=500)]


class ApprovedOut(BaseModel):
    """An approved answer. `flags` say why it must not be given today, `findings` what its citations do not hold."""

    id: str
    question: str
    variants: list[str]
    paragraphs: list[ParagraphShape]
    citations: list[CitationOut]
    state: ApprovedState
    owner: WriterOut | None
    editor: WriterOut | None = Field(description="最后改它的人。")
    review_on: date
    expires_on: date | None
    approved_by: str
    approved_at: datetime | None
    changed_at: datetime
    revision: int
    ticket: int | None
    flags: list[str]
    findings: list[ObjectionOut]

    @classmethod
    def of(
        cls,
        answer: ApprovedAnswer,
        flags: Sequence[str],
        objections: Sequence[Objection],
        staff: Mapping[str, User],
    ) -> ApprovedOut:
        """As the page sees it; `staff` are accounts by id."""
        return cls(
            id=answer.id,
            question=answer.question,
            variants=list(answer.variants),
            paragraphs=[ParagraphShape(text=each.text, citations=list(each.citations)) for each in answer.paragraphs],
            citations=citations_out(answer.citations),
            state=answer.state,
            owner=_writer(staff.get(answer.owner_id)),
            editor=_writer(staff.get(answer.editor_id)),
            review_on=answer.review_on,
            expires_on=answer.expires_on,
            approved_by=answer.approved_by,
            approved_at=answer.approved_at,
            changed_at=answer.changed_at,
            revision=answer.revision,
            ticket=answer.ticket,
            flags=list(flags),
            findings=[ObjectionOut.of(each) for each in objections],
        )


class ApprovedListOut(BaseModel):
    """Approved answers, the last changed first, without findings; `counts` are those of each state, whatever `q` is."""

    approved: list[ApprovedOut]
    total: int
    counts: dict[ApprovedState, int]


class NearOut(BaseModel):
    """An approved answer by its question."""

    id: str
    question: str


class TriedOut(BaseModel):
    """What a question would get: the published answer, by which of its questions and how surely, and what is near.

    It is given where `against` is empty.
    """

    hit: NearOut | None
    matched: str
    likeness: float
    against: list[str]
    near: list[NearOut]

    @classmethod
    def of(cls, tried: Tried) -> TriedOut:
        """As the page shows it."""
        return cls(
            hit=_near(tried.answer) if tried.answer else None,
            matched=tried.question,
            likeness=tried.likeness,
            against=list(tried.against),
            near=[_near(each) for each in tried.near],
        )


class CandidateOut(BaseModel):
    """What staff answered in 微信客服, and what had been asked before."""

    id: str
    question: str
    text: str
    sent_at: datetime

    @classmethod
    def of(cls, found: StaffAnswer) -> CandidateOut:
        """As the page lists it."""
        return cls(id=found.id, question=found.question, text=found.text, sent_at=found.sent_at)


class CandidatesOut(BaseModel):
    """From which approved answers can be made, the newest first."""

    candidates: list[CandidateOut]


class RowProblemOut(BaseModel):
    """Why an answer of a file was not taken."""

    row: int
    message: str

    @classmethod
    def of(cls, problem: RowProblem) -> RowProblemOut:
        """As the page shows it."""
        return cls(row=problem.row, message=problem.message)


class ApprovedImportOut(BaseModel):
    """What of a file was taken, as drafts, and what was not."""

    added: list[str]
    problems: list[RowProblemOut]


def _near(answer: ApprovedAnswer) -> NearOut:
    return NearOut(id=answer.id, question=answer.question)


def _writer(user: User | None) -> WriterOut | None:
    return WriterOut(id=user.id, display_name=user.display_name) if user else None
