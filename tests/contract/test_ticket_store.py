"""TicketStore: the same cases over memory, SQLite and PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from assistant.desk_ports import TicketFilter, TicketStore
from assistant.domain import Asker, AuditEvent, Ticket, TicketNote, TicketSource, TicketStatus
from assistant.errors import Conflict, NotFound
from assistant.storage.desk_tables import audit_events, users
from assistant.storage.ticket_store import SqlTicketStore
from tests.fakes.ticket_store import MemoryTicketStore

NOW = datetime(2026, 11, 27, 9, 0, 0, 123456, tzinfo=UTC)
HOUR = timedelta(hours=1)
LI = Asker("api", conversation_id="c-li", reach="13800138000")
NEW = Ticket(0, "技改补多少？", TicketStatus.OPEN, TicketSource.HAND_OVER, LI, NOW, NOW)


def event(number: int, action: str = "ticket_opened") -> AuditEvent:
    return AuditEvent(NOW, None, "系统", action, "ticket", str(number))


@pytest.fixture
def store(stores) -> TicketStore:
    if stores == "memory":
        return MemoryTicketStore()
    with stores.write() as connection:
        for id in ("u1", "u2"):
            row = {"id": id, "name": id, "folded_name": id, "display_name": id, "role": "agent", "failures": 0}
            connection.execute(users.insert(), row | {"created_at": NOW})
    return SqlTicketStore(stores)


def add(store: TicketStore, key: str = "", **changed: object) -> Ticket:
    return store.open(replace(NEW, **changed), key, lambda opened: event(opened.number))


def told(store: TicketStore) -> int:
    """How many events were kept."""
    if isinstance(store, MemoryTicketStore):
        return len(store.events)
    with store._database.read() as connection:
        return connection.execute(select(func.count()).select_from(audit_events)).scalar_one()


def test_a_ticket_gets_the_next_number_and_stays_as_it_was_opened(store):
    first, second = add(store, tags=("技改", "补贴")), add(store, due_at=NOW + HOUR, owner_id="u1", answer_id="a1")
    assert (first.number, second.number) == (1, 2)
    assert set(store.ticket(1).tags) == {"技改", "补贴"}
    assert store.ticket(2) == second
    assert told(store) == 2


def test_an_answer_never_has_two_tickets_however_many_open_one(store):
    with ThreadPoolExecutor(8) as threads:
        opened = list(threads.map(lambda n: add(store, answer_id="a1", question=f"问{n}"), range(24)))
    assert {each.number for each in opened} == {store.of_answer("a1").number}
    assert len({each.question for each in opened}) == 1
    assert told(store) == 1
    assert store.of_answer("a2") is None


def test_a_change_counts_the_revision_and_keeps_its_event(store):
    opened = add(store, tags=("旧",))
    saved = store.save(replace(opened, status=TicketStatus.CLOSED, tags=("新",), owner_id="u2"), 1, event(1))
    assert (saved.revision, saved.tags, saved.owner_id) == (2, ("新",), "u2")
    assert store.ticket(1) == saved
    assert told(store) == 2


def test_of_two_who_change_the_same_revision_one_is_told_so(store):
    opened = add(store)

    def change(owner: str) -> bool:
        try:
            store.save(replace(opened, owner_id=owner), 1, event(1))
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(8) as threads:
        changed = list(threads.map(change, ("u1", "u2") * 8))
    assert changed.count(True) == 1
    assert store.ticket(1).revision == 2
    assert told(store) == 2


def test_what_is_not_there_is_not_found(store):
    add(store)
    for wrong in (
        lambda: store.ticket(7),
        lambda: store.save(replace(NEW, number=7), 1, event(7)),
        lambda: store.merge(1, 1, 7, NOW, event(1)),
        lambda: store.merge(7, 1, 1, NOW, event(7)),
        lambda: store.note(TicketNote("n", 7, "u1", "x", NOW), event(7)),
        lambda: add(store, status=TicketStatus.MERGED, merged_into=7),
        lambda: store.page(TicketFilter(), 10, "nowhere"),
        lambda: store.page(TicketFilter(), 10, "99-"),
    ):
        with pytest.raises(NotFound):
            wrong()
    assert told(store) == 1


def test_a_merged_ticket_takes_those_merged_into_it_along(store):
    for _ in range(3):
        add(store)
    later = NOW + HOUR
    store.merge(1, 1, 2, later, event(1))
    merged = store.merge(2, 1, 3, later, event(2))
    assert (merged.status, merged.merged_into, merged.revision, merged.changed_at) == (
        TicketStatus.MERGED,
        3,
        2,
        later,
    )
    assert [(each.number, each.merged_into, each.revision) for each in store.merged(3)] == [(1, 3, 3), (2, 3, 2)]
    assert store.merged(2) == ()


def test_only_a_standing_ticket_of_the_newest_revision_is_merged_into_another(store):
    for _ in range(3):
        add(store)
    store.merge(1, 1, 2, NOW, event(1))
    for number, revision, into in ((1, 2, 3), (3, 1, 1), (3, 2, 2), (3, 1, 3)):
        with pytest.raises(Conflict):
            store.merge(number, revision, into, NOW, event(number))
    assert store.ticket(3).merged_into is None


def test_two_that_are_merged_into_each_other_at_once_do_not_both_vanish(store):
    for _ in range(2):
        add(store)

    def merge(pair: tuple[int, int]) -> bool:
        try:
            store.merge(pair[0], 1, pair[1], NOW, event(pair[0]))
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(merge, ((1, 2), (2, 1)))) == [False, True]
    assert sorted(store.counts()) == [TicketStatus.MERGED, TicketStatus.OPEN]


def test_one_that_is_merged_from_the_start_goes_to_where_the_other_was_merged(store):
    for _ in range(2):
        add(store)
    store.merge(1, 1, 2, NOW, event(1))
    assert add(store, status=TicketStatus.MERGED, merged_into=1).merged_into == 2


@pytest.mark.parametrize("status", [TicketStatus.REPLIED, TicketStatus.CLOSED])
def test_nothing_is_merged_into_what_waits_for_no_reply(store, status):
    add(store, status=status)
    add(store)
    with pytest.raises(Conflict, match="等答复"):
        store.merge(2, 1, 1, NOW, event(2))
    assert told(store) == 2


def test_one_that_is_merged_from_the_start_stands_alone_where_the_other_was_replied_meanwhile(store):
    add(store, status=TicketStatus.REPLIED)
    opened = add(store, status=TicketStatus.MERGED, merged_into=1)
    assert (opened.status, opened.merged_into) == (TicketStatus.OPEN, None)
    assert store.ticket(2) == opened


def test_one_that_is_taken_out_again_takes_those_along_that_came_with_it(store):
    for _ in range(5):
        add(store)
    store.merge(4, 1, 3, NOW, event(4))
    store.merge(3, 1, 2, NOW, event(3))
    store.merge(2, 1, 1, NOW, event(2))
    store.merge(5, 1, 1, NOW, event(5))
    assert [each.number for each in store.merged(1)] == [2, 3, 4, 5]
    out = store.save(replace(store.ticket(2), status=TicketStatus.OPEN, merged_into=None), 2, event(2))
    assert (out.status, out.merged_into) == (TicketStatus.OPEN, None)
    assert [each.number for each in store.merged(1)] == [5]
    assert [(each.number, each.status) for each in store.merged(2)] == [
        (3, TicketStatus.MERGED),
        (4, TicketStatus.MERGED),
    ]
    before = told(store)
    store.save(replace(store.ticket(3), status=TicketStatus.OPEN, merged_into=None), store.ticket(3).revision, event(3))
    assert [each.number for each in store.merged(3)] == [4]
    assert told(store) == before + 2


def test_pages_show_each_ticket_once_the_newest_change_first(store):
    moments = [NOW + timedelta(microseconds=n // 2) for n in range(7)]
    for moment in moments:
        add(store, changed_at=moment)
    seen, after = [], None
    while True:
        page = store.page(TicketFilter(), 2, after)
        assert page.total == 7
        seen += [each.number for each in page.tickets]
        after = page.after
        if after is None:
            break
    assert seen == [7, 6, 5, 4, 3, 2, 1]


def test_filters_narrow_alone_and_together(store):
    add(store, owner_id="u1", tags=("技改",), due_at=NOW)
    add(store, source=TicketSource.UNANSWERED, status=TicketStatus.CLOSED, due_at=NOW + HOUR)
    add(store, source=TicketSource.UNANSWERED, tags=("技改", "贴息"))

    def found(**wanted: object) -> list[int]:
        page = store.page(TicketFilter(**wanted), 10)
        assert page.total == len(page.tickets)
        return [each.number for each in page.tickets]

    assert found() == [3, 2, 1]
    assert found(statuses=(TicketStatus.CLOSED,)) == [2]
    assert found(sources=(TicketSource.UNANSWERED,)) == [3, 2]
    assert found(owner_id="u1") == [1]
    assert found(unowned=True) == [3, 2]
    assert found(tag="技改") == [3, 1]
    assert found(tag="技改", sources=(TicketSource.UNANSWERED,)) == [3]
    assert found(due_before=NOW + HOUR) == [1]
    assert found(tag="没有") == []


def test_text_is_found_in_questions_notes_and_numbers_as_it_stands(store):
    add(store, question="ERP 系统补 100% 吗？")
    add(store, question="1000 元以下_怎么办")
    add(store, question="别的")
    store.note(TicketNote("n1", 3, "u1", "问过 erp 厂家", NOW), event(3, "note_added"))

    def found(text: str) -> list[int]:
        return [each.number for each in store.page(TicketFilter(text=text), 10).tickets]

    assert found("erp") == [3, 1]
    assert found("100%") == [1]
    assert found("下_怎") == [2]
    assert found("erp 厂家") == [3]
    assert found("#2") == [2]
    assert found("3") == [3]
    assert found("\\") == found("'; DROP TABLE ticket; --") == []


def test_notes_stay_in_order(store):
    add(store)
    notes = [TicketNote(f"n{n}", 1, "u1", f"<script>{n}</script>", NOW + n * HOUR) for n in range(3)]
    for note in notes:
        store.note(note, event(1, "note_added"))
    assert list(store.notes(1)) == notes
    assert store.notes(2) == ()
    assert told(store) == 4


def test_counts_tags_and_questions_tell_what_there_is(store):
    assert (store.counts(), store.tags(), store.questions((TicketStatus.OPEN,), 10)) == ({}, (), ())
    add(store, tags=("少", "多"))
    add(store, tags=("多",), question="二")
    add(store, status=TicketStatus.CLOSED)
    assert store.counts() == {TicketStatus.OPEN: 2, TicketStatus.CLOSED: 1}
    assert store.tags() == ("多", "少")
    assert store.questions((TicketStatus.OPEN,), 10) == ((2, "二"), (1, NEW.question))
    assert store.questions((TicketStatus.OPEN,), 1) == ((2, "二"),)


def test_the_tickets_of_an_asker_are_theirs_alone(store):
    follower = Asker("wechat", "wx1", "o-wang", "c-wang")
    add(store)
    add(store, asker=follower)
    add(store, asker=replace(follower, user_id="o-li", conversation_id="c-2"))
    add(store, asker=replace(follower, conversation_id="c-later"))
    add(store, asker=Asker())
    assert [each.number for each in store.of_asker(follower, 10)] == [4, 2]
    assert [each.number for each in store.of_asker(follower, 1)] == [4]
    assert [each.number for each in store.of_asker(Asker("api", conversation_id="c-li"), 10)] == [1]
    assert store.of_asker(Asker(), 10) == ()


def test_the_oldest_that_waits_is_found_by_its_key(store):
    add(store, key="a", status=TicketStatus.CLOSED)
    add(store, key="b")
    add(store, key="a", status=TicketStatus.IN_REVIEW)
    add(store, key="a")
    add(store)
    assert (store.same("a"), store.same("b"), store.same("c"), store.same("")) == (3, 2, None, None)
    store.merge(3, 1, 2, NOW, event(3))
    assert store.same("a") == 4
