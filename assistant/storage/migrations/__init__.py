"""Bring a database to the current shape of the tables."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from assistant.errors import StorageUnavailable
from assistant.storage.engine import Database

HEAD = "0007"
_POSTGRES_LOCK = 0x706F6C696379


def migrate(database: Database) -> None:
    """Upgrade to HEAD, one process at a time, wholly or not at all; raises StorageUnavailable."""
    with database.read() as connection:
        if revision_of(connection) == HEAD:
            return
    # The write transaction is SQLite's lock; PostgreSQL needs one of its own, released with the transaction.
    with database.write() as connection:
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _POSTGRES_LOCK})
        migrate_to(connection, HEAD)


def revision_of(connection: Connection) -> str | None:
    """Which shape the tables have, None in a new database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def migrate_to(connection: Connection, revision: str) -> None:
    """Upgrade to a revision inside a transaction; raises StorageUnavailable for one that is not known here."""
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, revision)
    except CommandError as error:
        raise StorageUnavailable(
            "数据库是由更新版本的程序建立的，这一版读不了。请升级程序，或换一个 ASSISTANT_DATABASE_URL。"
        ) from error
