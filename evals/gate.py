"""Compares scores with the committed thresholds and the committed baseline."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field

from evals.dataset import Slice
from evals.scores import HIGHER_IS_BETTER, MEDIAN_CHARS, TITLES, Scores, shown

EVALS_DIR = Path(__file__).resolve().parent
THRESHOLDS = EVALS_DIR / "thresholds.yaml"
BASELINE = EVALS_DIR / "baseline.json"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Bounds(_Strict):
    """What one score may be in each slice, and the goal that the product is still working towards."""

    min: float | None = None
    max: float | None = None
    goal: float | None = None


class Thresholds(_Strict):
    """Bounds by measure, and how much worse than the baseline a score may get before the gate closes.

    `rules` and `beside` bound the slices over all documents, `scores` those of the plan alone, `rules_development`
    what only that slice has cases of.
    """

    tolerance: float = Field(ge=0)
    scores: dict[str, Bounds]
    rules: dict[str, Bounds] = Field(default_factory=dict)
    rules_development: dict[str, Bounds] = Field(default_factory=dict)
    beside: dict[str, Bounds] = Field(default_factory=dict)

    def of(self, slice_name: str) -> dict[str, Bounds]:
        """The bounds of one slice."""
        if slice_name == Slice.BESIDE:
            return self.beside
        if slice_name == Slice.RULES_DEVELOPMENT:
            return self.rules | self.rules_development
        return self.rules if slice_name == Slice.RULES_HOLDOUT else self.scores


class SliceBaseline(_Strict):
    """The scores of one slice when the baseline was last updated, and the cases that failed then."""

    cases: int
    scores: dict[str, float]
    failing: tuple[str, ...]


Baseline = dict[str, SliceBaseline]


def load_thresholds(path: Path = THRESHOLDS) -> Thresholds:
    """The committed thresholds; an unknown measure is an error."""
    thresholds = Thresholds.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    unknown = {*thresholds.scores, *thresholds.rules, *thresholds.rules_development, *thresholds.beside} - set(TITLES)
    if unknown:
        raise ValueError(f"{path}: unknown measures: {', '.join(sorted(unknown))}")
    return thresholds


def load_baseline(path: Path = BASELINE) -> Baseline | None:
    """The committed baseline, None before the first one."""
    if not path.is_file():
        return None
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return {name: SliceBaseline.model_validate(entry) for name, entry in content.items()}


def save_baseline(scores: Mapping[str, Scores], path: Path = BASELINE) -> None:
    """Write the scores by slice as the new baseline."""
    content = {
        name: {
            "cases": held.cases,
            "scores": {measure: round(value, 6) for measure, value in held.values.items()},
            "failing": sorted(held.failing),
        }
        for name, held in scores.items()
    }
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def breaches(scores: Mapping[str, Scores], thresholds: Thresholds, baseline: Baseline | None) -> tuple[str, ...]:
    """Every reason to stop, in Chinese; none means that the gate is open."""
    found = [
        breach
        for name, held in scores.items()
        for measure, bounds in thresholds.of(name).items()
        for breach in _out_of_bounds(name, measure, held.values.get(measure), bounds)
    ]
    if baseline is None:
        return (*found, "还没有基线：先运行 python -m evals.run --update-baseline")
    for name, held in scores.items():
        if name not in baseline:
            found.append(f"{name}：基线里没有这一部分，请更新基线")
            continue
        found += _worse(name, held, baseline[name], thresholds.tolerance)
    return tuple(found)


def missed_goals(scores: Mapping[str, Scores], thresholds: Thresholds) -> tuple[str, ...]:
    """Goals that a slice has not reached; they are said on every run and close no gate."""
    return tuple(
        f"{name}：{TITLES[measure]}（{measure}）{shown(measure, value)}，目标 {bounds.goal}"
        for name, held in scores.items()
        for measure, bounds in thresholds.of(name).items()
        if bounds.goal is not None
        and (value := held.values.get(measure)) is not None
        and (value < bounds.goal if HIGHER_IS_BETTER[measure] else value > bounds.goal)
    )


def newly_failing(scores: Mapping[str, Scores], baseline: Baseline) -> dict[str, tuple[str, ...]]:
    """By slice, the cases that fail now and did not fail in the baseline."""
    return {
        name: tuple(case for case in held.failing if case not in baseline[name].failing)
        for name, held in scores.items()
        if name in baseline
    }


def _out_of_bounds(name: str, measure: str, value: float | None, bounds: Bounds) -> list[str]:
    title = f"{name}：{TITLES[measure]}（{measure}）"
    if value is None:
        return [f"{title}没有任何用例"]
    if bounds.min is not None and value < bounds.min:
        return [f"{title} {shown(measure, value)} 低于下限 {bounds.min}"]
    if bounds.max is not None and value > bounds.max:
        return [f"{title} {shown(measure, value)} 高于上限 {bounds.max}"]
    return []


def _worse(name: str, held: Scores, before: SliceBaseline, tolerance: float) -> list[str]:
    found = []
    for measure, was in before.scores.items():
        # The length is in characters, to which the tolerance of shares does not apply; its threshold bounds it.
        if measure == MEDIAN_CHARS or measure not in held.values:
            continue
        value = held.values[measure]
        loss = was - value if HIGHER_IS_BETTER[measure] else value - was
        if loss > tolerance + 1e-9:
            found.append(
                f"{name}：{TITLES[measure]}（{measure}）从基线 {shown(measure, was)} 退到 {shown(measure, value)}"
            )
    return found
