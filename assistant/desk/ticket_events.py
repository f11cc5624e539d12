"""What the audit log is told of tickets; what only the asker may be reached by is not in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from assistant.domain import AuditEvent, Ticket, TicketSource, User

_BY = {
    TicketSource.HAND_OVER: "提问人",
    TicketSource.UNANSWERED: "助手",
    TicketSource.RATED_DOWN: "助手",
    TicketSource.PROGRAM: "程序",
}


def event_of(
    action: str,
    number: int,
    moment: datetime,
    actor: User | None,
    by: str = "助手",
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> AuditEvent:
    """An event of a ticket; without an account it is `by` whom the program tells of."""
    actor_id, name = (actor.id, actor.display_name) if actor else (None, by)
    return AuditEvent(moment, actor_id, name, action, "ticket", str(number), before or {}, after or {})


def opened_by(actor: User | None) -> Callable[[Ticket], AuditEvent]:
    """Tells that a ticket was opened, once it has its number."""

    def event(ticket: Ticket) -> AuditEvent:
        told = {"question": ticket.question, "source": ticket.source.value, **_told(ticket)}
        by = _BY.get(ticket.source, "助手")
        return event_of("ticket_opened", ticket.number, ticket.created_at, actor, by, after=told)

    return event


def changed_by(before: Ticket, after: Ticket, actor: User | None, by: str = "助手") -> AuditEvent:
    """Tells what changed of a ticket."""
    was, now = _told(before), _told(after)
    changed = [name for name in now if was[name] != now[name]]
    return event_of(
        "ticket_changed",
        after.number,
        after.changed_at,
        actor,
        by,
        {name: was[name] for name in changed},
        {name: now[name] for name in changed},
    )


def _told(ticket: Ticket) -> dict[str, object]:
    return {
        "status": ticket.status.value,
        "owner_id": ticket.owner_id,
        "due_at": ticket.due_at.isoformat() if ticket.due_at else None,
        "tags": sorted(ticket.tags),
        "merged_into": ticket.merged_into,
        "can_be_reached": bool(ticket.asker.reach),
    }
