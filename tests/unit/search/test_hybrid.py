"""How often a shelf asks the indexes."""

from assistant.domain import Query
from assistant.search.fusion import Weights
from assistant.search.hybrid import HybridSearcher


class Ranked:
    """Both indexes over clauses 0..n, the nearest first."""

    def __init__(self, size: int) -> None:
        self.size, self.asked = size, []

    def scores(self, text: str, depth: int) -> dict[str, float]:
        self.asked.append(depth)
        return {str(number): 1 / (1 + number) for number in range(min(depth, self.size))}

    def bigram_scores(self, query: Query, depth: int) -> dict[str, float]:
        return self.scores(query.text, depth)

    def clause_count(self) -> int:
        return self.size


def found(indexes: Ranked, allowed: set[str], weights: Weights) -> list[str]:
    searcher = HybridSearcher(indexes, indexes, weights)
    return [hit.clause_id for hit in searcher.search(Query("技改"), 10, allowed)]


MEANING, WORDS = Weights(0, 0, 1), Weights(1, 0, 0)


def test_a_shelf_is_searched_once_where_a_deeper_search_finds_enough():
    indexes = Ranked(1000)
    assert found(indexes, {str(number) for number in range(50, 110)}, MEANING) == [str(n) for n in range(50, 60)]
    assert len(indexes.asked) == 1


def test_what_a_shallow_search_finds_enough_of_is_not_looked_for_deeper():
    indexes = Ranked(1000)
    assert len(found(indexes, {"1", *map(str, range(60, 200))}, WORDS)) == 10
    assert found(indexes, {"1", *map(str, range(20, 40)), "70"}, WORDS)[:2] == ["1", "20"]


def test_a_clause_far_down_is_found_by_asking_again():
    indexes = Ranked(1000)
    assert found(indexes, {"900"}, WORDS) == ["900"]
    assert len(indexes.asked) == 2
