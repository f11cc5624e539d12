"""Generations with vectors of an endpoint: built beside the old one, from what is kept, and done without."""

import pytest

from assistant.domain import Query
from assistant.errors import EndpointRefused, EndpointUnavailable, IndexDamaged
from assistant.search.endpoint_embedding import BATCH
from assistant.search.fusion import Weights
from assistant.search.manifest import Manifest
from tests.contract.search.conftest import endpoint_of
from tests.fakes.clauses import clause, corpus, large_corpus

QUESTION = Query("国家级绿色工厂奖励多少")
MEANING = Weights(0, 0, 1)


def texts_of(clauses):
    return [each.content for each in clauses]


def test_every_clause_is_embedded_once_in_small_batches(library_with, server):
    library_with(endpoint_of(server)).build("first", large_corpus(35))
    _, *asked = server.texts
    assert asked == texts_of(large_corpus(35))
    assert {len(body["input"]) for _, body in server.asked} <= set(range(1, BATCH + 1))
    assert all(body["model"] == "bge-m3" and body["encoding_format"] == "float" for _, body in server.asked)
    assert server.keys == {"Bearer sk-secret"}


def test_what_was_embedded_once_is_not_asked_for_again(library_with, server):
    library = library_with(endpoint_of(server))
    library.build("first", corpus())
    server.asked.clear()
    library.build("second", [*corpus(), clause("new:1", "新增一条。")], previous="first")
    assert server.texts[1:] == ["一、总则\n新增一条。"]


def test_a_large_corpus_is_amended_with_vectors_of_the_same_endpoint(library_with, server, monkeypatch, tmp_path):
    monkeypatch.setattr("assistant.search.library.AMEND_FROM", 100)
    monkeypatch.setattr("assistant.search.exact.FASTER_UP_TO", 0)
    library, changed = library_with(endpoint_of(server)), [*large_corpus(150), clause("new:1", "鼓励企业上市融资。")]
    library.build("first", large_corpus(150))
    library.build("second", changed, previous="first")
    manifest = Manifest.read(tmp_path / "indexes" / "second", library._tokenizer.digest)
    assert (manifest.changed, manifest.embedder_id.split("-")[0]) == (1, "endpoint")
    library_with(endpoint_of(server, "another")).build("third", changed, previous="second")
    assert Manifest.read(tmp_path / "indexes" / "third", library._tokenizer.digest).changed == 0
    library_with().build("fourth", changed, previous="third")
    for name in ("second", "third", "fourth"):
        searcher = library_with(endpoint_of(server)).open(name)
        searcher.complete()
        assert searcher.search(Query("鼓励企业上市"), 1)[0].clause_id == "new:1"


def test_questions_are_searched_by_meaning_with_vectors_of_the_endpoint(library_with, server):
    library_with(endpoint_of(server)).build("first", corpus())
    searcher = library_with(endpoint_of(server), MEANING).open("first")
    hits = searcher.search(QUESTION, 3)
    assert hits[0].clause_id == "measures:7"
    assert hits == searcher.search(QUESTION, 3)
    assert server.texts.count(QUESTION.text) == 1
    searcher.check_embedding()
    assert searcher.problem == ""


@pytest.mark.parametrize("fault", ["429", "500"])
def test_a_batch_that_fails_for_a_passing_reason_is_sent_again(library_with, server, fault):
    library = library_with(endpoint_of(server))
    server.faults.extend(["", fault, fault, "", fault])
    library.build("first", large_corpus(25))
    assert library.open("first").problem == ""
    assert not server.faults


FAULTS = {
    "401": "不认密钥.*ASSISTANT_EMBEDDING_KEY",
    "404": "没有这个地址或模型.*ASSISTANT_EMBEDDING_URL",
    "413": "不接受这段文字.*ASSISTANT_EMBEDDING_NAME",
    "429": "额度",
    "500": "HTTP 500",
    "hang": "没有回答.*ASSISTANT_EMBEDDING_URL",
    "wrong_length": "维数",
    "wrong_count": "个向量",
    "nan": "不是数字",
    "zero": "不是数字",
    "not_json": "格式不对",
}


@pytest.mark.parametrize(("fault", "told"), FAULTS.items())
def test_a_build_that_fails_in_the_middle_leaves_the_old_generation_and_tells_why(
    library_with, server, monkeypatch, fault, told
):
    monkeypatch.setattr("assistant.search.endpoint_embedding.BUILD_SECONDS", 0.2)
    monkeypatch.setattr("assistant.search.endpoint_embedding.RETRIES", 0)
    library_with().build("old", corpus())
    serving = library_with(endpoint_of(server)).open("old")
    before = serving.search(QUESTION, 5)
    server.faults.extend(["", "", *([fault] * 3)])
    with pytest.raises(EndpointUnavailable, match=told) as raised:
        library_with(endpoint_of(server)).build("new", corpus())
    assert isinstance(raised.value, EndpointRefused) is (fault == "413")
    assert library_with().names() == ("old",)
    assert serving.search(QUESTION, 5) == before == library_with().open("old").search(QUESTION, 5)
    assert "sk-secret" not in raised.value.message


