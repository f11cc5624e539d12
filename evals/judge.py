"""A model judges worded answers: `python -m evals.judge --check` first, then `--answers N`.

Never in CI: it costs money, needs a network, and says something else tomorrow. What it says counts only as far as it
agrees with the labels of `evals/judged.yaml`, and never of its own words.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict
from rich.console import Console
from rich.table import Table

from assistant.errors import AssistantError, ModelFailed, ModelUnavailable
from assistant.model.opening import open_chat_model
from assistant.settings import Settings
from evals.agreement import LEAST_KAPPA, Agreement
from evals.judged import Item, load, shelf
from evals.judging import Judge, Opinion
from evals.report import REPORTS_DIR
from evals.run import KNOWLEDGE
from evals.wordings import Judgement, Rates, judge_answers, write

NOT_JUDGED = "未判"
_OPENAI, _OPENAI_URL = "openai:", "https://api.openai.com/v1"


class JudgeSettings(BaseSettings):
    """Where the judge is; the product knows nothing of it."""

    model_config = SettingsConfigDict(env_prefix="ASSISTANT_JUDGE_", env_file=".env", extra="ignore", frozen=True)

    url: str = ""
    key: SecretStr = SecretStr("")
    name: str = ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code: 0 done, 1 the judge is not to be trusted, 2 nothing could be judged."""
    options = _parser().parse_args(arguments)
    console = Console(width=None if sys.stdout.isatty() else 150)
    settings, writer = JudgeSettings(), Settings()
    if refusal := _refusal(settings, writer, needs_writer=not options.check):
        console.print(refusal, markup=False)
        return 2
    try:
        model = open_chat_model(settings.url, settings.key.get_secret_value(), settings.name)
    except ModelUnavailable as error:
        console.print(_of_judge(error), markup=False)
        return 2
    with closing(model):
        try:
            judge = Judge(model)
            return check(judge, console) if options.check else _answers(judge, writer, settings.name, options, console)
        except ModelFailed as error:
            console.print(_of_judge(error), markup=False)
        except AssistantError as error:
            console.print(error.message, markup=False)
    return 2


def _of_judge(error: AssistantError) -> str:
    """The adapter is the product's and names the product's settings."""
    return f"评判模型：{error.message.replace('ASSISTANT_MODEL_', 'ASSISTANT_JUDGE_')}"


def _refusal(judge: JudgeSettings, writer: Settings, needs_writer: bool) -> str:
    """Why nothing is judged; empty where it may be."""
    if not judge.name:
        return (
            "没有设置评判模型。请设置 ASSISTANT_JUDGE_URL（接口地址）、ASSISTANT_JUDGE_KEY（密钥）和 "
            "ASSISTANT_JUDGE_NAME（模型名），写法与 ASSISTANT_MODEL_* 相同。"
        )
    if needs_writer and not writer.model_name:
        return "没有设置措辞的模型。请设置 ASSISTANT_MODEL_URL、ASSISTANT_MODEL_KEY 和 ASSISTANT_MODEL_NAME。"
    if _identity(judge.url, judge.name) == _identity(writer.model_url, writer.model_name):
        return (
            f"评判模型和措辞的模型是同一个（{judge.name}）：模型评自己会偏高。"
            "请把 ASSISTANT_JUDGE_URL 或 ASSISTANT_JUDGE_NAME 换成另一个模型。"
        )
    return ""


def _identity(url: str, name: str) -> tuple[str, str, str]:
    """What two settings of one model have in common, however they are written."""
    if not url and name.startswith(_OPENAI):
        url, name = _OPENAI_URL, name.removeprefix(_OPENAI)
    parts = urlsplit(url.strip())
    return parts.netloc.lower(), parts.path.rstrip("/"), name.strip()


