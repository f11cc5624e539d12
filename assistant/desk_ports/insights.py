"""What a period came to."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol

from assistant.domain import (
    Asked,
    Handled,
    ModelDay,
    Rated,
)


class InsightStore(Protocol):
    """What was recorded in a period, from a moment up to before another."""

    def asked(self, since: datetime, until: datetime) -> tuple[Asked, ...]:
        """Every question, oldest first."""
        ...

    def cited(self, since: datetime, until: datetime) -> dict[str, int]:
        """In how many answers each document was cited."""
        ...

    def unanswered(self, since: datetime, until: datetime, limit: int) -> tuple[str, ...]:
        """The newest questions for which the documents held nothing, or nothing that is in force."""
        ...

    def rated(self, since: datetime, until: datetime) -> tuple[Rated, ...]:
        """Judgements by rating and reason, the most frequent first."""
        ...

    def handled(self, since: datetime, until: datetime) -> tuple[Handled, ...]:
        """Every ticket that was opened, oldest first."""
        ...

    def distances(self, since: datetime, until: datetime) -> tuple[int, ...]:
        """How many characters staff changed in each draft that was sent, in the order of sending."""
        ...

    def model_days(self, first: date, last: date) -> tuple[ModelDay, ...]:
        """What the chat model was used for, day by day."""
        ...
