"""DraftStore in memory; the contract tests hold it to what the SQL one does."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from assistant.desk_ports import Received
from assistant.domain import AuditEvent, DeliveryState, Draft, DraftForm, DraftState, Ticket, TicketStatus
from assistant.errors import Conflict, NotFound
from tests.fakes.ticket_store import MemoryTicketStore


@dataclass
class MemoryDraftStore:
    """Shares its tickets and their events with the store of tickets."""

    held: MemoryTicketStore
    stored: dict[str, Draft] = field(default_factory=dict)

    def add(self, draft: Draft, event: AuditEvent) -> None:
        if draft.ticket not in self.tickets:
            raise NotFound(f"没有编号为 {draft.ticket} 的工单，可能已经删除。")
        self.stored[draft.id] = draft
        self._note(event)

    def draft(self, draft_id: str) -> Draft:
        if draft_id not in self.stored:
            raise NotFound("没有这份回复，可能已经删除，请刷新页面。")
        return self.stored[draft_id]

    def of_ticket(self, number: int) -> tuple[Draft, ...]:
        found = [draft for draft in self.stored.values() if draft.ticket == number]
        return tuple(sorted(found, key=lambda draft: (draft.written_at, draft.id)))

    def save(self, draft: Draft, revision: int, event: AuditEvent, status: TicketStatus | None = None) -> Draft:
        if self.draft(draft.id).revision != revision:
            raise Conflict("同事刚刚改过这份回复，请刷新后再操作。")
        kept = self.stored[draft.id] = replace(draft, revision=revision + 1)
        self._note(event)
        ticket = self.tickets[draft.ticket]
        if status is not None and ticket.status not in (status, TicketStatus.CLOSED, TicketStatus.MERGED):
            self.tickets[ticket.number] = replace(
                ticket, status=status, changed_at=event.at, revision=ticket.revision + 1
            )
            changed = {"before": {"status": ticket.status.value}, "after": {"status": status.value}}
            told = replace(event, action="ticket_changed", subject="ticket", subject_id=str(ticket.number), **changed)
            self._note(told)
        received = _received(kept)
        self.held.answered |= {number: kept.sent_at for number in received if kept.sent_at}
        for each in self.held.merged(kept.ticket) if status is TicketStatus.REPLIED else ():
            if each.number not in received:
                self.held.move(each, TicketStatus.OPEN, None, event)
        return kept

    def in_state(self, state: DraftState, changed_before: datetime, limit: int) -> tuple[Draft, ...]:
        found = [draft for draft in self.stored.values() if draft.state is state and draft.changed_at < changed_before]
        return tuple(sorted(found, key=lambda draft: (draft.changed_at, draft.id)))[:limit]

    def sent_to(self, conversation_id: str) -> tuple[Received, ...]:
        own = {number for number, each in self.tickets.items() if each.asker.conversation_id == conversation_id}
        written = (draft for draft in self.stored.values() if draft.form is not DraftForm.PHONE)
        found = [draft for draft in written if own & set(_received(draft))]
        found = sorted(found, key=lambda draft: (draft.sent_at, draft.id))
        return tuple(Received(draft, tuple(sorted(own & set(_received(draft))))) for draft in found)

    @property
    def tickets(self) -> dict[int, Ticket]:
        return self.held.kept

    @property
    def events(self) -> list[AuditEvent]:
        return self.held.events

    def _note(self, event: AuditEvent) -> None:
        self.events.append(replace(event, sequence=len(self.events) + 1))


def _received(draft: Draft) -> list[int]:
    """The tickets that got it."""
    return [number for each in draft.deliveries if each.state is DeliveryState.SENT for number in each.tickets]
