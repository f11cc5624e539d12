"""What a period came to: how much was asked, what was not answered, how people and staff fared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from assistant.domain.answers import AnswerStatus


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was asked, without its words."""

    at: datetime
    channel: str
    status: AnswerStatus


@dataclass(frozen=True, slots=True)
class Handled:
    """A ticket: when it was opened, and when its first reply was sent, if one was."""

    opened_at: datetime
    replied_at: datetime | None


@dataclass(frozen=True, slots=True)
class Rated:
    """How often answers were judged so, for one reason; `rating` is "up" or "down"."""

    rating: str
    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class ModelDay:
    """What a day's requests to the chat model came to."""

    day: date
    calls: int
    tokens: int
    failures: int
