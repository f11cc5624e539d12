"""What was answered and how it was rated, read in the order in which it was recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, Select, Table, and_, exists, func, or_, select

from assistant.domain import Answer, AnswerStatus, Asker, Gathered, Rating, TicketSource
from assistant.language.normalise import in_own_words
from assistant.storage.desk_tables import tickets
from assistant.storage.engine import Database
from assistant.storage.tables import answers, conversations, correspondents, feedback

NOBODYS = ("eval", "cli", "desk")
"""Channels on which no person waits for an answer."""
_UNANSWERED = (AnswerStatus.NO_EVIDENCE, AnswerStatus.EXPIRED_ONLY)
_BACK = 100
"""How far back in the numbers an answer may come to be seen after a later one."""
_ANSWER = TypeAdapter(Answer)
_NEWEST = tuple(select(func.coalesce(func.max(table.c.sequence), 0)) for table in (answers, feedback))
_NEEDS_TICKET = and_(
    answers.c.channel.not_in(NOBODYS), ~exists().where(tickets.c.answer_id == answers.c.id).correlate(answers)
)
_SHOWN = (answers.c.channel, answers.c.body)


class SqlAnswerRecord:
    """AnswerRecord over a migrated database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def last(self) -> tuple[int, int]:
        """See AnswerRecord."""
        with self._database.read() as connection:
            answer, rating = (int(connection.execute(newest).scalar_one()) for newest in _NEWEST)
        return answer, rating

    def unanswered(self, after: int, since: datetime, fresh: datetime, limit: int) -> tuple[Gathered, ...]:
        """See AnswerRecord."""
        wanted = select(answers.c.sequence, *_SHOWN).where(answers.c.status.in_(_UNANSWERED))
        return self._gathered(wanted, answers, TicketSource.UNANSWERED, after, since, fresh, limit)

    def rated_down(self, after: int, since: datetime, fresh: datetime, limit: int) -> tuple[Gathered, ...]:
        """See AnswerRecord."""
        rated = feedback.join(answers, answers.c.id == feedback.c.answer_id)
        wanted = select(feedback.c.sequence, *_SHOWN).select_from(rated).where(feedback.c.rating == "down")
        return self._gathered(wanted, feedback, TicketSource.RATED_DOWN, after, since, fresh, limit)

    def ratings(self, answer_id: str) -> tuple[Rating, ...]:
        """See AnswerRecord."""
        wanted = select(feedback).where(feedback.c.answer_id == answer_id).order_by(feedback.c.sequence)
        with self._database.read() as connection:
            return tuple(
                Rating(row.rating, row.reason, row.comment, row.recorded_at) for row in connection.execute(wanted)
            )

    def asker(self, conversation_id: str) -> Asker | None:
        """See AnswerRecord."""
        wanted = select(conversations.c.channel).where(conversations.c.id == conversation_id)
        with self._database.read() as connection:
            channel = connection.execute(wanted).scalar_one_or_none()
            return None if channel is None else _asker(connection, channel, conversation_id)

    def _gathered(
        self,
        wanted: Select[Any],
        table: Table,
        source: TicketSource,
        after: int,
        since: datetime,
        fresh: datetime,
        limit: int,
    ) -> tuple[Gathered, ...]:
        sequence, recorded_at = table.c.sequence, table.c.recorded_at
        is_new = or_(sequence > after, recorded_at >= fresh)
        narrowed = wanted.where(sequence > after - _BACK, recorded_at >= since, is_new, _NEEDS_TICKET)
        with self._database.read() as connection:
            rows = connection.execute(narrowed.order_by(sequence).limit(limit)).all()
            return tuple(_gathered(connection, row, source) for row in rows)


def _gathered(connection: Connection, row: Row[Any], source: TicketSource) -> Gathered:
    answer = _ANSWER.validate_json(row.body)
    asker = _asker(connection, row.channel, answer.conversation_id)
    return Gathered(row.sequence, source, in_own_words(answer.question, answer.standalone), answer.id, asker)


def _asker(connection: Connection, channel: str, conversation_id: str) -> Asker:
    of_messenger = select(correspondents.c.account, correspondents.c.user_id).where(
        correspondents.c.channel == channel, correspondents.c.conversation_id == conversation_id
    )
    asker = Asker(channel, conversation_id=conversation_id)
    found = connection.execute(of_messenger).first()
    return replace(asker, account=found.account, user_id=found.user_id) if found else asker
