"""Tries to sign in and where people did, in SQL."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime

from sqlalchemy import bindparam, case, delete, or_, select, update

from assistant.domain import AuditEvent, SignIn, User
from assistant.storage.audit_store import append
from assistant.storage.desk_tables import sign_ins, users
from assistant.storage.engine import Database
from assistant.storage.staff_rows import FIELDS, user_of

_FIELDS = tuple(field.name for field in fields(SignIn))
_MOMENT = bindparam("moment", type_=users.c.locked_until.type)
_OPEN = or_(users.c.locked_until.is_(None), users.c.locked_until <= _MOMENT)
# What was counted before a lock that is over counts no longer.
_TRIES = case((users.c.locked_until.is_(None), users.c.failures + 1), else_=1)
_UNTIL = bindparam("until", type_=users.c.locked_until.type)
_ATTEMPT = (
    update(users)
    .where(users.c.id == bindparam("user_id"), _OPEN)
    .values(failures=_TRIES, locked_until=case((bindparam("most") <= _TRIES, _UNTIL), else_=None))
    .returning(users.c.failures)
)
_ADMIT = (
    update(users)
    .where(users.c.id == bindparam("user_id"), users.c.disabled_at.is_(None), users.c.password == bindparam("known"))
    .values(failures=0, locked_until=None)
)
_DROP_OLD = delete(sign_ins).where(sign_ins.c.expires_at <= bindparam("moment", type_=sign_ins.c.expires_at.type))
_FIND = (
    select(*(users.c[name] for name in FIELDS), *(sign_ins.c[name].label(f"at_{name}") for name in _FIELDS))
    .join(sign_ins, sign_ins.c.user_id == users.c.id)
    .where(sign_ins.c.id == bindparam("sign_in"))
)
_SEEN = update(sign_ins).where(sign_ins.c.id == bindparam("sign_in")).values(used_at=bindparam("moment"))
_CLOSE = delete(sign_ins).where(sign_ins.c.id == bindparam("sign_in"))


class SqlSignInStore:
    """SignInStore over a migrated database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def attempt(self, user_id: str, most: int, moment: datetime, locked_until: datetime) -> int:
        """See SignInStore."""
        told = {"user_id": user_id, "most": most, "moment": moment, "until": locked_until}
        with self._database.write() as connection:
            return connection.execute(_ATTEMPT, told).scalar_one_or_none() or 0

    def open(self, opened: SignIn, password: str, event: AuditEvent) -> bool:
        """See SignInStore."""
        with self._database.write() as connection:
            if not connection.execute(_ADMIT, {"user_id": opened.user_id, "known": password}).rowcount:
                return False
            connection.execute(_DROP_OLD, {"moment": opened.opened_at})
            connection.execute(sign_ins.insert(), {name: getattr(opened, name) for name in _FIELDS})
            append(connection, event)
            return True

    def find(self, id: str) -> tuple[User, SignIn] | None:
        """See SignInStore."""
        with self._database.read() as connection:
            row = connection.execute(_FIND, {"sign_in": id}).first()
        return (user_of(row), SignIn(*row[len(FIELDS) :])) if row else None

    def seen(self, id: str, moment: datetime) -> None:
        """See SignInStore."""
        with self._database.write() as connection:
            connection.execute(_SEEN, {"sign_in": id, "moment": moment})

    def close(self, id: str, event: AuditEvent) -> None:
        """See SignInStore."""
        with self._database.write() as connection:
            if connection.execute(_CLOSE, {"sign_in": id}).rowcount:
                append(connection, event)

    def tell(self, event: AuditEvent) -> None:
        """See SignInStore."""
        with self._database.write() as connection:
            append(connection, event)
