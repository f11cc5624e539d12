"""Findings added up: the mean of every measure over the cases it concerns, and what is only reported."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evals.evaluators import EVALUATORS
from evals.evaluators.refusal import ANSWERS
from evals.evaluators.wording import answer_length
from evals.outcome import Outcome
from evals.percentiles import percentile

MEDIAN_CHARS = "median_chars"
TITLES = {evaluator.name: evaluator.title for evaluator in EVALUATORS} | {MEDIAN_CHARS: "回答长度中位数（字）"}
HIGHER_IS_BETTER = {evaluator.name: evaluator.higher_is_better for evaluator in EVALUATORS} | {MEDIAN_CHARS: False}


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of a set of cases. `values` lacks the measures that concern none of them; latency is in milliseconds."""

    cases: int
    values: dict[str, float]
    failing: tuple[str, ...]
    p50_ms: float
    p99_ms: float

    @property
    def passed(self) -> int:
        """How many cases passed every measure."""
        return self.cases - len(self.failing)


def score(outcomes: Sequence[Outcome]) -> Scores:
    """Scores of these outcomes; every case weighs the same."""
    values = {}
    for evaluator in EVALUATORS:
        found = [outcome.findings[evaluator.name].score for outcome in outcomes if evaluator.name in outcome.findings]
        if found:
            values[evaluator.name] = statistics.fmean(found)
    lengths = [answer_length(o.asked) for o in outcomes if o.asked and o.asked.answer.status in ANSWERS]
    if lengths:
        values[MEDIAN_CHARS] = statistics.median(lengths)
    times = [outcome.ms for outcome in outcomes if outcome.asked]
    failing = tuple(outcome.case.id for outcome in outcomes if outcome.failed)
    return Scores(len(outcomes), values, failing, percentile(times, 50), percentile(times, 99))


def by_category(outcomes: Iterable[Outcome]) -> dict[str, Scores]:
    """Scores of each category, in the order of first appearance."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.case.category, []).append(outcome)
    return {category: score(group) for category, group in groups.items()}


def shown(name: str, value: float | None) -> str:
    """A score as the reports print it."""
    if value is None:
        return "–"
    # 0.9996 must not read as a perfect 1.000.
    return f"{value:.0f}" if name == MEDIAN_CHARS else f"{math.floor(value * 1000 + 1e-9) / 1000:.3f}"
