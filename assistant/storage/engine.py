"""Open the database: SQLite by default, PostgreSQL by URL."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, exc, make_url
from sqlalchemy.engine import URL

from assistant.errors import StorageUnavailable
from assistant.storage.failures import explained

_BUSY_TIMEOUT_MS = 30_000
_POOL = {"pool_size": 16, "max_overflow": 24}
_WRITES = "assistant_writes"
_WRITERS: dict[str, threading.Lock] = {}
_WRITERS_GUARD = threading.Lock()


class Database:
    """Short transactions on one engine. Each raises StorageUnavailable when the database refuses."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        # Two queries of one read must see one state; in SQLite every transaction does.
        self._reader = engine if self.is_sqlite else engine.execution_options(isolation_level="REPEATABLE READ")
        # SQLite makes waiting writers sleep longer and longer; threads of one process wake each other instead.
        self._one_writer = _one_writer(engine.url) if self.is_sqlite else nullcontext()
        self._writer = engine.execution_options(**{_WRITES: True})

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is a SQLite file."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one state."""
        with explained(), self._reader.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that is kept whole or not at all."""
        with explained(), self._one_writer, self._writer.begin() as connection:
            yield connection

    def close(self) -> None:
        """Release all connections."""
        self.engine.dispose()


def open_engine(url: str, busy_timeout_ms: int = _BUSY_TIMEOUT_MS) -> Database:
    """A database that is not yet migrated; raises StorageUnavailable for an address that leads nowhere."""
    try:
        address = make_url(url)
        if address.get_backend_name() == "sqlite":
            return _open_sqlite(address, busy_timeout_ms)
        return Database(create_engine(address, pool_pre_ping=True, hide_parameters=True, **_POOL))
    except (exc.ArgumentError, exc.NoSuchModuleError) as error:
        raise StorageUnavailable(
            "ASSISTANT_DATABASE_URL 不是数据库地址。请写成 sqlite+pysqlite:///文件路径 "
            "或 postgresql+psycopg://用户:口令@主机/库名。"
        ) from error
    except ModuleNotFoundError as error:
        raise StorageUnavailable(
            f"缺少数据库驱动 {error.name}。请安装：pip install policy-assistant[postgres]。"
        ) from error


def _one_writer(address: URL) -> threading.Lock:
    """One for each file, however many engines of this process have it open; a database in memory has its own."""
    if not address.database or address.database == ":memory:":
        return threading.Lock()
    with _WRITERS_GUARD:
        return _WRITERS.setdefault(str(Path(address.database).resolve()), threading.Lock())


def _open_sqlite(address: URL, busy_timeout_ms: int) -> Database:
    if address.database and not address.query.get("uri"):
        try:
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageUnavailable(
                f"无法建立数据目录 {Path(address.database).parent}（{error.strerror}）。请检查路径和权限。"
            ) from error
    engine = create_engine(address, hide_parameters=True, **_POOL)

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _: object) -> None:
        # Python's own transaction handling would begin too late for BEGIN IMMEDIATE.
        connection.isolation_level = None
        for setting in (
            f"busy_timeout = {busy_timeout_ms}",
            "journal_mode = WAL",
            "synchronous = NORMAL",
            "foreign_keys = ON",
        ):
            connection.execute(f"PRAGMA {setting}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A transaction that reads first and writes later fails at once when another one writes, whatever the timeout.
        immediate = connection.get_execution_options().get(_WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return Database(engine)
