"""Fit what decides whether a stretch answers: `python -m evals.fit_sureness`. No eval case is asked or read.

Every fifth line of `knowledge/phrasings/` and `knowledge/unwritten/` is kept from an Assistant, and then asked: a line
of a statement is answered rightly by citing that statement, a line of an unwritten topic by no stretch at all. Without
any of these lines the same questions tell what to trust for a document of which nobody wrote down how people ask.
The plan and its interpretation alone are asked: rules around them hold on other days.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from assistant.answering.signs import Signs
from assistant.bootstrap import build_assistant
from assistant.domain import Answer, Mode, Question
from evals.evaluators.refusal import REFUSALS
from evals.run import plan_alone, settings_for

LOST = 0.03
"""Share of right answers that may be given up so that others, which only share words, are refused."""
FOLDS, KEPT_BACK, SHORTEST = 5, 5, 4
DURING = date(2024, 6, 1)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Line:
    """A question that was kept back; `quote` is the statement that answers it, empty for an unwritten topic."""

    text: str
    quote: str


def main() -> None:
    """Print bias, weights and threshold of both kinds of document, and what they do to lines the fit has not seen."""
    with tempfile.TemporaryDirectory(prefix="fit-") as directory:
        known = _of_plan(plan_alone(Path(directory)))
        lines = list(_keep_back(known))
        unknown = Path(directory, "unknown")
        shutil.copytree(known, unknown)
        for folder in ("phrasings", "unwritten"):
            shutil.rmtree(unknown / folder)
        _fit("KNOWN", lines, known, Path(directory, "data-known"))
        _fit("UNKNOWN", lines, unknown, Path(directory, "data-unknown"))


def _of_plan(knowledge: Path) -> Path:
    """Without the lines for documents that are not there, and those of another shelf."""
    documents = {path.stem for path in (knowledge / "documents").glob("*.md")}
    for path in (*(knowledge / "phrasings").glob("*.yaml"), *(knowledge / "unwritten").glob("*.yaml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        if isinstance(content, dict) and content.get("document") not in documents:
            path.unlink()
    return knowledge


def _keep_back(knowledge: Path) -> Iterator[Line]:
    """Takes every fifth line out of the files of a copy of the knowledge."""
    for path in sorted((*(knowledge / "phrasings").glob("*.yaml"), *(knowledge / "unwritten").glob("*.yaml"))):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        for entry in content["phrasings"] if isinstance(content, dict) else content:
            back = [line for line in entry["asked"] if _is_kept_back(line)]
            entry["asked"] = [line for line in entry["asked"] if line not in back]
            yield from (Line(line, entry.get("quote", "")) for line in back if len(line) >= SHORTEST)
        path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")


def _is_kept_back(line: str) -> bool:
    return int.from_bytes(hashlib.md5(line.encode(), usedforsecurity=False).digest()) % KEPT_BACK == 0


def _fit(name: str, lines: list[Line], knowledge: Path, data: Path) -> None:
    asked = list(_ask(lines, knowledge, data))
    answered, left_open = ([a for line, a in asked if bool(line.quote) is kind] for kind in (True, False))
    print(f"\n{name}: {len(answered)} lines of statements, {len(left_open)} of unwritten topics")
    print(f"refused now: {_refused(answered):.3f} and {_refused(left_open):.3f}, ", end="")
    print(f"cited: {np.mean([_cites(line, a) for line, a in asked if line.quote]):.3f}")
    names = [field.name for field in fields(Signs) if field.name != "phrased"]
    examples = [
        ([float(signs[each]) for each in names], bool(line.quote))
        for line, answer in asked
        if not line.quote or _cites(line, answer)
        for signs in _signs(answer)
    ]
    signs, right = np.array([each for each, _ in examples]), np.array([each for _, each in examples])
    model = LogisticRegression(C=1.0)
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    unseen = cross_val_predict(model, signs, right, cv=folds, method="predict_proba")[:, 1]
    model.fit(signs, right)
    least = np.quantile(unseen[right], LOST)
    weights = ", ".join(f"{weight:.2f}" for weight in model.coef_[0])
    print(f"{name} = ({model.intercept_[0]:.2f}, ({weights}))  # {', '.join(names)}")
    print(f"SURE_ENOUGH_{name} = {least:.2f}: refuses {(unseen[~right] < least).mean():.3f} of what does not answer")


def _ask(lines: list[Line], knowledge: Path, data: Path) -> Iterator[tuple[Line, Answer]]:
    settings = settings_for(data).model_copy(update={"knowledge_dirs": (knowledge,)})
    with closing(build_assistant(settings)) as assistant:
        assistant.sync()
        assistant.warm_up()
        for line in lines:
            yield line, assistant.answer(Question(line.text, as_of=DURING, mode=Mode.QUOTES, channel="evals"))


def _refused(answers: list[Answer]) -> float:
    return float(np.mean([answer.status in REFUSALS for answer in answers]))


def _cites(line: Line, answer: Answer) -> bool:
    wanted = _SPACE.sub("", line.quote)
    quotes = (_SPACE.sub("", citation.quote) for citation in answer.citations)
    return any(wanted in quote or quote in wanted for quote in quotes)


def _signs(answer: Answer) -> Iterator[dict[str, float]]:
    for step in answer.trace:
        if step.name == "evidence":
            yield from (part["signs"] for part in step.detail["parts"] if part["signs"])


if __name__ == "__main__":
    main()
