"""Names under which programs go on with a conversation, in SQL."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import bindparam, delete, exc, select

from assistant.storage.engine import Database
from assistant.storage.tables import sessions
from assistant.storage.upsert import insert_or_update

_LIVE = (sessions.c.name == bindparam("named"), sessions.c.used_at >= bindparam("since"))
_FIND = select(sessions.c.conversation_id).where(*_LIVE)
_TAKE = delete(sessions).where(*_LIVE).returning(sessions.c.conversation_id)
_DROP_OLD = delete(sessions).where(sessions.c.used_at < bindparam("since"))


class SqlSessionStore:
    """SessionStore over a migrated database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._upsert = insert_or_update(database, sessions, ("conversation_id", "used_at"))

    def find(self, name: str, since: datetime) -> str | None:
        """See SessionStore."""
        with self._database.read() as connection:
            found: str | None = connection.execute(_FIND, {"named": name, "since": since}).scalar_one_or_none()
        return found

    def take(self, name: str, since: datetime) -> str | None:
        """See SessionStore."""
        with self._database.write() as connection:
            taken: str | None = connection.execute(_TAKE, {"named": name, "since": since}).scalar_one_or_none()
        return taken

    def keep(self, names: Collection[str], conversation_id: str, moment: datetime, since: datetime) -> None:
        """See SessionStore."""
        rows = [{"name": name, "conversation_id": conversation_id, "used_at": moment} for name in names]
        try:
            with self._database.write() as connection:
                connection.execute(_DROP_OLD, {"since": since})
                if rows:
                    connection.execute(self._upsert, rows)
        except exc.IntegrityError:
            # The conversation was forgotten since it was answered, and its names are to be forgotten with it.
            return
