"""DraftStore in memory; the contract tests hold it to what the SQL one does."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from assistant.domain import AuditEvent, DeliveryState, Draft, DraftState, Ticket, TicketStatus
from assistant.errors import Conflict, NotFound


@dataclass
class MemoryDraftStore:
    """Shares its tickets and events with whoever made it."""

    tickets: MutableMapping[int, Ticket]
    events: list[AuditEvent] = field(default_factory=list)
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
        return kept

    def in_state(self, state: DraftState, changed_before: datetime) -> tuple[Draft, ...]:
        found = [draft for draft in self.stored.values() if draft.state is state and draft.changed_at < changed_before]
        return tuple(sorted(found, key=lambda draft: (draft.changed_at, draft.id)))

    def sent_to(self, conversation_id: str) -> tuple[Draft, ...]:
        own = {number for number, each in self.tickets.items() if each.asker.conversation_id == conversation_id}
        found = [
            draft
            for draft in self.stored.values()
            if any(each.state is DeliveryState.SENT and each.ticket in own for each in draft.deliveries)
        ]
        return tuple(sorted(found, key=lambda draft: (draft.sent_at, draft.id)))

    def _note(self, event: AuditEvent) -> None:
        self.events.append(replace(event, sequence=len(self.events) + 1))
