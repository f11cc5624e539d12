"""ApprovedStore and StaffAnswers: the same cases over memory, SQLite and PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest

from assistant.domain import ApprovedState
from assistant.errors import Conflict, NotFound
from assistant.storage.approved_store import SqlApprovedStore
from assistant.storage.audit_store import SqlAuditStore
from assistant.storage.staff_answers import SqlStaffAnswers
from assistant.storage.tables import messages, staff_replies
from tests.fakes.approved import APPROVED, event
from tests.fakes.approved_store import MemoryApprovedStore
from tests.fakes.documents import RECORDED_AT

OTHER = replace(APPROVED, id="b", state=ApprovedState.DRAFT, changed_at=APPROVED.changed_at + timedelta(days=1))


@pytest.fixture
def store(stores):
    return MemoryApprovedStore() if stores == "memory" else SqlApprovedStore(stores)


def test_an_answer_comes_back_as_it_was_kept(store):
    store.add(APPROVED, event("approved_added"))
    assert store.answer(APPROVED.id) == APPROVED
    with pytest.raises(NotFound):
        store.answer("unknown")


def test_they_are_listed_by_state_the_last_changed_first(store):
    store.add(APPROVED, event("approved_added"))
    store.add(OTHER, event("approved_added", "b"))
    assert store.all() == (OTHER, APPROVED)
    assert store.all((ApprovedState.PUBLISHED,)) == (APPROVED,)
    assert store.all((ApprovedState.PUBLISHED, ApprovedState.DRAFT)) == (OTHER, APPROVED)
    assert store.all((ApprovedState.RETIRED,)) == ()


def test_a_change_raises_the_revision_and_only_the_newest_can_be_changed(store):
    store.add(APPROVED, event("approved_added"))
    changed = replace(APPROVED, state=ApprovedState.FLAGGED, flags=("改了",), review_on=date(2030, 1, 1))
    kept = store.save(changed, 1, event("approved_flagged"))
    assert kept == store.answer(APPROVED.id) == replace(changed, revision=2)
    with pytest.raises(Conflict):
        store.save(changed, 1, event("approved_flagged"))
    with pytest.raises(NotFound):
        store.save(replace(changed, id="unknown"), 1, event("approved_flagged"))


def test_one_is_published_only_beside_those_with_which_it_was_tried(store):
    store.add(APPROVED, event("approved_added"))
    store.add(OTHER, event("approved_added", "b"))
    given = replace(OTHER, state=ApprovedState.PUBLISHED)
    for others in ((), (replace(APPROVED, revision=2),), (APPROVED, replace(APPROVED, id="c"))):
        with pytest.raises(Conflict):
            store.publish(given, 1, others, event("approved_published", "b"))
    with pytest.raises(Conflict):
        store.publish(given, 7, (APPROVED,), event("approved_published", "b"))
    assert store.answer("b") == OTHER
    kept = store.publish(given, 1, (APPROVED,), event("approved_published", "b"))
    assert kept == store.answer("b") == replace(given, revision=2)


def test_of_those_that_are_published_at_once_one_is(store):
    drafts = [replace(OTHER, id=f"d{number}") for number in range(6)]
    for draft in drafts:
        store.add(draft, event("approved_added", draft.id))

    def publish(draft) -> bool:
        given = replace(draft, state=ApprovedState.PUBLISHED)
        try:
            store.publish(given, 1, (), event("approved_published", draft.id))
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(6) as threads:
        assert sum(threads.map(publish, drafts)) == 1
    assert len(store.all((ApprovedState.PUBLISHED,))) == 1


def test_every_change_gives_another_generation_and_reading_gives_none(store):
    seen = [store.generation()]
    store.add(APPROVED, event("approved_added"))
    seen.append(store.generation())
    store.add(OTHER, event("approved_added", "b"))
    seen.append(store.generation())
    store.save(OTHER, 1, event("approved_changed", "b"))
    seen.append(store.generation())
    store.all()
    assert len(set(seen)) == 4
    assert store.generation() == seen[-1]


def test_a_change_is_kept_with_its_event_or_not_at_all(database):
    store, audit = SqlApprovedStore(database), SqlAuditStore(database)
    store.add(APPROVED, event("approved_added"))
    with pytest.raises(Conflict):
        store.save(APPROVED, 7, event("approved_changed"))
    assert [each.action for each in audit.events(10, subject="approved_answer")] == ["approved_added"]


def test_what_staff_answered_stands_with_the_message_before_it(database):
    person = {"channel": "kf", "account": "wk", "user_id": "wm-1"}
    rest = {"leased_until": RECORDED_AT, "parts": 0, "told": 0, "delivery": "pull", "reply_to": "", "draft": ""}
    reply = {"staff_id": "s", "sent_at": RECORDED_AT + timedelta(minutes=5)}
    asked = [
        {"id": "m1", "text": "在吗", "received_at": RECORDED_AT, **person, **rest},
        {"id": "m2", "text": "验收要多久", "received_at": RECORDED_AT + timedelta(minutes=1), **person, **rest},
        {"id": "m3", "text": "谢谢", "received_at": RECORDED_AT + timedelta(minutes=9), **person, **rest},
        {"id": "m4", "text": "别人的", "received_at": RECORDED_AT, **person, **rest, "user_id": "wm-2"},
    ]
    with database.write() as connection:
        connection.execute(messages.insert(), asked)
        connection.execute(staff_replies.insert(), {"id": "r1", "text": "两周左右", **person, **reply})
        connection.execute(staff_replies.insert(), {"id": "r0", "text": "欢迎", **person, **reply, "user_id": "wm-3"})
    found = SqlStaffAnswers(database).newest(5)
    assert {(each.question, each.text) for each in found} == {("验收要多久", "两周左右"), ("", "欢迎")}
    assert len(SqlStaffAnswers(database).newest(1)) == 1
