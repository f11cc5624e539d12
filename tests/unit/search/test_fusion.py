import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.search.fusion import Weights, mix, normalise

scores = st.dictionaries(st.text("abc:.1", min_size=1, max_size=3), st.floats(0, 50, allow_subnormal=False), max_size=8)
weights = st.builds(Weights, st.floats(0.1, 2), st.floats(0, 2), st.floats(0, 2))


def test_every_list_counts_by_its_own_maximum():
    hits = mix({"a": 10, "b": 5}, {"b": 3}, {"a": 0.9, "c": 0.45}, Weights(1, 0.5, 0.3))
    by_id = {hit.clause_id: hit for hit in hits}
    assert by_id["a"].score == pytest.approx((1 + 0.3) / 1.8)
    assert by_id["b"].score == pytest.approx((0.5 + 0.5) / 1.8)
    assert by_id["c"].score == pytest.approx(0.3 * 0.5 / 1.8)
    assert [hit.clause_id for hit in hits] == ["a", "b", "c"]


def test_parts_tell_which_index_found_a_clause():
    [found, meant] = mix({"found": 4.0}, {"found": 2.0}, {"meant": 0.5}, Weights(1, 1, 0.5))
    assert (found.lexical, found.dense) == (1.0, 0.0)
    assert (meant.lexical, meant.dense) == (0.0, 1.0)


def test_equal_scores_stand_in_order_of_clause_id():
    assert [hit.clause_id for hit in mix({"b": 1, "a": 1, "c": 1}, {}, {}, Weights())] == ["a", "b", "c"]


def test_nothing_found_gives_nothing():
    assert mix({}, {}, {}, Weights()) == ()
    assert normalise({"a": 0.0}) == {}


def test_without_lexical_weight_meaning_alone_ranks():
    [hit] = mix({}, {}, {"a": 0.2}, Weights(0, 0, 1))
    assert (hit.score, hit.lexical, hit.dense) == (1.0, 0.0, 1.0)


@pytest.mark.parametrize("wrong", [(0, 0, 0), (1, -0.1, 0)])
def test_weights_that_rank_nothing_are_refused(wrong):
    with pytest.raises(ValueError, match="weights"):
        Weights(*wrong)


@given(scores, scores, scores, weights)
def test_scores_lie_between_0_and_1_and_fall(bigrams, words, dense, weights):
    hits = mix(bigrams, words, dense, weights)
    assert all(0 <= part <= 1 + 1e-9 for hit in hits for part in (hit.score, hit.lexical, hit.dense))
    assert list(hits) == sorted(hits, key=lambda hit: (-hit.score, hit.clause_id))
    assert len({hit.clause_id for hit in hits}) == len(hits)


@given(scores, scores, scores, weights, st.floats(0.01, 100))
def test_the_unit_of_a_list_does_not_matter(bigrams, words, dense, weights, factor):
    scaled = {clause_id: score * factor for clause_id, score in bigrams.items()}
    before = {hit.clause_id: hit.score for hit in mix(bigrams, words, dense, weights)}
    after = {hit.clause_id: hit.score for hit in mix(scaled, words, dense, weights)}
    assert after == pytest.approx(before, abs=1e-6)


@given(scores, scores, scores, weights, st.integers(0, 9))
def test_a_limit_keeps_the_best(bigrams, words, dense, weights, limit):
    assert mix(bigrams, words, dense, weights, limit) == mix(bigrams, words, dense, weights)[:limit]
