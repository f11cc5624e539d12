"""Accounts as rows."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, select

from assistant.domain import StaffRole, User, folded
from assistant.storage.desk_tables import sign_ins, users

FIELDS = tuple(field.name for field in fields(User))
USERS = select(*(users.c[name] for name in FIELDS))
OF_ID = USERS.where(users.c.id == bindparam("user_id"))
_SIGN_OUT = delete(sign_ins).where(sign_ins.c.user_id == bindparam("user_id"), sign_ins.c.id != bindparam("staying"))


def user_of(row: Row[Any]) -> User:
    """An account from the columns of FIELDS, which a row begins with."""
    values = dict(zip(FIELDS, row, strict=False))
    return User(**values | {"role": StaffRole(values["role"])})


def row_of(user: User) -> dict[str, Any]:
    """An account as it is kept."""
    return {name: getattr(user, name) for name in FIELDS} | {"folded_name": folded(user.name)}


def sign_out(connection: Connection, user_id: str, staying: str | None = None) -> None:
    """Forget where somebody signed in, but for one sign-in."""
    connection.execute(_SIGN_OUT, {"user_id": user_id, "staying": staying or ""})
