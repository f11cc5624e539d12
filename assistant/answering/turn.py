"""The frozen state that the steps of the pipeline hand on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from assistant.answering.reading import Reading
from assistant.answering.signs import Signs
from assistant.domain import AnswerStatus, Citation, Exchange, Hit, Mode, Query, Question, Role, Script, Sentence


@dataclass(frozen=True, slots=True)
class Span:
    """A verbatim stretch of a clause; offsets are relative to the clause's text."""

    clause_id: str
    start: int
    end: int
    marks: tuple[tuple[int, int], ...] = ()


class Finding(StrEnum):
    """What the corpus holds for one part of a question."""

    QUOTES = "quotes"
    HEADINGS = "headings"
    COMPARISON = "comparison"
    VALIDITY = "validity"
    NOTHING = "nothing"
    VAGUE = "vague"
    OUT_OF_SCOPE = "out_of_scope"


class Gap(StrEnum):
    """Why a part has no answer; names a wording in replies.yaml."""

    ASPECT = "aspect"
    TOPIC = "topic"
    PLACE = "place"
    FIGURE = "figure"
    NUMBER = "number"
    TOGETHER = "together"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What answers one part. `groups` hold spans that are quoted together; `label` names the gap or the list."""

    finding: Finding
    groups: tuple[tuple[Span, ...], ...] = ()
    heading_id: str = ""
    gap: Gap | None = None
    label: str = ""
    coverage: float = 0.0
    signs: Signs | None = None

    @property
    def answers(self) -> bool:
        """Whether something is said to what was asked, not only that or what is missing."""
        return self.finding not in (Finding.NOTHING, Finding.VAGUE, Finding.OUT_OF_SCOPE)


@dataclass(frozen=True, slots=True)
class Part:
    """One of the questions inside a question, with what was found for it.

    `of_held` is the same question put to the rule that a part before it named. `heard` is how near the documents that
    it is read over are to all that was asked, beside the nearest shelf: 0..1.
    """

    reading: Reading
    query: Query
    hits: tuple[Hit, ...] = ()
    candidates: tuple[str, ...] = ()
    evidence: Evidence | None = None
    of_held: Reading | None = None
    heard: float = 1.0


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence before verification: our words and verbatim spans in order; `spans` also lists the cited ones.

    A `wordable` one quotes what was asked, and a model may word it otherwise.
    """

    pieces: tuple[str | Span, ...]
    spans: tuple[Span, ...] = ()
    own_figures: tuple[str, ...] = ()
    wordable: bool = field(default=False, compare=False)
    role: Role = field(default=Role.ANSWER, compare=False)

    @property
    def cited(self) -> tuple[Span, ...]:
        """Every span that the sentence rests on."""
        return (*(piece for piece in self.pieces if isinstance(piece, Span)), *self.spans)


@dataclass(frozen=True, slots=True)
class Branch:
    """The same question as the documents of one shelf read it."""

    shelf: str
    turn: Turn


@dataclass(frozen=True, slots=True)
class Turn:
    """One question on its way to an answer. A step that ends it sets `status`.

    `earlier` are the standalone questions before `history`: of a long conversation only what it was about. `told_of` is
    the name of the plan that the last answer quoted first, if it was one.
    """

    question: Question
    as_of: date
    history: tuple[Exchange, ...] = ()
    earlier: tuple[str, ...] = ()
    told_of: str = ""
    script: Script = Script.SIMPLIFIED
    standalone: str = ""
    parts: tuple[Part, ...] = ()
    branches: tuple[Branch, ...] = ()
    drafts: tuple[Draft, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    notices: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    status: AnswerStatus | None = None
    mode: Mode = Mode.QUOTES
    ended: bool = False
    detail: Mapping[str, Any] = field(default_factory=dict)

    def end(
        self,
        status: AnswerStatus,
        reply: str,
        detail: Mapping[str, Any],
        standalone: str = "",
        follow_ups: tuple[str, ...] = (),
    ) -> Turn:
        """The turn with a typed ending worded by us; later steps pass it on."""
        return replace(
            self,
            status=status,
            sentences=(Sentence(reply),),
            detail=detail,
            standalone=standalone or self.standalone,
            follow_ups=follow_ups,
            ended=True,
        )

    @property
    def outcome(self) -> Turn:
        """The finished turn without what the steps found on their way, which is ten times as much."""
        return replace(self, history=(), earlier=(), parts=(), branches=(), drafts=())
