"""Document versions and their clauses in SQL."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, Select, bindparam, exc, select, update

from assistant.domain import Clause, Document, DocumentVersion, Level
from assistant.errors import NotFound, StorageUnavailable
from assistant.storage.engine import Database
from assistant.storage.tables import clauses, document_versions, documents, served_index
from assistant.storage.upsert import insert_or_update

_DOCUMENT = TypeAdapter(Document)
_CLAUSE_FIELDS = tuple(Clause.__dataclass_fields__)
_CLAUSE_COLUMNS = [clauses.c[name] for name in _CLAUSE_FIELDS]
_LEVEL = _CLAUSE_FIELDS.index("level")
_VERSION_COLUMNS = (document_versions.c.version, document_versions.c.recorded_at, document_versions.c.body)

_CURRENT_VERSIONS = (
    select(*_VERSION_COLUMNS)
    .join(documents, documents.c.id == document_versions.c.document_id)
    .where(documents.c.current_version == document_versions.c.version, ~documents.c.withdrawn)
    .order_by(document_versions.c.document_id)
)
_CURRENT_CLAUSES = (
    select(clauses.c.version, *_CLAUSE_COLUMNS)
    .join(documents, documents.c.id == clauses.c.document_id)
    .where(documents.c.current_version == clauses.c.version, ~documents.c.withdrawn)
    .order_by(clauses.c.document_id, clauses.c.ordinal)
)
_ALL_VERSIONS = (
    select(*_VERSION_COLUMNS)
    .where(document_versions.c.document_id == bindparam("document_id"))
    .order_by(document_versions.c.version)
)
_ALL_CLAUSES = (
    select(clauses.c.version, *_CLAUSE_COLUMNS)
    .where(clauses.c.document_id == bindparam("document_id"))
    .order_by(clauses.c.version, clauses.c.ordinal)
)
_WITHDRAW = update(documents).where(documents.c.id == bindparam("document_id")).values(withdrawn=True)


class SqlCorpusStore:
    """CorpusStore over a migrated database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._set_current = insert_or_update(database, documents, ["current_version", "withdrawn"])
        self._switch_index = insert_or_update(database, served_index, ["name"])

    def current(self) -> tuple[DocumentVersion, ...]:
        """See CorpusStore."""
        with self._database.read() as connection:
            return _versions(connection, _CURRENT_VERSIONS, _CURRENT_CLAUSES, {})

    def versions(self, document_id: str) -> tuple[DocumentVersion, ...]:
        """See CorpusStore."""
        with self._database.read() as connection:
            found = _versions(connection, _ALL_VERSIONS, _ALL_CLAUSES, {"document_id": document_id})
        if not found:
            raise NotFound(f"没有编号为 {document_id} 的文件，请从文件目录重新打开。")
        return found

    def commit(self, changed: Sequence[DocumentVersion], withdrawn: Sequence[str], index_name: str) -> None:
        """See CorpusStore."""
        with self._database.write() as connection:
            for version in changed:
                self._add(connection, version)
            for document_id in withdrawn:
                connection.execute(_WITHDRAW, {"document_id": document_id})
            connection.execute(self._switch_index, {"id": 1, "name": index_name})

    def index_name(self) -> str | None:
        """See CorpusStore."""
        with self._database.read() as connection:
            return connection.execute(select(served_index.c.name)).scalar_one_or_none()

    def _add(self, connection: Connection, version: DocumentVersion) -> None:
        document = version.document
        connection.execute(
            self._set_current, {"id": document.id, "current_version": version.version, "withdrawn": False}
        )
        row = {
            "document_id": document.id,
            "version": version.version,
            "digest": document.digest,
            "recorded_at": version.recorded_at,
            "body": _DOCUMENT.dump_json(document).decode(),
        }
        try:
            connection.execute(document_versions.insert(), row)
        except exc.IntegrityError as error:
            raise StorageUnavailable(
                f"文件 {document.id} 的第 {version.version} 版刚由另一个进程存入，这次同步没有生效。请再同步一次。"
            ) from error
        if version.clauses:
            connection.execute(clauses.insert(), [_clause_row(clause, version.version) for clause in version.clauses])


def _clause_row(clause: Clause, version: int) -> dict[str, object]:
    return {"version": version, **{name: getattr(clause, name) for name in _CLAUSE_FIELDS}}


def _versions(
    connection: Connection, version_query: Select[Any], clause_query: Select[Any], parameters: dict[str, str]
) -> tuple[DocumentVersion, ...]:
    found = _clauses(connection.execute(clause_query, parameters))
    versions = []
    for number, recorded_at, body in connection.execute(version_query, parameters):
        document = _DOCUMENT.validate_json(body)
        own = tuple(found.get((document.id, number), ()))
        versions.append(DocumentVersion(document, number, recorded_at, own))
    return tuple(versions)


def _clauses(rows: Iterable[Row[Any]]) -> dict[tuple[str, int], list[Clause]]:
    found: dict[tuple[str, int], list[Clause]] = {}
    for row in rows:
        version: int = row[0]
        values: list[Any] = list(row[1:])
        values[_LEVEL] = Level(values[_LEVEL])
        clause = Clause(*values)
        found.setdefault((clause.document_id, version), []).append(clause)
    return found
