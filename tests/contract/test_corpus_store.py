"""CorpusStore: the same cases over memory, SQLite and PostgreSQL."""

from pathlib import Path

import pytest

from assistant.corpus import load_documents, parse_clauses
from assistant.corpus.sync import SyncPlan, plan_sync
from assistant.domain import DocumentVersion
from assistant.errors import NotFound, StorageUnavailable
from assistant.ports import CorpusStore
from assistant.storage.corpus_store import SqlCorpusStore
from tests.fakes.documents import RECORDED_AT, full_document, version
from tests.fakes.stores import MemoryCorpusStore


@pytest.fixture
def store(stores) -> CorpusStore:
    return MemoryCorpusStore() if stores == "memory" else SqlCorpusStore(stores)


A1, A2 = version("甲。", id="a"), version("一、题\n\n甲甲。", 2, id="a")
B1 = version("# 乙\n\n乙。", id="b")


def test_an_empty_store_has_no_documents_and_no_index(store):
    assert (store.current(), store.index_name()) == ((), None)


def test_a_document_comes_back_with_every_field_and_every_clause(store):
    full = full_document()
    stored = DocumentVersion(full, 1, RECORDED_AT, parse_clauses(full))
    store.commit([stored], [], "index-1")
    assert store.current() == (stored,)
    assert store.versions("full") == (stored,)


def test_documents_come_in_order_of_id(store):
    store.commit([B1, A1], [], "index-1")
    assert store.current() == (A1, B1)


def test_a_new_version_is_current_and_the_old_one_stays_readable(store):
    store.commit([A1, B1], [], "index-1")
    store.commit([A2], [], "index-2")
    assert store.current() == (A2, B1)
    assert store.versions("a") == (A1, A2)
    assert store.index_name() == "index-2"


def test_a_withdrawn_document_is_not_current_but_stays_readable(store):
    store.commit([A1, B1], [], "index-1")
    store.commit([], ["a"], "index-2")
    assert store.current() == (B1,)
    assert store.versions("a") == (A1,)


def test_a_withdrawn_document_comes_back_as_its_next_version(store):
    store.commit([A1], [], "index-1")
    store.commit([], ["a"], "index-2")
    store.commit([A2], [], "index-3")
    assert store.current() == (A2,)


def test_every_version_of_a_clause_that_kept_its_id_stays_readable_through_a_withdrawal(store):
    first, second, third = (version(f"营收达到{figure}亿元。", n, id="a") for n, figure in enumerate((5, 6, 7), 1))
    store.commit([first], [], "index-1")
    store.commit([second], [], "index-2")
    store.commit([], ["a"], "index-3")
    store.commit([third], [], "index-4")
    texts = [[clause.text for clause in held.clauses if clause.id == "a:0.s1"] for held in store.versions("a")]
    assert texts == [["营收达到5亿元。"], ["营收达到6亿元。"], ["营收达到7亿元。"]]
    assert store.current() == (third,)


def test_withdrawing_what_was_never_stored_changes_nothing(store):
    store.commit([A1], ["nowhere"], "index-1")
    assert store.current() == (A1,)


def test_the_index_can_be_switched_alone(store):
    store.commit([A1], [], "index-1")
    store.commit([], [], "index-2")
    assert (store.current(), store.index_name()) == ((A1,), "index-2")


def test_a_version_is_never_overwritten_and_a_refused_commit_leaves_no_trace(store):
    store.commit([A1], [], "index-1")
    with pytest.raises(StorageUnavailable):
        store.commit([B1, version("别的。", id="a")], [], "index-2")
    assert (store.current(), store.index_name()) == ((A1,), "index-1")
    with pytest.raises(NotFound):
        store.versions("b")


def test_an_unknown_document_is_not_found(store):
    with pytest.raises(NotFound, match="nowhere"):
        store.versions("nowhere")


def test_the_knowledge_that_we_ship_is_stored_once(store):
    loaded = load_documents([Path(__file__).parents[2] / "knowledge"])
    plan = plan_sync(loaded, {})
    versions = [DocumentVersion(document, 1, RECORDED_AT, parse_clauses(document)) for document in plan.changed]
    store.commit(versions, plan.withdrawn, "index-1")
    assert store.current() == tuple(versions)
    current = {version.document.id: version for version in store.current()}
    assert plan_sync(loaded, current) == SyncPlan((), (), tuple(sorted(current)))
