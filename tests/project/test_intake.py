"""How well the shipped words read what owners tell."""

from __future__ import annotations

import pytest

from evals.intake import FLOOR, load, score, shipped


@pytest.mark.parametrize("slice_", ["development", "holdout"])
def test_nearly_every_fact_is_read_as_it_was_told(slice_: str) -> None:
    facts, read = shipped()
    held = score(load(), facts, read)[slice_]
    assert held.facts_exact >= FLOOR
    assert held.precision >= 0.98


def test_every_expected_fact_is_one_of_the_catalogue() -> None:
    facts, _ = shipped()
    turns = [turn for dialogue in load().dialogues for turn in dialogue.turns]
    named = {id for turn in turns for id in (*turn.facts, turn.asked) if id}
    assert named - set(facts.ids) == set()
