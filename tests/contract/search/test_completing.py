"""An index answers before Chroma is opened, and then as it did before."""

import shutil
import subprocess
import sys

import pytest

from assistant.domain import Query
from assistant.errors import IndexDamaged, StorageUnavailable
from assistant.search.fusion import Weights
from assistant.search.library import IndexLibrary
from tests.contract.search.conftest import STOPWORDS, TERMS
from tests.fakes.clauses import corpus, large_corpus

OPEN_AND_ASK = f"""
import sys
from pathlib import Path
from assistant.domain import Query
from assistant.language.tokens import Tokenizer
from assistant.search.fusion import Weights
from assistant.search.library import IndexLibrary
from tests.fakes.stores import MemoryEmbeddingStore

root = Path(sys.argv[1])
tokenizer = Tokenizer({TERMS!r}, {STOPWORDS!r}, root / "jieba")
searcher = IndexLibrary(root, tokenizer, MemoryEmbeddingStore(), Weights()).open("small")
assert searcher.search(Query("绿色工厂奖励"), 1)[0].dense > 0
searcher.complete()
print([name for name in ("chromadb", "langchain_core", "langchain_chroma", "openai") if name in sys.modules])
"""


@pytest.fixture
def copied(built, tmp_path, tokenizer, store):
    shutil.copytree(built[0] / "small", tmp_path / "small")
    return IndexLibrary(tmp_path, tokenizer, store, Weights())


@pytest.mark.parametrize("weights", [Weights(), Weights(0, 0, 1)], ids=["mixed", "meaning"])
@pytest.mark.parametrize(
    ("fixture", "name", "clauses"), [("built", "small", corpus()), ("grown", "old", large_corpus(400))]
)
def test_chroma_finds_what_the_exact_scan_found(
    request, monkeypatch, tokenizer, store, fixture, name, clauses, weights
):
    root, _ = request.getfixturevalue(fixture)
    monkeypatch.setattr("assistant.search.exact.FASTER_UP_TO", 0)
    searcher = IndexLibrary(root, tokenizer, store, weights).open(name)
    texts = [clause.text[: 4 + n % 12] for n, clause in enumerate(clauses[::3])]
    questions = [Query(text) for text in (*texts, "绿色工厂名单上的企业有奖励吗", "没有关系的天气", "x", "")]
    exact = [searcher.search(question, 10) for question in questions]
    searcher.complete()
    for question, expected in zip(questions, exact, strict=True):
        found = searcher.search(question, 10)
        assert [hit.clause_id for hit in found] == [hit.clause_id for hit in expected], question
        # A similarity on the border of two rounded ones may fall to either side.
        assert [hit.dense for hit in found] == pytest.approx([hit.dense for hit in expected], abs=5e-4)


def test_opening_asking_and_completing_load_no_chroma_that_is_not_searched(built, tmp_path):
    shutil.copytree(built[0] / "small", tmp_path / "small")
    command = [sys.executable, "-c", OPEN_AND_ASK, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout == "[]\n", done.stderr


def test_a_damaged_chroma_leaves_the_exact_scan(copied, tmp_path):
    [file, *_] = tmp_path.glob("small/dense/*/data_level0.bin")
    file.write_bytes(b"")
    searcher = copied.open("small")
    before = searcher.search(Query("绿色工厂奖励"), 5)
    for _ in range(2):
        with pytest.raises(IndexDamaged, match="重建"):
            searcher.complete()
    assert searcher.search(Query("绿色工厂奖励"), 5) == before
    assert before[0].dense == 1


def test_that_a_server_is_away_is_told_where_the_scan_stays_in_use(built, tokenizer, store):
    searcher = IndexLibrary(built[0], tokenizer, store, Weights(), "http://127.0.0.1:1").open("small")
    with pytest.raises(StorageUnavailable, match="ASSISTANT_CHROMA_URL"):
        searcher.complete()
    assert searcher.search(Query("绿色工厂奖励"), 1)[0].dense == 1


def test_completing_twice_opens_once(copied, tmp_path):
    searcher = copied.open("small")
    searcher.complete()
    shutil.rmtree(tmp_path / "small")
    searcher.complete()
    assert searcher.search(Query("绿色工厂奖励"), 1)[0].dense == 1


@pytest.mark.parametrize(
    ("limit", "unused"),
    [(10, "assistant.search.exact.ExactScan.scores"), (5000, "assistant.search.dense.DenseIndex.scores")],
)
def test_chroma_takes_over_where_it_is_faster(copied, monkeypatch, limit, unused):
    monkeypatch.setattr("assistant.search.exact.FASTER_UP_TO", limit)
    searcher = copied.open("small")
    searcher.complete()
    monkeypatch.setattr(unused, None)
    assert searcher.search(Query("绿色工厂奖励"), 1)[0].dense == 1


def test_a_large_corpus_waits_for_chroma(copied, tmp_path, monkeypatch):
    monkeypatch.setattr("assistant.search.exact.MOST_CLAUSES", 10)
    assert copied.open("small").search(Query("绿色工厂奖励"), 1)[0].dense == 1
    (tmp_path / "small" / "dense" / "chroma.sqlite3").unlink()
    with pytest.raises(IndexDamaged, match="重建"):
        copied.open("small")
