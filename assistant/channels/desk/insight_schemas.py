"""What a period came to, as the desk's page draws it."""

from __future__ import annotations

import csv
import io
from datetime import date

from pydantic import BaseModel

from assistant.desk.insights import ENDINGS, Insights


class DayOut(BaseModel):
    """How many questions were asked on a day and how they ended."""

    day: date
    asked: int
    endings: dict[str, int]


class CitedDocumentOut(BaseModel):
    """In how many answers a document was cited."""

    document_id: str
    title: str
    count: int


class UnansweredOut(BaseModel):
    """Questions that mean the same and found no answer."""

    question: str
    count: int
    others: list[str]


class RatedOut(BaseModel):
    """How often answers were judged so for a reason."""

    rating: str
    reason: str
    count: int


class ReplyingOut(BaseModel):
    """Tickets opened and replied to, hours until the reply (middle, slowest tenth), characters changed in drafts."""

    opened: int
    replied: int
    median_hours: float | None
    slow_hours: float | None
    median_distance: float | None


class ModelDayOut(BaseModel):
    """What a day's requests to the chat model came to."""

    day: date
    calls: int
    tokens: int
    failures: int


class InsightsOut(BaseModel):
    """What the days from `first` to `last` came to."""

    first: date
    last: date
    days: list[DayOut]
    channels: dict[str, int]
    documents: list[CitedDocumentOut]
    silent: list[CitedDocumentOut]
    unanswered: list[UnansweredOut]
    rated: list[RatedOut]
    replying: ReplyingOut
    model: list[ModelDayOut]


def days_as_csv(insights: Insights) -> str:
    """A row a day, for a spreadsheet; with the mark by which Excel knows UTF-8."""
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(["日期", "提问", *(_NAMES[ending] for ending in ENDINGS)])
    rows.writerows([day.day.isoformat(), day.asked, *day.endings.values()] for day in insights.days)
    return "\ufeff" + written.getvalue()


_NAMES = {
    "answered": "已回答",
    "partly": "部分回答",
    "asked_back": "反问",
    "unanswered": "资料里没有",
    "out_of_scope": "不在范围",
    "failed": "出错",
}
