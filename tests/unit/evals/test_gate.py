import pytest

from evals import gate
from evals.gate import Bounds, SliceBaseline, Thresholds
from evals.scores import Scores

THRESHOLDS = Thresholds(tolerance=0.01, scores={"fact_recall": Bounds(min=0.95), "over_refusal": Bounds(max=0.03)})
GOOD = {"fact_recall": 0.97, "over_refusal": 0.01, "median_chars": 100.0}


def scores(values=GOOD, failing=()):
    return {"holdout": Scores(10, dict(values), tuple(failing), 1.0, 2.0)}


def baseline(values=GOOD, failing=()):
    return {"holdout": SliceBaseline(cases=10, scores=dict(values), failing=tuple(failing))}


def test_the_gate_is_open_within_thresholds_and_tolerance():
    assert gate.breaches(scores(), THRESHOLDS, baseline()) == ()
    slightly_worse = scores({**GOOD, "fact_recall": 0.96})
    assert gate.breaches(slightly_worse, THRESHOLDS, baseline()) == ()


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({**GOOD, "fact_recall": 0.94}, "低于下限 0.95"),
        ({**GOOD, "over_refusal": 0.04}, "高于上限 0.03"),
        ({"fact_recall": 0.97}, "没有任何用例"),
    ],
)
def test_the_gate_closes_out_of_bounds(values, said):
    (breach,) = gate.breaches(scores(values), THRESHOLDS, baseline(values))
    assert breach.startswith("holdout")
    assert said in breach


def test_the_gate_closes_when_a_score_falls_behind_the_baseline():
    before = baseline({**GOOD, "fact_recall": 0.99, "over_refusal": 0.0})
    (breach,) = gate.breaches(scores(), THRESHOLDS, before)
    assert "从基线 0.990 退到 0.970" in breach
    (breach,) = gate.breaches(scores({**GOOD, "over_refusal": 0.03}), THRESHOLDS, baseline())
    assert "over_refusal" in breach


def test_longer_answers_are_bounded_by_the_threshold_not_by_the_tolerance():
    assert gate.breaches(scores({**GOOD, "median_chars": 140.0}), THRESHOLDS, baseline()) == ()


def test_without_a_baseline_the_gate_is_closed():
    assert "基线" in gate.breaches(scores(), THRESHOLDS, None)[0]
    assert "基线里没有" in gate.breaches(scores(), THRESHOLDS, {})[0]


def test_cases_that_begin_to_fail_are_named():
    assert gate.newly_failing(scores(failing=("a", "b")), baseline(failing=("a", "c"))) == {"holdout": ("b",)}


def test_a_baseline_reads_back_as_it_was_saved(tmp_path):
    path = tmp_path / "baseline.json"
    assert gate.load_baseline(path) is None
    gate.save_baseline(scores(failing=("b", "a")), path)
    assert gate.load_baseline(path) == baseline(failing=("a", "b"))


def test_an_unknown_measure_among_the_thresholds_is_an_error(tmp_path):
    path = tmp_path / "thresholds.yaml"
    path.write_text("tolerance: 0.01\nscores: {fact_recal: {min: 0.9}}")
    with pytest.raises(ValueError, match="fact_recal"):
        gate.load_thresholds(path)


def test_what_only_one_slice_has_cases_of_is_bounded_there_alone():
    thresholds = gate.load_thresholds()
    only = set(thresholds.rules_development) - set(thresholds.rules)
    assert "evidence_recall" in only
    assert only <= set(thresholds.of("rules_development"))
    assert only.isdisjoint(thresholds.of("rules_holdout"))
    assert set(thresholds.rules) <= set(thresholds.of("rules_development"))


def test_the_committed_thresholds_name_the_promised_bars():
    bounds = gate.load_thresholds().scores
    assert {bounds[measure].goal for measure in ("fact_recall", "evidence_recall", "refusal")} == {0.95}
    assert bounds["over_refusal"].goal == 0.03
    assert (bounds["quote_exactness"].min, bounds["figure_exactness"].min) == (1, 1)
    assert bounds["median_chars"].max == 200


def test_a_missed_goal_is_said_and_closes_nothing():
    thresholds = Thresholds(tolerance=0.01, scores={"fact_recall": Bounds(min=0.9, goal=0.99)})
    assert gate.breaches(scores(), thresholds, baseline()) == ()
    (missed,) = gate.missed_goals(scores(), thresholds)
    assert "目标 0.99" in missed
    assert gate.missed_goals(scores({**GOOD, "fact_recall": 1.0}), thresholds) == ()
