"""What staff do with tickets: find, read, change, note, merge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import TypedDict

from assistant.desk.opening import tidy_tags
from assistant.desk.similar import Similar
from assistant.desk.staff_secrets import new_id
from assistant.desk.ticket_events import changed_by, event_of
from assistant.desk_ports import StaffStore, TicketFilter, TicketPage, TicketStore
from assistant.domain import STANDING, Permission, Ticket, TicketNote, TicketStatus, User
from assistant.errors import NotFound, TicketRefused
from assistant.language.masking import masked, plain_text
from assistant.ports import Clock

LONGEST_NOTE = 4000
MOST_SIMILAR = 5
COMPARED = 2000
"""With so many of the newest standing tickets a question is compared."""
_SHOWN = tuple(status for status in TicketStatus if status is not TicketStatus.MERGED)
_BY_HAND = (TicketStatus.OPEN, TicketStatus.REPLIED, TicketStatus.CLOSED)


class Due(StrEnum):
    """Whose reply is late, or will be when the day ends."""

    OVERDUE = "overdue"
    TODAY = "today"


class Edit(TypedDict, total=False):
    """What is to change of a ticket; what is left out stays."""

    status: TicketStatus
    owner_id: str | None
    due_at: datetime | None
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of tickets, how many there are of each status, and the tags in use."""

    page: TicketPage
    counts: dict[TicketStatus, int]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """Another standing ticket whose question is much like this one's, from 0 to 1."""

    ticket: Ticket
    likeness: float


class Tickets:
    """Who may do it, the door knows."""

    def __init__(self, store: TicketStore, staff: StaffStore, similar: Similar, clock: Clock) -> None:
        self._store, self._staff, self._similar, self._clock = store, staff, similar, clock

    def listing(self, wanted: TicketFilter, due: Due | None, limit: int, after: str | None) -> Listing:
        """What matches; merged tickets only where they are asked for, late ones only while they wait."""
        statuses = wanted.statuses or (STANDING if due else _SHOWN)
        wanted = replace(wanted, statuses=statuses, text=plain_text(wanted.text), due_before=self._before(due))
        return Listing(self._store.page(wanted, limit, after), self._store.counts(), self._store.tags())

    def ticket(self, number: int) -> Ticket:
        """A ticket; raises NotFound."""
        return self._store.ticket(number)

    def merged(self, number: int) -> tuple[Ticket, ...]:
        """The tickets whose askers get the same reply."""
        return self._store.merged(number)

    def notes(self, number: int) -> tuple[TicketNote, ...]:
        """What staff told each other about it."""
        return self._store.notes(number)

    def alike(self, ticket: Ticket) -> tuple[Alike, ...]:
        """Other standing tickets that may want the same reply."""
        others = [each for each in self._store.questions(STANDING, COMPARED) if each[0] != ticket.number]
        found = self._similar.among(ticket.question, others, MOST_SIMILAR)
        return tuple(Alike(self._store.ticket(number), likeness) for number, likeness in found)

    def owners(self, tickets: Sequence[Ticket]) -> dict[str, User]:
        """The accounts that the tickets belong to, by id."""
        wanted = {ticket.owner_id for ticket in tickets}
        return {user.id: user for user in self._staff.all() if user.id in wanted} if wanted - {None} else {}

    def authors(self, notes: Sequence[TicketNote]) -> dict[str, str]:
        """The names of who wrote notes, by id."""
        wanted = {note.author_id for note in notes}
        return {user.id: user.display_name for user in self._staff.all() if user.id in wanted} if wanted else {}

    def change(self, number: int, revision: int, edit: Edit, actor: User) -> Ticket:
        """Change a ticket of this revision; raises NotFound, Conflict or TicketRefused.

        A merged one that is opened again stands by itself from then on.
        """
        before = self._store.ticket(number)
        changed = self._edited(before, edit)
        if changed == before and revision == before.revision:
            return before
        changed = replace(changed, changed_at=self._clock())
        return self._store.save(changed, revision, changed_by(before, changed, actor))

    def merge(self, number: int, revision: int, into: int, actor: User) -> Ticket:
        """Merge a ticket into another, so that its asker gets that one's reply; raises NotFound or Conflict."""
        now = self._clock()
        event = event_of("ticket_merged", number, now, actor, after={"merged_into": into})
        return self._store.merge(number, revision, into, now, event)

    def note(self, number: int, text: str, actor: User) -> TicketNote:
        """Write a note; raises NotFound or TicketRefused."""
        told = masked(plain_text(text))
        if not told or len(told) > LONGEST_NOTE:
            raise TicketRefused(f"备注要有 1 到 {LONGEST_NOTE} 字。")
        note = TicketNote(new_id(), number, actor.id, told, self._clock())
        self._store.note(note, event_of("note_added", number, note.written_at, actor, after={"text": told}))
        return note

    def _edited(self, ticket: Ticket, edit: Edit) -> Ticket:
        if "status" in edit and edit["status"] is not ticket.status:
            ticket = _moved(ticket, edit["status"], self._clock())
        if "owner_id" in edit and edit["owner_id"] != ticket.owner_id:
            self._demand_worker(edit["owner_id"])
            ticket = replace(ticket, owner_id=edit["owner_id"])
        if "due_at" in edit:
            ticket = replace(ticket, due_at=edit["due_at"])
        if "tags" in edit:
            ticket = replace(ticket, tags=tidy_tags(edit["tags"]))
        return ticket

    def _demand_worker(self, user_id: str | None) -> None:
        if user_id is None:
            return
        refused = TicketRefused("这个账号不能处理工单，请另选负责人。")
        try:
            user = self._staff.user(user_id)
        except NotFound:
            raise refused from None
        if user.disabled_at is not None or not user.may(Permission.WORK_TICKETS):
            raise refused

    def _before(self, due: Due | None) -> datetime | None:
        now = self._clock()
        if due is Due.TODAY:
            return datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)
        return now if due is Due.OVERDUE else None


def _moved(ticket: Ticket, status: TicketStatus, now: datetime) -> Ticket:
    if status not in _BY_HAND:
        raise TicketRefused("这个状态不能直接改：送审请从答复草稿提交，合并请选要并入的工单。")
    if ticket.status is TicketStatus.MERGED and status is not TicketStatus.OPEN:
        raise TicketRefused("已经合并的工单随主工单一起处理；要单独处理，请先取消合并。")
    again = status in STANDING and ticket.status not in STANDING
    return replace(ticket, status=status, merged_into=None, reopened_at=now if again else ticket.reopened_at)
