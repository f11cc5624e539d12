"""What a period came to, for people who run the desk: counts by day, what was not answered, how quick staff were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median, quantiles
from zoneinfo import ZoneInfo

from assistant.desk_ports import InsightStore
from assistant.domain import AnswerStatus, Asked, Document, Handled, ModelDay, Rated
from assistant.errors import InvalidAsOf

MOST_DAYS = 366
MOST_UNANSWERED = 500
MOST_GROUPS = 50
_ENDINGS = {
    AnswerStatus.ANSWERED: "answered",
    AnswerStatus.PARTLY_ANSWERED: "partly",
    AnswerStatus.CLARIFICATION_NEEDED: "asked_back",
    AnswerStatus.NO_EVIDENCE: "unanswered",
    AnswerStatus.EXPIRED_ONLY: "unanswered",
    AnswerStatus.OUT_OF_SCOPE: "out_of_scope",
    AnswerStatus.REFUSED_UNSAFE: "out_of_scope",
    AnswerStatus.ERROR_MODEL: "failed",
    AnswerStatus.ERROR_TIMEOUT: "failed",
}
ENDINGS = tuple(dict.fromkeys(_ENDINGS.values()))
"""How questions end, as a chart tells them apart."""

Group = Callable[[Sequence[str]], Sequence[Sequence[int]]]
"""Puts questions that are alike together, by their places."""


@dataclass(frozen=True, slots=True)
class Day:
    """How many questions ended how on a day."""

    day: date
    endings: dict[str, int]

    @property
    def asked(self) -> int:
        """All of them."""
        return sum(self.endings.values())


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """In how many answers a document was cited."""

    document_id: str
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Questions that mean the same and found no answer; `question` stands for them, `others` are further wordings."""

    question: str
    count: int
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Replying:
    """How staff fared: tickets that were opened and replied to, hours until the reply, characters changed in drafts."""

    opened: int
    replied: int
    median_hours: float | None
    slow_hours: float | None
    median_distance: float | None


@dataclass(frozen=True, slots=True)
class Insights:
    """What the days from `first` to `last` came to; `silent` are documents that no answer cited."""

    first: date
    last: date
    days: tuple[Day, ...]
    channels: dict[str, int]
    documents: tuple[CitedDocument, ...]
    silent: tuple[CitedDocument, ...]
    unanswered: tuple[Unanswered, ...]
    rated: tuple[Rated, ...]
    replying: Replying
    model: tuple[ModelDay, ...]


@dataclass(frozen=True, slots=True)
class InsightReader:
    """Reads what a period came to; days are those of the settings' time zone."""

    store: InsightStore
    documents: Callable[[], Iterable[Document]]
    group: Group
    zone: ZoneInfo

    def read(self, first: date, last: date) -> Insights:
        """Raises InvalidAsOf where the period is empty or longer than MOST_DAYS."""
        if not 0 <= (last - first).days < MOST_DAYS:
            raise InvalidAsOf(f"请选一段不超过 {MOST_DAYS} 天的日期，开始不晚于结束。")
        since, until = self._begin(first), self._begin(last + timedelta(days=1))
        asked = self.store.asked(since, until)
        cited = self.store.cited(since, until)
        titles = {document.id: document.title for document in self.documents()}
        return Insights(
            first,
            last,
            self._days(asked, first, last),
            dict(Counter(each.channel for each in asked).most_common()),
            tuple(CitedDocument(id, titles.get(id, id), count) for id, count in cited.items()),
            tuple(CitedDocument(id, title, 0) for id, title in titles.items() if id not in cited),
            self._unanswered(self.store.unanswered(since, until, MOST_UNANSWERED)),
            self.store.rated(since, until),
            _replying(self.store.handled(since, until), self.store.distances(since, until)),
            self.store.model_days(first, last),
        )

    def _begin(self, day: date) -> datetime:
        return datetime.combine(day, time(), self.zone)

    def _days(self, asked: Sequence[Asked], first: date, last: date) -> tuple[Day, ...]:
        counts = Counter((each.at.astimezone(self.zone).date(), _ENDINGS[each.status]) for each in asked)
        days = (first + timedelta(days=at) for at in range((last - first).days + 1))
        return tuple(Day(day, {ending: counts[day, ending] for ending in ENDINGS}) for day in days)

    def _unanswered(self, questions: Sequence[str]) -> tuple[Unanswered, ...]:
        found = []
        for places in self.group(questions):
            wordings = Counter(questions[at] for at in places)
            (question, _), *others = wordings.most_common(6)
            found.append(Unanswered(question, wordings.total(), tuple(each for each, _ in others)))
        return tuple(sorted(found, key=lambda each: -each.count)[:MOST_GROUPS])


def _replying(handled: Sequence[Handled], distances: Sequence[int]) -> Replying:
    hours = [(each.replied_at - each.opened_at) / timedelta(hours=1) for each in handled if each.replied_at]
    return Replying(
        len(handled),
        len(hours),
        round(median(hours), 1) if hours else None,
        round(quantiles(hours, n=10)[-1] if len(hours) > 1 else hours[0], 1) if hours else None,
        median(distances) if distances else None,
    )
