"""Vectors of an OpenAI-shaped endpoint, over real HTTP."""

import numpy as np
import pytest

from assistant.errors import EndpointUnavailable
from assistant.search.endpoint import Endpoint
from assistant.search.endpoint_embedding import QUESTIONS_KEPT, EndpointEmbeddings
from tests.fakes.embedding_server import DIMENSIONS, embedding_server


@pytest.fixture
def server():
    with embedding_server() as running:
        yield running


def endpoint(server, name="bge-m3", key=""):
    return Endpoint("向量接口", "ASSISTANT_EMBEDDING", server.url, name, key)


@pytest.fixture
def embeddings(server):
    return EndpointEmbeddings.reach(endpoint(server))


def test_vectors_have_length_one_and_are_the_same_for_clauses_and_questions(embeddings):
    [of_clause] = embeddings.embed_documents(["绿色工厂奖励"])
    assert embeddings.embed_query("绿色工厂奖励") == of_clause
    assert np.linalg.norm(of_clause) == pytest.approx(1)
    assert len(of_clause) == DIMENSIONS


def test_the_id_names_endpoint_model_and_dimensions_and_not_the_key(server, embeddings):
    same = EndpointEmbeddings.reach(endpoint(server, key="sk-secret"))
    other = EndpointEmbeddings.reach(endpoint(server, "bge-large-zh"))
    server.dimensions = 64
    shorter = EndpointEmbeddings.reach(endpoint(server))
    assert embeddings.embedder_id == same.embedder_id
    assert len({embeddings.embedder_id, other.embedder_id, shorter.embedder_id}) == 3
    assert embeddings.embedder_id.endswith(f"-{DIMENSIONS}")


def test_a_question_is_asked_for_once(server, embeddings):
    server.asked.clear()
    first = embeddings.embed_query("技改补贴")
    assert embeddings.embed_query("技改补贴") == first
    assert server.texts == ["技改补贴"]


def test_only_the_last_questions_are_kept(server, embeddings, monkeypatch):
    monkeypatch.setattr("assistant.search.endpoint_embedding.QUESTIONS_KEPT", 2)
    assert QUESTIONS_KEPT > 2
    for text in ("一问", "二问", "一问", "三问", "一问", "二问"):
        embeddings.embed_query(text)
    assert server.texts[1:] == ["一问", "二问", "三问", "二问"]


def test_half_of_a_character_does_no_harm(embeddings):
    assert len(embeddings.embed_query("技改\ud83d")) == DIMENSIONS


def test_a_question_of_another_length_than_the_clauses_is_no_vector(server, embeddings):
    server.dimensions = 64
    with pytest.raises(EndpointUnavailable, match=f"维数是 64，应为 {DIMENSIONS}"):
        embeddings.embed_query("技改补贴")


def test_a_failure_is_not_kept(server, embeddings, monkeypatch):
    monkeypatch.setattr("assistant.search.endpoint.REST_SECONDS", 0)
    server.faults.append("500")
    with pytest.raises(EndpointUnavailable):
        embeddings.embed_query("技改补贴")
    assert embeddings.embed_query("技改补贴")


def test_what_programs_of_others_set_is_not_heeded(server, monkeypatch):
    monkeypatch.setenv("OPENAI_API_TYPE", "azure")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-somebody-else")
    monkeypatch.setenv("OPENAI_BASE_URL", "https://api.openai.com/v1")
    monkeypatch.setenv("OPENAI_PROXY", "http://127.0.0.1:1")
    EndpointEmbeddings.reach(endpoint(server))
    assert server.keys == {"Bearer none"}
