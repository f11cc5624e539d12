"""What people asked and were told, in SQL."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import bindparam, delete, func, select

from assistant.domain import Answer, ConversationPart, Exchange, RecordedAnswers
from assistant.errors import NotFound
from assistant.storage.desk_tables import tickets
from assistant.storage.engine import Database
from assistant.storage.forgetting import forget_asker
from assistant.storage.tables import answers, citations, conversations, feedback
from assistant.storage.upsert import insert_or_keep

_ANSWER = TypeAdapter(Answer)
_CONVERSATION = select(conversations.c.id).where(conversations.c.id == bindparam("conversation_id"))
_INSERT_ANSWER, _INSERT_CITATIONS = answers.insert(), citations.insert()
_ANSWER_BODY = select(answers.c.body).where(answers.c.id == bindparam("answer_id"))
_RECORDED_AT = select(answers.c.recorded_at).where(answers.c.id == bindparam("answer_id"))
_LAST_BODIES = (
    select(answers.c.body)
    .where(answers.c.conversation_id == bindparam("conversation_id"))
    .order_by(answers.c.sequence.desc())
    .limit(bindparam("limit"))
)
_SEQUENCE = select(answers.c.sequence).where(
    answers.c.id == bindparam("answer_id"), answers.c.conversation_id == bindparam("conversation_id")
)
_BODIES_BEFORE = _LAST_BODIES.where(answers.c.sequence < bindparam("sequence"))
_CITING = (
    select(citations.c.answer_id)
    .where(
        citations.c.digest.in_(bindparam("digests", expanding=True)),
        citations.c.document_id == bindparam("document_id"),
        citations.c.version <= bindparam("up_to"),
    )
    .distinct()
)
_CITING_COUNT = select(func.count()).select_from(_CITING.subquery())
_NEWEST_CITING = (
    select(answers.c.recorded_at, answers.c.body)
    .where(answers.c.id.in_(_CITING))
    .order_by(answers.c.sequence.desc())
    .limit(bindparam("limit"))
)


class SqlConversationStore:
    """ConversationStore over a migrated database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._insert_conversation = insert_or_keep(database, conversations)

    def open(self, conversation_id: str | None, channel: str) -> str:
        """See ConversationStore. A new one costs no write: it is stored with its first answer."""
        if conversation_id is None:
            return secrets.token_urlsafe(16)
        with self._database.read() as connection:
            if connection.execute(_CONVERSATION, {"conversation_id": conversation_id}).first() is None:
                raise NotFound("没有这段对话。请不带对话编号，重新提问。")
        return conversation_id

    def history(self, conversation_id: str, limit: int) -> tuple[Exchange, ...]:
        """See ConversationStore."""
        with self._database.read() as connection:
            bodies = connection.execute(_LAST_BODIES, {"conversation_id": conversation_id, "limit": limit}).scalars()
            recorded = [_ANSWER.validate_json(body) for body in bodies]
        return tuple(_exchange(answer) for answer in reversed(recorded))

    def record(self, answer: Answer, channel: str, recorded_at: datetime) -> None:
        """See ConversationStore. One transaction, since every question waits for it."""
        row = {
            "id": answer.id,
            "conversation_id": answer.conversation_id,
            "channel": channel,
            "status": answer.status,
            "recorded_at": recorded_at,
            "body": _ANSWER.dump_json(answer).decode(),
        }
        opened = {"id": answer.conversation_id, "channel": channel, "opened_at": recorded_at}
        with self._database.write() as connection:
            connection.execute(self._insert_conversation, opened)
            connection.execute(_INSERT_ANSWER, row)
            if answer.citations:
                connection.execute(_INSERT_CITATIONS, _citation_rows(answer))

    def answer(self, answer_id: str) -> Answer:
        """See ConversationStore."""
        with self._database.read() as connection:
            body = connection.execute(_ANSWER_BODY, {"answer_id": answer_id}).scalar_one_or_none()
        if body is None:
            raise NotFound(f"没有编号为 {answer_id} 的回答，请核对编号。")
        return _ANSWER.validate_json(body)

    def recorded_at(self, answer_id: str) -> datetime:
        """See ConversationStore."""
        with self._database.read() as connection:
            moment: datetime | None = connection.execute(_RECORDED_AT, {"answer_id": answer_id}).scalar_one_or_none()
        if moment is None:
            raise NotFound(f"没有编号为 {answer_id} 的回答，请核对编号。")
        return moment

    def part(self, conversation_id: str, limit: int, before: str | None) -> ConversationPart:
        """See ConversationStore. One more is read than wanted, which tells whether there are more."""
        wanted: dict[str, object] = {"conversation_id": conversation_id, "limit": limit + 1}
        with self._database.read() as connection:
            if connection.execute(_CONVERSATION, {"conversation_id": conversation_id}).first() is None:
                raise NotFound("没有这段对话，可能已经删除。")
            if before is not None:
                named = {"conversation_id": conversation_id, "answer_id": before}
                wanted["sequence"] = connection.execute(_SEQUENCE, named).scalar_one_or_none()
                if wanted["sequence"] is None:
                    raise NotFound(f"这段对话里没有编号为 {before} 的回答，请核对编号。")
            statement = _LAST_BODIES if before is None else _BODIES_BEFORE
            bodies = connection.execute(statement, wanted).scalars().all()
        last = [_ANSWER.validate_json(body) for body in bodies[:limit]]
        return ConversationPart(tuple(reversed(last)), len(bodies) > limit)

    def citing(self, document_id: str, digests: Sequence[str], up_to: int, limit: int) -> RecordedAnswers:
        """See ConversationStore."""
        wanted = {"document_id": document_id, "digests": list(digests), "up_to": up_to}
        with self._database.read() as connection:
            count = connection.execute(_CITING_COUNT, wanted).scalar_one()
            rows = connection.execute(_NEWEST_CITING, wanted | {"limit": limit}).all()
        return RecordedAnswers(count, tuple((moment, _ANSWER.validate_json(body)) for moment, body in rows))

    def forget(self, conversation_id: str) -> None:
        """See ConversationStore."""
        own = select(answers.c.id).where(answers.c.conversation_id == conversation_id)
        with self._database.write() as connection:
            forget_asker(connection, tickets.c.conversation_id == conversation_id)
            for table in (feedback, citations):
                connection.execute(delete(table).where(table.c.answer_id.in_(own)))
            connection.execute(delete(answers).where(answers.c.conversation_id == conversation_id))
            if not connection.execute(delete(conversations).where(conversations.c.id == conversation_id)).rowcount:
                raise NotFound("没有这段对话，可能已经删除。")

    def feedback(self, answer_id: str, rating: str, reason: str, comment: str, recorded_at: datetime) -> None:
        """See ConversationStore."""
        row = {
            "answer_id": answer_id,
            "rating": rating,
            # PostgreSQL stores no NUL character.
            "reason": reason.replace("\0", ""),
            "comment": comment.replace("\0", ""),
            "recorded_at": recorded_at,
        }
        with self._database.write() as connection:
            if connection.execute(_ANSWER_BODY, {"answer_id": answer_id}).first() is None:
                raise NotFound(f"没有编号为 {answer_id} 的回答，请核对编号。")
            connection.execute(feedback.insert(), row)


def _exchange(answer: Answer) -> Exchange:
    clause_ids = tuple(dict.fromkeys(citation.clause_id for citation in answer.citations))
    return Exchange(answer.question, answer.standalone, answer.status, clause_ids, answer.judged)


def _citation_rows(answer: Answer) -> list[dict[str, object]]:
    return [
        {
            "answer_id": answer.id,
            "n": citation.n,
            "document_id": citation.document_id,
            "version": citation.version,
            "digest": citation.digest,
        }
        for citation in answer.citations
    ]
