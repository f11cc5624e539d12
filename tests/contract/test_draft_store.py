"""DraftStore: the same cases over memory, SQLite and PostgreSQL."""

from dataclasses import replace
from datetime import timedelta

import pytest

from assistant.desk_ports import DraftStore, TicketStore
from assistant.domain import DeliveryState, DraftForm, DraftState, ReplyDelivery, ReplyWay, Ticket, TicketStatus
from assistant.errors import Conflict, NotFound
from assistant.storage.audit_store import SqlAuditStore
from assistant.storage.desk_tables import tickets
from assistant.storage.draft_store import SqlDraftStore
from assistant.storage.ticket_rows import row_of
from assistant.storage.ticket_store import SqlTicketStore
from tests.fakes.answers import full_answer
from tests.fakes.desk import DRAFT, MONDAY, ON_THE_WEB, TICKET, event, ticket
from tests.fakes.draft_store import MemoryDraftStore
from tests.fakes.ticket_store import MemoryTicketStore

OTHER_WEB = replace(ON_THE_WEB, conversation_id="c-2")
LATER = MONDAY + timedelta(minutes=5)


class Desk:
    """A store with the tickets 1 to 3 (2 merged into 1), and what can be seen of it from outside."""

    def __init__(self, stores) -> None:
        held = [TICKET, ticket(2, OTHER_WEB, status=TicketStatus.MERGED, merged_into=1), ticket(3)]
        self._database = stores
        self.store: DraftStore
        self.tickets: TicketStore
        if stores == "memory":
            self.tickets = MemoryTicketStore({each.number: each for each in held})
            self.store = MemoryDraftStore(self.tickets)
            return
        with stores.write() as connection:
            connection.execute(tickets.insert(), list(map(_row, held)))
        self.store, self.tickets = SqlDraftStore(stores), SqlTicketStore(stores)

    def status(self, number: int) -> tuple[str, int]:
        held = self.tickets.ticket(number)
        return held.status.value, held.revision

    def actions(self) -> list[tuple[str, str]]:
        noted = self.store.events if self._database == "memory" else SqlAuditStore(self._database).since(0, 100)
        return [(each.action, each.subject_id) for each in noted]


def _row(held: Ticket) -> dict[str, object]:
    return {"number": held.number, "question_key": "", **row_of(held)}


@pytest.fixture
def desk(stores) -> Desk:
    return Desk(stores)


def sent(number: int) -> ReplyDelivery:
    return ReplyDelivery(number, ReplyWay.WEB, DeliveryState.SENT, sent_at=LATER)


def test_a_draft_comes_back_as_it_was_kept_with_its_event(desk):
    kept = replace(DRAFT, citations=full_answer().citations, comment="请核对\0", deliveries=(sent(1),))
    desk.store.add(kept, event("draft_added"))
    assert desk.store.draft(DRAFT.id) == kept
    assert desk.actions() == [("draft_added", "d-1")]


def test_a_draft_needs_its_ticket(desk):
    with pytest.raises(NotFound, match="99"):
        desk.store.add(replace(DRAFT, ticket=99), event("draft_added"))
    assert desk.actions() == []
    with pytest.raises(NotFound):
        desk.store.draft(DRAFT.id)


def test_each_change_counts_up_the_revision(desk):
    desk.store.add(DRAFT, event("draft_added"))
    saved = desk.store.save(replace(DRAFT, comment="一"), 1, event())
    assert (saved.revision, saved.comment) == (2, "一")
    assert desk.store.draft(DRAFT.id) == saved


def test_who_changes_an_older_revision_is_told_and_nothing_is_kept(desk):
    desk.store.add(DRAFT, event("draft_added"))
    saved = desk.store.save(replace(DRAFT, comment="一"), 1, event())
    with pytest.raises(Conflict, match="刷新"):
        desk.store.save(replace(DRAFT, comment="二"), 1, event(), TicketStatus.REPLIED)
    with pytest.raises(NotFound):
        desk.store.save(replace(DRAFT, id="d-none"), 1, event())
    assert desk.store.draft(DRAFT.id) == saved
    assert desk.actions() == [("draft_added", "d-1"), ("draft_changed", "d-1")]


def test_a_ticket_gets_its_status_with_the_change_and_an_event_of_its_own(desk):
    desk.store.add(DRAFT, event("draft_added"))
    both = replace(DRAFT, deliveries=(sent(1), sent(2)), sent_at=LATER)
    desk.store.save(both, 1, event("draft_sent"), TicketStatus.REPLIED)
    desk.store.save(both, 2, event("draft_sent"), TicketStatus.REPLIED)
    assert desk.status(1) == ("replied", 2)
    assert desk.actions()[1:] == [("draft_sent", "d-1"), ("ticket_changed", "1"), ("draft_sent", "d-1")]


def test_a_ticket_that_is_merged_keeps_its_status(desk):
    desk.store.add(replace(DRAFT, ticket=2), event("draft_added"))
    desk.store.save(replace(DRAFT, ticket=2), 1, event("draft_sent"), TicketStatus.REPLIED)
    assert desk.status(2) == ("merged", 1)


