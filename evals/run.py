"""Run the evals: `python -m evals.run`; without arguments the development slice only."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from pydantic_settings import SettingsConfigDict
from rich.console import Console
from rich.table import Table

from assistant.domain import Mode
from assistant.errors import AssistantError
from assistant.settings import Settings
from evals import gate, report
from evals.dataset import Case, Slice, beside, check_evidence, load
from evals.evaluators import EVALUATORS
from evals.outcome import Corpus, Outcome
from evals.report import SliceReport
from evals.runner import run
from evals.scores import MEDIAN_CHARS, Scores, shown
from evals.well_behaved import WellBehavedModel

REPOSITORY = Path(__file__).resolve().parents[1]
KNOWLEDGE = REPOSITORY / "knowledge"
PLAN = ("gd-textile-plan-2024", "gd-textile-plan-2024-interpretation")


class _Hermetic(Settings):
    """Settings that no `.env` of the working directory reaches."""

    model_config = SettingsConfigDict(env_file=None)


Ask = Callable[[Sequence[Case], Mode], Sequence[Outcome]]


def settings_for(directory: Path, knowledge: Path = KNOWLEDGE) -> Settings:
    """Settings whose every store lies in `directory`; search weights may still come from the environment."""
    return _Hermetic(
        data_dir=directory,
        knowledge_dirs=(knowledge,),
        prompts_dir=REPOSITORY / "prompts",
        database_url="",
        chroma_url="",
        model_name="",
        embedding_url="",
        reranker_url="",
        log_level="WARNING",
    )


def evaluate(cases: Sequence[Case], mode: Mode = Mode.QUOTES) -> tuple[Outcome, ...]:
    """Ask each case of the documents that its slice is about, in data directories that are thrown away.

    In another mode than quotes the well-behaved model words the answers.
    """
    of_plan = [case for case in cases if case.slice.of_plan_alone]
    of_all = [case for case in cases if not case.slice.of_plan_alone]
    with tempfile.TemporaryDirectory(prefix="evals-") as directory:
        alone = plan_alone(Path(directory)) if of_plan else KNOWLEDGE
        return (*_evaluate(of_plan, alone, mode), *_evaluate(of_all, KNOWLEDGE, mode))


def plan_alone(directory: Path) -> Path:
    """A copy of the own knowledge that holds no other documents than the plan and its interpretation."""
    copied = directory / "knowledge"
    shutil.copytree(KNOWLEDGE, copied, ignore=shutil.ignore_patterns("originals"))
    for path in (copied / "documents").glob("*.md"):
        if path.stem not in PLAN:
            path.unlink()
    return copied


def _evaluate(cases: Sequence[Case], knowledge: Path, mode: Mode) -> tuple[Outcome, ...]:
    """Ask these cases of two Assistants."""
    from assistant.bootstrap import build_assistant

    if not cases:
        return ()
    model = None if mode is Mode.QUOTES else WellBehavedModel()
    with (
        tempfile.TemporaryDirectory(prefix="evals-") as directory,
        tempfile.TemporaryDirectory(prefix="evals-") as elsewhere,
        closing(build_assistant(settings_for(Path(directory), knowledge), chat_model=model)) as assistant,
        closing(build_assistant(settings_for(Path(elsewhere), knowledge), chat_model=model)) as twin,
    ):
        for each in (assistant, twin):
            each.sync()
            each.warm_up()
        corpus = Corpus.of(assistant.documents())
        check_evidence(cases, {document.id: document for document in corpus.documents})
        return run(assistant, twin, cases, corpus, mode=mode)


def main(arguments: Sequence[str] | None = None, ask: Ask = evaluate) -> int:
    """Exit code: 0 done, 1 the gate is closed, 2 nothing could be run. `ask` turns cases into outcomes."""
    options = _parser().parse_args(arguments)
    console = Console(width=None if sys.stdout.isatty() else 150)
    whole = options.gate or options.update_baseline
    if whole and (options.category or options.case or options.slice):
        console.print("--gate 与 --update-baseline 针对全部用例，不能与 --slice、--category、--case 同用")
        return 2
    slices = _slices("all" if whole else options.slice or Slice.DEVELOPMENT)
    try:
        dataset = load()
        chosen = dataset.of(slices, options.category, options.case)
        again = beside(dataset.of(category=options.category, case_id=options.case)) if Slice.BESIDE in slices else ()
        cases = (*chosen, *again)
        if not cases:
            console.print("没有符合条件的用例（默认只看 development，可加 --slice all）")
            return 2
        outcomes = ask(cases, options.mode)
    except AssistantError as error:
        console.print(error.message, markup=False)
        return 2
    return _conclude(options, slices, outcomes, console)


def _conclude(
    options: argparse.Namespace, slices: Sequence[Slice], outcomes: Sequence[Outcome], console: Console
) -> int:
    parts = [
        SliceReport.of(slice_, held, options.reveal_holdout)
        for slice_ in slices
        if (held := [outcome for outcome in outcomes if outcome.case.slice is slice_])
    ]
    scores = {part.slice.value: part.scores for part in parts}
    for part in parts:
        _print(part, console)
    if options.update_baseline:
        gate.save_baseline(scores)
        console.print(f"基线已写入 {gate.BASELINE.relative_to(REPOSITORY)}")
    breaches = _gate(scores, console) if options.gate else None
    paths = report.write(parts, breaches, datetime.now().astimezone(), options.out)
    console.print(f"报告：{'、'.join(str(path) for path in paths)}")
    return 1 if breaches else 0


def _gate(scores: Mapping[str, Scores], console: Console) -> tuple[str, ...]:
    baseline = gate.load_baseline()
    thresholds = gate.load_thresholds()
    breaches = gate.breaches(scores, thresholds, baseline)
    for goal in gate.missed_goals(scores, thresholds):
        console.print(f"未达目标：{goal}", style="yellow", markup=False)
    for name, cases in (gate.newly_failing(scores, baseline) if baseline else {}).items():
        if cases:
            console.print(f"{name} 新失败的用例：{'、'.join(cases)}")
    for breach in breaches:
        console.print(breach, style="red", markup=False)
    console.print("[red]门禁未通过[/red]" if breaches else "[green]门禁通过[/green]")
    return breaches


def _print(part: SliceReport, console: Console) -> None:
    table = Table(title=f"{part.title}：{part.scores.passed}/{part.scores.cases} 全部通过", title_justify="left")
    table.add_column("类别", no_wrap=True)
    for heading in ("用例", *(evaluator.title for evaluator in EVALUATORS), "字数中位", "p50 ms", "p99 ms"):
        table.add_column(heading, justify="right", overflow="fold")
    for category, held in (("合计", part.scores), *part.categories.items()):
        table.add_row(
            category,
            str(held.cases),
            *(shown(evaluator.name, held.values.get(evaluator.name)) for evaluator in EVALUATORS),
            shown(MEDIAN_CHARS, held.values.get(MEDIAN_CHARS)),
            f"{held.p50_ms:.1f}",
            f"{held.p99_ms:.1f}",
        )
    console.print(table)
    if part.scores.failing:
        console.print(f"未通过：{'、'.join(part.scores.failing)}")


def _slices(wanted: str) -> tuple[Slice, ...]:
    return tuple(Slice) if wanted == "all" else (Slice(wanted),)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.run", description="评测问答质量")
    parser.add_argument("--slice", choices=[*Slice, "all"], help="默认只跑 development，以免无意看到留出集")
    parser.add_argument("--category", help="只跑一个类别")
    parser.add_argument("--case", metavar="ID", help="只跑一个用例")
    parser.add_argument(
        "--mode", type=Mode, choices=(Mode.QUOTES, Mode.AUTO), default=Mode.QUOTES, help="auto 由守规矩的脚本模型措辞"
    )
    parser.add_argument("--gate", action="store_true", help="跑全部用例，与门限和基线比较，不达标则退出码为 1")
    parser.add_argument("--update-baseline", action="store_true", help="跑全部用例，把分数写成新基线")
    parser.add_argument("--reveal-holdout", action="store_true", help="报告里展示留出集的内容（只在汇报时用）")
    parser.add_argument("--out", type=Path, default=report.REPORTS_DIR, metavar="DIR", help="报告写到哪个目录")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
