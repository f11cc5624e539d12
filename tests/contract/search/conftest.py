from collections.abc import Callable, Iterator

import pytest

from assistant.language.tokens import Tokenizer
from assistant.search.endpoint import Endpoint
from assistant.search.fusion import Weights
from assistant.search.library import IndexLibrary
from tests.fakes.clauses import corpus, large_corpus
from tests.fakes.embedding_server import EmbeddingServer, embedding_server
from tests.fakes.stores import MemoryEmbeddingStore

TERMS, STOPWORDS = ("技术改造", "绿色工厂"), ("的", "了", "是", "什么", "怎么")


@pytest.fixture(scope="session")
def tokenizer(tmp_path_factory):
    return Tokenizer(TERMS, STOPWORDS, tmp_path_factory.mktemp("jieba"))


@pytest.fixture(scope="session")
def store():
    """Vectors by text, shared by all tests: what was embedded once need not be again."""
    return MemoryEmbeddingStore()


@pytest.fixture
def library(tmp_path, tokenizer, store):
    return IndexLibrary(tmp_path / "indexes", tokenizer, store, Weights())


@pytest.fixture(scope="session")
def built(tmp_path_factory, tokenizer, store):
    """A library that holds the small corpus as generation `small`; tests only read it, or copy it."""
    root = tmp_path_factory.mktemp("built")
    library = IndexLibrary(root, tokenizer, store, Weights())
    library.build("small", corpus())
    return root, library


@pytest.fixture(scope="session")
def grown(tmp_path_factory, tokenizer, store):
    """A library that holds 400 clauses as generation `old`; tests may add generations."""
    root = tmp_path_factory.mktemp("grown")
    library = IndexLibrary(root, tokenizer, store, Weights())
    library.build("old", large_corpus(400))
    return root, library


@pytest.fixture
def server() -> Iterator[EmbeddingServer]:
    with embedding_server() as running:
        yield running


@pytest.fixture(scope="session")
def steady_server() -> Iterator[EmbeddingServer]:
    """One that no test makes fail."""
    with embedding_server() as running:
        yield running


def endpoint_of(server: EmbeddingServer, name: str = "bge-m3") -> Endpoint:
    return Endpoint("向量接口", "ASSISTANT_EMBEDDING", server.url, name, "sk-secret")


@pytest.fixture(scope="session")
def built_by_endpoint(tmp_path_factory, tokenizer, steady_server):
    """The same as `built`, with vectors of an endpoint."""
    library = IndexLibrary(
        tmp_path_factory.mktemp("endpoint"),
        tokenizer,
        MemoryEmbeddingStore(),
        Weights(),
        endpoint=endpoint_of(steady_server),
    )
    library.build("small", corpus())
    return library


@pytest.fixture
def library_with(tmp_path, tokenizer) -> Callable[..., IndexLibrary]:
    """Libraries over one directory and one embedding store, each with an endpoint, or none."""
    kept = MemoryEmbeddingStore()

    def make(endpoint: Endpoint | None = None, weights: Weights | None = None) -> IndexLibrary:
        return IndexLibrary(tmp_path / "indexes", tokenizer, kept, weights or Weights(), endpoint=endpoint)

    return make


@pytest.fixture
def through_chroma(monkeypatch):
    """Whoever completes a searcher of a small corpus searches through Chroma."""
    monkeypatch.setattr("assistant.search.exact.FASTER_UP_TO", 0)
