"""What the public API accepts and promises. Answers are checked against these in tests, not on every reply."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from assistant.corpus.present import State
from assistant.domain import (
    AnswerStatus,
    Confidence,
    Kind,
    Level,
    Mode,
    Question,
    ReviewedStatus,
    Validity,
    WindowState,
)
from assistant.errors import InvalidAsOf

Text = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]
ShortText = Annotated[str, StringConstraints(max_length=200)]
Day = Annotated[
    str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), Field(json_schema_extra={"format": "date"})
]
Span = tuple[int, int]
DAY_EXAMPLE = "2024-06-01"


def read_day(stated: str | None) -> date | None:
    """A calendar day from YYYY-MM-DD; raises InvalidAsOf for a day that no calendar has."""
    if stated is None:
        return None
    try:
        return date.fromisoformat(stated)
    except ValueError:
        raise InvalidAsOf(f"日期 {stated} 不存在，请写成 YYYY-MM-DD，例如 {DAY_EXAMPLE}。") from None


class AnswerRequest(BaseModel):
    """A question in everyday words."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"question": "2024年要推动多少家企业开展技术改造？", "as_of": DAY_EXAMPLE}]},
    )

    question: Text = Field(description="问题原文，简体、繁体均可。")
    conversation_id: ShortText | None = Field(None, description="上一个回答的 conversation_id，用于追问。")
    as_of: Day | None = Field(None, description="按哪一天判断是否有效，缺省为今天。")
    mode: Mode = Field(Mode.AUTO, description="quotes 只引用原文；model 由模型组织语言；auto 由系统选择。")
    profile: dict[ShortText, ShortText] = Field(default_factory=dict, description="企业情况，名称与取值。")

    def to_question(self) -> Question:
        """The domain's question; raises InvalidAsOf."""
        return Question(
            text=self.question,
            conversation_id=self.conversation_id,
            as_of=read_day(self.as_of),
            mode=self.mode,
            profile=self.profile,
            channel="api",
        )


class FeedbackRequest(BaseModel):
    """A person's judgement of one answer."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"answer_id": "a-1", "rating": "down", "reason": "引用不对"}]},
    )

    answer_id: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    rating: Literal["up", "down"]
    reason: ShortText = ""
    comment: Annotated[str, StringConstraints(max_length=2000)] = ""


class SentenceOut(BaseModel):
    """A verified sentence; `marks` are code point spans of its text that hold what was asked."""

    text: str
    citations: list[int]
    marks: list[Span]


class SourceOut(BaseModel):
    """Where a statement of a digest was read, and how near that is to the official text."""

    name: str
    url: str
    confidence: Confidence


class NamedSourceOut(SourceOut):
    """The same with the key by which the document's file names it."""

    id: str


class WindowOut(BaseModel):
    """A period in which enterprises may apply; `state` holds on the day asked about."""

    name: str
    opens_on: str | None
    closes_on: str | None
    state: WindowState | None
    note: str


class CitationOut(BaseModel):
    """Where a sentence comes from; `start` and `end` are code point offsets into the document's text."""

    n: int
    clause_id: str
    document_id: str
    version: int
    title: str
    doc_number: str | None
    issuer: str
    issued_on: str | None
    kind: Kind
    validity: Validity
    locator: str
    quote: str
    start: int
    end: int
    digest: str
    url: str
    reader_url: str
    short_title: str
    sources: list[SourceOut]
    window: WindowOut | None
    ends_on: str | None
    superseded_by: str | None


class StepOut(BaseModel):
    """One step on the way to the answer, with details of its own beside name and milliseconds."""

    model_config = ConfigDict(extra="allow")

    step: str
    ms: float


class AnswerOut(BaseModel):
    """What the assistant says, with its proof."""

    id: str
    conversation_id: str
    standalone: str
    status: AnswerStatus
    as_of: str
    text: str
    sentences: list[SentenceOut]
    citations: list[CitationOut]
    verdicts: list[dict[str, Any]]
    missing_facts: list[str]
    follow_ups: list[str]
    notices: list[str]
    trace: list[StepOut]


class PresentOut(BaseModel):
    """Whether a clause is still what the corpus says; `state_note` tells people, empty while it is current."""

    state: State
    state_note: str
    present_version: int | None
    present_clause_id: str | None


class RecordedCitation(CitationOut, PresentOut):
    """A citation of an earlier answer; `present_url` opens the clause as it reads now."""

    present_url: str | None


class RecordedAnswer(AnswerOut):
    """An answer read again: as it was given, each citation with what became of it."""

    question: str
    citations: list[RecordedCitation]  # type: ignore[assignment]


class DocumentOut(BaseModel):
    """One version of a document; `validity` holds on the day asked about."""

    id: str
    version: int
    recorded_at: str
    title: str
    short_title: str
    kind: Kind
    issuer: str
    doc_number: str | None
    issued_on: str | None
    effective_on: str | None
    expires_on: str | None
    repealed_on: str | None
    validity: Validity
    validity_basis: list[str]
    status: ReviewedStatus | None
    reviewed_on: str | None
    windows: list[WindowOut]
    ends_on: str | None
    supersedes: list[str]
    superseded_by: str | None
    replaced_by: str | None
    region: str
    regions: list[str]
    sources: list[NamedSourceOut]
    interprets: str | None
    note: str
    url: str
    digest: str


class ClauseOut(BaseModel):
    """A clause; `start` and `end` are code point offsets into the document's text."""

    id: str
    document_id: str
    level: Level
    locator: str
    heading: str
    text: str
    start: int
    end: int
    digest: str
    parent_id: str | None


class DocumentWithText(DocumentOut):
    """A document with its verbatim text, cut into clauses."""

    text: str
    clauses: list[ClauseOut]


class DocumentList(BaseModel):
    """The documents that answers are drawn from."""

    documents: list[DocumentOut]


class ChangedOut(BaseModel):
    """In numbers what a version changed of the one before; `fields` are names of the document's own fields."""

    added: int
    removed: int
    reworded: int
    renumbered: int
    fields: list[str]


class VersionOut(DocumentOut):
    """A version; `current` says whether it serves, `changed` is null for the first one."""

    current: bool
    changed: ChangedOut | None


class VersionList(BaseModel):
    """All versions of a document, oldest first."""

    versions: list[VersionOut]


class Context(BaseModel):
    """A piece of a document around a clause; all numbers are code point offsets into the document's text."""

    text: str
    start: int
    end: int
    headings: list[Span]


class ClauseInContext(ClauseOut, PresentOut):
    """A clause with its document and the text around it."""

    document: DocumentOut
    context: Context


class Readiness(BaseModel):
    """Whether questions can be answered now, and the state of each part."""

    ready: bool
    parts: dict[str, str]


class Health(BaseModel):
    """The process is alive; `instance` names this run of the server."""

    status: Literal["ok"]
    version: str
    instance: str


class FieldError(BaseModel):
    """One field of a request that cannot be accepted."""

    field: str
    message: str


class Problem(BaseModel):
    """RFC 9457 problem details; `detail` says what to do, `request_id` finds the log entry."""

    type: str
    title: str
    status: int
    detail: str
    request_id: str
    errors: list[FieldError] = []
