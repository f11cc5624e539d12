"""What the database refuses is said in words: read-only, full, locked, damaged, unknown address."""

import sqlite3

import pytest
from sqlalchemy import event, text

from assistant.errors import StorageUnavailable
from assistant.storage.conversation_store import SqlConversationStore
from assistant.storage.engine import open_engine
from assistant.storage.migrations import migrate
from tests.fakes.answers import full_answer
from tests.fakes.documents import RECORDED_AT


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "data" / "assistant.db"
    database = open_engine(f"sqlite+pysqlite:///{path}")
    migrate(database)
    database.close()
    return path


def test_the_data_directory_is_made_when_it_is_missing(path):
    assert path.is_file()


def test_a_read_only_database_still_reads_and_says_why_it_does_not_write(path):
    database = open_engine(f"sqlite+pysqlite:///file:{path}?mode=ro&uri=true")
    with database.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM answer")).scalar_one() == 0
    with pytest.raises(StorageUnavailable, match="只读"):
        SqlConversationStore(database).record(full_answer(), "web", RECORDED_AT)
    database.close()


def test_a_full_disk_is_named_and_loses_nothing(path):
    database = open_engine(f"sqlite+pysqlite:///{path}")
    store = SqlConversationStore(database)
    store.record(full_answer("kept"), "web", RECORDED_AT)

    @event.listens_for(database.engine, "begin")
    def _fill(connection):
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(StorageUnavailable, match="磁盘已满"):
        store.record(full_answer("lost", question="问" * 100_000), "web", RECORDED_AT)
    assert store.answer("kept") == full_answer("kept")
    database.close()


def test_a_database_that_another_process_writes_is_named(path):
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    database = open_engine(f"sqlite+pysqlite:///{path}", busy_timeout_ms=20)
    with pytest.raises(StorageUnavailable, match="占用"):
        SqlConversationStore(database).record(full_answer(), "web", RECORDED_AT)
    other.close()
    SqlConversationStore(database).record(full_answer(), "web", RECORDED_AT)
    database.close()


def test_a_file_that_is_no_database_is_named(tmp_path):
    path = tmp_path / "assistant.db"
    path.write_bytes(b"this is not a database, but long enough to look like one" * 20)
    database = open_engine(f"sqlite+pysqlite:///{path}")
    with pytest.raises(StorageUnavailable, match="不是 SQLite 数据库"):
        migrate(database)
    database.close()


def test_a_directory_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(StorageUnavailable, match="无法建立数据目录"):
        open_engine(f"sqlite+pysqlite:///{tmp_path / 'file' / 'data' / 'assistant.db'}")


@pytest.mark.parametrize("url", ["", "assistant.db", "oracle9://x/y", "mysql+nothing://x/y"])
def test_an_address_that_leads_nowhere_is_named_without_repeating_it(url):
    with pytest.raises(StorageUnavailable, match="ASSISTANT_DATABASE_URL"):
        open_engine(url)


def test_a_postgresql_that_does_not_answer_is_named_without_its_password():
    database = open_engine("postgresql+psycopg://user:secret@127.0.0.1:1/none?connect_timeout=2")
    with pytest.raises(StorageUnavailable, match="连不上 PostgreSQL") as caught:
        migrate(database)
    assert "secret" not in caught.value.message


def test_a_mistake_of_ours_is_not_dressed_up_as_the_database(path):
    database = open_engine(f"sqlite+pysqlite:///{path}")
    with pytest.raises(Exception, match="no such table") as caught, database.read() as connection:
        connection.execute(text("SELECT 1 FROM nowhere"))
    assert not isinstance(caught.value, StorageUnavailable)
    database.close()


def test_threads_that_read_and_then_write_do_not_lock_each_other_out(path):
    from concurrent.futures import ThreadPoolExecutor

    database = open_engine(f"sqlite+pysqlite:///{path}")
    store = SqlConversationStore(database)

    def ask(number):
        store.history("conversation-1", 3)
        store.record(full_answer(f"a{number}"), "web", RECORDED_AT)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(ask, range(80)))
    assert len(store.history("conversation-1", 100)) == 80
    database.close()
