"""How tickets that were merged into another come loose from it, in SQL."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, bindparam, or_, select, update

from assistant.domain import AuditEvent, Ticket, TicketStatus
from assistant.storage.audit_store import append
from assistant.storage.desk_tables import draft_receivers, drafts, tickets

_TIED = select(tickets).where(tickets.c.merged_into == bindparam("number")).order_by(tickets.c.number)
_ANSWERED = (
    select(draft_receivers.c.ticket)
    .join(drafts, drafts.c.id == draft_receivers.c.draft)
    .join(tickets, tickets.c.number == draft_receivers.c.ticket)
    .where(or_(tickets.c.reopened_at.is_(None), drafts.c.sent_at >= tickets.c.reopened_at))
)


def open_unanswered(connection: Connection, number: int, answered: Collection[int], event: AuditEvent) -> None:
    """Let those merged into a ticket wait by themselves that its reply did not go to."""
    for row in connection.execute(_TIED, {"number": number}).all():
        if row.number not in answered:
            _move(connection, row, TicketStatus.OPEN, None, event)


def tie_anew(connection: Connection, before: Ticket, event: AuditEvent) -> None:
    """Let a ticket that is opened again keep, or take back, those that wait with it; who was answered is let go."""
    number = before.number
    tied = connection.execute(_TIED, {"number": before.merged_into or number}).all()
    taken = tied if before.merged_into is None else _taken_along(tied, number)
    numbers = [row.number for row in taken]
    answered = set(connection.scalars(_ANSWERED.where(draft_receivers.c.ticket.in_(numbers)))) if numbers else set()
    for row in taken:
        if row.number in answered:
            _move(connection, row, TicketStatus.REPLIED, None, event)
        elif row.merged_into != number:
            _move(connection, row, TicketStatus.MERGED, number, event)


def _taken_along(tied: Iterable[Row[Any]], number: int) -> list[Row[Any]]:
    """Those that came with a ticket when it was merged, and what had come with them."""
    rows, found, came_with = list(tied), [], {number}
    while more := [row for row in rows if row.merged_first_into in came_with and row not in found]:
        found += more
        came_with = {row.number for row in more}
    return found


def _move(connection: Connection, row: Row[Any], status: TicketStatus, into: int | None, event: AuditEvent) -> None:
    changed: dict[str, Any] = {"status": status.value, "merged_into": into}
    values = changed | {"changed_at": event.at, "revision": tickets.c.revision + 1}
    values |= {} if into else {"merged_first_into": None}
    connection.execute(update(tickets).where(tickets.c.number == row.number).values(values))
    before: Mapping[str, object] = {"status": row.status, "merged_into": row.merged_into}
    told = replace(event, action="ticket_changed", subject="ticket", subject_id=str(row.number))
    append(connection, replace(told, before=before, after=changed))
