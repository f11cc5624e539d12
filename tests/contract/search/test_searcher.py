"""What every Searcher promises: the fake one of other tests, and the real one over Tantivy and Chroma.

Its vectors are local ones, or those of an endpoint.
"""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.domain import Query
from tests.fakes.clauses import corpus
from tests.fakes.searcher import MemorySearcher

ALL = {clause.id for clause in corpus()}


@pytest.fixture(scope="module", params=["fake", "exact", "chroma", "endpoint exact", "endpoint chroma"])
def searcher(request, tokenizer, built, built_by_endpoint):
    if request.param == "fake":
        return MemorySearcher(corpus(), tokenizer)
    library = built_by_endpoint if request.param.startswith("endpoint") else built[1]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("assistant.search.exact.FASTER_UP_TO", 0)
        searcher = library.open("small")
    if request.param.endswith("chroma"):
        searcher.complete()
    return searcher


def ids(hits):
    return [hit.clause_id for hit in hits]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("技术改造奖补按设备投资额多少给", "measures:2"),
        ("单个项目最高奖补多少万元", "measures:3"),
        ("购买工业软件和云服务有支持吗", "measures:4"),
        ("国家级绿色工厂奖励多少", "measures:7"),
        ("每年几月几日前提交申请材料", "measures:10"),
        ("办法从什么时候起施行，有效期多久", "measures:15"),
        ("引進高層次設計人才的安家補貼", "measures:9"),
    ],
)
def test_the_clause_that_answers_comes_first(searcher, question, expected):
    assert ids(searcher.search(Query(question), 5))[0] == expected


def test_hits_are_ordered_scored_and_limited(searcher):
    hits = searcher.search(Query("企业奖补资金申报"), 4)
    assert len(hits) == 4
    assert list(hits) == sorted(hits, key=lambda hit: (-hit.score, hit.clause_id))
    assert all(0 < hit.score <= 1 + 1e-9 for hit in hits)
    assert searcher.search(Query("企业"), 0) == ()


def test_only_what_is_allowed_is_found(searcher):
    allowed = {"measures:4", "measures:14"}
    hits = searcher.search(Query("企业奖补资金申报"), 10, allowed)
    assert set(ids(hits)) <= allowed
    assert "measures:14" in ids(hits)
    assert searcher.search(Query("企业奖补资金申报"), 10, frozenset()) == ()


def test_the_best_allowed_clause_is_found_however_far_down_it_stands(searcher):
    for clause in corpus():
        assert ids(searcher.search(Query("企业奖补资金申报" + clause.text[:6]), 1, {clause.id})) == [clause.id]


def test_a_filter_leaves_the_order_as_it_is(searcher):
    question = Query("绿色工厂名单上的企业有奖励吗")
    some = {f"measures:{n}" for n in range(1, 16, 2)}
    unfiltered = [clause_id for clause_id in ids(searcher.search(question, 15)) if clause_id in some]
    assert ids(searcher.search(question, 3, some))[0] == unfiltered[0]


def test_expansions_find_more_and_never_outrank_the_question(searcher):
    assert "measures:14" not in ids(searcher.search(Query("稽查"), 5))
    assert ids(searcher.search(Query("稽查", ("审计",)), 5))[0] == "measures:14"
    assert ids(searcher.search(Query("安家补贴", ("审计",)), 5))[0] == "measures:9"


@pytest.mark.parametrize("text", ["", " \n\t", "🙂🙂🙂", "的了是", "，。！？", "\x00\u200b", "\ud83d"])
def test_a_question_without_words_finds_nothing(request, searcher, text):
    hits = searcher.search(Query(text), 5)
    if "endpoint" in request.node.callspec.params["searcher"]:
        # A model likens every text to every other.
        hits = tuple(hit for hit in hits if hit.lexical)
    assert hits == ()


@pytest.mark.parametrize(
    "text",
    [
        'AND OR NOT ( ) : ^ ~ * ? " [ ] { } + - \\ / && || bigrams:企业 id:*',
        "企业奖补" * 25_000,
        "x" * 100_000,
        "'; DROP TABLE clauses; --",
        "{evil} %s ${HOME}",
    ],
)
def test_odd_questions_are_harmless(searcher, text):
    assert set(ids(searcher.search(Query(text, (text,)), 5))) <= ALL


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60), limit=st.integers(0, 20))
def test_any_text_finds_known_clauses_the_same_way_twice(searcher, text, limit):
    hits = searcher.search(Query(text), limit)
    assert len(hits) <= limit
    assert set(ids(hits)) <= ALL
    assert searcher.search(Query(text), limit) == hits


def test_it_knows_how_common_words_are(searcher):
    assert searcher.clause_count() == len(ALL)
    assert searcher.document_frequency("审计") == 1
    assert searcher.document_frequency("绿色工厂") == 2
    assert searcher.document_frequency("没有的词") == 0
