"""SignInStore: the same cases over memory, SQLite and PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from assistant.storage.engine import open_engine
from assistant.storage.sign_in_store import SqlSignInStore
from tests.contract.desk_people import ADMIN, LI, NOW, People, event, sign_in

MOST, UNTIL = 5, NOW + timedelta(minutes=15)


@pytest.fixture
def people(stores) -> People:
    return People.over(stores).with_(LI, ADMIN)


def tries(people, count, moment=NOW):
    return [people.sign_ins.attempt(LI.id, MOST, moment, moment + timedelta(minutes=15)) for _ in range(count)]


def test_tries_are_counted_until_the_last_one_locks_the_account(people):
    assert tries(people, 7) == [1, 2, 3, 4, 5, 0, 0]
    locked = people.staff.user(LI.id)
    assert (locked.failures, locked.locked_until) == (5, UNTIL)
    assert people.staff.user(ADMIN.id) == ADMIN


def test_a_lock_that_is_over_begins_the_count_anew(people):
    tries(people, 5)
    assert tries(people, 1, UNTIL - timedelta(seconds=1)) == [0]
    assert tries(people, 2, UNTIL) == [1, 2]
    assert people.staff.user(LI.id).locked_until is None


def test_nobody_can_be_tried_and_not_locked(people):
    assert people.sign_ins.attempt("", MOST, NOW, UNTIL) == 0
    assert people.told() == ["user_added", "user_added"]


def test_of_many_tries_at_once_only_so_many_are_counted(people):
    with ThreadPoolExecutor(8) as pool:
        counted = list(pool.map(lambda _: people.sign_ins.attempt(LI.id, MOST, NOW, UNTIL), range(24)))
    assert sorted(counted) == [0] * 19 + [1, 2, 3, 4, 5]


def test_signing_in_forgets_failed_tries_and_a_lock(people):
    tries(people, 5)
    assert people.sign_ins.open(sign_in("s1"), "hash", event("signed_in"))
    assert people.sign_ins.find("s1") == (LI, sign_in("s1"))
    assert people.told()[-1] == "signed_in"


@pytest.mark.parametrize("edit", [{"disabled_at": NOW}, {"password": "another"}])
def test_who_was_disabled_or_given_another_password_meanwhile_does_not_come_in(people, edit):
    people.staff.change(LI.id, lambda user: replace(user, **edit), lambda *_: event("user_changed"))
    assert not people.sign_ins.open(sign_in("s1"), "hash", event("signed_in"))
    assert people.sign_ins.find("s1") is None
    assert "signed_in" not in people.told()


def test_signing_in_drops_what_has_run_out(people):
    people.sign_ins.open(sign_in("old"), "hash", event("signed_in"))
    people.sign_ins.open(sign_in("live", at=NOW + timedelta(days=1)), "hash", event("signed_in"))
    people.sign_ins.open(sign_in("new", at=NOW + timedelta(days=7)), "hash", event("signed_in"))
    assert [people.sign_ins.find(id) is not None for id in ("old", "live", "new")] == [False, True, True]


def test_when_it_was_last_in_use_is_noted(people):
    people.sign_ins.open(sign_in("s1"), "hash", event("signed_in"))
    later = NOW + timedelta(hours=2)
    people.sign_ins.seen("s1", later)
    people.sign_ins.seen("unknown", later)
    assert people.sign_ins.find("s1") == (LI, replace(sign_in("s1"), used_at=later))


def test_signing_out_is_told_once(people):
    people.sign_ins.open(sign_in("s1"), "hash", event("signed_in"))
    people.sign_ins.close("s1", event("signed_out"))
    people.sign_ins.close("s1", event("signed_out"))
    assert people.sign_ins.find("s1") is None
    assert people.told().count("signed_out") == 1


def test_an_event_of_its_own_is_kept(people):
    people.sign_ins.tell(event("sign_in_locked"))
    assert people.told()[-1] == "sign_in_locked"


def _try_often(url):
    opened = open_engine(url)
    counted = [SqlSignInStore(opened).attempt(LI.id, MOST, NOW, UNTIL) for _ in range(10)]
    opened.close()
    raise SystemExit(sum(1 for number in counted if number))


def test_processes_count_together(database, database_url, processes):
    People.over(database).with_(LI)
    assert sum(processes.run_together(_try_often, [(database_url,)] * 3)) == MOST
