"""Accounts are made, changed and invited; the first administrator comes by a link."""

from __future__ import annotations

import pytest

from assistant.desk.accounts import FIRST, Accounts
from assistant.desk.signing_in import SigningIn
from assistant.domain import StaffRole, User
from assistant.errors import AccountRefused, NotFound, SignInRefused
from tests.fakes.desk_app import PASSWORD, Clock
from tests.fakes.desk_stores import FakePasswords, MemorySignIns, MemoryStaff


@pytest.fixture
def people() -> MemoryStaff:
    return MemoryStaff()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(people: MemoryStaff, clock: Clock) -> Accounts:
    return Accounts(people, clock)


@pytest.fixture
def door(people: MemoryStaff, clock: Clock) -> SigningIn:
    return SigningIn(people, MemorySignIns(people), FakePasswords(), clock)


def test_what_was_done_to_an_account_is_told_with_before_and_after(people: MemoryStaff, accounts: Accounts) -> None:
    chief, _ = accounts.add("chief", "主任", StaffRole.ADMIN)
    user, _ = accounts.add("liming", " 李明 ", StaffRole.AGENT, chief)
    accounts.change(user.id, chief, role=StaffRole.REVIEWER)
    accounts.change(user.id, chief, disabled=True, display_name="李小明")
    accounts.change(user.id, chief, disabled=False)
    told = [(each.actor_name, each.action, dict(each.before), dict(each.after)) for each in people.audit.kept]
    made = {"name": "liming", "display_name": "李明", "role": "agent", "disabled": False}
    assert told[2:] == [
        ("主任", "user_added", {}, made),
        ("主任", "user_invited", {}, {}),
        ("主任", "user_changed", {"role": "agent"}, {"role": "reviewer"}),
        (
            "主任",
            "user_changed",
            {"display_name": "李明", "disabled": False},
            {"display_name": "李小明", "disabled": True},
        ),
        ("主任", "user_changed", {"disabled": True}, {"disabled": False}),
    ]
    assert (people.audit.kept[0].actor_id, people.audit.kept[0].actor_name) == (None, "命令行")


def test_an_account_that_is_disabled_again_keeps_its_day(accounts: Accounts, clock: Clock) -> None:
    user, _ = accounts.add("liming", "李明", StaffRole.AGENT)
    first = accounts.change(user.id, disabled=True)
    clock.wait(days=1)
    assert accounts.change(user.id, disabled=True) == first


@pytest.mark.parametrize("name", ["", "a", "li ming", "li\u3000ming", "li\nming", "\u202eadmin", "长" * 41])
def test_a_name_that_cannot_be_typed_or_read_is_refused(accounts: Accounts, name: str) -> None:
    with pytest.raises(AccountRefused, match="名称"):
        accounts.add(name, "李明", StaffRole.AGENT)
    assert accounts.all() == ()


@pytest.mark.parametrize("shown", ["", "  ", "李\u202e明", "长" * 41])
def test_a_shown_name_that_cannot_be_read_is_refused(accounts: Accounts, shown: str) -> None:
    user, _ = accounts.add("liming", "李明", StaffRole.AGENT)
    with pytest.raises(AccountRefused, match="姓名"):
        accounts.change(user.id, display_name=shown)


def test_a_disabled_account_is_not_invited(accounts: Accounts) -> None:
    user, _ = accounts.add("liming", "李明", StaffRole.AGENT)
    accounts.change(user.id, disabled=True)
    with pytest.raises(AccountRefused, match="停用"):
        accounts.invite(user.id)


def test_an_account_that_is_not_there_is_not_found(accounts: Accounts) -> None:
    for attempt in (lambda: accounts.invite("x"), lambda: accounts.change("x"), lambda: accounts.named("nobody")):
        with pytest.raises(NotFound):
            attempt()


def test_the_first_administrator_is_invited_until_somebody_joined(accounts: Accounts, door: SigningIn) -> None:
    earlier, token = accounts.invite_first(), accounts.invite_first()
    assert earlier is not None
    assert token is not None
    (first,) = accounts.all()
    assert (first.name, first.role, first.password) == (FIRST, StaffRole.ADMIN, None)
    with pytest.raises(SignInRefused):
        door.join(earlier, PASSWORD)
    door.join(token, PASSWORD)
    assert accounts.invite_first() is None


def test_the_link_of_the_first_administrator_holds_for_a_day(accounts: Accounts, door: SigningIn, clock: Clock) -> None:
    token = accounts.invite_first() or ""
    clock.wait(hours=24)
    with pytest.raises(SignInRefused):
        door.join(token, PASSWORD)
    assert door.join(accounts.invite_first() or "", PASSWORD)


def test_who_made_accounts_by_hand_gets_no_further_administrator(accounts: Accounts) -> None:
    accounts.add("liming", "李明", StaffRole.ADMIN)
    assert accounts.invite_first() is None
    assert [user.name for user in accounts.all()] == ["liming"]


def test_of_two_servers_that_begin_together_both_have_one_administrator(people: MemoryStaff, clock: Clock) -> None:
    class Late(MemoryStaff):
        """Sees what another server keeps only after it looked."""

        looked = False

        def all(self) -> tuple[User, ...]:
            if self.looked:
                return people.all()
            self.looked = True
            return ()

    Accounts(people, clock).invite_first()
    late = Late(people.audit, people.users)
    assert Accounts(late, clock).invite_first()
    assert len(people.users) == 1
