"""The report as Markdown and as one self-contained HTML page, in Chinese."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.domain import Step
from evals.dataset import Slice
from evals.evaluators import EVALUATORS
from evals.outcome import Outcome
from evals.scores import MEDIAN_CHARS, TITLES, Scores, by_category, score, shown

EVALS_DIR = Path(__file__).resolve().parent
REPORTS_DIR = EVALS_DIR / "reports"
SLICE_TITLES = {
    Slice.DEVELOPMENT: "开发集",
    Slice.HOLDOUT: "留出集",
    Slice.RULES_DEVELOPMENT: "扶持政策开发集",
    Slice.RULES_HOLDOUT: "扶持政策留出集",
    Slice.BESIDE: "开发集（全部文件在旁）",
}


@dataclass(frozen=True, slots=True)
class SliceReport:
    """One slice with its scores. Failed cases of a slice that is not `revealed` are named by id only."""

    slice: Slice
    scores: Scores
    categories: Mapping[str, Scores]
    outcomes: tuple[Outcome, ...]
    revealed: bool

    @classmethod
    def of(cls, slice_: Slice, outcomes: Sequence[Outcome], reveal_holdout: bool) -> SliceReport:
        """The report of one slice's outcomes."""
        revealed = not slice_.is_held_out or reveal_holdout
        return cls(slice_, score(outcomes), by_category(outcomes), tuple(outcomes), revealed)

    @property
    def title(self) -> str:
        """What the report calls the slice."""
        return SLICE_TITLES[self.slice]

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """The failed cases that may be shown."""
        return tuple(outcome for outcome in self.outcomes if outcome.failed) if self.revealed else ()


def write(
    slices: Sequence[SliceReport], breaches: Sequence[str] | None, made_at: datetime, directory: Path = REPORTS_DIR
) -> tuple[Path, Path]:
    """Write report.md and report.html; `breaches` None means that the gate was not asked."""
    directory.mkdir(parents=True, exist_ok=True)
    written = []
    for name in ("report.md", "report.html"):
        environment = Environment(
            loader=FileSystemLoader(EVALS_DIR / "templates"),
            autoescape=name.endswith(".html"),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters |= {"step_detail": _step_detail, "quoted": _quoted}
        page = environment.get_template(f"{name}.j2").render(
            slices=slices,
            breaches=breaches,
            made_at=made_at.isoformat(timespec="seconds"),
            measures=[evaluator.name for evaluator in EVALUATORS],
            titles=TITLES,
            shown=shown,
            median_chars=MEDIAN_CHARS,
        )
        path = directory / name
        path.write_text(page, encoding="utf-8")
        written.append(path)
    return written[0], written[1]


def _step_detail(step: Step) -> str:
    return json.dumps(dict(step.detail), ensure_ascii=False, default=str)


def _quoted(text: str) -> str:
    """A Markdown quotation, so that no text of an answer is taken for the report's own headings."""
    return "\n".join(f"> {line}" for line in text.splitlines()) or ">"
