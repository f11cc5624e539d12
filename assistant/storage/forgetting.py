"""What the desk no longer knows of somebody who had their conversation deleted."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, select, update

from assistant.domain import AuditEvent
from assistant.storage.audit_store import append
from assistant.storage.desk_tables import tickets

PROGRAM = "程序"
_NOBODY = {"channel": "", "account": "", "user_id": "", "conversation_id": None, "reach": ""}


def forget_asker(connection: Connection, of_asker: ColumnElement[bool]) -> None:
    """Take who asked, and how they are reached, off tickets; what they asked stays, without a way back to them."""
    now = datetime.now(UTC)
    for number in connection.execute(select(tickets.c.number).where(of_asker)).scalars().all():
        changed = {**_NOBODY, "revision": tickets.c.revision + 1, "changed_at": now}
        connection.execute(update(tickets).where(tickets.c.number == number).values(changed))
        append(connection, AuditEvent(now, None, PROGRAM, "asker_forgotten", "ticket", str(number)))
