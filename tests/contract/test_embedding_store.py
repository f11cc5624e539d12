"""EmbeddingStore: the same cases over memory, SQLite and PostgreSQL."""

import pytest

from assistant.ports import EmbeddingStore
from assistant.storage.embedding_store import SqlEmbeddingStore
from tests.fakes.stores import MemoryEmbeddingStore


@pytest.fixture
def store(stores) -> EmbeddingStore:
    return MemoryEmbeddingStore() if stores == "memory" else SqlEmbeddingStore(stores)


def loaded(store, embedder, *digests):
    return {digest: list(vector) for digest, vector in store.load(embedder, digests).items()}


def test_vectors_come_back_as_float32(store):
    store.save("lsa-1", {"x": [0.5, -1.25, 0.0], "y": (1, 2, 3)})
    assert loaded(store, "lsa-1", "x", "y") == {"x": [0.5, -1.25, 0.0], "y": [1, 2, 3]}
    assert loaded(store, "lsa-1", "x")["x"] == pytest.approx([0.5, -1.25, 0.0])


def test_missing_vectors_are_absent(store):
    store.save("lsa-1", {"x": [1.0]})
    assert loaded(store, "lsa-1", "x", "nowhere") == {"x": [1.0]}


def test_each_embedder_has_its_own_vectors(store):
    store.save("lsa-1", {"x": [1.0]})
    store.save("lsa-2", {"x": [2.0]})
    assert loaded(store, "lsa-1", "x") == {"x": [1.0]}
    assert loaded(store, "lsa-2", "x") == {"x": [2.0]}


def test_existing_vectors_stay(store):
    store.save("lsa-1", {"x": [1.0]})
    store.save("lsa-1", {"x": [9.0], "y": [2.0]})
    assert loaded(store, "lsa-1", "x", "y") == {"x": [1.0], "y": [2.0]}


def test_nothing_to_save_and_nothing_to_load_is_fine(store):
    store.save("lsa-1", {})
    assert loaded(store, "lsa-1") == {}


def test_more_vectors_than_a_statement_has_variables(store):
    vectors = {f"d{number}": [float(number)] for number in range(2500)}
    store.save("lsa-1", vectors)
    assert loaded(store, "lsa-1", *vectors, *vectors) == vectors
