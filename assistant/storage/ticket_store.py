"""Tickets and their notes, in SQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, select, update

from assistant.desk_ports import TicketFilter, TicketPage
from assistant.domain import STANDING, Asker, AuditEvent, Ticket, TicketNote, TicketStatus
from assistant.errors import Conflict, NotFound
from assistant.storage.audit_store import append
from assistant.storage.desk_tables import ticket_notes, ticket_tags, tickets
from assistant.storage.engine import Database
from assistant.storage.ticket_rows import after_place, note_of, place_of, row_of, ticket_of, wanted_by
from assistant.storage.ticket_ties import tie_anew
from assistant.storage.upsert import insert_or_keep

_NEWEST_FIRST = (tickets.c.changed_at.desc(), tickets.c.number.desc())
_CHANGED = "同事刚刚改过这个工单，请重新载入后再改。"
_COUNTS = select(tickets.c.status, func.count()).group_by(tickets.c.status)
_TAGS = select(ticket_tags.c.tag).group_by(ticket_tags.c.tag).order_by(func.count().desc(), ticket_tags.c.tag)
_MOST_TAGS = 100
_SAME = select(func.min(tickets.c.number)).where(
    tickets.c.question_key == bindparam("key"), tickets.c.status.in_(STANDING)
)


class SqlTicketStore:
    """TicketStore over a migrated database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._open = insert_or_keep(database, tickets).returning(tickets.c.number)

    def open(self, ticket: Ticket, key: str, event: Callable[[Ticket], AuditEvent]) -> Ticket:
        """See TicketStore."""
        with self._database.write() as connection:
            if ticket.merged_into is not None:
                ticket = self._merged(connection, ticket, ticket.merged_into)
            row = row_of(ticket) | {"question_key": key, "merged_first_into": ticket.merged_into}
            number = connection.execute(self._open, row).scalar_one_or_none()
            if number is None:
                return self._read(connection, tickets.c.answer_id == ticket.answer_id)[0]
            opened = replace(ticket, number=number)
            _keep_tags(connection, opened)
            append(connection, event(opened))
            return opened

    def ticket(self, number: int) -> Ticket:
        """See TicketStore."""
        with self._database.read() as connection:
            return self._one(connection, number)

    def same(self, key: str) -> int | None:
        """See TicketStore."""
        with self._database.read() as connection:
            return connection.execute(_SAME, {"key": key}).scalar_one_or_none() if key else None

    def of_answer(self, answer_id: str) -> Ticket | None:
        """See TicketStore."""
        with self._database.read() as connection:
            return next(iter(self._read(connection, tickets.c.answer_id == answer_id)), None)

    def of_asker(self, asker: Asker, limit: int) -> tuple[Ticket, ...]:
        """See TicketStore."""
        if asker.user_id:
            told = {"user_id": asker.user_id, "channel": asker.channel, "account": asker.account}
        elif asker.conversation_id:
            told = {"conversation_id": asker.conversation_id}
        else:
            return ()
        with self._database.read() as connection:
            wanted = select(tickets).filter_by(**told).order_by(tickets.c.number.desc()).limit(limit)
            return _with_tags(connection, connection.execute(wanted))

    def save(self, ticket: Ticket, revision: int, event: AuditEvent) -> Ticket:
        """See TicketStore."""
        saved = replace(ticket, revision=revision + 1)
        with self._database.write() as connection:
            before = self._one(connection, ticket.number)
            guarded = update(tickets).where(tickets.c.number == ticket.number, tickets.c.revision == revision)
            row = row_of(saved) | ({} if saved.merged_into else {"merged_first_into": None})
            if connection.execute(guarded.values(row)).rowcount != 1:
                raise Conflict(_CHANGED)
            if before.tags != saved.tags:
                connection.execute(delete(ticket_tags).where(ticket_tags.c.ticket == ticket.number))
                _keep_tags(connection, saved)
            append(connection, event)
            if before.status not in STANDING and saved.status in STANDING:
                tie_anew(connection, before, event)
            return self._one(connection, ticket.number)

    def merge(self, number: int, revision: int, into: int, moment: datetime, event: AuditEvent) -> Ticket:
        """See TicketStore."""
        with self._database.write() as connection:
            locked = _locked(connection, sorted({number, into}))
            if locked[number].revision != revision:
                raise Conflict(_CHANGED)
            if number == into or TicketStatus.MERGED in {locked[number].status, locked[into].status}:
                raise Conflict(f"工单 #{number} 不能并入 #{into}：其中一个已经合并，或者是同一个。请重新载入后再试。")
            if locked[into].status not in STANDING:
                raise Conflict(f"#{into} 已经不在等答复，并进去的人收不到答复。请先重新打开它，或另选一个。")
            moved = update(tickets).where((tickets.c.number == number) | (tickets.c.merged_into == number))
            values = {"merged_into": into, "changed_at": moment, "revision": tickets.c.revision + 1}
            connection.execute(moved.values(values))
            own = update(tickets).where(tickets.c.number == number)
            connection.execute(own.values(status=TicketStatus.MERGED, merged_first_into=into))
            append(connection, event)
            return self._one(connection, number)

    def page(self, wanted: TicketFilter, limit: int, after: str | None = None) -> TicketPage:
        """See TicketStore. One more is read than wanted, which tells whether there are more."""
        # What matches is looked for once, for the count and for the page.
        matching = select(tickets.c.number).where(*wanted_by(wanted)).cte("matching")
        counted = select(func.count()).select_from(matching).scalar_subquery()
        page = select(tickets, counted.label("total")).join(matching, matching.c.number == tickets.c.number)
        page = page if after is None else page.where(after_place(after))
        with self._database.read() as connection:
            found = connection.execute(page.order_by(*_NEWEST_FIRST).limit(limit + 1)).all()
            total = found[0].total if found else connection.execute(select(counted)).scalar_one()
            shown = _with_tags(connection, found[:limit])
        return TicketPage(shown, total, place_of(shown[-1]) if len(found) > limit else None)

    def counts(self) -> dict[TicketStatus, int]:
        """See TicketStore."""
        with self._database.read() as connection:
            return {TicketStatus(status): count for status, count in connection.execute(_COUNTS)}

    def questions(self, statuses: Sequence[TicketStatus], limit: int) -> tuple[tuple[int, str], ...]:
        """See TicketStore."""
        wanted = select(tickets.c.number, tickets.c.question).where(tickets.c.status.in_(statuses))
        with self._database.read() as connection:
            rows = connection.execute(wanted.order_by(tickets.c.number.desc()).limit(limit))
            return tuple((row.number, row.question) for row in rows)

    def merged(self, number: int) -> tuple[Ticket, ...]:
        """See TicketStore."""
        with self._database.read() as connection:
            return self._read(connection, tickets.c.merged_into == number)

    def note(self, note: TicketNote, event: AuditEvent) -> None:
        """See TicketStore."""
        row = {
            "id": note.id,
            "ticket": note.ticket,
            "author_id": note.author_id,
            "text": note.text,
            "written_at": note.written_at,
        }
        with self._database.write() as connection:
            self._one(connection, note.ticket)
            connection.execute(ticket_notes.insert(), row)
            append(connection, event)

    def notes(self, number: int) -> tuple[TicketNote, ...]:
        """See TicketStore."""
        wanted = select(ticket_notes).where(ticket_notes.c.ticket == number)
        with self._database.read() as connection:
            rows = connection.execute(wanted.order_by(ticket_notes.c.written_at, ticket_notes.c.id))
            return tuple(map(note_of, rows))

    def tags(self) -> tuple[str, ...]:
        """See TicketStore."""
        with self._database.read() as connection:
            return tuple(connection.execute(_TAGS.limit(_MOST_TAGS)).scalars())

    def _merged(self, connection: Connection, ticket: Ticket, into: int) -> Ticket:
        """A new ticket, merged where somebody still waits; its place is kept until the transaction ends."""
        place = self._one(connection, into).merged_into or into
        locked = _locked(connection, sorted({into, place}))
        if place == (locked[into].merged_into or into) and locked[place].status in STANDING:
            return replace(ticket, merged_into=place)
        return replace(ticket, status=TicketStatus.OPEN, merged_into=None)

    def _one(self, connection: Connection, number: int) -> Ticket:
        found = self._read(connection, tickets.c.number == number)
        if not found:
            raise NotFound(f"没有编号为 {number} 的工单，请核对编号。")
        return found[0]

    @staticmethod
    def _read(connection: Connection, condition: ColumnElement[bool]) -> tuple[Ticket, ...]:
        rows = connection.execute(select(tickets).where(condition).order_by(tickets.c.number))
        return _with_tags(connection, rows)


def _locked(connection: Connection, numbers: Sequence[int]) -> dict[int, Ticket]:
    """Tickets that nobody else changes until the transaction ends, locked in one order by all; raises NotFound."""
    wanted = select(tickets).where(tickets.c.number.in_(numbers)).order_by(tickets.c.number).with_for_update()
    locked = {row.number: ticket_of(row) for row in connection.execute(wanted)}
    if missing := [number for number in numbers if number not in locked]:
        raise NotFound(f"没有编号为 {missing[0]} 的工单，请核对编号。")
    return locked


def _with_tags(connection: Connection, rows: Iterable[Any]) -> tuple[Ticket, ...]:
    found = list(rows)
    tags: defaultdict[int, list[str]] = defaultdict(list)
    of_these = select(ticket_tags).where(ticket_tags.c.ticket.in_([row.number for row in found]))
    for row in connection.execute(of_these.order_by(ticket_tags.c.tag)) if found else ():
        tags[row.ticket].append(row.tag)
    return tuple(ticket_of(row, tags[row.number]) for row in found)


def _keep_tags(connection: Connection, ticket: Ticket) -> None:
    if ticket.tags:
        connection.execute(ticket_tags.insert(), [{"ticket": ticket.number, "tag": tag} for tag in ticket.tags])
