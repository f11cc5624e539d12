"""Fit the weights of `assistant/answering/signs.py`: `python -m evals.fit_sureness`; development cases only.

A stretch that the present weights refuse counts as right where it is still quoted as the nearest, so a second run after
taking over the weights moves them a little.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from assistant.answering.signs import Signs
from assistant.bootstrap import build_assistant
from evals.dataset import Case, Slice, load
from evals.evaluators.recall import EVIDENCE_RECALL
from evals.evaluators.refusal import must_refuse
from evals.outcome import Corpus, Outcome
from evals.run import settings_for
from evals.runner import run

LOST = 0.01
"""Share of right answers that may be given up so that others, which only share words, are refused."""
FOLDS = 5


def main() -> None:
    """Print bias, weights and threshold, and what they do to cases that the fit has not seen."""
    examples = list(_examples(load().of([Slice.DEVELOPMENT])))
    names = [field.name for field in fields(Signs)]
    signs = np.array([[float(signs[name]) for name in names] for signs, _ in examples])
    right = np.array([answers for _, answers in examples])
    model = LogisticRegression(C=1.0)
    unseen = cross_val_predict(
        model, signs, right, cv=StratifiedKFold(FOLDS, shuffle=True, random_state=0), method="predict_proba"
    )[:, 1]
    model.fit(signs, right)
    least = np.quantile(model.predict_proba(signs)[:, 1][right], LOST)
    print(f"{right.sum()} stretches that answer, {(~right).sum()} that do not")
    print(f"BIAS = {model.intercept_[0]:.2f}")
    print(f"WEIGHTS = {tuple(round(float(weight), 2) for weight in model.coef_[0])}  # {', '.join(names)}")
    print(f"SURE_ENOUGH = {least:.2f}")
    print(f"unseen: {(unseen[right] < least).mean():.3f} of the right ones lost, ", end="")
    print(f"{(unseen[~right] < least).mean():.3f} of the others refused")


def _examples(cases: tuple[Case, ...]) -> Iterator[tuple[dict[str, float], bool]]:
    """The signs of each stretch that was chosen, and whether it answers its question."""
    with (
        tempfile.TemporaryDirectory(prefix="evals-") as directory,
        closing(build_assistant(settings_for(Path(directory)))) as assistant,
    ):
        assistant.sync()
        assistant.warm_up()
        for outcome in run(assistant, assistant, cases, Corpus.of(assistant.documents())):
            refused = must_refuse(outcome.case)
            if refused or _cites_all(outcome):
                yield from ((signs, not refused) for signs in _signs(outcome))


def _cites_all(outcome: Outcome) -> bool:
    found = outcome.findings.get(EVIDENCE_RECALL.name)
    return found is not None and found.score == 1


def _signs(outcome: Outcome) -> Iterator[dict[str, float]]:
    for step in outcome.asked.answer.trace if outcome.asked else ():
        if step.name == "evidence":
            yield from (part["signs"] for part in step.detail["parts"] if part["signs"])


if __name__ == "__main__":
    main()
