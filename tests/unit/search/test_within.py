"""One shelf is searched as if it were all of the corpus."""

import pytest

from assistant.domain import Query
from assistant.language.tokens import Tokenizer
from assistant.search.within import Within, WithinStatistics
from tests.fakes.documents import version
from tests.fakes.searcher import MemorySearcher

COLD = version("# 冷库办法\n\n冷库给予奖补。冷库要备案。\n", id="cold").clauses
SHIPS = version("# 渔船办法\n\n渔船给予奖补。渔船更新给予贴息。\n", id="ships").clauses
IDS = frozenset(clause.id for clause in COLD)


@pytest.fixture(scope="session")
def tokenizer(tmp_path_factory):
    return Tokenizer(["冷库", "渔船", "奖补", "贴息"], ["的", "是"], tmp_path_factory.mktemp("jieba"))


@pytest.fixture
def whole(tokenizer):
    return MemorySearcher((*COLD, *SHIPS), tokenizer)


@pytest.fixture
def cold(tokenizer):
    return WithinStatistics(COLD, tokenizer)


def test_only_clauses_of_the_shelf_are_found(whole):
    hits = Within(whole, IDS).search(Query("奖补"), 10)
    assert hits
    assert {hit.clause_id for hit in hits} <= IDS


def test_what_only_another_shelf_says_is_not_found(whole):
    assert Within(whole, IDS).search(Query("贴息"), 10) == ()
    assert whole.search(Query("贴息"), 10) != ()


def test_the_limit_counts_the_clauses_of_the_shelf(whole):
    assert len(Within(whole, IDS).search(Query("冷库奖补备案"), 2)) == 2


def test_further_words_are_looked_for_on_the_shelf_as_well(whole):
    (best, *_) = Within(whole, IDS).search(Query("手续", ("备案",)), 10)
    assert next(clause for clause in COLD if clause.id == best.clause_id).text == "冷库要备案。"


def test_an_empty_shelf_finds_nothing(whole):
    assert Within(whole, frozenset()).search(Query("奖补"), 10) == ()


def test_a_word_is_as_rare_as_it_is_on_the_shelf(whole, cold):
    assert (whole.document_frequency("奖补"), cold.document_frequency("奖补")) == (2, 1)
    assert cold.document_frequency("贴息") == 0


def test_a_word_that_stands_twice_in_a_clause_counts_once(tokenizer):
    twice = version("冷库旁边再建冷库。").clauses
    assert WithinStatistics(twice, tokenizer).document_frequency("冷库") == 1


def test_two_characters_side_by_side_are_counted_on_the_shelf(cold):
    assert (cold.pair_frequency("备案"), cold.pair_frequency("渔船")) == (1, 0)


def test_a_shelf_counts_its_own_clauses(whole, cold):
    assert (cold.clause_count(), whole.clause_count()) == (len(COLD), len(COLD) + len(SHIPS))


def test_a_shelf_without_clauses_has_no_words(tokenizer):
    empty = WithinStatistics((), tokenizer)
    assert (empty.clause_count(), empty.document_frequency("冷库"), empty.pair_frequency("冷库")) == (0, 0, 0)
