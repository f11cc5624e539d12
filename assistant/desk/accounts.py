"""Accounts are made, changed and invited. The actor is a user, or None for the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from assistant.desk.staff_secrets import digest_of, new_id, new_secret
from assistant.desk_ports import StaffStore
from assistant.domain import AuditEvent, Invitation, StaffRole, User
from assistant.errors import AccountRefused, NotFound
from assistant.ports import Clock

HOLDS, FIRST_HOLDS = timedelta(days=3), timedelta(hours=24)
FIRST, FIRST_SHOWN = "admin", "管理员"
JOIN = "/desk/join#"
LONGEST_NAME, LONGEST_SHOWN = 40, 40
_COMMAND_LINE = "命令行"


class Accounts:
    """What may be done with accounts; who may do it, the door knows."""

    def __init__(self, store: StaffStore, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def now(self) -> datetime:
        """The moment at which an account is locked or not."""
        return self._clock()

    def all(self) -> tuple[User, ...]:
        """Every account, the oldest first."""
        return self._store.all()

    def named(self, name: str) -> User:
        """The account of a name; raises NotFound."""
        user = self._store.named(name)
        if user is None:
            raise NotFound(f"没有叫“{name}”的账号，名称见 assistant user list。")
        return user

    def add(self, name: str, display_name: str, role: StaffRole, actor: User | None = None) -> tuple[User, str]:
        """A new account and the secret of its invitation; raises AccountRefused."""
        return self._add(name, display_name, role, actor, HOLDS)

    def invite(self, user_id: str, actor: User | None = None) -> str:
        """The secret of a new invitation, which gives another password; raises NotFound or AccountRefused."""
        user = self._store.user(user_id)
        if user.disabled_at is not None:
            raise AccountRefused("这个账号已经停用，先启用它，再给链接。")
        return self._invite(user, actor, HOLDS)

    def change(
        self,
        user_id: str,
        actor: User | None = None,
        *,
        display_name: str | None = None,
        role: StaffRole | None = None,
        disabled: bool | None = None,
    ) -> User:
        """Change what is not None; raises NotFound or AccountRefused."""
        shown = None if display_name is None else _shown(display_name)

        def edit(user: User) -> User:
            disabled_at = user.disabled_at
            if disabled is not None:
                disabled_at = (disabled_at or self._clock()) if disabled else None
            return replace(
                user, display_name=shown or user.display_name, role=role or user.role, disabled_at=disabled_at
            )

        def event(before: User, after: User) -> AuditEvent:
            was, now = _told(before), _told(after)
            changed = [name for name in was if was[name] != now[name]]
            return self._event(
                "user_changed",
                after,
                actor,
                before={name: was[name] for name in changed},
                after={name: now[name] for name in changed},
            )

        return self._store.change(user_id, edit, event)

    def invite_first(self) -> str | None:
        """The secret of an invitation for the first administrator, until somebody came who may manage accounts."""
        users = self._store.all()
        if not users:
            try:
                return self._add(FIRST, FIRST_SHOWN, StaffRole.ADMIN, None, FIRST_HOLDS)[1]
            except AccountRefused:
                # Another server began at the same time.
                users = self._store.all()
        first = [user for user in users if user.name == FIRST and user.role is StaffRole.ADMIN]
        if any(user.password for user in users) or not first or first[0].disabled_at is not None:
            return None
        return self._invite(first[0], None, FIRST_HOLDS)

    def _add(
        self, name: str, display_name: str, role: StaffRole, actor: User | None, holds: timedelta
    ) -> tuple[User, str]:
        user = User(new_id(), _name(name), _shown(display_name), role, self._clock())
        self._store.add(user, self._event("user_added", user, actor, after=_told(user) | {"name": user.name}))
        return user, self._invite(user, actor, holds)

    def _invite(self, user: User, actor: User | None, holds: timedelta) -> str:
        secret = new_secret()
        invitation = Invitation(digest_of(secret), user.id, self._clock() + holds)
        self._store.invite(invitation, self._event("user_invited", user, actor))
        return secret

    def _event(
        self,
        action: str,
        user: User,
        actor: User | None,
        before: Mapping[str, object] | None = None,
        after: Mapping[str, object] | None = None,
    ) -> AuditEvent:
        actor_id, actor_name = (actor.id, actor.display_name) if actor else (None, _COMMAND_LINE)
        return AuditEvent(self._clock(), actor_id, actor_name, action, "user", user.id, before or {}, after or {})


def _told(user: User) -> dict[str, object]:
    return {
        "display_name": user.display_name,
        "role": user.role.value,
        "disabled": user.disabled_at is not None,
    }


def _name(name: str) -> str:
    if not 1 < len(name) <= LONGEST_NAME or not name.isprintable() or any(map(str.isspace, name)):
        raise AccountRefused(f"名称要有 2 到 {LONGEST_NAME} 个字符，不带空格，例如 liming。")
    return name


def _shown(display_name: str) -> str:
    shown = display_name.strip()
    if not shown or len(shown) > LONGEST_SHOWN or not shown.isprintable():
        raise AccountRefused(f"显示的姓名要有 1 到 {LONGEST_SHOWN} 个字符，例如 李明。")
    return shown
