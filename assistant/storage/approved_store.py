"""Answers that a person vouches for, in SQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pydantic import TypeAdapter
from sqlalchemy import Connection, bindparam, func, select, update

from assistant.domain import ApprovedAnswer, ApprovedState, AuditEvent
from assistant.errors import Conflict, NotFound
from assistant.storage.audit_store import append
from assistant.storage.desk_tables import approved_answers
from assistant.storage.engine import Database

_ANSWER = TypeAdapter(ApprovedAnswer)
_BODIES = select(approved_answers.c.body)
_OF_ID = _BODIES.where(approved_answers.c.id == bindparam("answer_id"))
_LATEST_FIRST = _BODIES.order_by(approved_answers.c.changed_at.desc(), approved_answers.c.id)
_IN_STATES = _LATEST_FIRST.where(approved_answers.c.state.in_(bindparam("states", expanding=True)))
_SAVE = update(approved_answers).where(
    approved_answers.c.id == bindparam("answer_id"), approved_answers.c.revision == bindparam("held")
)
_LOCKED = select(approved_answers.c.id).order_by(approved_answers.c.id).with_for_update()
_PUBLISHED = select(approved_answers.c.id, approved_answers.c.revision).where(
    approved_answers.c.state == ApprovedState.PUBLISHED
)
# Every change raises a revision by one or adds a row with one, and no row ever goes.
_GENERATION = select(func.coalesce(func.sum(approved_answers.c.revision), 0))


class SqlApprovedStore:
    """ApprovedStore over a migrated database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, answer: ApprovedAnswer, event: AuditEvent) -> None:
        """See ApprovedStore."""
        with self._database.write() as connection:
            connection.execute(approved_answers.insert(), {"id": answer.id} | _columns(answer))
            append(connection, event)

    def answer(self, answer_id: str) -> ApprovedAnswer:
        """See ApprovedStore."""
        with self._database.read() as connection:
            body = connection.execute(_OF_ID, {"answer_id": answer_id}).scalar_one_or_none()
        if body is None:
            raise NotFound(f"没有编号为 {answer_id} 的审核答复，请从列表重新打开。")
        return _ANSWER.validate_json(body)

    def save(self, answer: ApprovedAnswer, revision: int, event: AuditEvent) -> ApprovedAnswer:
        """See ApprovedStore."""
        with self._database.write() as connection:
            return _saved(connection, answer, revision, event)

    def publish(
        self, answer: ApprovedAnswer, revision: int, beside: Sequence[ApprovedAnswer], event: AuditEvent
    ) -> ApprovedAnswer:
        """See ApprovedStore."""
        with self._database.write() as connection:
            # Of two that are published at once the second waits here, and sees the first.
            connection.execute(_LOCKED)
            given = {id: held for id, held in connection.execute(_PUBLISHED) if id != answer.id}
            if given != {each.id: each.revision for each in beside if each.id != answer.id}:
                raise Conflict("同事刚刚发布、改动或停用了别的答复，请再点一次发布。")
            return _saved(connection, answer, revision, event)

    def all(self, states: Sequence[ApprovedState] = ()) -> tuple[ApprovedAnswer, ...]:
        """See ApprovedStore."""
        wanted = _IN_STATES if states else _LATEST_FIRST
        with self._database.read() as connection:
            bodies = connection.execute(wanted, {"states": list(states)} if states else {}).scalars()
            return tuple(map(_ANSWER.validate_json, bodies))

    def generation(self) -> str:
        """See ApprovedStore."""
        with self._database.read() as connection:
            return str(connection.execute(_GENERATION).scalar_one())


def _saved(connection: Connection, answer: ApprovedAnswer, revision: int, event: AuditEvent) -> ApprovedAnswer:
    kept = replace(answer, revision=revision + 1)
    named = {"answer_id": answer.id, "held": revision}
    if not connection.execute(_SAVE.values(_columns(kept)), named).rowcount:
        if connection.execute(_OF_ID, {"answer_id": answer.id}).first() is None:
            raise NotFound(f"没有编号为 {answer.id} 的审核答复，请从列表重新打开。")
        raise Conflict("这条答复刚被同事改过，请重新打开后再改。")
    append(connection, event)
    return kept


def _columns(answer: ApprovedAnswer) -> dict[str, object]:
    return {
        "state": answer.state,
        "changed_at": answer.changed_at,
        "review_on": answer.review_on,
        "revision": answer.revision,
        "body": _ANSWER.dump_json(answer).decode(),
    }
