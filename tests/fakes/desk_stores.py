"""Stores of the desk's people without a database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import RLock

from assistant.domain import AuditEvent, Invitation, SignIn, StaffRole, User, folded
from assistant.errors import AccountRefused, NotFound


class FakePasswords:
    """Passwords that are quick to check; counts how often one was."""

    def __init__(self) -> None:
        self.checked: list[str | None] = []

    def hashed(self, password: str) -> str:
        return f"hashed:{password}"

    def matches(self, kept: str | None, password: str) -> bool:
        self.checked.append(kept)
        return kept == f"hashed:{password}"


@dataclass
class MemoryAuditStore:
    """AuditStore without a database; `append` keeps an event with its change, as the stores in SQL do."""

    kept: list[AuditEvent] = field(default_factory=list)

    def append(self, event: AuditEvent) -> None:
        self.kept.append(replace(event, sequence=len(self.kept) + 1))

    def events(
        self, limit: int, before: int | None = None, subject: str | None = None, subject_id: str | None = None
    ) -> tuple[AuditEvent, ...]:
        found = [
            event
            for event in reversed(self.kept)
            if (before is None or event.sequence < before)
            and subject in (None, event.subject)
            and subject_id in (None, event.subject_id)
        ]
        return tuple(found[:limit])

    def since(self, sequence: int, limit: int) -> tuple[AuditEvent, ...]:
        return tuple([event for event in self.kept if event.sequence > sequence][:limit])

    def last(self) -> int:
        return len(self.kept)


@dataclass
class MemoryStaff:
    """StaffStore without a database, and what the other store of people shares with it."""

    audit: MemoryAuditStore = field(default_factory=MemoryAuditStore)
    users: dict[str, User] = field(default_factory=dict)
    invitations: dict[str, Invitation] = field(default_factory=dict)
    sign_ins: dict[str, SignIn] = field(default_factory=dict)
    lock: RLock = field(default_factory=RLock)

    def add(self, user: User, event: AuditEvent) -> None:
        if self.named(user.name):
            raise AccountRefused(f"名称“{user.name}”已经有人用了，请换一个。")
        self.users[user.id] = user
        self.audit.append(event)

    def user(self, user_id: str) -> User:
        if user_id not in self.users:
            raise NotFound("没有这个账号，请刷新后重试。")
        return self.users[user_id]

    def named(self, name: str) -> User | None:
        return next((user for user in self.users.values() if folded(user.name) == folded(name)), None)

    def all(self) -> tuple[User, ...]:
        return tuple(sorted(self.users.values(), key=lambda user: (user.created_at, user.name)))

    def change(
        self,
        user_id: str,
        edit: Callable[[User], User],
        event: Callable[[User, User], AuditEvent],
        staying: str | None = None,
    ) -> User:
        with self.lock:
            before = self.user(user_id)
            after = edit(before)
            if after == before:
                return before
            if self._managers() and not self._managers(after):
                raise AccountRefused("这是最后一个能用的管理员，先让另一个人当管理员，再改它。")
            self.users[user_id] = after
            if after.disabled_at or (before.password, before.role) != (after.password, after.role):
                self._sign_out(user_id, staying)
            self.audit.append(event(before, after))
            return after

    def invite(self, invitation: Invitation, event: AuditEvent) -> None:
        others = {id: each for id, each in self.invitations.items() if each.user_id != invitation.user_id}
        self.invitations = others | {invitation.id: invitation}
        self.audit.append(event)

    def invited(self, id: str, moment: datetime) -> User | None:
        found = self.invitations.get(id)
        if found is None or found.used_at is not None or found.expires_at <= moment:
            return None
        user = self.user(found.user_id)
        return None if user.disabled_at else user

    def accept(self, id: str, password: str, moment: datetime, event: Callable[[User], AuditEvent]) -> User | None:
        with self.lock:
            invited = self.invited(id, moment)
            if invited is None:
                return None
            self.invitations[id] = replace(self.invitations[id], used_at=moment)
            joined = replace(invited, password=password, failures=0, locked_until=None)
            self.users[joined.id] = joined
            self._sign_out(joined.id, None)
            self.audit.append(event(joined))
            return joined

    def _managers(self, changed: User | None = None) -> bool:
        users = self.users | ({changed.id: changed} if changed else {})
        return any(
            user.role is StaffRole.ADMIN and user.disabled_at is None and user.password for user in users.values()
        )

    def _sign_out(self, user_id: str, staying: str | None) -> None:
        self.sign_ins = {id: each for id, each in self.sign_ins.items() if each.user_id != user_id or id == staying}


@dataclass
class MemorySignIns:
    """SignInStore over the same people."""

    staff: MemoryStaff

    def attempt(self, user_id: str, most: int, moment: datetime, locked_until: datetime) -> int:
        with self.staff.lock:
            user = self.staff.users.get(user_id)
            if user is None or (user.locked_until and user.locked_until > moment):
                return 0
            tries = 1 if user.locked_until else user.failures + 1
            until = locked_until if tries >= most else None
            self.staff.users[user_id] = replace(user, failures=tries, locked_until=until)
            return tries

    def open(self, opened: SignIn, password: str, event: AuditEvent) -> bool:
        with self.staff.lock:
            user = self.staff.user(opened.user_id)
            if user.disabled_at or user.password != password:
                return False
            self.staff.users[user.id] = replace(user, failures=0, locked_until=None)
            live = {id: each for id, each in self.staff.sign_ins.items() if each.expires_at > opened.opened_at}
            self.staff.sign_ins = live | {opened.id: opened}
            self.staff.audit.append(event)
            return True

    def find(self, id: str) -> tuple[User, SignIn] | None:
        found = self.staff.sign_ins.get(id)
        return (self.staff.user(found.user_id), found) if found else None

    def seen(self, id: str, moment: datetime) -> None:
        if id in self.staff.sign_ins:
            self.staff.sign_ins[id] = replace(self.staff.sign_ins[id], used_at=moment)

    def close(self, id: str, event: AuditEvent) -> None:
        if self.staff.sign_ins.pop(id, None):
            self.staff.audit.append(event)

    def tell(self, event: AuditEvent) -> None:
        self.staff.audit.append(event)
