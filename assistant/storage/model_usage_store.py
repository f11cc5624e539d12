"""How much the chat model was used, in SQL."""

from __future__ import annotations

from datetime import date

from sqlalchemy import bindparam, select

from assistant.ports import ModelUsage
from assistant.storage.engine import Database
from assistant.storage.tables import model_usage
from assistant.storage.upsert import insert_or_add

_OF_DAY = select(model_usage.c.calls, model_usage.c.tokens, model_usage.c.failures).where(
    model_usage.c.day == bindparam("day")
)


class SqlModelUsageStore:
    """ModelUsageStore over a migrated database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._add = insert_or_add(database, model_usage, ("calls", "tokens", "failures"))

    def add(self, day: date, tokens: int, failed: bool) -> None:
        """See ModelUsageStore. One statement, so that no request of another process is lost."""
        row = {"day": day, "calls": 1, "tokens": tokens, "failures": int(failed)}
        with self._database.write() as connection:
            connection.execute(self._add, row)

    def used(self, day: date) -> ModelUsage:
        """See ModelUsageStore."""
        with self._database.read() as connection:
            row = connection.execute(_OF_DAY, {"day": day}).first()
        return ModelUsage(*row) if row else ModelUsage()
