"""What the public API says alike everywhere: days, sources, rounds, what became of a clause, readiness, problems."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from assistant.corpus.present import State
from assistant.domain import Confidence, WindowState
from assistant.errors import InvalidAsOf

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


class SourceOut(BaseModel):
    """Where a statement of a digest was read, and how near that is to the official text."""

    name: str
    url: str
    confidence: Confidence


class WindowOut(BaseModel):
    """A period in which enterprises may apply; `state` holds on the day asked about."""

    name: str
    opens_on: str | None
    closes_on: str | None
    state: WindowState | None
    note: str


class PresentOut(BaseModel):
    """Whether a clause is still what the corpus says; `state_note` tells people, empty while it is current."""

    state: State
    state_note: str
    present_version: int | None
    present_clause_id: str | None


class Readiness(BaseModel):
    """Whether questions can be answered now, and the state of each part."""

    ready: bool
    parts: dict[str, str]


class Health(BaseModel):
    """The process is alive; `instance` names this run of the server."""

    status: Literal["ok"]
    version: str
    instance: str


class About(BaseModel):
    """What a page must know of this server; `today` is its day, `contact` tells people whom to ask.

    With a `desk` a person can be asked for.
    """

    name: str
    version: str
    today: str
    contact: str
    model: bool
    documents: int
    max_question_chars: int
    desk: bool


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