def check(judge: Judge, console: Console) -> int:
    """Judge the labelled sample and print how far labels and judge agree."""
    items, documents = load(), shelf(KNOWLEDGE)
    exhibits = [item.exhibit(documents) for item in items]
    judged = [(item, judge(exhibit)) for item, exhibit in zip(items, exhibits, strict=True)]
    questions = agreements(judged)
    for each in questions:
        _print(each, console)
    caught = [
        item.wrong == opinion.verdict.sentence
        for item, opinion in judged
        if item.wrong and opinion.verdict and not opinion.verdict.faithful
    ]
    console.print(f"看出了 {len(caught)} 条没有依据的回答，其中 {sum(caught)} 条指对了句子")
    for item, opinion in judged:
        if told := _difference(item, opinion):
            console.print(told, markup=False, soft_wrap=True)
    doubtful = [each.name for each in questions if not each.trusted]
    if doubtful:
        console.print(f"这个评判模型不可信：{'、'.join(doubtful)} 的 kappa 低于 {LEAST_KAPPA}", style="red")
    return 1 if doubtful else 0


def agreements(judged: Sequence[tuple[Item, Opinion]]) -> tuple[Agreement, Agreement]:
    """Of both questions; what was not judged agrees with no label."""
    return (
        Agreement("有没有依据", [("是" if item.faithful else "否", _said(told, "faithful")) for item, told in judged]),
        Agreement("有没有用", [(str(item.useful), _said(told, "useful")) for item, told in judged]),
    )


def _said(opinion: Opinion, question: str) -> str:
    if opinion.verdict is None:
        return NOT_JUDGED
    return str(opinion.verdict.useful) if question == "useful" else "是" if opinion.verdict.faithful else "否"


def _difference(item: Item, opinion: Opinion) -> str:
    """Where a judgement differs from its label, for who reads both again."""
    verdict = opinion.verdict
    if verdict is None:
        return f"{item.id}（{item.kind}）{NOT_JUDGED}：{opinion.problem}"
    if (verdict.sentence, verdict.useful) == (item.wrong, item.useful):
        return ""
    return (
        f"{item.id}（{item.kind}）标注：第 {item.wrong or '—'} 句，{item.useful}（{item.why}）；"
        f"评判：第 {verdict.sentence or '—'} 句，{verdict.useful}（{verdict.reason}）"
    )


def _print(agreement: Agreement, console: Console) -> None:
    judged = sorted({pair[1] for pair in agreement.pairs} | {pair[0] for pair in agreement.pairs})
    table = Table(title=f"{agreement.name}：标注（行）与评判（列）", title_justify="left")
    table.add_column("标注")
    for value in judged:
        table.add_column(value, justify="right")
    for label in sorted({pair[0] for pair in agreement.pairs}):
        table.add_row(label, *(str(agreement.confusion[label, value]) for value in judged))
    console.print(table)
    console.print(
        f"一致 {agreement.accuracy:.2f}（{len(agreement.pairs)} 条），"
        f"kappa {agreement.kappa:.2f}（标准误 {agreement.error:.2f}）"
    )


def _answers(judge: Judge, writer: Settings, name: str, options: argparse.Namespace, console: Console) -> int:
    judgements = tuple(_told(each, console) for each in judge_answers(judge, writer, options.answers))
    rates = Rates.of(judgements)
    for line in rates.lines:
        console.print(line, markup=False)
    made_by = f"措辞 {writer.model_name}，评判 {name}，评判提示词 {judge.prompt_digest}"
    console.print(f"报告：{write(rates, judgements, made_by, datetime.now().astimezone(), options.out)}")
    console.print("这些比率只在评判模型通过 --check 之后才作数。")
    return 0 if rates.judged else 2


def _told(judgement: Judgement, console: Console) -> Judgement:
    console.print(f"{judgement.case}：{judgement.outcome}", markup=False)
    return judgement


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.judge", description="由另一个模型评判措辞后的回答")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--check", action="store_true", help="用手工标注的样本检验评判模型")
    what.add_argument("--answers", type=_positive, metavar="N", help="每隔 N 道能答的开发题取一道，措辞后评判")
    parser.add_argument("--out", type=Path, default=REPORTS_DIR, metavar="DIR", help="报告写到哪个目录")
    return parser


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError("应是正整数")
    return int(text)


if __name__ == "__main__":
    raise SystemExit(main())
