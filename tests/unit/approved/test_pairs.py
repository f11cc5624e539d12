"""The committed pairs of questions: no wrong answer is ever given, and few right ones are missed."""

from __future__ import annotations

from evals.approved import LEAST_RECALL, main, read_groups, score
from evals.dataset import Slice


def test_there_are_enough_pairs_on_both_sides():
    for name in (Slice.DEVELOPMENT, Slice.HOLDOUT):
        groups = [each for each in read_groups() if each.slice is name]
        assert len(groups) >= 10
        assert sum(len(each.same) for each in groups) >= 30
        assert sum(len(each.other) for each in groups) >= 60
    assert {each.slice for each in read_groups()} == {Slice.DEVELOPMENT, Slice.HOLDOUT}


def test_no_question_gets_the_answer_to_another_and_most_get_their_own(reader):
    scores = score(read_groups(), reader)
    assert {name: held.wrong for name, held in scores.items()} == {Slice.DEVELOPMENT: [], Slice.HOLDOUT: []}
    assert all(held.recall >= LEAST_RECALL for held in scores.values())


def test_what_was_held_out_is_not_shown_unasked(capsys):
    assert main([]) == 0
    told = capsys.readouterr().out
    assert "holdout：" in told
    assert not any(question in told for each in read_groups() if each.slice.is_held_out for question in each.same)
