"""The rows of all tables as JSON that any database reads back, so that a backup of SQLite restores to PostgreSQL."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, Date, LargeBinary, MetaData, Table, column, func, inspect, select, table, text, update
from sqlalchemy.engine import Connection
from sqlalchemy.types import NULLTYPE, TypeEngine

from assistant.storage import desk_tables
from assistant.storage.columns import UtcDateTime
from assistant.storage.engine import Database
from assistant.storage.migrations import HEAD, migrate_to, revision_of
from assistant.storage.tables import metadata, served_index

AT_ONCE = 500
# The index is built anew from what is restored, and nobody stays signed in.
LEFT_OUT = frozenset({served_index.name, desk_tables.sign_ins.name, desk_tables.invitations.name})

Row = Mapping[str, Any]


class Encoding(StrEnum):
    """How a column's values stand in JSON."""

    PLAIN = "plain"
    MOMENT = "moment"
    DAY = "day"
    BYTES = "bytes"


@dataclass(frozen=True, slots=True)
class TableShape:
    """A table's name and columns as they were when its rows were written."""

    name: str
    columns: Mapping[str, Encoding]


def shapes() -> tuple[TableShape, ...]:
    """The tables that a backup holds, those that others refer to first."""
    return tuple(
        TableShape(each.name, {one.name: _encoding(one) for one in each.columns})
        for each in metadata.sorted_tables
        if each.name not in LEFT_OUT
    )


def revision() -> str:
    """Of which shape the tables are."""
    return HEAD


def rows(connection: Connection, shape: TableShape) -> Iterator[dict[str, object]]:
    """All rows of a table, a few in memory at a time."""
    held = connection.execution_options(yield_per=AT_ONCE).execute(select(metadata.tables[shape.name]))
    for row in held.mappings():
        yield {name: _written(row[name]) for name in shape.columns}


class Restoring:
    """Fills an empty database; what it was given is there when it is done, or nothing is.

    `made_for` is the revision of the rows, which are brought to the present one when all of them are there.
    """

    def __init__(self, database: Database, made_for: str) -> None:
        self._database, self._made_for = database, made_for

    def fits(self) -> bool:
        """Whether the database is new, or has the shape of the rows and holds nothing that could be lost."""
        with self._database.read() as connection:
            there = set(inspect(connection).get_table_names())
            return revision_of(connection) in (None, self._made_for) and not any(
                connection.execute(select(func.count()).select_from(table(each.name))).scalar_one()
                for each in shapes()
                if each.name in there
            )

    def fill(self, tables: Sequence[tuple[TableShape, Iterator[Row]]]) -> int:
        """Put in the rows of all tables; how many. Raises StorageUnavailable."""
        with self._database.write() as connection:
            migrate_to(connection, self._made_for)
            count = sum(_fill(connection, shape, given) for shape, given in tables)
            migrate_to(connection, HEAD)
        return count


def _fill(connection: Connection, shape: TableShape, given: Iterator[Row]) -> int:
    reflected = Table(shape.name, MetaData(), autoload_with=connection, resolve_fks=False)
    target = table(shape.name, *(column(name, _type(encoding)) for name, encoding in shape.columns.items()))
    own = {each.parent.name for each in reflected.foreign_keys if each.target_fullname.startswith(f"{shape.name}.")}
    key = [one.name for one in reflected.primary_key]
    count, later = 0, []
    for some in _batches(given):
        read = [{name: _read(row[name], encoding) for name, encoding in shape.columns.items()} for row in some]
        # A row may refer to one of its own table that comes after it.
        later += [row for row in read if any(row[name] is not None for name in own)]
        connection.execute(target.insert(), [row | dict.fromkeys(own) for row in read])
        count += len(read)
    for row in later:
        same = [target.c[name] == row[name] for name in key]
        connection.execute(update(target).where(*same).values({name: row[name] for name in own}))
    if connection.dialect.name == "postgresql" and len(key) == 1:
        _continue_numbers(connection, shape.name, key[0])
    return count


def _continue_numbers(connection: Connection, name: str, key: str) -> None:
    """Let PostgreSQL number new rows after those that brought their numbers along."""
    sequence = connection.execute(text("SELECT pg_get_serial_sequence(:name, :key)"), {"name": name, "key": key})
    if counter := sequence.scalar_one():
        last = select(func.coalesce(func.max(column(key)), 0)).select_from(table(name)).scalar_subquery()
        connection.execute(select(func.setval(counter, last + 1, False)))


def _batches(given: Iterator[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in given:
        batch.append(row)
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _encoding(one: Column[Any]) -> Encoding:
    kinds = ((UtcDateTime, Encoding.MOMENT), (Date, Encoding.DAY), (LargeBinary, Encoding.BYTES))
    return next((encoding for kind, encoding in kinds if isinstance(one.type, kind)), Encoding.PLAIN)


def _type(encoding: Encoding) -> TypeEngine[Any]:
    types: dict[Encoding, TypeEngine[Any]] = {
        Encoding.MOMENT: UtcDateTime(),
        Encoding.DAY: Date(),
        Encoding.BYTES: LargeBinary(),
    }
    return types.get(encoding, NULLTYPE)


def _written(value: object) -> object:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value.isoformat() if isinstance(value, date) else value


def _read(value: object, encoding: Encoding) -> object:
    if not isinstance(value, str) or encoding is Encoding.PLAIN:
        return value
    if encoding is Encoding.BYTES:
        return base64.b64decode(value)
    return datetime.fromisoformat(value) if encoding is Encoding.MOMENT else date.fromisoformat(value)
