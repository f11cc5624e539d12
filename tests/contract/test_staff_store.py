"""StaffStore: the same cases over memory, SQLite and PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from assistant.domain import Invitation, StaffRole
from assistant.errors import AccountRefused, NotFound
from tests.contract.desk_people import ADMIN, LI, NOW, OTHER_ADMIN, People, event, sign_in


@pytest.fixture
def people(stores) -> People:
    return People.over(stores)


def invitation(id="i1", user=LI):
    return Invitation(id, user.id, NOW + timedelta(days=3))


def changed(before, after):
    return event("user_changed", after.id)


def test_an_account_comes_back_as_it_was_kept(people):
    full = replace(LI, disabled_at=NOW, failures=2, locked_until=NOW + timedelta(minutes=15))
    people.with_(full, ADMIN)
    assert people.staff.user(LI.id) == full
    assert people.staff.all() == (full, ADMIN)
    with pytest.raises(NotFound):
        people.staff.user("nobody")


@pytest.mark.parametrize("written", ["liming", "LiMing", "ｌｉｍｉｎｇ"])
def test_a_name_is_one_account_however_it_is_written(people, written):
    people.with_(LI)
    assert people.staff.named(written) == LI
    with pytest.raises(AccountRefused, match="已经有人用了"):
        people.staff.add(replace(ADMIN, name=written), event("user_added"))
    assert people.staff.all() == (LI,)
    assert people.told() == ["user_added"]


def test_nobody_has_a_name_that_is_not_there(people):
    assert people.staff.named("liming") is None


def test_a_change_is_kept_with_its_event(people):
    people.with_(LI)
    kept = people.staff.change(LI.id, lambda user: replace(user, display_name="小李"), changed)
    assert kept == people.staff.user(LI.id) == replace(LI, display_name="小李")
    assert people.told() == ["user_added", "user_changed"]


def test_nothing_changed_is_no_event(people):
    people.with_(LI)
    assert people.staff.change(LI.id, lambda user: user, changed) == LI
    assert people.told() == ["user_added"]


def test_what_the_edit_refuses_leaves_everything_as_it_was(people):
    def refuse(user):
        raise AccountRefused("no")

    people.with_(LI)
    with pytest.raises(AccountRefused, match="no"):
        people.staff.change(LI.id, refuse, changed)
    with pytest.raises(NotFound):
        people.staff.change("nobody", lambda user: user, changed)
    assert people.told() == ["user_added"]


@pytest.mark.parametrize(
    ("edit", "stays"),
    [
        ({"display_name": "小李"}, True),
        ({"role": StaffRole.VIEWER}, False),
        ({"password": "another"}, False),
        ({"disabled_at": NOW}, False),
    ],
)
def test_who_is_disabled_or_has_another_role_or_password_is_signed_out(people, edit, stays):
    people.with_(LI, ADMIN)
    assert people.sign_ins.open(sign_in("s1"), "hash", event("signed_in"))
    assert people.sign_ins.open(sign_in("s2"), "hash", event("signed_in"))
    assert people.sign_ins.open(sign_in("s3", ADMIN), "hash-of-chief", event("signed_in"))
    people.staff.change(LI.id, lambda user: replace(user, **edit), changed, staying="s2")
    assert (people.sign_ins.find("s1") is not None) is stays
    assert people.sign_ins.find("s2") is not None
    assert people.sign_ins.find("s3") is not None


@pytest.mark.parametrize("edit", [{"role": StaffRole.EDITOR}, {"disabled_at": NOW}])
def test_the_last_who_may_manage_accounts_stays_so(people, edit):
    invited = replace(OTHER_ADMIN, password=None)
    people.with_(ADMIN, invited, LI)
    with pytest.raises(AccountRefused, match="最后一个"):
        people.staff.change(ADMIN.id, lambda user: replace(user, **edit), changed)
    assert people.staff.user(ADMIN.id) == ADMIN
    people.staff.change(invited.id, lambda user: replace(user, **edit), changed)
    assert people.told() == ["user_added"] * 3 + ["user_changed"]


def test_two_administrators_cannot_take_each_others_role_at_once(people):
    people.with_(ADMIN, OTHER_ADMIN)

    def demote(user_id):
        try:
            people.staff.change(user_id, lambda user: replace(user, role=StaffRole.VIEWER), changed)
        except AccountRefused:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(demote, (ADMIN.id, OTHER_ADMIN.id))) == [False, True]
    assert sorted(user.role for user in people.staff.all()) == [StaffRole.ADMIN, StaffRole.VIEWER]


def test_an_invitation_sets_the_password_once_unlocks_and_signs_out(people):
    people.with_(replace(LI, failures=5, locked_until=NOW + timedelta(minutes=15)))
    people.sign_ins.attempt(LI.id, 5, NOW + timedelta(hours=1), NOW)
    assert people.sign_ins.open(sign_in("s1"), "hash", event("signed_in"))
    people.staff.invite(invitation(), event("user_invited"))
    assert people.staff.invited("i1", NOW) is not None
    joined = people.staff.accept("i1", "new hash", NOW, lambda user: event("user_joined", user.id))
    assert joined == people.staff.user(LI.id) == replace(LI, password="new hash")
    assert people.sign_ins.find("s1") is None
    assert people.staff.invited("i1", NOW) is None
    assert people.staff.accept("i1", "newer", NOW, lambda user: event("user_joined")) is None
    assert people.told() == ["user_added", "signed_in", "user_invited", "user_joined"]


@pytest.mark.parametrize("late", [timedelta(days=3), timedelta(days=9)])
def test_an_invitation_that_is_over_or_replaced_or_of_a_disabled_account_sets_nothing(people, late):
    people.with_(LI, replace(ADMIN, disabled_at=NOW))
    for id, user in (("i1", LI), ("i2", LI), ("i3", ADMIN)):
        people.staff.invite(invitation(id, user), event("user_invited"))
    for id, moment in (("i1", NOW), ("i2", NOW + late), ("i3", NOW), ("unknown", NOW)):
        assert people.staff.invited(id, moment) is None
        assert people.staff.accept(id, "new", moment, lambda user: event("user_joined")) is None
    assert people.staff.user(LI.id) == LI
    assert "user_joined" not in people.told()


def test_of_two_who_follow_a_link_at_once_one_comes_in(people):
    people.with_(LI)
    people.staff.invite(invitation(), event("user_invited"))

    def follow(password):
        return people.staff.accept("i1", password, NOW, lambda user: event("user_joined")) is not None

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(follow, ("one", "two"))) == [False, True]
    assert people.told().count("user_joined") == 1


def test_accounts_shown_for_debugging_tell_no_password():
    assert "hash" not in repr(LI)
