"""The commands about rules: judging an enterprise, and checking what the knowledge folders say."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from assistant import commands
from assistant.cli_options import read_day, read_settings
from assistant.errors import MalformedKnowledge
from assistant.exit_codes import Exit


def judge(
    context: typer.Context,
    fact: Annotated[
        list[str] | None, typer.Option(metavar="编号=说法", help="一项企业情况，如 place=开平；可写多次。")
    ] = None,
    as_of: Annotated[date | None, typer.Option(parser=read_day, metavar="日期", help="按哪一天判断。")] = None,
    programme: Annotated[list[str] | None, typer.Option(metavar="编号", help="只判断这个扶持事项；可写多次。")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出与接口相同的 JSON。")] = False,
) -> None:
    """逐条对照申报条件：每项符合、不符合或还不知道，各附依据；服务器正在运行时由它来做。"""
    from rich.console import Console

    from assistant.channels.terminal_eligibility import print_assessment
    from assistant.channels.wire import encode

    told = _told_once(fact or ())
    assessed = commands.judge(context.obj.build, read_settings(quiet=True), told, as_of, programme)
    if as_json:
        typer.echo(encode(assessed))
    else:
        print_assessment(Console(), assessed)
    raise typer.Exit(Exit.USAGE if assessed["problems"] else Exit.DONE)


def check(
    context: typer.Context,
    coverage: Annotated[bool, typer.Option("--coverage", help="列出没有规则用到的数字和条件。")] = False,
) -> None:
    """检查资料、规则与措辞文件：在临时目录里完整地同步一次，不动现有数据。"""
    from tempfile import TemporaryDirectory

    from rich.console import Console

    from assistant.answering.lexicon import Lexicon
    from assistant.channels.openai_api.words import FILE as BOTS
    from assistant.channels.openai_api.words import read_words
    from assistant.channels.terminal import print_documents, print_problems
    from assistant.corpus.check import Severity, check_documents
    from assistant.corpus.load import load_documents
    from assistant.eligibility.coverage import uncovered
    from assistant.eligibility.opening import catalogue_of, check_rules, read_rules
    from assistant.worded.prompts import Prompts

    with TemporaryDirectory(prefix="assistant-check-") as folder:
        trial = read_settings(quiet=True).model_copy(
            update={"data_dir": Path(folder), "database_url": "", "chroma_url": "", "model_name": ""}
        )
        with closing(context.obj.build(trial)) as assistant:
            problems = [str(problem) for problem in assistant.sync().problems]
            print_documents(Console(), assistant.documents())
    for read in (Prompts.from_dir, lambda prompts: read_words(prompts / BOTS)):
        try:
            read(trial.prompts_dir)
        except MalformedKnowledge as malformed:
            problems.append(str(malformed))
    loaded = load_documents(trial.knowledge_dirs)
    findings = check_documents(loaded)
    problems += [str(each) for each in findings if each.severity is Severity.ERROR and str(each) not in problems]
    rules, catalogue = read_rules(trial.knowledge_dirs), catalogue_of(loaded.documents)
    places = Lexicon.from_dir(trial.knowledge_dirs[0]).places
    wrong = map(str, check_rules(rules, catalogue, places, tuple(loaded.topics)))
    problems += [each for each in wrong if each not in problems]
    print_problems(Console(), problems)
    print_problems(Console(), [str(each) for each in findings if each.severity is Severity.WARNING], "请看一眼")
    if coverage:
        unused = [f"{each.clause.id}: {each.clause.text}" for each in uncovered(rules.programmes, catalogue)]
        print_problems(Console(), unused, "没有规则用到")
    typer.echo("有文件需要改正，见上。" if problems else "没有发现问题。")
    raise typer.Exit(Exit.NOT_ANSWERED if problems else Exit.DONE)


def _told_once(stated: Sequence[str]) -> dict[str, str]:
    """What is told by fact; of two values of one fact nobody knows which is meant."""
    told: dict[str, str] = {}
    for id, said in map(_told, stated):
        if told.setdefault(id, said) != said:
            raise typer.BadParameter(f"“{id}”写了两次：“{told[id]}”和“{said}”，请只留一个", param_hint="--fact")
    return told


def _told(stated: str) -> tuple[str, str]:
    id, equals, said = stated.partition("=")
    if not equals or not id.strip() or not said.strip():
        raise typer.BadParameter(f"“{stated}”不成一项情况，请写成 编号=说法，例如 place=开平", param_hint="--fact")
    return id.strip(), said.strip()
