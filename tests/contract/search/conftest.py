import pytest

from assistant.language.tokens import Tokenizer
from assistant.search.fusion import Weights
from assistant.search.library import IndexLibrary
from tests.fakes.clauses import corpus, large_corpus
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
def through_chroma(monkeypatch):
    """Whoever completes a searcher of a small corpus searches through Chroma."""
    monkeypatch.setattr("assistant.search.exact.FASTER_UP_TO", 0)
