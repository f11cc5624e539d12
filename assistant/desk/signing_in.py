"""People sign in, stay signed in for a while, and sign out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta

from assistant.desk.good_passwords import refuse_weak
from assistant.desk.staff_secrets import csrf_of, digest_of, new_secret
from assistant.desk_ports import Passwords, SignInStore, StaffStore
from assistant.domain import AuditEvent, SignIn, User
from assistant.errors import Conflict, NotSignedIn, SignInRefused
from assistant.ports import Clock

IDLE, LONGEST = timedelta(hours=8), timedelta(days=7)
TRIES, LOCKED = 5, timedelta(minutes=15)
_NOTED_EVERY = timedelta(minutes=1)
# One wording for whatever is wrong, so that it tells nobody which names there are.
_REFUSED = (
    f"名称或密码不对，或者账号现在不能用。连续 {TRIES} 次不对会锁定 {LOCKED.seconds // 60} 分钟；"
    "忘了密码请找管理员要新的链接。"
)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is signed in, where, and the token that their page shows with everything it changes."""

    user: User
    csrf: str = field(repr=False)
    id: str


@dataclass(frozen=True, slots=True)
class Entered:
    """A new sign-in with the secret that the browser is to keep."""

    signed_in: SignedIn
    secret: str = field(repr=False)


class SigningIn:
    """An Admission. Whatever the outcome of a try, it takes the same work, so that it tells nothing of a name."""

    def __init__(self, staff: StaffStore, sign_ins: SignInStore, passwords: Passwords, clock: Clock) -> None:
        self._staff, self._sign_ins, self._passwords, self._clock = staff, sign_ins, passwords, clock

    def sign_in(self, name: str, password: str, earlier: str = "") -> Entered:
        """Sign in, in place of the sign-in whose secret the browser held `earlier`; raises SignInRefused."""
        user = self._staff.named(name)
        if not self._proven(user, password):
            raise SignInRefused(_REFUSED)
        assert user is not None
        return self._enter(user, earlier)

    def join(self, token: str, password: str, earlier: str = "") -> Entered:
        """Set the password by an invitation and sign in; raises SignInRefused or AccountRefused."""
        gone = SignInRefused("这个链接已经用过、过期或被新的链接代替了，请找管理员要新的链接。")
        now, id = self._clock(), digest_of(token)
        invited = self._staff.invited(id, now)
        if invited is None:
            raise gone
        refuse_weak(password, invited)
        user = self._staff.accept(
            id, self._passwords.hashed(password), now, lambda user: self._event(user, "user_joined")
        )
        if user is None:
            raise gone
        return self._enter(user, earlier)

    def signed_in(self, secret: str) -> SignedIn:
        """See Admission."""
        found, now = self._sign_ins.find(digest_of(secret)), self._clock()
        if found is None:
            raise NotSignedIn("请先登录工作台。")
        user, opened = found
        if now >= opened.expires_at or now - opened.used_at >= IDLE or user.disabled_at is not None:
            raise NotSignedIn("登录已经过期，请重新登录。")
        if now - opened.used_at >= _NOTED_EVERY:
            self._sign_ins.seen(opened.id, now)
        return SignedIn(user, csrf_of(secret), opened.id)

    def sign_out(self, who: SignedIn) -> None:
        """End a sign-in."""
        self._sign_ins.close(who.id, self._event(who.user, "signed_out"))

    def change_password(self, who: SignedIn, current: str, password: str) -> None:
        """Take another password, and sign out wherever else; raises SignInRefused, AccountRefused or Conflict."""
        user = self._staff.user(who.user.id)
        if not self._proven(user, current):
            raise SignInRefused(f"现在的密码不对。连续 {TRIES} 次不对会锁定 {LOCKED.seconds // 60} 分钟。")
        refuse_weak(password, user)
        hashed = self._passwords.hashed(password)

        def changed(kept: User) -> User:
            if kept.password != user.password:
                raise Conflict("密码刚刚在别处改过，请重新登录。")
            return replace(kept, password=hashed, failures=0, locked_until=None)

        self._staff.change(user.id, changed, lambda _, after: self._event(after, "password_changed"), who.id)

    def _proven(self, user: User | None, password: str) -> bool:
        # Counted first: of many tries at once only so many come to have their password looked at.
        now = self._clock()
        tried = self._sign_ins.attempt(user.id if user else "", TRIES, now, now + LOCKED)
        matches = self._passwords.matches(user.password if user else None, password)
        if user is None or user.password is None or user.disabled_at is not None:
            return False
        if tried == TRIES and not matches:
            self._sign_ins.tell(replace(self._event(user, "sign_in_locked"), actor_id=None, actor_name="程序"))
        return bool(tried) and matches

    def _enter(self, user: User, earlier: str) -> Entered:
        secret, now = new_secret(), self._clock()
        opened = SignIn(digest_of(secret), user.id, now, now, now + LONGEST)
        if not self._sign_ins.open(opened, user.password or "", self._event(user, "signed_in")):
            raise SignInRefused(_REFUSED)
        if before := self._sign_ins.find(digest_of(earlier)):
            self._sign_ins.close(before[1].id, self._event(before[0], "signed_out"))
        return Entered(SignedIn(user, csrf_of(secret), opened.id), secret)

    def _event(self, user: User, action: str) -> AuditEvent:
        return AuditEvent(self._clock(), user.id, user.display_name, action, "user", user.id)
