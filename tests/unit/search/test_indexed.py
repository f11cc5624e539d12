from assistant.search.indexed import fingerprint, sample
from tests.fakes.clauses import clause


def test_a_clause_is_embedded_with_its_locator():
    assert clause("d:1", "给予奖补。", locator="二、技术改造").content == "二、技术改造\n给予奖补。"


def test_the_mark_changes_with_everything_that_is_indexed():
    marks = {
        clause("d:1", "甲。").mark,
        clause("d:1", "乙。").mark,
        clause("d:1", "甲。", locator="二").mark,
        clause("d:1", "甲。", title="另一办法").mark,
    }
    assert len(marks) == 4
    assert clause("d:1", "甲。").mark == clause("d:2", "甲。").mark


def test_a_fingerprint_does_not_depend_on_order():
    pairs = [("b", "2"), ("a", "1")]
    assert fingerprint(pairs) == fingerprint(sorted(pairs)) != fingerprint([("a", "2"), ("b", "1")])


def test_a_sample_is_spread_and_never_larger_than_asked():
    assert list(sample(range(10), 4)) == [0, 3, 6, 9]
    assert list(sample(range(3), 16)) == [0, 1, 2]
    assert all(len(sample(range(n), 7)) <= 7 for n in range(50))
