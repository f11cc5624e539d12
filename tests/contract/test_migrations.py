"""The database comes up in the current shape, once, whoever starts first."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from pydantic import TypeAdapter
from sqlalchemy import Table, inspect, text

from assistant.domain import Answer
from assistant.errors import StorageUnavailable
from assistant.storage import desk_tables, migrations
from assistant.storage.conversation_store import SqlConversationStore
from assistant.storage.engine import open_engine
from assistant.storage.migrations import HEAD, migrate
from assistant.storage.tables import answers, metadata
from tests.fakes.answers import full_answer
from tests.fakes.documents import RECORDED_AT

DESK = [table for table in vars(desk_tables).values() if isinstance(table, Table)]


@pytest.fixture
def opened(database_url):
    opened = open_engine(database_url)
    yield opened
    opened.close()


def test_migrations_and_tables_agree(opened):
    migrate(opened)
    with opened.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_migrating_twice_changes_nothing(opened):
    migrate(opened)
    with opened.write() as connection:
        connection.execute(text("INSERT INTO conversation VALUES ('c1', 'web', '2026-01-01 00:00:00')"))
    migrate(opened)
    with opened.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM conversation")).scalar_one() == 1


def test_answers_recorded_before_there_was_a_table_of_citations_are_in_it_afterwards(opened):
    migrate(opened)
    store = SqlConversationStore(opened)
    with opened.write() as connection:
        for later in (
            "citation",
            "kept_wording",
            "model_usage",
            "correspondent",
            "message",
            "staff_reply",
            "account_state",
            "api_key",
            "session",
            *reversed([table.name for table in metadata.sorted_tables if table in DESK]),
        ):
            connection.execute(text(f"DROP TABLE {later}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
        connection.execute(text("INSERT INTO conversation VALUES ('c1', 'web', '2026-01-01 00:00:00')"))
        for identifier, citations in (("a1", full_answer().citations), ("a2", ())):
            answer = full_answer(identifier, "c1", citations=citations)
            row = {"id": identifier, "conversation_id": "c1", "channel": "web", "status": "answered"}
            body = TypeAdapter(Answer).dump_json(answer).decode()
            connection.execute(answers.insert(), row | {"recorded_at": RECORDED_AT, "body": body})
    migrate(opened)
    assert [answer.id for _, answer in store.citing("plan", ["d" * 64], 2, 9).newest] == ["a1"]


def test_the_head_that_the_code_expects_is_the_last_migration():
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_a_database_of_a_newer_version_is_refused_and_left_alone(opened):
    migrate(opened)
    with opened.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StorageUnavailable, match="升级程序"):
        migrate(opened)
    with opened.read() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == "9999"


def _migrate_alone(url: str) -> None:
    opened = open_engine(url)
    migrate(opened)
    opened.close()


def test_processes_that_start_together_migrate_once(database_url, processes):
    assert processes.run_together(_migrate_alone, [(database_url,)] * 3) == [0, 0, 0]
    opened = open_engine(database_url)
    with opened.read() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == [HEAD]
        assert set(metadata.tables) <= set(inspect(connection).get_table_names())
    opened.close()
