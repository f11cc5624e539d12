"""What a period came to, read from SQL."""

from __future__ import annotations

import json
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select

from assistant.domain import AnswerStatus, Asked, DraftState, Handled, ModelDay, Rated
from assistant.language.masking import masked
from assistant.storage.answer_record import NOBODYS
from assistant.storage.desk_tables import drafts, tickets
from assistant.storage.engine import Database
from assistant.storage.tables import answers, citations, feedback, model_usage

_WITHOUT_EVIDENCE = (AnswerStatus.NO_EVIDENCE, AnswerStatus.EXPIRED_ONLY)


class SqlInsightStore:
    """InsightStore over a migrated database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def asked(self, since: datetime, until: datetime) -> tuple[Asked, ...]:
        """See InsightStore."""
        wanted = (
            select(answers.c.recorded_at, answers.c.channel, answers.c.status)
            .where(_asked_by_people(since, until))
            .order_by(answers.c.recorded_at, answers.c.sequence)
        )
        with self._database.read() as connection:
            rows = connection.execute(wanted)
            return tuple(Asked(moment, channel, AnswerStatus(status)) for moment, channel, status in rows)

    def cited(self, since: datetime, until: datetime) -> dict[str, int]:
        """See InsightStore."""
        count = func.count(citations.c.answer_id.distinct()).label("times")
        wanted = (
            select(citations.c.document_id, count)
            .join(answers, answers.c.id == citations.c.answer_id)
            .where(_asked_by_people(since, until))
            .group_by(citations.c.document_id)
            .order_by(count.desc(), citations.c.document_id)
        )
        with self._database.read() as connection:
            return {row.document_id: row.times for row in connection.execute(wanted)}

    def unanswered(self, since: datetime, until: datetime, limit: int) -> tuple[str, ...]:
        """See InsightStore."""
        wanted = (
            select(answers.c.body)
            .where(answers.c.status.in_(_WITHOUT_EVIDENCE), _asked_by_people(since, until))
            .order_by(answers.c.recorded_at.desc(), answers.c.sequence.desc())
            .limit(limit)
        )
        with self._database.read() as connection:
            return tuple(masked(json.loads(body)["question"]) for body in connection.execute(wanted).scalars())

    def rated(self, since: datetime, until: datetime) -> tuple[Rated, ...]:
        """See InsightStore."""
        count = func.count()
        wanted = (
            select(feedback.c.rating, feedback.c.reason, count)
            .where(_within(feedback.c.recorded_at, since, until))
            .group_by(feedback.c.rating, feedback.c.reason)
            .order_by(count.desc(), feedback.c.rating, feedback.c.reason)
        )
        with self._database.read() as connection:
            return tuple(Rated(rating, reason, times) for rating, reason, times in connection.execute(wanted))

    def handled(self, since: datetime, until: datetime) -> tuple[Handled, ...]:
        """See InsightStore."""
        replied = (
            select(func.min(drafts.c.sent_at))
            .where(drafts.c.ticket == func.coalesce(tickets.c.merged_into, tickets.c.number))
            .where(drafts.c.state == DraftState.SENT)
            .scalar_subquery()
        )
        wanted = (
            select(tickets.c.created_at, replied)
            .where(_within(tickets.c.created_at, since, until))
            .order_by(tickets.c.created_at, tickets.c.number)
        )
        with self._database.read() as connection:
            return tuple(Handled(opened, sent) for opened, sent in connection.execute(wanted))

    def distances(self, since: datetime, until: datetime) -> tuple[int, ...]:
        """See InsightStore."""
        wanted = (
            select(drafts.c.body)
            .where(drafts.c.state == DraftState.SENT, _within(drafts.c.sent_at, since, until))
            .order_by(drafts.c.sent_at)
        )
        with self._database.read() as connection:
            told = (json.loads(body)["distance"] for body in connection.execute(wanted).scalars())
            return tuple(distance for distance in told if distance is not None)

    def model_days(self, first: date, last: date) -> tuple[ModelDay, ...]:
        """See InsightStore."""
        wanted = (
            select(model_usage.c.day, model_usage.c.calls, model_usage.c.tokens, model_usage.c.failures)
            .where(model_usage.c.day >= first, model_usage.c.day <= last)
            .order_by(model_usage.c.day)
        )
        with self._database.read() as connection:
            return tuple(ModelDay(*row) for row in connection.execute(wanted))


def _asked_by_people(since: datetime, until: datetime) -> ColumnElement[bool]:
    return _within(answers.c.recorded_at, since, until) & answers.c.channel.not_in(NOBODYS)


def _within(column: ColumnElement[datetime], since: datetime, until: datetime) -> ColumnElement[bool]:
    return (column >= since) & (column < until)
