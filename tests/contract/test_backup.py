"""A backup of each database comes back whole in each database."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text, update

from assistant.backup import back_up, restore
from assistant.domain import AuditEvent
from assistant.errors import BackupRefused, StorageUnavailable
from assistant.storage import desk_tables
from assistant.storage.audit_store import SqlAuditStore, append
from assistant.storage.conversation_store import SqlConversationStore
from assistant.storage.corpus_store import SqlCorpusStore
from assistant.storage.embedding_store import SqlEmbeddingStore
from assistant.storage.engine import Database, open_engine
from assistant.storage.migrations import HEAD, migrate, migrate_to
from assistant.storage.table_rows import LEFT_OUT
from assistant.storage.tables import metadata
from tests.fakes.answers import full_answer
from tests.fakes.documents import RECORDED_AT, version

NOW = datetime(2026, 11, 27, 9, 30, 0, 123456, tzinfo=UTC)
Open = Callable[[str], Database]


@pytest.fixture
def opened() -> Iterator[Open]:
    held: list[Database] = []

    def opening(url: str) -> Database:
        held.append(open_engine(url))
        return held[-1]

    yield opening
    for each in held:
        each.close()


@pytest.fixture(params=["sqlite", "postgres"])
def target_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite+pysqlite:///{tmp_path / 'restored.db'}"
    return str(request.getfixturevalue("postgres_schema_url"))


def filled(database: Database) -> Database:
    migrate(database)
    SqlCorpusStore(database).commit([version("第一条 甲。")], [], "kb-one")
    conversations = SqlConversationStore(database)
    conversations.record(full_answer("a-1", "c-1"), "web", RECORDED_AT)
    conversations.feedback("a-1", "down", "不对", "“引号”与\n换行", NOW)
    SqlEmbeddingStore(database).save("e", {"d": [0.5, -1.25]})
    with database.write() as connection:
        append(connection, AuditEvent(NOW, None, "程序", "made", "ticket", "2", {}, {"a": "值"}))
        connection.execute(insert(desk_tables.tickets), [_ticket(1), _ticket(2)])
        connection.execute(update(desk_tables.tickets).where(desk_tables.tickets.c.number == 1).values(merged_into=2))
    return database


def _ticket(number: int) -> dict[str, object]:
    texts = dict.fromkeys(("question", "channel", "account", "user_id", "reach"), "问")
    moments = {"created_at": NOW, "changed_at": NOW + timedelta(days=1)}
    return (
        texts
        | moments
        | {
            "number": number,
            "status": "open",
            "source": "staff",
            "revision": 1,
        }
    )


def held_by(database: Database) -> dict[str, list[tuple[object, ...]]]:
    with database.read() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
            if table.name not in LEFT_OUT
        }


def test_what_sqlite_held_each_database_holds(sqlite_url: str, target_url: str, opened: Open, tmp_path: Path) -> None:
    _comes_back(filled(opened(sqlite_url)), opened(target_url), tmp_path)


def test_what_postgresql_held_sqlite_holds(
    postgres_schema_url: str, sqlite_url: str, opened: Open, tmp_path: Path
) -> None:
    _comes_back(filled(opened(postgres_schema_url)), opened(sqlite_url), tmp_path)


def _comes_back(source: Database, target: Database, folder: Path) -> None:
    back_up(source, [], folder / "b.zip", NOW)
    restored = restore(folder / "b.zip", target, folder / "knowledge")
    assert held_by(target) == held_by(source)
    assert restored.rows == sum(map(len, held_by(source).values()))


def test_a_restored_database_goes_on_numbering(sqlite_url: str, target_url: str, opened: Open, tmp_path: Path) -> None:
    back_up(filled(opened(sqlite_url)), [], tmp_path / "b.zip", NOW)
    target = opened(target_url)
    restore(tmp_path / "b.zip", target, tmp_path / "knowledge")
    SqlConversationStore(target).record(full_answer("a-2", "c-1"), "web", NOW)
    with target.write() as connection:
        append(connection, AuditEvent(NOW, None, "程序", "made", "ticket", "3"))
        asked = {name: value for name, value in _ticket(0).items() if name != "number"}
        assert connection.execute(insert(desk_tables.tickets), asked).inserted_primary_key == (3,)
    assert [each.sequence for each in SqlAuditStore(target).events(9)] == [2, 1]
    assert SqlCorpusStore(target).index_name() is None


def test_a_backup_of_an_earlier_version_is_brought_to_the_present_one(
    sqlite_url: str, target_url: str, opened: Open, tmp_path: Path
) -> None:
    source = opened(sqlite_url)
    with source.write() as connection:
        migrate_to(connection, "0004")
        connection.execute(text("INSERT INTO conversation VALUES ('c1', 'web', '2026-01-01 00:00:00')"))
    back_up(filled(opened(f"{sqlite_url}2")), [], tmp_path / "now.zip", NOW)
    told = json.loads(zipfile.ZipFile(tmp_path / "now.zip").read("manifest.json"))
    rows = '{"id":"c1","channel":"web","opened_at":"2026-01-01T00:00:00+00:00"}\n'
    shape = next(each for each in told["tables"] if each["name"] == "conversation")
    with zipfile.ZipFile(tmp_path / "old.zip", "w") as archive:
        archive.writestr("tables/conversation.jsonl", rows)
        archive.writestr("manifest.json", json.dumps(told | {"revision": "0004", "tables": [shape], "digests": {}}))
    target = opened(target_url)
    restore(tmp_path / "old.zip", target, tmp_path / "knowledge")
    with target.read() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == HEAD
        assert connection.execute(text("SELECT id FROM conversation")).scalars().all() == ["c1"]


def test_a_database_that_holds_something_is_left_alone(database_url: str, opened: Open, tmp_path: Path) -> None:
    source = filled(opened(database_url))
    back_up(source, [], tmp_path / "b.zip", NOW)
    before = held_by(source)
    with pytest.raises(BackupRefused, match="不是空的"):
        restore(tmp_path / "b.zip", source, tmp_path / "knowledge")
    assert held_by(source) == before


def test_a_folder_that_holds_something_is_left_alone(sqlite_url: str, opened: Open, tmp_path: Path) -> None:
    back_up(filled(opened(sqlite_url)), [], tmp_path / "b.zip", NOW)
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "knowledge" / "own.md").write_text("自己的", "utf-8")
    target = opened(f"{sqlite_url}2")
    with pytest.raises(BackupRefused, match="不是空的"):
        restore(tmp_path / "b.zip", target, tmp_path / "knowledge")
    restore(tmp_path / "b.zip", target, tmp_path / "elsewhere")


def test_knowledge_comes_back_byte_by_byte_and_links_are_not_followed(
    sqlite_url: str, opened: Open, tmp_path: Path
) -> None:
    folder = tmp_path / "from"
    (folder / "documents").mkdir(parents=True)
    (folder / "documents" / "计划.md").write_bytes("---\r\n正文".encode())
    (folder / "secret.md").symlink_to("/etc/hostname")
    back_up(filled(opened(sqlite_url)), [folder], tmp_path / "b.zip", NOW)
    restored = restore(tmp_path / "b.zip", opened(f"{sqlite_url}2"), tmp_path / "to")
    assert [path.relative_to(tmp_path) for path in restored.knowledge] == [Path("to/0")]
    assert (tmp_path / "to/0/documents/计划.md").read_bytes() == "---\r\n正文".encode()
    assert not (tmp_path / "to/0/secret.md").exists()


def test_a_backup_is_for_its_owner_only_and_never_overwrites(sqlite_url: str, opened: Open, tmp_path: Path) -> None:
    source = filled(opened(sqlite_url))
    back_up(source, [], tmp_path / "b.zip", NOW)
    assert (tmp_path / "b.zip").stat().st_mode & 0o077 == 0
    with pytest.raises(BackupRefused, match="已经存在"):
        back_up(source, [], tmp_path / "b.zip", NOW)
    assert [path.name for path in tmp_path.glob("*.partial")] == []


def _changed(source: Path, target: Path, name: str, content: bytes | None) -> None:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
            elif content is not None:
                new.writestr(member, content)


@pytest.mark.parametrize("content", [b"{}", None], ids=["changed", "missing"])
def test_a_damaged_backup_restores_nothing(
    sqlite_url: str, opened: Open, tmp_path: Path, content: bytes | None
) -> None:
    back_up(filled(opened(sqlite_url)), [], tmp_path / "b.zip", NOW)
    _changed(tmp_path / "b.zip", tmp_path / "bad.zip", "tables/answer.jsonl", content)
    target = opened(f"{sqlite_url}2")
    with pytest.raises(BackupRefused, match=r"损坏.*answer"):
        restore(tmp_path / "bad.zip", target, tmp_path / "knowledge")
    restore(tmp_path / "b.zip", target, tmp_path / "knowledge")


def test_a_restore_that_fails_half_way_can_be_tried_again(sqlite_url: str, opened: Open, tmp_path: Path) -> None:
    folder = tmp_path / "from"
    folder.mkdir()
    (folder / "plan.md").write_text("正文", "utf-8")
    back_up(filled(opened(sqlite_url)), [folder], tmp_path / "b.zip", NOW)
    told = json.loads(zipfile.ZipFile(tmp_path / "b.zip").read("manifest.json"))
    _changed(
        tmp_path / "b.zip", tmp_path / "odd.zip", "manifest.json", json.dumps(told | {"revision": "9999"}).encode()
    )
    target = opened(f"{sqlite_url}2")
    with pytest.raises(StorageUnavailable):
        restore(tmp_path / "odd.zip", target, tmp_path / "to")
    assert not (tmp_path / "to").exists()
    restore(tmp_path / "b.zip", target, tmp_path / "to")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("missing.zip", None),
        ("text.zip", b"not a zip"),
        ("other.zip", b"PK\x05\x06" + bytes(18)),
    ],
)
def test_what_is_no_backup_is_told(
    sqlite_url: str, opened: Open, tmp_path: Path, name: str, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(BackupRefused):
        restore(tmp_path / name, opened(sqlite_url), tmp_path / "knowledge")


def test_a_member_that_leads_out_of_the_folder_is_refused(sqlite_url: str, opened: Open, tmp_path: Path) -> None:
    back_up(filled(opened(sqlite_url)), [], tmp_path / "b.zip", NOW)
    told = json.loads(zipfile.ZipFile(tmp_path / "b.zip").read("manifest.json"))
    _changed(tmp_path / "b.zip", tmp_path / "bad.zip", "manifest.json", None)
    content = b"out"
    with zipfile.ZipFile(tmp_path / "bad.zip", "a") as archive:
        archive.writestr("knowledge/../../out.md", content)
        told["digests"]["knowledge/../../out.md"] = hashlib.sha256(content).hexdigest()
        archive.writestr("manifest.json", json.dumps(told))
    target = opened(f"{sqlite_url}2")
    with pytest.raises(BackupRefused, match="文件夹之外"):
        restore(tmp_path / "bad.zip", target, tmp_path / "to" / "knowledge")
    assert not (tmp_path / "out.md").exists()
    restore(tmp_path / "b.zip", target, tmp_path / "to" / "knowledge")
