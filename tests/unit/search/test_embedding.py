import json
import math
import subprocess
import sys

import pytest
from langchain_core.embeddings import Embeddings

from assistant.errors import IndexDamaged, StorageUnavailable
from assistant.language.tokens import Tokenizer
from assistant.search.embedding import DIMENSIONS, LatentSemanticEmbeddings
from assistant.search.stored import StoredEmbeddings
from tests.fakes.clauses import corpus
from tests.fakes.stores import MemoryEmbeddingStore

TEXTS = [clause.content for clause in corpus()]


@pytest.fixture(scope="module")
def fitted(tokenizer, tmp_path_factory):
    return LatentSemanticEmbeddings.fit(TEXTS, tokenizer, tmp_path_factory.mktemp("fit"))


def cosine(left, right):
    return sum(a * b for a, b in zip(left, right, strict=True))


def test_with_a_memory_it_is_a_langchain_embedding(fitted):
    stored = StoredEmbeddings(fitted, fitted.embedder_id, MemoryEmbeddingStore())
    assert isinstance(stored, Embeddings)
    assert stored.embed_query(TEXTS[0]) == fitted.embed_query(TEXTS[0])


def test_questions_are_embedded_without_langchain():
    told = "import sys, assistant.search.embedding; sys.exit('langchain_core' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", told], check=False).returncode == 0


def test_vectors_have_length_1_and_fewer_axes_than_texts(fitted):
    for vector in fitted.embed_documents(TEXTS):
        assert math.isclose(cosine(vector, vector), 1, abs_tol=1e-5)
        assert len(vector) == len(TEXTS) < DIMENSIONS


def test_a_question_is_nearest_to_the_clause_about_it(fitted):
    vectors = fitted.embed_documents(TEXTS)
    question = fitted.embed_query("技术改造能补多少钱，奖补比例")
    assert "技术改造" in TEXTS[max(range(len(TEXTS)), key=lambda i: cosine(question, vectors[i]))]


def test_a_text_without_known_terms_has_no_direction(fitted):
    assert not any(fitted.embed_query("🙂 xyzzy"))
    assert not any(fitted.embed_query(""))


def test_equal_corpora_give_equal_fits(fitted, tokenizer, tmp_path):
    again = LatentSemanticEmbeddings.fit(TEXTS, tokenizer, tmp_path)
    assert again.embedder_id == fitted.embedder_id
    assert again.embed_query(TEXTS[3]) == fitted.embed_query(TEXTS[3])


def test_another_corpus_or_other_words_give_another_id(fitted, tokenizer, tmp_path):
    assert LatentSemanticEmbeddings.fit(TEXTS[1:], tokenizer, tmp_path).embedder_id != fitted.embedder_id
    other_words = Tokenizer([], [], tmp_path / "jieba")
    assert LatentSemanticEmbeddings.fit(TEXTS, other_words, tmp_path).embedder_id != fitted.embedder_id


def test_a_saved_fit_gives_the_same_vectors(fitted, tokenizer, tmp_path):
    fitted.save(tmp_path)
    loaded = LatentSemanticEmbeddings.load(tmp_path, tokenizer)
    assert loaded.embedder_id == fitted.embedder_id
    assert loaded.embed_query("绿色工厂奖励") == fitted.embed_query("绿色工厂奖励")


@pytest.mark.parametrize("texts", [[], ["🙂", "……"], ["只有一条。"]])
def test_the_smallest_corpora_can_be_fitted(texts, tokenizer, tmp_path):
    fitted = LatentSemanticEmbeddings.fit(texts, tokenizer, tmp_path)
    assert len(fitted.embed_query("只有一条。")) == 1


@pytest.mark.parametrize("name", ["vocabulary.json", "model.npz"])
@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 not an archive"])
def test_a_damaged_model_is_named(fitted, tokenizer, tmp_path, name, content):
    fitted.save(tmp_path)
    (tmp_path / name).unlink() if content is None else (tmp_path / name).write_bytes(content)
    with pytest.raises(IndexDamaged, match="重建"):
        LatentSemanticEmbeddings.load(tmp_path, tokenizer)


def test_a_fit_that_cannot_write_says_so(tokenizer, tmp_path):
    with pytest.raises((StorageUnavailable, OSError)):
        LatentSemanticEmbeddings.fit(TEXTS, tokenizer, tmp_path / "absent")


def test_serving_needs_neither_scikit_learn_nor_scipy(fitted, tmp_path):
    fitted.save(tmp_path)
    program = """
import json, sys
from pathlib import Path
from assistant.language.tokens import Tokenizer
from assistant.search.embedding import LatentSemanticEmbeddings
LatentSemanticEmbeddings.load(Path(sys.argv[1]), Tokenizer([], [], None)).embed_query("技术改造")
print(json.dumps([name for name in ("sklearn", "scipy") if name in sys.modules]))
"""
    printed = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True)
    assert json.loads(printed.stdout) == []
