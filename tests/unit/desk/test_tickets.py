from __future__ import annotations

from datetime import timedelta

import pytest

from assistant.desk.tickets import Due
from assistant.desk_ports import TicketFilter
from assistant.domain import StaffRole, TicketStatus
from assistant.errors import Conflict, NotFound, TicketRefused
from assistant.language.masking import PHONE

OPEN, MERGED, CLOSED, REPLIED = TicketStatus.OPEN, TicketStatus.MERGED, TicketStatus.CLOSED, TicketStatus.REPLIED


def numbers(desk, due=None, **wanted):
    return [each.number for each in desk.tickets.listing(TicketFilter(**wanted), due, 50, None).page.tickets]


def test_a_change_tells_what_it_was_and_is(desk):
    desk.ask("技改补多少")
    desk.wait(minutes=5)
    changed = desk.tickets.change(1, 1, {"owner_id": "u1", "tags": ("急",), "due_at": None}, desk.agent)
    assert (changed.owner_id, changed.tags, changed.due_at, changed.revision) == ("u1", ("急",), None, 2)
    assert changed.changed_at == desk.now
    event = desk.store.events[-1]
    assert (event.action, event.actor_id, event.subject, event.subject_id) == ("ticket_changed", "u1", "ticket", "1")
    assert event.before == {"owner_id": None, "due_at": "2026-11-29T09:00:00+00:00", "tags": []}
    assert event.after == {"owner_id": "u1", "due_at": None, "tags": ["急"]}


def test_who_changes_an_older_revision_is_told_so(desk):
    desk.ask("技改补多少")
    desk.tickets.change(1, 1, {"status": CLOSED}, desk.agent)
    with pytest.raises(Conflict, match="重新载入"):
        desk.tickets.change(1, 1, {"tags": ("急",)}, desk.agent)
    with pytest.raises(Conflict):
        desk.tickets.change(1, 1, {"status": CLOSED}, desk.agent)


def test_what_changes_nothing_is_no_event(desk):
    desk.ask("技改补多少")
    desk.tickets.change(1, 1, {"status": OPEN}, desk.agent)
    assert len(desk.store.events) == 1


def test_only_who_works_on_tickets_can_own_one(desk):
    desk.ask("技改补多少")
    desk.user("viewer", StaffRole.VIEWER)
    desk.user("gone", StaffRole.AGENT, disabled_at=desk.now)
    for id in ("viewer", "gone", "nobody"):
        with pytest.raises(TicketRefused):
            desk.tickets.change(1, 1, {"owner_id": id}, desk.agent)


@pytest.mark.parametrize("status", [MERGED, TicketStatus.IN_REVIEW])
def test_some_states_come_by_other_ways_only(desk, status):
    desk.ask("技改补多少")
    with pytest.raises(TicketRefused):
        desk.tickets.change(1, 1, {"status": status}, desk.agent)


def test_a_merged_ticket_waits_for_the_main_one_until_it_is_taken_out(desk):
    desk.ask("技改补多少")
    desk.ask("贴息补多少", "c2")
    merged = desk.tickets.merge(2, 1, 1, desk.agent)
    assert (merged.status, merged.merged_into) == (MERGED, 1)
    assert [each.number for each in desk.tickets.merged(1)] == [2]
    with pytest.raises(TicketRefused):
        desk.tickets.change(2, 2, {"status": CLOSED}, desk.agent)
    alone = desk.tickets.change(2, 2, {"status": OPEN}, desk.agent)
    assert (alone.status, alone.merged_into) == (OPEN, None)


def test_nothing_is_merged_into_what_waits_for_no_reply(desk):
    desk.ask("技改补多少")
    desk.ask("贴息补多少", "c2")
    desk.move(1, REPLIED)
    with pytest.raises(Conflict):
        desk.tickets.merge(2, 1, 1, desk.agent)
    with pytest.raises(NotFound):
        desk.tickets.merge(2, 1, 9, desk.agent)


def test_the_list_shows_merged_and_late_tickets_when_they_are_asked_for(desk):
    desk.ask("技改补多少")
    desk.ask("技改补多少", "c2")
    desk.wait(hours=47)
    desk.ask("贴息补多少", "c3")
    desk.ask("厂房补多少", "c4")
    desk.move(4, CLOSED)
    assert numbers(desk) == [4, 3, 1]
    assert numbers(desk, statuses=(MERGED,)) == [2]
    assert numbers(desk, due=Due.OVERDUE) == []
    assert numbers(desk, due=Due.TODAY) == [1]
    desk.wait(hours=2)
    assert numbers(desk, due=Due.OVERDUE) == numbers(desk, due=Due.TODAY) == [1]
    assert desk.tickets.listing(TicketFilter(), None, 1, None).counts == {OPEN: 2, MERGED: 1, CLOSED: 1}


def test_what_is_due_today_is_so_by_the_clock_of_the_desk(desk):
    desk.opening._due = timedelta(hours=14)
    desk.ask("技改补多少")
    assert numbers(desk, due=Due.TODAY) == [1]
    assert numbers(desk, due=Due.OVERDUE) == []


def test_a_search_with_hidden_characters_finds_what_is_there(desk):
    desk.ask("技改补多少")
    assert numbers(desk, text="\0技改\x1b") == [1]


def test_notes_are_masked_and_never_empty(desk):
    desk.ask("技改补多少")
    note = desk.tickets.note(1, "已回电13800138000\0", desk.agent)
    assert note.text == f"已回电{PHONE}"
    assert desk.tickets.notes(1) == (note,)
    assert desk.store.events[-1].after == {"text": note.text}
    assert desk.tickets.authors([note]) == {"u1": "u1先生"}
    for text in ("", " \n\0", "长" * 4001):
        with pytest.raises(TicketRefused):
            desk.tickets.note(1, text, desk.agent)


def test_alike_questions_are_shown_without_the_ticket_itself(desk):
    desk.ask("买新缝纫机能补多少钱")
    desk.ask("请问买缝纫机补贴多少钱？", "c2")
    desk.ask("出口退税率是多少", "c3")
    assert [each.ticket.number for each in desk.tickets.alike(desk.tickets.ticket(1))] == [2]
