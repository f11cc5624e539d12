from langchain_core.embeddings import Embeddings

from assistant.search.stored import StoredEmbeddings
from tests.fakes.stores import MemoryEmbeddingStore


class CountingEmbeddings(Embeddings):
    def __init__(self):
        self.embedded = []

    def embed_documents(self, texts):
        self.embedded += texts
        return [[float(len(text)), 1.0] for text in texts]

    def embed_query(self, text):
        return [float(len(text)), 0.0]


def test_a_text_is_embedded_once():
    inner, store = CountingEmbeddings(), MemoryEmbeddingStore()
    first = StoredEmbeddings(inner, "counting", store).embed_documents(["一", "二二", "一"])
    second = StoredEmbeddings(inner, "counting", store).embed_documents(["二二", "三三三"])
    assert inner.embedded == ["一", "二二", "三三三"]
    assert first == [[1.0, 1.0], [2.0, 1.0], [1.0, 1.0]]
    assert second == [[2.0, 1.0], [3.0, 1.0]]


def test_another_embedder_has_vectors_of_its_own():
    inner, store = CountingEmbeddings(), MemoryEmbeddingStore()
    StoredEmbeddings(inner, "one", store).embed_documents(["一"])
    StoredEmbeddings(inner, "two", store).embed_documents(["一"])
    assert inner.embedded == ["一", "一"]


def test_questions_are_not_kept():
    store = MemoryEmbeddingStore()
    assert StoredEmbeddings(CountingEmbeddings(), "counting", store).embed_query("问") == [1.0, 0.0]
    assert not store.stored
