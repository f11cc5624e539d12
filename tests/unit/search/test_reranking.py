"""A reranker endpoint, over real HTTP, around a searcher in memory."""

import pytest

from assistant.domain import Hit, Query
from assistant.errors import EndpointUnavailable
from assistant.search.endpoint import Endpoint
from assistant.search.reranking import DEPTH, Reranker, Reranking, reranked
from tests.fakes.embedding_server import embedding_server

TEXTS = {
    "a": "企业应当提交申请材料。",
    "b": "对列入国家级绿色工厂名单的企业给予奖励。",
    "c": "绿色工厂奖励一次性发放。",
}
QUESTION = Query("绿色工厂奖励")


class Found:
    """Gives hits in the order of their ids, the first with score 1."""

    def __init__(self, texts):
        self.texts, self.limits = texts, []

    def search(self, query, limit, allowed=None):
        self.limits.append(limit)
        ids = [clause_id for clause_id in sorted(self.texts) if allowed is None or clause_id in allowed]
        return tuple(Hit(clause_id, 1 - n / 100) for n, clause_id in enumerate(ids))[:limit]


@pytest.fixture
def server():
    with embedding_server() as running:
        yield running


def endpoint(server):
    return Endpoint("重排接口", "ASSISTANT_RERANKER", f"{server.url}/rerank", "bge-reranker-v2-m3", "sk-secret")


def around(server, weight=0.5, texts=TEXTS):
    return reranked(Found(texts), Reranking(endpoint(server), weight), texts.__getitem__)


def ids(hits):
    return "".join(hit.clause_id for hit in hits)


def test_hits_are_reordered_by_what_the_reranker_says(server):
    hits = around(server).search(QUESTION, 3)
    assert ids(hits) == "cba"
    assert list(hits) == sorted(hits, key=lambda hit: -hit.score)
    assert all(0 <= hit.score <= 1 for hit in hits)
    assert hits[0].score == pytest.approx((0.98 + 0.5) / 1.5)


def test_a_request_in_the_shape_of_jina_names_model_documents_and_key(server):
    around(server).search(QUESTION, 3)
    [(path, body)] = server.asked
    assert path == "/v1/rerank"
    assert body == {
        "model": "bge-reranker-v2-m3",
        "query": "绿色工厂奖励",
        "documents": list(TEXTS.values()),
        "top_n": 3,
    }
    assert server.keys == {"Bearer sk-secret"}


def test_a_server_in_the_shape_of_tei_is_recognised_and_remembered(server):
    server.tei = True
    searcher = around(server)
    assert ids(searcher.search(QUESTION, 3)) == ids(searcher.search(QUESTION, 3)) == "cba"
    assert ["texts" in body for _, body in server.asked] == [False, True, True]


def test_scores_that_are_no_shares_become_some_and_keep_their_order(server):
    reranker = Reranker(endpoint(server))
    shares = reranker.scores("绿色工厂奖励", list(TEXTS.values()))
    server.fault = "logits"
    made = reranker.scores("绿色工厂奖励", list(TEXTS.values()))
    assert all(0 <= share <= 1 for share in made)
    assert sorted(range(3), key=made.__getitem__) == sorted(range(3), key=shares.__getitem__)


@pytest.mark.parametrize(
    "fault", ["401", "404", "413", "422", "429", "500", "hang", "nan", "wrong_count", "wrong_length", "not_json"]
)
def test_without_a_judgement_all_stays_in_its_order(server, caplog, fault):
    server.fault = fault
    searcher = around(server)
    for _ in range(3):
        assert ids(searcher.search(QUESTION, 3)) == "abc"
    assert caplog.text.count("searching without an endpoint") == (fault not in ("413", "422"))


def test_a_server_that_is_gone_is_named_with_its_setting(server):
    server.close()
    with pytest.raises(EndpointUnavailable, match=r"连接不上重排接口.*ASSISTANT_RERANKER_URL"):
        Reranker(endpoint(server)).scores("绿色工厂", ["绿色工厂", "技改"])


def test_only_the_best_are_judged_and_the_others_stay_below(server):
    texts = {f"{n:03}": "企业应当提交申请材料。" for n in range(40)} | {"039": "绿色工厂奖励"}
    hits = around(server, texts=texts).search(QUESTION, 40)
    assert [hit.clause_id for hit in hits] == sorted(texts)
    assert len(server.asked[0][1]["documents"]) == DEPTH


def test_a_short_list_is_taken_from_the_best_that_were_judged(server):
    assert ids(around(server).search(QUESTION, 1)) == "c"
    assert ids(around(server).search(QUESTION, 2, {"a", "b"})) == "ba"


def test_nothing_is_asked_where_nothing_can_change(server):
    assert around(server).search(QUESTION, 0) == ()
    assert ids(around(server).search(QUESTION, 3, {"a"})) == "a"
    assert server.asked == []


def test_what_does_not_count_is_not_asked(server):
    found = Found(TEXTS)
    assert reranked(found, None, TEXTS.__getitem__) is found
    assert reranked(found, Reranking(endpoint(server), 0.0), TEXTS.__getitem__) is found


def test_all_texts_irrelevant_change_nothing(server):
    assert ids(around(server).search(Query("碳排放"), 3)) == "abc"
