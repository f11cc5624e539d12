"""From a driver's error to what is wrong and what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc

from assistant.errors import StorageUnavailable

_SQLITE = {
    sqlite3.SQLITE_BUSY: "数据库正被另一个进程占用。请稍后重试；若一直如此，请停掉占用它的进程",
    sqlite3.SQLITE_LOCKED: "数据库正被另一个操作占用。请稍后重试",
    sqlite3.SQLITE_READONLY: "数据库是只读的，无法写入。请检查数据目录的权限，或磁盘是否以只读方式挂载",
    sqlite3.SQLITE_FULL: "磁盘已满，无法写入。请清理数据目录所在的磁盘后重试，已存的内容没有丢失",
    sqlite3.SQLITE_CANTOPEN: "打不开数据库文件。请检查数据目录是否存在、是否可写",
    sqlite3.SQLITE_IOERR: "读写数据库时磁盘出错。请检查磁盘，必要时从备份恢复",
    sqlite3.SQLITE_CORRUPT: "数据库文件已损坏。请从备份恢复",
    sqlite3.SQLITE_NOTADB: "数据库文件不是 SQLite 数据库。请检查 ASSISTANT_DATABASE_URL，或从备份恢复",
}
_POSTGRES = {
    "25006": "PostgreSQL 只接受读取。请检查连接的是否为主库",
    "53100": "PostgreSQL 所在磁盘已满，无法写入。请清理后重试，已存的内容没有丢失",
    "53300": "PostgreSQL 的连接数已满。请稍后重试，或调大 max_connections",
    "42501": "PostgreSQL 拒绝了这个账号。请给它库内建表和读写的权限",
}


@contextmanager
def explained() -> Iterator[None]:
    """Turn what the database refuses into StorageUnavailable; a mistake of ours stays what it is."""
    try:
        yield
    except exc.TimeoutError as error:
        raise StorageUnavailable("数据库连接都在忙，等不到空闲的一个。请稍后重试。") from error
    except exc.DBAPIError as error:
        message = _message(error)
        if message is None:
            raise
        raise StorageUnavailable(f"{message}。") from error


def _message(error: exc.DBAPIError) -> str | None:
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        # The low byte is the error, the rest tells variants of it apart.
        return _SQLITE.get((getattr(cause, "sqlite_errorcode", None) or 0) & 0xFF)
    state = getattr(cause, "sqlstate", None)
    if state in _POSTGRES:
        return _POSTGRES[state]
    if isinstance(error, exc.OperationalError) or error.connection_invalidated:
        return "连不上 PostgreSQL。请检查它是否在运行，以及 ASSISTANT_DATABASE_URL 的地址和口令"
    return None
