"""Replies to tickets, in SQL; the body of a reply is JSON beside the columns that are asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Select, bindparam, exc, select, update

from assistant.desk_ports import Received
from assistant.domain import AuditEvent, DeliveryState, Draft, DraftForm, DraftState, TicketStatus
from assistant.errors import Conflict, NotFound
from assistant.storage.audit_store import append
from assistant.storage.desk_tables import draft_receivers, drafts, tickets
from assistant.storage.engine import Database
from assistant.storage.ticket_ties import open_unanswered
from assistant.storage.upsert import insert_or_keep

_DRAFT = TypeAdapter(Draft)
_SETTLED = (TicketStatus.CLOSED, TicketStatus.MERGED)
_BODIES = select(drafts.c.body)
_OF_ID = _BODIES.where(drafts.c.id == bindparam("draft_id"))
_OF_TICKET = _BODIES.where(drafts.c.ticket == bindparam("number"))
_IN_STATE = _BODIES.where(drafts.c.state == bindparam("state"), drafts.c.changed_at < bindparam("before")).order_by(
    drafts.c.changed_at, drafts.c.id
)
_RECEIVED = (
    select(drafts.c.body, draft_receivers.c.ticket)
    .join(draft_receivers, draft_receivers.c.draft == drafts.c.id)
    .join(tickets, tickets.c.number == draft_receivers.c.ticket)
    .where(tickets.c.conversation_id == bindparam("conversation_id"))
    .order_by(drafts.c.sent_at, drafts.c.id, draft_receivers.c.ticket)
)
_SAVE = update(drafts).where(drafts.c.id == bindparam("draft_id"), drafts.c.revision == bindparam("known"))
_STATUS = select(tickets.c.status).where(tickets.c.number == bindparam("number")).with_for_update()
_SET_STATUS = update(tickets).where(tickets.c.number == bindparam("of_number"))


class SqlDraftStore:
    """DraftStore over a migrated database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._receive = insert_or_keep(database, draft_receivers)

    def add(self, draft: Draft, event: AuditEvent) -> None:
        """See DraftStore."""
        try:
            with self._database.write() as connection:
                connection.execute(drafts.insert(), {"id": draft.id, "ticket": draft.ticket, **_columns(draft)})
                append(connection, event)
        except exc.IntegrityError as error:
            raise NotFound(f"没有编号为 {draft.ticket} 的工单，可能已经删除。") from error

    def draft(self, draft_id: str) -> Draft:
        """See DraftStore."""
        with self._database.read() as connection:
            return _draft(connection, draft_id)

    def of_ticket(self, number: int) -> tuple[Draft, ...]:
        """See DraftStore."""
        with self._database.read() as connection:
            found = _read(connection, _OF_TICKET, {"number": number})
        return tuple(sorted(found, key=lambda draft: (draft.written_at, draft.id)))

    def save(self, draft: Draft, revision: int, event: AuditEvent, status: TicketStatus | None = None) -> Draft:
        """See DraftStore."""
        kept = replace(draft, revision=revision + 1)
        with self._database.write() as connection:
            values = {"draft_id": draft.id, "known": revision, **_columns(kept)}
            if not connection.execute(_SAVE, values).rowcount:
                _draft(connection, draft.id)
                raise Conflict("同事刚刚改过这份回复，请刷新后再操作。")
            append(connection, event)
            sent = [n for each in kept.deliveries if each.state is DeliveryState.SENT for n in each.tickets]
            if sent:
                connection.execute(self._receive, [{"draft": kept.id, "ticket": number} for number in sent])
            if status is not None:
                _set_status(connection, kept.ticket, status, event)
            if status is TicketStatus.REPLIED:
                open_unanswered(connection, kept.ticket, sent, event)
        return kept

    def in_state(self, state: DraftState, changed_before: datetime, limit: int) -> tuple[Draft, ...]:
        """See DraftStore."""
        with self._database.read() as connection:
            return _read(connection, _IN_STATE.limit(limit), {"state": state.value, "before": changed_before})

    def sent_to(self, conversation_id: str) -> tuple[Received, ...]:
        """See DraftStore."""
        with self._database.read() as connection:
            found = connection.execute(_RECEIVED, {"conversation_id": conversation_id}).all()
        answered: dict[str, list[int]] = {}
        for row in found:
            answered.setdefault(row.body, []).append(row.ticket)
        replies = ((_DRAFT.validate_json(body), tuple(numbers)) for body, numbers in answered.items())
        return tuple(Received(draft, numbers) for draft, numbers in replies if draft.form is not DraftForm.PHONE)


def _columns(draft: Draft) -> dict[str, Any]:
    return {
        "state": draft.state.value,
        "changed_at": draft.changed_at,
        "sent_at": draft.sent_at,
        "revision": draft.revision,
        "body": _DRAFT.dump_json(draft).decode(),
    }


def _draft(connection: Connection, draft_id: str) -> Draft:
    body = connection.execute(_OF_ID, {"draft_id": draft_id}).scalar_one_or_none()
    if body is None:
        raise NotFound("没有这份回复，可能已经删除，请刷新页面。")
    return _DRAFT.validate_json(body)


def _read(connection: Connection, wanted: Select[Any], values: dict[str, object]) -> tuple[Draft, ...]:
    return tuple(_DRAFT.validate_json(body) for body in connection.scalars(wanted, values))


def _set_status(connection: Connection, number: int, status: TicketStatus, event: AuditEvent) -> None:
    before = connection.execute(_STATUS, {"number": number}).scalar_one()
    if before in (status, *_SETTLED):
        return
    changed = {"status": status.value, "changed_at": event.at, "revision": tickets.c.revision + 1}
    connection.execute(_SET_STATUS.values(changed), {"of_number": number})
    told = replace(event, action="ticket_changed", subject="ticket", subject_id=str(number))
    append(connection, replace(told, before={"status": before}, after={"status": status.value}))