def test_the_drafts_of_a_ticket_come_in_the_order_in_which_they_were_written(desk):
    second = replace(DRAFT, id="d-0", written_at=LATER)
    for each in (second, DRAFT, replace(DRAFT, id="d-9", ticket=3)):
        desk.store.add(each, event("draft_added", each.id))
    assert desk.store.of_ticket(1) == (DRAFT, second)
    assert desk.store.of_ticket(2) == ()


def test_drafts_are_found_by_how_long_they_have_been_in_a_state(desk):
    for n, moment in enumerate((LATER, MONDAY, MONDAY), 1):
        state = DraftState.WRITING if n == 3 else DraftState.SENDING
        desk.store.add(replace(DRAFT, id=f"d-{n}", state=state, changed_at=moment), event("draft_added"))
    assert [each.id for each in desk.store.in_state(DraftState.SENDING, LATER, 9)] == ["d-2"]
    far = LATER + timedelta(hours=1)
    assert [each.id for each in desk.store.in_state(DraftState.SENDING, far, 9)] == ["d-2", "d-1"]
    assert [each.id for each in desk.store.in_state(DraftState.SENDING, far, 1)] == ["d-2"]


def test_a_conversation_gets_what_was_sent_to_it_and_nothing_else(desk):
    for n, number in enumerate((1, 1, 3), 1):
        desk.store.add(replace(DRAFT, id=f"d-{n}", ticket=number), event("draft_added"))
    waits = replace(sent(2), state=DeliveryState.FAILED, sent_at=None)
    desk.store.save(
        replace(DRAFT, id="d-2", state=DraftState.FAILED, sent_at=LATER, deliveries=(sent(1), waits)), 1, event()
    )
    assert [each.draft.id for each in desk.store.sent_to("c-1")] == ["d-2"]
    assert desk.store.sent_to("c-2") == ()
    earlier = replace(DRAFT, ticket=3, id="d-3", state=DraftState.SENT, sent_at=MONDAY, deliveries=(sent(3),))
    desk.store.save(earlier, 1, event())
    assert [each.draft.id for each in desk.store.sent_to("c-1")] == ["d-3", "d-2"]


def test_the_asker_of_a_merged_ticket_gets_the_reply_too(desk):
    desk.store.add(DRAFT, event("draft_added"))
    desk.store.save(
        replace(DRAFT, state=DraftState.SENT, sent_at=LATER, deliveries=(sent(1), sent(2))), 1, event("draft_sent")
    )
    (received,) = desk.store.sent_to("c-2")
    assert (received.draft.id, received.tickets) == ("d-1", (2,))


def test_a_conversation_is_told_each_of_its_tickets_that_a_reply_answers(desk):
    desk.store.add(DRAFT, event("draft_added"))
    both = replace(sent(1), also=(3,))
    desk.store.save(
        replace(DRAFT, state=DraftState.SENT, sent_at=LATER, deliveries=(both, sent(2))), 1, event("draft_sent")
    )
    assert [each.tickets for each in desk.store.sent_to("c-1")] == [(1, 3)]


def reply(desk: Desk, *numbers: int) -> None:
    desk.store.add(DRAFT, event("draft_added"))
    kept = replace(DRAFT, state=DraftState.SENT, sent_at=LATER, deliveries=tuple(map(sent, numbers)))
    desk.store.save(kept, 1, event("draft_sent"), TicketStatus.REPLIED)


def opened_again(desk: Desk, number: int) -> None:
    held = desk.tickets.ticket(number)
    changed = replace(held, status=TicketStatus.OPEN, merged_into=None, reopened_at=LATER + timedelta(hours=1))
    desk.tickets.save(changed, held.revision, event("ticket_changed"))


def test_one_that_was_merged_while_the_reply_was_sent_waits_by_itself(desk):
    reply(desk, 1)
    assert desk.status(1) == ("replied", 2)
    late = desk.tickets.ticket(2)
    assert (late.status, late.merged_into, late.revision) == (TicketStatus.OPEN, None, 2)
    assert ("ticket_changed", "2") in desk.actions()


def test_who_was_answered_is_let_go_when_the_ticket_is_opened_again(desk):
    reply(desk, 1, 2)
    opened_again(desk, 1)
    assert desk.tickets.merged(1) == ()
    assert desk.status(2) == ("replied", 2)


def test_who_came_again_after_their_reply_stays_merged_when_the_ticket_is_opened_again(desk):
    reply(desk, 1, 2)
    opened_again(desk, 2)
    opened_again(desk, 1)
    desk.tickets.merge(2, desk.status(2)[1], 1, LATER, event())
    closed = desk.tickets.ticket(1)
    desk.tickets.save(replace(closed, status=TicketStatus.CLOSED), closed.revision, event("ticket_changed"))
    opened_again(desk, 1)
    assert [each.number for each in desk.tickets.merged(1)] == [2]


def test_what_was_said_on_the_phone_is_no_reply_to_read(desk):
    desk.store.add(replace(DRAFT, form=DraftForm.PHONE), event("draft_added"))
    said = replace(DRAFT, form=DraftForm.PHONE, state=DraftState.SENT, sent_at=LATER, deliveries=(sent(1),))
    desk.store.save(said, 1, event("draft_sent"))
    assert desk.store.sent_to("c-1") == ()
