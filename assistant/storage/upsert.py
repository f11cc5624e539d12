"""INSERT … ON CONFLICT, which each dialect builds in its own way."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Insert, Table
from sqlalchemy.dialects import postgresql, sqlite

from assistant.storage.engine import Database


def insert_or_keep(database: Database, table: Table) -> Insert:
    """Insert rows; those whose key exists stay as they are."""
    if database.is_sqlite:
        return sqlite.insert(table).on_conflict_do_nothing()
    return postgresql.insert(table).on_conflict_do_nothing()


def insert_or_update(database: Database, table: Table, columns: Sequence[str]) -> Insert:
    """Insert rows; those whose key exists take the new values of these columns."""
    statement = sqlite.insert(table) if database.is_sqlite else postgresql.insert(table)
    values = {name: statement.excluded[name] for name in columns}
    return statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=values)
