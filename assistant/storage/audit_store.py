"""What was done at the desk, in SQL; kept in the transaction of the change that it tells of."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, Row, func, select

from assistant.domain import AuditEvent
from assistant.storage.desk_tables import audit_events
from assistant.storage.engine import Database

_EVENTS = select(audit_events)
_LAST = select(func.coalesce(func.max(audit_events.c.sequence), 0))


def append(connection: Connection, event: AuditEvent) -> None:
    """Keep an event in the transaction of its change."""
    connection.execute(
        audit_events.insert(),
        {
            "at": event.at,
            "actor_id": event.actor_id,
            "actor_name": event.actor_name,
            "action": event.action,
            "subject": event.subject,
            "subject_id": event.subject_id,
            "before": json.dumps(dict(event.before), ensure_ascii=False),
            "after": json.dumps(dict(event.after), ensure_ascii=False),
        },
    )


class SqlAuditStore:
    """AuditStore over a migrated database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def events(
        self, limit: int, before: int | None = None, subject: str | None = None, subject_id: str | None = None
    ) -> tuple[AuditEvent, ...]:
        """See AuditStore."""
        wanted = _EVENTS.order_by(audit_events.c.sequence.desc()).limit(limit)
        if before is not None:
            wanted = wanted.where(audit_events.c.sequence < before)
        if subject is not None:
            wanted = wanted.where(audit_events.c.subject == subject)
        if subject_id is not None:
            wanted = wanted.where(audit_events.c.subject_id == subject_id)
        with self._database.read() as connection:
            return tuple(map(_event, connection.execute(wanted)))

    def since(self, sequence: int, limit: int) -> tuple[AuditEvent, ...]:
        """See AuditStore."""
        wanted = _EVENTS.where(audit_events.c.sequence > sequence).order_by(audit_events.c.sequence).limit(limit)
        with self._database.read() as connection:
            return tuple(map(_event, connection.execute(wanted)))

    def last(self) -> int:
        """See AuditStore."""
        with self._database.read() as connection:
            return int(connection.execute(_LAST).scalar_one())


def _event(row: Row[Any]) -> AuditEvent:
    return AuditEvent(
        at=row.at,
        actor_id=row.actor_id,
        actor_name=row.actor_name,
        action=row.action,
        subject=row.subject,
        subject_id=row.subject_id,
        before=json.loads(row.before),
        after=json.loads(row.after),
        sequence=row.sequence,
    )
