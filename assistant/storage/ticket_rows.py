"""Rows of tickets and back, and which of them a filter wants."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, or_, select

from assistant.desk_ports import TicketFilter
from assistant.domain import Asker, Ticket, TicketNote, TicketSource, TicketStatus
from assistant.errors import NotFound
from assistant.storage.desk_tables import ticket_notes, ticket_tags, tickets

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PLACE = re.compile(r"([0-9]{1,18})-([0-9]{1,10})")
_NUMBER = re.compile(r"#?([0-9]{1,9})")


def row_of(ticket: Ticket) -> dict[str, object]:
    """The columns of a ticket but for its number."""
    asker = ticket.asker
    return {
        "question": ticket.question,
        "status": ticket.status,
        "source": ticket.source,
        "channel": asker.channel,
        "account": asker.account,
        "user_id": asker.user_id,
        "conversation_id": asker.conversation_id,
        "reach": asker.reach,
        "answer_id": ticket.answer_id,
        "owner_id": ticket.owner_id,
        "created_at": ticket.created_at,
        "changed_at": ticket.changed_at,
        "due_at": ticket.due_at,
        "reopened_at": ticket.reopened_at,
        "merged_into": ticket.merged_into,
        "revision": ticket.revision,
    }


def ticket_of(row: Row[Any], tags: Iterable[str] = ()) -> Ticket:
    """A ticket from its columns."""
    return Ticket(
        number=row.number,
        question=row.question,
        status=TicketStatus(row.status),
        source=TicketSource(row.source),
        asker=Asker(row.channel, row.account, row.user_id, row.conversation_id, row.reach),
        created_at=row.created_at,
        changed_at=row.changed_at,
        revision=row.revision,
        answer_id=row.answer_id,
        owner_id=row.owner_id,
        due_at=row.due_at,
        reopened_at=row.reopened_at,
        tags=tuple(tags),
        merged_into=row.merged_into,
    )


def note_of(row: Row[Any]) -> TicketNote:
    """A note from its columns."""
    return TicketNote(row.id, row.ticket, row.author_id, row.text, row.written_at)


def wanted_by(wanted: TicketFilter) -> list[ColumnElement[bool]]:
    """What must hold of a ticket that is wanted."""
    conditions: list[ColumnElement[bool]] = []
    if wanted.statuses:
        conditions.append(tickets.c.status.in_(wanted.statuses))
    if wanted.sources:
        conditions.append(tickets.c.source.in_(wanted.sources))
    if wanted.owner_id is not None:
        conditions.append(tickets.c.owner_id == wanted.owner_id)
    if wanted.unowned:
        conditions.append(tickets.c.owner_id.is_(None))
    if wanted.tag is not None:
        conditions.append(tickets.c.number.in_(_with(ticket_tags.c.ticket, ticket_tags.c.tag == wanted.tag)))
    if wanted.due_before is not None:
        conditions.append(tickets.c.due_at < wanted.due_before)
    conditions += map(_holds, wanted.text.split())
    return conditions


def after_place(place: str) -> ColumnElement[bool]:
    """What holds of the tickets after one, which `place_of` named; raises NotFound for what names none."""
    named = _PLACE.fullmatch(place)
    if named is None:
        raise NotFound("没有这一页，请从第一页重新看起。")
    try:
        moment = _EPOCH + timedelta(microseconds=int(named[1]))
    except OverflowError:
        raise NotFound("没有这一页，请从第一页重新看起。") from None
    earlier = tickets.c.changed_at < moment
    return or_(earlier, and_(tickets.c.changed_at == moment, tickets.c.number < int(named[2])))


def place_of(ticket: Ticket) -> str:
    """Names where a ticket stands among those that changed most recently."""
    return f"{(ticket.changed_at - _EPOCH) // timedelta(microseconds=1)}-{ticket.number}"


def _holds(word: str) -> ColumnElement[bool]:
    noted = _with(ticket_notes.c.ticket, ticket_notes.c.text.icontains(word, autoescape=True))
    holds = or_(tickets.c.question.icontains(word, autoescape=True), tickets.c.number.in_(noted))
    numbered = _NUMBER.fullmatch(word)
    return or_(holds, tickets.c.number == int(numbered[1])) if numbered else holds


def _with(number: ColumnElement[Any], condition: ColumnElement[bool]) -> Select[Any]:
    return select(number).where(condition)
