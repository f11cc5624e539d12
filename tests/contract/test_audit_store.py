"""AuditStore: the same cases over memory, SQLite and PostgreSQL; and that nothing in it can be changed."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, exc, text, update

from assistant.storage.desk_tables import audit_events
from tests.contract.desk_people import LI, NOW, People, event


@pytest.fixture
def people(stores) -> People:
    return People.over(stores)


def tell(people, *subjects):
    for number, subject_id in enumerate(subjects):
        people.sign_ins.tell(event(f"action_{number}", subject_id, NOW + timedelta(seconds=number)))


def test_an_event_comes_back_as_it_was_kept_with_its_number(people):
    people.sign_ins.tell(replace(event("signed_in"), actor_id=LI.id, actor_name=LI.display_name))
    (kept,) = people.audit.events(10)
    assert kept == replace(event("signed_in"), actor_id=LI.id, actor_name="李明", sequence=kept.sequence)
    assert people.audit.last() == kept.sequence > 0


def test_nothing_was_done_yet(people):
    assert (people.audit.events(10), people.audit.since(0, 10), people.audit.last()) == ((), (), 0)


def test_the_newest_come_first_and_page_by_page(people):
    tell(people, *"aaaaa")
    first = people.audit.events(2)
    assert [each.action for each in first] == ["action_4", "action_3"]
    assert [each.action for each in people.audit.events(9, before=first[-1].sequence)] == [
        "action_2",
        "action_1",
        "action_0",
    ]


def test_events_of_one_subject_are_found(people):
    tell(people, "a", "b", "a")
    people.sign_ins.tell(replace(event("ticket_opened", "a"), subject="ticket"))
    assert [each.action for each in people.audit.events(9, subject="user", subject_id="a")] == ["action_2", "action_0"]
    assert [each.action for each in people.audit.events(9, subject="ticket")] == ["ticket_opened"]


def test_what_came_after_is_told_in_order(people):
    tell(people, "a", "b", "c", "d")
    first = people.audit.events(1, subject_id="a")[0].sequence
    assert [each.action for each in people.audit.since(first, 2)] == ["action_1", "action_2"]
    assert people.audit.since(people.audit.last(), 9) == ()


@pytest.mark.parametrize(
    "statement",
    [update(audit_events).values(actor_name="somebody else"), delete(audit_events)],
    ids=["update", "delete"],
)
def test_the_database_itself_refuses_to_change_or_remove_an_event(database, statement):
    people = People.over(database)
    tell(people, "a")
    kept = people.audit.events(9)
    with pytest.raises(exc.DBAPIError, match="audit events are never"), database.write() as connection:
        connection.execute(statement)
    assert people.audit.events(9) == kept


def test_all_of_them_cannot_be_removed_at_once(postgres_schema_url):
    from assistant.storage.engine import open_engine
    from assistant.storage.migrations import migrate

    opened = open_engine(postgres_schema_url)
    migrate(opened)
    with pytest.raises(exc.DBAPIError, match="audit events are never"), opened.write() as connection:
        connection.execute(text("TRUNCATE audit_event"))
    opened.close()


def test_a_number_is_never_given_again(database):
    tell(People.over(database), "a", "b")
    with database.write() as connection:
        before = connection.execute(text("SELECT max(sequence) FROM audit_event")).scalar_one()
    tell(People.over(database), "c")
    assert People.over(database).audit.last() == before + 1
