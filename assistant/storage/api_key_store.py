"""Keys of programs that use the assistant, in SQL."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, bindparam, exc, func, or_, select, update

from assistant.domain import ApiKey, KeyScope
from assistant.errors import KeyRefused, NotFound
from assistant.storage.engine import Database
from assistant.storage.tables import api_keys

_FIELDS = tuple(field.name for field in fields(ApiKey))
_KEYS = select(*(api_keys.c[name] for name in _FIELDS))
_OF_ID = _KEYS.where(api_keys.c.id == bindparam("key_id"))
_NAMED = _KEYS.where(or_(api_keys.c.name == bindparam("named"), api_keys.c.id == bindparam("named")))
_OLDEST_FIRST = _KEYS.order_by(api_keys.c.created_at, api_keys.c.name)
_REVOKE = (
    update(api_keys)
    .where(api_keys.c.id == bindparam("key_id"))
    .values(revoked_at=func.coalesce(api_keys.c.revoked_at, bindparam("moment", type_=api_keys.c.revoked_at.type)))
)
# A key that is revoked gives its name to the one that takes its place, and is told apart by its id.
_FREE = (
    update(api_keys)
    .where(api_keys.c.name == bindparam("named"), api_keys.c.revoked_at.is_not(None))
    .values(name=func.substr(api_keys.c.name, 1, 80) + " " + api_keys.c.id)
)
_USED = update(api_keys).where(api_keys.c.id == bindparam("key_id")).values(last_used_on=bindparam("day"))


class SqlApiKeyStore:
    """ApiKeyStore over a migrated database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, key: ApiKey) -> None:
        """See ApiKeyStore."""
        row = {name: getattr(key, name) for name in _FIELDS} | {"scopes": ",".join(key.scopes)}
        try:
            with self._database.write() as connection:
                connection.execute(_FREE, {"named": key.name})
                connection.execute(api_keys.insert(), row)
        except exc.IntegrityError as error:
            raise KeyRefused(
                f"名称“{key.name}”已经用过，请换一个，或先停用那一个：assistant key revoke {key.name}。"
            ) from error

    def find(self, key_id: str) -> ApiKey | None:
        """See ApiKeyStore."""
        with self._database.read() as connection:
            row = connection.execute(_OF_ID, {"key_id": key_id}).first()
        return _key(row) if row else None

    def all(self) -> tuple[ApiKey, ...]:
        """See ApiKeyStore."""
        with self._database.read() as connection:
            return tuple(map(_key, connection.execute(_OLDEST_FIRST)))

    def revoke(self, name_or_id: str, moment: datetime) -> ApiKey:
        """See ApiKeyStore."""
        with self._database.write() as connection:
            row = connection.execute(_NAMED, {"named": name_or_id}).first()
            if row is None:
                raise NotFound(f"没有叫“{name_or_id}”的密钥，名称与编号见 assistant key list。")
            connection.execute(_REVOKE, {"key_id": row.id, "moment": moment})
            return _key(connection.execute(_OF_ID, {"key_id": row.id}).one())

    def used(self, key_id: str, day: date) -> None:
        """See ApiKeyStore."""
        with self._database.write() as connection:
            connection.execute(_USED, {"key_id": key_id, "day": day})


def _key(row: Row[Any]) -> ApiKey:
    values = dict(zip(_FIELDS, row, strict=True))
    scopes = tuple(KeyScope(scope) for scope in values["scopes"].split(","))
    return ApiKey(**values | {"scopes": scopes})
