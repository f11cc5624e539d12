"""INSERT … ON CONFLICT, which each dialect builds in its own way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite

from assistant.storage.engine import Database

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql


def insert_or_keep(database: Database, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Insert rows; those whose key exists stay as they are."""
    return _insert(database, table).on_conflict_do_nothing()


def insert_or_update(database: Database, table: Table, columns: Sequence[str]) -> sqlite.Insert | postgresql.Insert:
    """Insert rows; those whose key exists take the new values of these columns."""
    statement = _insert(database, table)
    values = {name: statement.excluded[name] for name in columns}
    return statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=values)


def insert_or_add(database: Database, table: Table, columns: Sequence[str]) -> sqlite.Insert | postgresql.Insert:
    """Insert rows; those whose key exists count these columns up by the new values."""
    statement = _insert(database, table)
    sums = {name: table.c[name] + statement.excluded[name] for name in columns}
    return statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=sums)


def _insert(database: Database, table: Table) -> sqlite.Insert | postgresql.Insert:
    if database.is_sqlite:
        return sqlite.insert(table)
    # A tenth of a second to import, so only for those who use it.
    from sqlalchemy.dialects import postgresql

    return postgresql.insert(table)
