"""What a model worded before, in SQL, so that every process and every start finds it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, func, select

from assistant.storage.engine import Database
from assistant.storage.tables import kept_wordings
from assistant.storage.upsert import insert_or_update

MOST_KEPT = 5000
_WORDING = select(kept_wordings.c.wording).where(kept_wordings.c.key == bindparam("key"))
_COUNT = select(func.count()).select_from(kept_wordings)
_OLDEST = select(kept_wordings.c.key).order_by(kept_wordings.c.recorded_at, kept_wordings.c.key)
_DROP_OLDEST = delete(kept_wordings).where(kept_wordings.c.key.in_(_OLDEST.limit(bindparam("excess"))))


class SqlWordingStore:
    """WordingStore over a migrated database."""

    def __init__(self, database: Database, most: int = MOST_KEPT) -> None:
        self._database, self._most = database, most
        self._upsert = insert_or_update(database, kept_wordings, ("wording", "recorded_at"))

    def load(self, key: str) -> str | None:
        """See WordingStore."""
        with self._database.read() as connection:
            wording: str | None = connection.execute(_WORDING, {"key": key}).scalar_one_or_none()
        return wording

    def save(self, key: str, wording: str, recorded_at: datetime) -> None:
        """See WordingStore."""
        row = {"key": key, "wording": wording, "recorded_at": recorded_at}
        with self._database.write() as connection:
            connection.execute(self._upsert, row)
            excess = connection.execute(_COUNT).scalar_one() - self._most
            if excess > 0:
                connection.execute(_DROP_OLDEST, {"excess": excess})
