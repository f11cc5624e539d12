"""How many questions an enterprise is asked before it has a verdict."""

from __future__ import annotations

from statistics import median

from evals.questioning import MOST, interviews


def test_half_of_the_enterprises_have_a_verdict_after_four_questions() -> None:
    asked = [len(each.asked) for each in interviews() if each.decided]
    assert len(asked) >= 60
    assert median(asked) <= MOST


def test_no_enterprise_is_asked_the_same_twice() -> None:
    assert all(len(set(each.asked)) == len(each.asked) for each in interviews())
