"""What is asked and what is said, with its proof."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from assistant.domain.citations import Citation
from assistant.domain.eligibility import Judged


class Mode(StrEnum):
    """Who words the answer: verbatim quotes, a chat model, or the better one at hand."""

    AUTO = "auto"
    QUOTES = "quotes"
    MODEL = "model"


class Role(StrEnum):
    """What a sentence is in an answer: the answer itself, a warning before it, or a remark beside it.

    A warning says that a text no longer holds or does not hold yet. Remarks tell of rounds, of ends that are near, to
    which region a place belongs, and that a digest is no official text.
    """

    ANSWER = "answer"
    WARNING = "warning"
    REMARK = "remark"


class Script(StrEnum):
    """The script a person writes in; replies come back in it, quotes stay as in the document."""

    SIMPLIFIED = "simplified"
    TRADITIONAL = "traditional"


class AnswerStatus(StrEnum):
    """How a question ended. A refusal is an answer, not an error."""

    ANSWERED = "answered"
    PARTLY_ANSWERED = "partly_answered"
    CLARIFICATION_NEEDED = "clarification_needed"
    OUT_OF_SCOPE = "unanswerable_out_of_scope"
    NO_EVIDENCE = "unanswerable_no_evidence"
    EXPIRED_ONLY = "unanswerable_expired_only"
    REFUSED_UNSAFE = "refused_unsafe"
    ERROR_MODEL = "error_model"
    ERROR_TIMEOUT = "error_timeout"


@dataclass(frozen=True, slots=True)
class Question:
    """What a channel hands to the Assistant. `as_of` None means today in the settings' time zone."""

    text: str
    conversation_id: str | None = None
    as_of: date | None = None
    mode: Mode = Mode.AUTO
    profile: Mapping[str, str] = field(default_factory=dict)
    channel: str = "api"


@dataclass(frozen=True, slots=True)
class Exchange:
    """One earlier question of a conversation: the standalone form that was answered, what was cited and judged."""

    question: str
    standalone: str
    status: AnswerStatus
    clause_ids: tuple[str, ...] = ()
    judged: Judged | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One verified sentence of an answer. `marks` are [start, end) spans of `text` that hold what was asked.

    A `wordable` one quotes what was asked; a model may word it otherwise. What the program decides, such as validity,
    it may not.
    """

    text: str
    citations: tuple[int, ...] = ()
    marks: tuple[tuple[int, int], ...] = ()
    wordable: bool = False
    role: Role = Role.ANSWER


@dataclass(frozen=True, slots=True)
class Begun:
    """A question was accepted; what comes of it is kept under this conversation."""

    conversation_id: str


@dataclass(frozen=True, slots=True)
class Quotes:
    """What the answer rests on, told at once when a model takes its time to word it."""

    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the pipeline as the trace shows it; `detail` is JSON-serialisable."""

    name: str
    ms: float
    detail: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the Assistant says, with its proof. `text` is the sentences joined, with [n] markers.

    `mode` tells who worded it: QUOTES or MODEL.
    """

    id: str
    conversation_id: str
    question: str
    standalone: str
    status: AnswerStatus
    as_of: date
    text: str
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    notices: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    trace: tuple[Step, ...] = ()
    mode: Mode = Mode.QUOTES
    judged: Judged | None = None


@dataclass(frozen=True, slots=True)
class ConversationPart:
    """Recorded answers of a conversation in the order asked, and whether earlier ones were left out."""

    answers: tuple[Answer, ...]
    has_more: bool


@dataclass(frozen=True, slots=True)
class RecordedAnswers:
    """How many recorded answers were looked for, and the newest of them with the moment each was given."""

    count: int
    newest: tuple[tuple[datetime, Answer], ...]
