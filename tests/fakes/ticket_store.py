"""Tickets and what was answered, without a database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import RLock

from assistant.desk_ports import TicketFilter, TicketPage
from assistant.domain import STANDING, Asker, AuditEvent, Gathered, Rating, Ticket, TicketNote, TicketStatus
from assistant.errors import Conflict, NotFound

ALONE = {"status": TicketStatus.OPEN, "merged_into": None}


@dataclass
class MemoryTicketStore:
    """TicketStore without a database; safe to share by threads. Events go to `events`."""

    kept: dict[int, Ticket] = field(default_factory=dict)
    keys: dict[int, str] = field(default_factory=dict)
    told: list[TicketNote] = field(default_factory=list)
    events: list[AuditEvent] = field(default_factory=list)
    answered: dict[int, datetime] = field(default_factory=dict)
    first_into: dict[int, int] = field(default_factory=dict)
    lock: RLock = field(default_factory=RLock)

    def open(self, ticket: Ticket, key: str, event: Callable[[Ticket], AuditEvent]) -> Ticket:
        with self.lock:
            if ticket.answer_id is not None and (before := self.of_answer(ticket.answer_id)):
                return before
            if ticket.merged_into is not None:
                place = self.ticket(ticket.merged_into).merged_into or ticket.merged_into
                stands = self.ticket(place).status in STANDING
                ticket = replace(ticket, merged_into=place) if stands else replace(ticket, **ALONE)
            opened = replace(ticket, number=len(self.kept) + 1, tags=tuple(sorted(ticket.tags)))
            self.kept[opened.number] = opened
            self.keys[opened.number] = key
            if opened.merged_into is not None:
                self.first_into[opened.number] = opened.merged_into
            self.events.append(event(opened))
            return opened

    def ticket(self, number: int) -> Ticket:
        if number not in self.kept:
            raise NotFound(f"没有编号为 {number} 的工单，请核对编号。")
        return self.kept[number]

    def same(self, key: str) -> int | None:
        standing = (number for number, ticket in self.kept.items() if ticket.status in STANDING)
        return min((number for number in standing if key and self.keys[number] == key), default=None)

    def of_answer(self, answer_id: str) -> Ticket | None:
        return next((each for each in self.kept.values() if each.answer_id == answer_id), None)

    def of_asker(self, asker: Asker, limit: int) -> tuple[Ticket, ...]:
        found = [each for each in self.kept.values() if _is_same(each.asker, asker)]
        return tuple(reversed(found))[:limit]

    def save(self, ticket: Ticket, revision: int, event: AuditEvent) -> Ticket:
        with self.lock:
            before = self.ticket(ticket.number)
            if before.revision != revision:
                raise Conflict("同事刚刚改过这个工单，请重新载入后再改。")
            saved = replace(ticket, revision=revision + 1, tags=tuple(sorted(ticket.tags)))
            self.kept[ticket.number] = saved
            self.events.append(event)
            if before.status not in STANDING and saved.status in STANDING:
                self._tie_anew(before, event)
            return saved

    def merge(self, number: int, revision: int, into: int, moment: datetime, event: AuditEvent) -> Ticket:
        with self.lock:
            ticket, main = self.ticket(number), self.ticket(into)
            if ticket.revision != revision:
                raise Conflict("同事刚刚改过这个工单，请重新载入后再改。")
            if number == into or TicketStatus.MERGED in (ticket.status, main.status):
                raise Conflict("不能合并。")
            if main.status not in STANDING:
                raise Conflict("已经不在等答复。")
            self.first_into[number] = into
            for each in (ticket, *self.merged(number)):
                self.kept[each.number] = replace(
                    each, merged_into=into, status=TicketStatus.MERGED, changed_at=moment, revision=each.revision + 1
                )
            self.events.append(event)
            return self.kept[number]

    def page(self, wanted: TicketFilter, limit: int, after: str | None = None) -> TicketPage:
        found = sorted(filter(self._matches(wanted), self.kept.values()), key=_place, reverse=True)
        rest = found
        if after is not None:
            try:
                moment, number = after.split("-")
                rest = [each for each in found if _place(each) < (int(moment), int(number))]
            except ValueError:
                raise NotFound("没有这一页，请从第一页重新看起。") from None
        shown = tuple(rest[:limit])
        place = "-".join(map(str, _place(shown[-1]))) if len(rest) > limit else None
        return TicketPage(shown, len(found), place)

    def counts(self) -> dict[TicketStatus, int]:
        return dict(Counter(each.status for each in self.kept.values()))

    def questions(self, statuses: Sequence[TicketStatus], limit: int) -> tuple[tuple[int, str], ...]:
        found = [(each.number, each.question) for each in self.kept.values() if each.status in statuses]
        return tuple(reversed(found))[:limit]

    def merged(self, number: int) -> tuple[Ticket, ...]:
        return tuple(each for each in self.kept.values() if each.merged_into == number)

    def note(self, note: TicketNote, event: AuditEvent) -> None:
        self.ticket(note.ticket)
        self.told.append(note)
        self.events.append(event)

    def notes(self, number: int) -> tuple[TicketNote, ...]:
        return tuple(each for each in self.told if each.ticket == number)

    def tags(self) -> tuple[str, ...]:
        counted = Counter(tag for each in self.kept.values() for tag in each.tags)
        return tuple(sorted(counted, key=lambda tag: (-counted[tag], tag)))

    def _tie_anew(self, before: Ticket, event: AuditEvent) -> None:
        for each in self.merged(before.merged_into or before.number):
            if before.merged_into is not None and not self._came_with(each.number, before.number):
                continue
            answered = self.answered.get(each.number)
            if answered and not (each.reopened_at and answered < each.reopened_at):
                self.move(each, TicketStatus.REPLIED, None, event)
            elif each.merged_into != before.number:
                self.move(each, TicketStatus.MERGED, before.number, event)

    def move(self, each: Ticket, status: TicketStatus, into: int | None, event: AuditEvent) -> None:
        """Keep that a ticket was let go, or taken back, with the event of another."""
        changed = {"status": status, "merged_into": into}
        self.kept[each.number] = replace(each, changed_at=event.at, revision=each.revision + 1, **changed)
        told = replace(event, action="ticket_changed", subject="ticket", subject_id=str(each.number))
        before = {"status": each.status.value, "merged_into": each.merged_into}
        self.events.append(replace(told, before=before, after=changed))

    def _came_with(self, number: int, other: int) -> bool:
        parent = self.first_into.get(number)
        return parent is not None and (parent == other or self._came_with(parent, other))

    def _matches(self, wanted: TicketFilter) -> Callable[[Ticket], bool]:
        def matches(each: Ticket) -> bool:
            texts = [each.question, *(note.text for note in self.notes(each.number))]
            return (
                each.status in (wanted.statuses or TicketStatus)
                and (not wanted.sources or each.source in wanted.sources)
                and (wanted.owner_id is None or each.owner_id == wanted.owner_id)
                and not (wanted.unowned and each.owner_id)
                and (wanted.tag is None or wanted.tag in each.tags)
                and (wanted.due_before is None or (each.due_at is not None and each.due_at < wanted.due_before))
                and all(
                    word.lstrip("#") == str(each.number) or any(word.lower() in text.lower() for text in texts)
                    for word in wanted.text.split()
                )
            )

        return matches


@dataclass
class MemoryAnswerRecord:
    """AnswerRecord of what a test puts into it; `tickets` tells which answers have a ticket."""

    tickets: MemoryTicketStore
    answered: list[tuple[datetime, Gathered]] = field(default_factory=list)
    rated: list[tuple[datetime, Gathered]] = field(default_factory=list)
    judged: dict[str, tuple[Rating, ...]] = field(default_factory=dict)
    conversations: dict[str, Asker] = field(default_factory=dict)

    def last(self) -> tuple[int, int]:
        answers, ratings = ([each.sequence for _, each in told] for told in (self.answered, self.rated))
        return max(answers, default=0), max(ratings, default=0)

    def unanswered(self, after: int, since: datetime, fresh: datetime, limit: int) -> tuple[Gathered, ...]:
        return self._new(self.answered, after, since, fresh, limit)

    def rated_down(self, after: int, since: datetime, fresh: datetime, limit: int) -> tuple[Gathered, ...]:
        return self._new(self.rated, after, since, fresh, limit)

    def ratings(self, answer_id: str) -> tuple[Rating, ...]:
        return self.judged.get(answer_id, ())

    def asker(self, conversation_id: str) -> Asker | None:
        return self.conversations.get(conversation_id)

    def _new(
        self, told: list[tuple[datetime, Gathered]], after: int, since: datetime, fresh: datetime, limit: int
    ) -> tuple[Gathered, ...]:
        new = [
            each
            for moment, each in told
            if moment >= since
            and (each.sequence > after or (each.sequence > after - 100 and moment >= fresh))
            and self.tickets.of_answer(each.answer_id) is None
        ]
        return tuple(new[:limit])


def _is_same(one: Asker, other: Asker) -> bool:
    if other.user_id:
        return (one.channel, one.account, one.user_id) == (other.channel, other.account, other.user_id)
    return other.conversation_id is not None and one.conversation_id == other.conversation_id


def _place(ticket: Ticket) -> tuple[int, int]:
    return round(ticket.changed_at.timestamp() * 1_000_000), ticket.number