def test_a_build_that_failed_goes_on_from_the_vectors_that_it_got(library_with, server, monkeypatch):
    monkeypatch.setattr("assistant.search.endpoint_embedding.RETRIES", 0)
    monkeypatch.setattr("assistant.search.building.KEPT_AT_ONCE", BATCH)
    library_with().build("old", large_corpus(35))
    library = library_with(endpoint_of(server))
    server.faults.extend(["", "", "", "500"])
    with pytest.raises(EndpointUnavailable):
        library.build("new", large_corpus(35))
    server.asked.clear()
    library.build("new", large_corpus(35))
    assert server.texts[1:] == texts_of(large_corpus(35))[2 * BATCH :]


def test_a_build_that_failed_is_not_begun_again_at_once(library_with, server, monkeypatch):
    library_with().build("old", corpus())
    library = library_with(endpoint_of(server))
    searcher = library.open("old")
    server.faults.extend(["", "413"])
    with pytest.raises(EndpointRefused) as failed:
        library.build("new", corpus())
    with pytest.raises(EndpointRefused) as raised:
        searcher.check_embedding()
    assert raised.value is failed.value
    monkeypatch.setattr(library._setback, "until", 0.0)
    with pytest.raises(IndexDamaged):
        searcher.check_embedding()


def test_changed_documents_do_not_wait_for_an_endpoint_that_is_down(library_with, server, monkeypatch, caplog):
    server.fault = "401"
    library = library_with(endpoint_of(server))
    library.build("first", corpus()[:-1])
    library.build("second", corpus(), previous="first")
    assert "building second with local vectors: 向量接口不认密钥" in caplog.text
    monkeypatch.setattr(library._setback, "until", 0.0)
    searcher = library.open("second")
    assert searcher.search(QUESTION, 1)[0].dense > 0
    assert "暂用本机向量" in searcher.problem
    with pytest.raises(EndpointUnavailable, match="ASSISTANT_EMBEDDING_KEY"):
        searcher.check_embedding()
    server.fault = ""
    with pytest.raises(IndexDamaged, match="不是现在所设的向量模型"):
        searcher.check_embedding()


@pytest.mark.parametrize("change", ["name", "dimensions", "unset"])
def test_an_index_of_another_embedding_serves_by_words_until_it_is_built_anew(library_with, server, caplog, change):
    library_with(endpoint_of(server)).build("old", corpus())
    if change == "dimensions":
        server.dimensions = 64
    wanted = {"name": endpoint_of(server, "another"), "dimensions": endpoint_of(server), "unset": None}[change]
    searcher = library_with(wanted).open("old")
    hits = searcher.search(QUESTION, 5)
    assert hits[0].clause_id == "measures:7"
    assert {hit.dense for hit in hits} == {0}
    assert searcher.problem in caplog.text
    searcher.complete()
    with pytest.raises(IndexDamaged, match="重建"):
        searcher.check_embedding()
    library_with(wanted).build("new", corpus())
    renewed = library_with(wanted).open("new")
    renewed.check_embedding()
    assert renewed.problem == ""
    assert renewed.search(QUESTION, 5)[0].dense > 0


@pytest.mark.parametrize("fault", ["401", "429", "500", "hang", "wrong_length", "wrong_count", "nan", "not_json"])
def test_a_question_is_answered_by_words_while_the_endpoint_fails(library_with, server, caplog, fault):
    library_with(endpoint_of(server)).build("first", corpus())
    searcher = library_with(endpoint_of(server)).open("first")
    known = searcher.search(QUESTION, 5)
    server.fault = fault
    for text in ("技术改造奖补多少", "什么时候申报", "审计监督"):
        hits = searcher.search(Query(text), 5)
        assert hits
        assert {hit.dense for hit in hits} == {0}
    assert searcher.problem
    assert caplog.text.count("searching without an endpoint") == 1
    assert searcher.search(QUESTION, 5) == known


def test_an_endpoint_that_is_gone_at_the_start_costs_nothing_but_meaning(library_with, server):
    library_with(endpoint_of(server)).build("first", corpus())
    server.close()
    searcher = library_with(endpoint_of(server)).open("first")
    assert searcher.search(QUESTION, 1)[0].clause_id == "measures:7"
    assert "连接不上" in searcher.problem
    with pytest.raises(EndpointUnavailable, match="连接不上"):
        searcher.check_embedding()
