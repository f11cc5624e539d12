"""An InsightStore that tells what it was given, whatever the period."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from assistant.domain import Asked, Handled, ModelDay, Rated


@dataclass
class FakeInsightStore:
    questions: tuple[Asked, ...] = ()
    citations: dict[str, int] = field(default_factory=dict)
    without_evidence: tuple[str, ...] = ()
    ratings: tuple[Rated, ...] = ()
    tickets: tuple[Handled, ...] = ()
    changed: tuple[int, ...] = ()
    used: tuple[ModelDay, ...] = ()
    periods: list[tuple[datetime, datetime]] = field(default_factory=list)

    def asked(self, since: datetime, until: datetime) -> tuple[Asked, ...]:
        self.periods.append((since, until))
        return self.questions

    def cited(self, since: datetime, until: datetime) -> dict[str, int]:
        return self.citations

    def unanswered(self, since: datetime, until: datetime, limit: int) -> tuple[str, ...]:
        return self.without_evidence[:limit]

    def rated(self, since: datetime, until: datetime) -> tuple[Rated, ...]:
        return self.ratings

    def handled(self, since: datetime, until: datetime) -> tuple[Handled, ...]:
        return self.tickets

    def distances(self, since: datetime, until: datetime) -> tuple[int, ...]:
        return self.changed

    def model_days(self, first: date, last: date) -> tuple[ModelDay, ...]:
        return self.used
