"""Signing in, staying signed in, signing out; with a clock that is moved by hand."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from assistant.desk.accounts import Accounts
from assistant.desk.signing_in import LOCKED, TRIES, SigningIn
from assistant.desk.staff_secrets import digest_of
from assistant.domain import StaffRole
from assistant.errors import AccountRefused, Conflict, NotSignedIn, SignInRefused
from tests.fakes.desk_app import PASSWORD, Clock
from tests.fakes.desk_stores import FakePasswords, MemorySignIns, MemoryStaff

ANOTHER = "a quiet harbour at 6"


class Desk:
    """An account called liming that has joined, and the way in."""

    def __init__(self) -> None:
        self.clock, self.passwords, self.people = Clock(), FakePasswords(), MemoryStaff()
        self.accounts = Accounts(self.people, self.clock)
        self.door = SigningIn(self.people, MemorySignIns(self.people), self.passwords, self.clock)
        self.user, self.token = self.accounts.add("liming", "李明", StaffRole.AGENT)
        self.first = self.door.join(self.token, PASSWORD)

    def refused(self, name: str = "liming", password: str = "wrong") -> str:
        with pytest.raises(SignInRefused) as refused:
            self.door.sign_in(name, password)
        return refused.value.message

    def told(self) -> list[str]:
        return [event.action for event in self.people.audit.kept]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_who_knows_the_password_is_signed_in_under_the_name_in_any_case(desk: Desk) -> None:
    entered = desk.door.sign_in("LiMing", PASSWORD)
    found = desk.door.signed_in(entered.secret)
    assert (found.user.id, found.csrf) == (desk.user.id, entered.signed_in.csrf)
    assert desk.told()[-1] == "signed_in"


def test_of_the_secret_only_a_digest_is_kept_and_nothing_shows_it(desk: Desk) -> None:
    secret = desk.first.secret
    assert list(desk.people.sign_ins) == [digest_of(secret)]
    assert secret not in repr(desk.first)
    assert desk.first.signed_in.csrf not in repr(desk.first)
    assert desk.token not in repr(desk.people.invitations)


def test_each_sign_in_has_a_secret_and_a_token_of_its_own(desk: Desk) -> None:
    again = desk.door.sign_in("liming", PASSWORD)
    assert again.secret != desk.first.secret
    assert again.signed_in.csrf != desk.first.signed_in.csrf


def test_signing_in_again_ends_the_sign_in_that_the_browser_held(desk: Desk) -> None:
    desk.door.sign_in("liming", PASSWORD, earlier=desk.first.secret)
    with pytest.raises(NotSignedIn):
        desk.door.signed_in(desk.first.secret)
    assert desk.told()[-2:] == ["signed_in", "signed_out"]


def test_a_made_up_secret_opens_nothing(desk: Desk) -> None:
    for secret in ("", "made-up", digest_of(desk.first.secret)):
        with pytest.raises(NotSignedIn):
            desk.door.signed_in(secret)


def test_eight_hours_without_use_end_a_sign_in(desk: Desk) -> None:
    for _ in range(3):
        desk.clock.wait(hours=7, minutes=59)
        desk.door.signed_in(desk.first.secret)
    desk.clock.wait(hours=8)
    with pytest.raises(NotSignedIn, match="过期"):
        desk.door.signed_in(desk.first.secret)


def test_seven_days_end_a_sign_in_however_much_it_is_used(desk: Desk) -> None:
    for _ in range(7 * 4 - 1):
        desk.clock.wait(hours=6)
        desk.door.signed_in(desk.first.secret)
    desk.clock.wait(hours=6)
    with pytest.raises(NotSignedIn, match="过期"):
        desk.door.signed_in(desk.first.secret)


def test_use_is_noted_once_a_minute_at_most(desk: Desk) -> None:
    (kept,) = desk.people.sign_ins.values()
    desk.clock.wait(seconds=59)
    desk.door.signed_in(desk.first.secret)
    assert list(desk.people.sign_ins.values()) == [kept]
    desk.clock.wait(seconds=1)
    desk.door.signed_in(desk.first.secret)
    assert list(desk.people.sign_ins.values()) == [replace(kept, used_at=desk.clock())]


def test_signing_out_ends_it(desk: Desk) -> None:
    desk.door.sign_out(desk.first.signed_in)
    with pytest.raises(NotSignedIn):
        desk.door.signed_in(desk.first.secret)
    assert desk.told()[-1] == "signed_out"


def test_nobody_is_told_whether_name_password_lock_or_account_is_wrong(desk: Desk) -> None:
    gone, _ = desk.accounts.add("gone", "离职", StaffRole.AGENT)
    desk.accounts.change(gone.id, disabled=True)
    desk.accounts.add("invited", "新人", StaffRole.AGENT)
    told = {desk.refused(name) for name in ("liming", "nobody", "gone", "invited")}
    told |= {desk.refused() for _ in range(TRIES)} | {desk.refused(password=PASSWORD)}
    assert len(told) == 1


def test_whoever_is_named_a_password_is_checked_and_a_try_counted(desk: Desk) -> None:
    desk.accounts.add("invited", "新人", StaffRole.AGENT)
    desk.passwords.checked.clear()
    for name in ("liming", "nobody", "invited"):
        desk.refused(name)
    for _ in range(TRIES):
        desk.refused()
    assert len(desk.passwords.checked) == 3 + TRIES


def test_five_wrong_tries_lock_an_account_for_a_quarter_of_an_hour_and_are_told_once(desk: Desk) -> None:
    for _ in range(TRIES + 2):
        desk.refused()
    desk.refused(password=PASSWORD)
    assert desk.told().count("sign_in_locked") == 1
    desk.clock.moment += LOCKED
    assert desk.door.sign_in("liming", PASSWORD)


def test_four_wrong_tries_are_forgotten_by_a_right_one(desk: Desk) -> None:
    for _ in range(3):
        for _ in range(TRIES - 1):
            desk.refused()
        desk.door.sign_in("liming", PASSWORD)
    assert "sign_in_locked" not in desk.told()


def test_a_right_password_at_the_fifth_try_comes_in(desk: Desk) -> None:
    for _ in range(TRIES - 1):
        desk.refused()
    assert desk.door.sign_in("liming", PASSWORD)
    assert desk.people.user(desk.user.id).locked_until is None


def test_a_lock_does_not_end_who_is_signed_in(desk: Desk) -> None:
    for _ in range(TRIES):
        desk.refused()
    assert desk.door.signed_in(desk.first.secret)


def test_many_tries_at_once_look_at_no_more_than_five_passwords_that_could_be_right(desk: Desk) -> None:
    def guess(_: int) -> bool:
        try:
            desk.door.sign_in("liming", "wrong")
        except SignInRefused:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert not any(pool.map(guess, range(20)))
    user = desk.people.user(desk.user.id)
    assert (user.failures, user.locked_until) == (TRIES, desk.clock() + LOCKED)
    assert desk.told().count("sign_in_locked") == 1


def test_a_link_is_used_once_and_for_three_days(desk: Desk) -> None:
    with pytest.raises(SignInRefused, match="链接"):
        desk.door.join(desk.token, ANOTHER)
    _, late = desk.accounts.add("late", "迟到", StaffRole.AGENT)
    desk.clock.wait(days=3)
    with pytest.raises(SignInRefused, match="链接"):
        desk.door.join(late, ANOTHER)


def test_a_weak_password_does_not_use_up_the_link(desk: Desk) -> None:
    _, token = desk.accounts.add("xiaowang", "小王", StaffRole.VIEWER)
    with pytest.raises(AccountRefused):
        desk.door.join(token, "short")
    assert desk.door.join(token, ANOTHER).signed_in.user.name == "xiaowang"


def test_a_new_link_signs_out_unlocks_and_replaces_the_password(desk: Desk) -> None:
    for _ in range(TRIES):
        desk.refused()
    token = desk.accounts.invite(desk.user.id)
    desk.door.signed_in(desk.first.secret)
    desk.door.join(token, ANOTHER)
    with pytest.raises(NotSignedIn):
        desk.door.signed_in(desk.first.secret)
    desk.refused(password=PASSWORD)
    assert desk.door.sign_in("liming", ANOTHER)


def test_another_password_signs_out_the_other_browsers_only(desk: Desk) -> None:
    other = desk.door.sign_in("liming", PASSWORD)
    desk.door.change_password(desk.first.signed_in, PASSWORD, ANOTHER)
    assert desk.door.signed_in(desk.first.secret)
    with pytest.raises(NotSignedIn):
        desk.door.signed_in(other.secret)
    desk.refused(password=PASSWORD)
    assert desk.door.sign_in("liming", ANOTHER)
    assert "password_changed" in desk.told()


def test_another_password_needs_the_present_one_and_must_be_a_good_one(desk: Desk) -> None:
    with pytest.raises(AccountRefused):
        desk.door.change_password(desk.first.signed_in, PASSWORD, "short")
    for _ in range(TRIES):
        with pytest.raises(SignInRefused, match="现在的密码"):
            desk.door.change_password(desk.first.signed_in, "wrong", ANOTHER)
    with pytest.raises(SignInRefused):
        desk.door.change_password(desk.first.signed_in, PASSWORD, ANOTHER)
    assert "password_changed" not in desk.told()


def test_a_password_that_was_reset_meanwhile_is_not_overwritten(desk: Desk) -> None:
    class Slow(FakePasswords):
        def hashed(self, password: str) -> str:
            if password == ANOTHER:
                desk.door.join(desk.accounts.invite(desk.user.id), "reset-by-link-at-noon")
            return super().hashed(password)

    slow = SigningIn(desk.people, MemorySignIns(desk.people), Slow(), desk.clock)
    with pytest.raises(Conflict):
        slow.change_password(desk.first.signed_in, PASSWORD, ANOTHER)
    assert desk.door.sign_in("liming", "reset-by-link-at-noon")


@pytest.mark.parametrize("change", [{"disabled": True}, {"role": StaffRole.VIEWER}])
def test_who_is_disabled_or_has_another_role_is_signed_out(desk: Desk, change: dict[str, object]) -> None:
    desk.accounts.change(desk.user.id, **change)
    with pytest.raises(NotSignedIn):
        desk.door.signed_in(desk.first.secret)


def test_no_event_holds_a_password_or_a_secret(desk: Desk) -> None:
    desk.door.change_password(desk.first.signed_in, PASSWORD, ANOTHER)
    kept = repr(desk.people.audit.kept)
    for hidden in (PASSWORD, ANOTHER, desk.token, desk.first.secret, digest_of(desk.first.secret), "hashed:"):
        assert hidden not in kept
