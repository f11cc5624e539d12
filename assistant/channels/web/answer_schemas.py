"""What the public API accepts as a question and promises of an answer. Tests hold answers to it, not every reply."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from assistant.channels.web.citation_schemas import CitationOut
from assistant.channels.web.eligibility_schemas import FactKindOut, FactOut, VerdictOut
from assistant.channels.web.schemas import DAY_EXAMPLE, Day, PresentOut, Span, read_day
from assistant.domain import AnswerStatus, Mode, Question, Role

Text = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]
ShortText = Annotated[str, StringConstraints(max_length=200)]


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
    role: Role = Field(
        description="answer 回答本身；warning 已过期、被取代等提醒；remark 申报轮次、地区划分、要点不是原文等说明。"
    )


class StepOut(BaseModel):
    """One step on the way to the answer, with details of its own beside name and milliseconds."""

    model_config = ConfigDict(extra="allow")

    step: str
    ms: float


class _Answer(BaseModel):
    id: str
    conversation_id: str
    standalone: str
    status: AnswerStatus
    mode: Mode = Field(description="quotes 只引原文；model 由模型措辞，每一句都按引文核对过。")
    as_of: str
    text: str
    sentences: list[SentenceOut]
    profile: list[FactOut] = Field(description="这段对话里读到的企业情况。")
    verdicts: list[VerdictOut] = Field(description="与回答有关的扶持事项，逐条对照的结论，最要紧的在前。")
    missing_facts: list[FactKindOut] = Field(description="还缺的情况，最能定结论的在前。")
    follow_ups: list[str]
    notices: list[str]
    trace: list[StepOut]


class AnswerOut(_Answer):
    """What the assistant says, with its proof."""

    citations: list[CitationOut]


class RecordedCitation(CitationOut, PresentOut):
    """A citation of an earlier answer; `present_url` opens the clause as it reads now."""

    present_url: str | None


class RecordedAnswer(_Answer):
    """An answer read again: as it was given, each citation with what became of it."""

    question: str
    citations: list[RecordedCitation]


class Conversation(BaseModel):
    """What was asked and answered, in order; `has_more` says that there are earlier answers."""

    id: str
    answers: list[RecordedAnswer]
    has_more: bool
