"""Accounts of the help desk and invitations to them, in SQL."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, exc, func, select, update

from assistant.domain import AuditEvent, Invitation, StaffRole, User, folded
from assistant.errors import AccountRefused, NotFound
from assistant.storage.audit_store import append
from assistant.storage.desk_tables import invitations, users
from assistant.storage.engine import Database
from assistant.storage.staff_rows import OF_ID, USERS, row_of, sign_out, user_of

_NAMED = USERS.where(users.c.folded_name == bindparam("folded"))
_OLDEST_FIRST = USERS.order_by(users.c.created_at, users.c.name)
_HELD = OF_ID.with_for_update()
_SAVE = update(users).where(users.c.id == bindparam("user_id"))
_MANAGES = (users.c.role == StaffRole.ADMIN, users.c.disabled_at.is_(None), users.c.password.is_not(None))
# Two who take each other's role away must not both see the other one still there.
_HOLD_MANAGERS = select(users.c.id).where(*_MANAGES).order_by(users.c.id).with_for_update()
_MANAGERS = select(func.count()).select_from(users).where(*_MANAGES)
_UNINVITE = delete(invitations).where(invitations.c.user_id == bindparam("user_id"))
_MOMENT = bindparam("moment", type_=invitations.c.used_at.type)
_HOLDS = (
    invitations.c.id == bindparam("invitation"),
    invitations.c.used_at.is_(None),
    invitations.c.expires_at > _MOMENT,
)
_INVITED = USERS.join(invitations, invitations.c.user_id == users.c.id).where(*_HOLDS, users.c.disabled_at.is_(None))
_USE = update(invitations).where(*_HOLDS).values(used_at=_MOMENT)


class SqlStaffStore:
    """StaffStore over a migrated database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, user: User, event: AuditEvent) -> None:
        """See StaffStore."""
        try:
            with self._database.write() as connection:
                connection.execute(users.insert(), row_of(user))
                append(connection, event)
        except exc.IntegrityError as error:
            raise AccountRefused(f"名称“{user.name}”已经有人用了，请换一个。") from error

    def user(self, user_id: str) -> User:
        """See StaffStore."""
        with self._database.read() as connection:
            row = connection.execute(OF_ID, {"user_id": user_id}).first()
        if row is None:
            raise NotFound("没有这个账号，请刷新后重试。")
        return user_of(row)

    def named(self, name: str) -> User | None:
        """See StaffStore."""
        with self._database.read() as connection:
            row = connection.execute(_NAMED, {"folded": folded(name)}).first()
        return user_of(row) if row else None

    def all(self) -> tuple[User, ...]:
        """See StaffStore."""
        with self._database.read() as connection:
            return tuple(map(user_of, connection.execute(_OLDEST_FIRST)))

    def change(
        self,
        user_id: str,
        edit: Callable[[User], User],
        event: Callable[[User, User], AuditEvent],
        staying: str | None = None,
    ) -> User:
        """See StaffStore."""
        with self._database.write() as connection:
            managers = len(connection.execute(_HOLD_MANAGERS).all())
            row = connection.execute(_HELD, {"user_id": user_id}).first()
            if row is None:
                raise NotFound("没有这个账号，请刷新后重试。")
            before = user_of(row)
            after = edit(before)
            if after == before:
                return before
            self._save(connection, after)
            if managers and not connection.execute(_MANAGERS).scalar_one():
                raise AccountRefused("这是最后一个能用的管理员，先让另一个人当管理员，再改它。")
            kept = (before.password, before.role) == (after.password, after.role)
            if after.disabled_at is not None or not kept:
                sign_out(connection, user_id, staying)
            append(connection, event(before, after))
            return after

    def invite(self, invitation: Invitation, event: AuditEvent) -> None:
        """See StaffStore."""
        row = {name: getattr(invitation, name) for name in ("id", "user_id", "expires_at", "used_at")}
        with self._database.write() as connection:
            connection.execute(_UNINVITE, {"user_id": invitation.user_id})
            connection.execute(invitations.insert(), row)
            append(connection, event)

    def invited(self, id: str, moment: datetime) -> User | None:
        """See StaffStore."""
        with self._database.read() as connection:
            row = connection.execute(_INVITED, {"invitation": id, "moment": moment}).first()
        return user_of(row) if row else None

    def accept(self, id: str, password: str, moment: datetime, event: Callable[[User], AuditEvent]) -> User | None:
        """See StaffStore."""
        named = {"invitation": id, "moment": moment}
        with self._database.write() as connection:
            row = connection.execute(_INVITED, named).first()
            # Of two who come at once, one finds it used.
            if row is None or not connection.execute(_USE, named).rowcount:
                return None
            joined = replace(user_of(row), password=password, failures=0, locked_until=None)
            self._save(connection, joined)
            sign_out(connection, joined.id)
            append(connection, event(joined))
            return joined

    def _save(self, connection: Connection, user: User) -> None:
        connection.execute(_SAVE.values(row_of(user)), {"user_id": user.id})
