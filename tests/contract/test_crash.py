"""kill -9 at any point of a commit leaves the old corpus or the new one, never a mix."""

import signal

import pytest

from assistant.storage.corpus_store import SqlCorpusStore
from tests.contract.crash_writer import commit_second_versions
from tests.fakes.documents import version

OLD = tuple(version(f"{name}的第一版。", id=name) for name in ("a", "b", "c"))


@pytest.fixture
def store(database):
    store = SqlCorpusStore(database)
    store.commit(OLD, [], "index-1")
    return store


def test_a_killed_commit_leaves_the_old_state_and_can_be_repeated(store, database_url, processes):
    before = store.current()
    # Two documents of three statements each, a withdrawal, the pointer; SQLite's BEGIN counts besides.
    for killed_at in (*range(1, 9), "commit"):
        assert processes.run(commit_second_versions, database_url, killed_at) == -signal.SIGKILL
        assert (store.current(), store.index_name()) == (before, "index-1")
    assert processes.run(commit_second_versions, database_url, "never") == 0
    after = [(each.document.id, each.version, len(each.clauses)) for each in store.current()]
    assert (after, store.index_name()) == ([("a", 2, 3), ("b", 2, 3)], "index-2")
    assert [each.version for each in store.versions("c")] == [1]
