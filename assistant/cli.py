"""The command line. Heavy imports happen inside the commands, so that --help is instant.

Exit codes: 0 done · 1 not answered, or a check failed · 2 wrong usage or input · 3 not available
(port or data directory in use, storage broken, nothing to open).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant import __version__, commands
from assistant.cli_backup import backup, restore
from assistant.cli_keys import keys
from assistant.cli_options import read_day, read_settings
from assistant.cli_rules import check, judge
from assistant.cli_users import users
from assistant.domain import AnswerStatus, Mode, Question
from assistant.errors import AssistantError, DataDirectoryInUse
from assistant.exit_codes import Exit, exit_code_of

if TYPE_CHECKING:
    from assistant.model.guarded import Observer
    from assistant.service import Assistant
    from assistant.settings import Settings


ANSWERED = (AnswerStatus.ANSWERED, AnswerStatus.PARTLY_ANSWERED)


def _build(settings: Settings, processes: int = 1, observer: Observer = commands.unobserved) -> Assistant:
    from assistant.bootstrap import build_assistant

    return build_assistant(settings, processes, observer)


@dataclass(frozen=True, slots=True)
class Wiring:
    """How commands come by an Assistant; tests hand in another."""

    build: commands.Build = _build


app = typer.Typer(
    name="assistant",
    help="政策问答助手：就政策文件提问，每一句回答都附原文出处。",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main(arguments: Sequence[str] | None = None, wiring: Wiring | None = None) -> None:
    """Run the command line and exit."""
    try:
        app(args=arguments, obj=wiring or Wiring())
    except AssistantError as error:
        from assistant.channels.terminal import print_error

        print_error(error.message)
        sys.exit(exit_code_of(error))


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def begin(
    version: Annotated[bool, typer.Option("--version", help="显示版本号。", callback=_print_version)] = False,
) -> None:
    """政策问答助手：就政策文件提问，每一句回答都附原文出处。"""


@app.command()
def serve(
    context: typer.Context,
    host: Annotated[str | None, typer.Option(help="监听地址，缺省为 ASSISTANT_HOST。")] = None,
    port: Annotated[
        int | None, typer.Option(help="端口，缺省为 ASSISTANT_PORT；0 表示任选。", min=0, max=65535)
    ] = None,
) -> None:
    """启动网页与接口：先同步资料，再开始回答。"""
    from zoneinfo import ZoneInfo

    from assistant.answering.helpers import answers_at_once
    from assistant.channels.local_server import LocalServer
    from assistant.channels.web.app import create_app
    from assistant.channels.web.metrics import Metrics
    from assistant.channels.web.serve import listen
    from assistant.channels.web.serve import serve as run
    from assistant.desk_doors import first_link
    from assistant.doors import build_doors, opened_channels
    from assistant.eligibility.checklist_words import CHECKLIST, read_checklist_words
    from assistant.language.script import ScriptConverter
    from assistant.settings import PACKAGE_DIR

    settings = read_settings()
    if running := LocalServer.find(settings.data_dir):
        raise DataDirectoryInUse(
            f"这个数据目录已有服务器在运行：{running.url}。请先停掉它，或用 ASSISTANT_DATA_DIR 换一个目录。"
        )
    zone = ZoneInfo(settings.time_zone)
    processes = min(settings.processes, os.cpu_count() or 1)
    address = settings.host if host is None else host
    metrics = Metrics()
    with listen(address, settings.port if port is None else port) as listening:
        server = LocalServer.new(address, listening.getsockname()[1])
        assistant = context.obj.build(settings, processes, metrics.observe_model)
        doors = build_doors(settings, assistant)
        web = create_app(
            assistant,
            at_once=answers_at_once(processes, has_model=bool(settings.model_name)),
            contact=settings.contact,
            checklist_words=read_checklist_words(settings.prompts_dir / CHECKLIST, ScriptConverter().to_traditional),
            metrics=metrics,
            today=lambda: datetime.now(zone).date(),
            static_dir=PACKAGE_DIR / "static",
            instance=server.instance,
            operator_token=server.token,
            doors=doors,
        )
        with server.announced(settings.data_dir):
            typer.echo(f"政策问答助手 {server.url}（按 Ctrl-C 停止）", err=True)
            typer.echo(f"已打开：{'、'.join(('网页', '/v1', '/mcp', *opened_channels(doors)))}", err=True)
            if link := first_link(settings, server.url):
                typer.echo(f"工作台还没有管理员。打开下面的链接设密码，只能用一次，24 小时内有效：\n{link}", err=True)
            run(web, listening)


@app.command("mcp")
def speak_mcp(context: typer.Context) -> None:
    """由 Claude Desktop、Cursor 等 MCP 客户端启动，经标准输入输出问答；服务器正在运行时由它来做。"""
    commands.speak_mcp(context.obj.build, read_settings(quiet=True))


@app.command()
def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(metavar="问题", help="用日常的话写的问题。")],
    as_of: Annotated[date | None, typer.Option(parser=read_day, metavar="日期", help="按哪一天判断是否有效。")] = None,
    mode: Annotated[Mode, typer.Option(help="quotes 只引原文，model 由模型组织语言。")] = Mode.AUTO,
    conversation: Annotated[str | None, typer.Option(help="接着哪个会话问。")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出与接口相同的 JSON。")] = False,
) -> None:
    """提一个问题；服务器正在运行时由它来答。"""
    from rich.console import Console

    from assistant.channels.terminal import print_answer

    asked = Question(question, conversation, as_of, mode, channel="cli")
    answer = commands.answer(context.obj.build, read_settings(quiet=True), asked)
    if as_json:
        from assistant.channels.wire import encode

        typer.echo(encode(answer))
    else:
        print_answer(Console(), answer)
    raise typer.Exit(Exit.DONE if AnswerStatus(answer["status"]) in ANSWERED else Exit.NOT_ANSWERED)


@app.command()
def sync(
    context: typer.Context,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="从文件重建两个索引。")] = False,
) -> None:
    """把 knowledge/ 的改动同步进资料库；服务器正在运行时由它来做。"""
    from rich.console import Console

    from assistant.channels.terminal import print_sync

    report = commands.sync(context.obj.build, read_settings(quiet=True), rebuild)
    print_sync(Console(), report)
    raise typer.Exit(Exit.NOT_ANSWERED if report["problems"] else Exit.DONE)


@app.command()
def diff(
    context: typer.Context,
    document: Annotated[str, typer.Argument(metavar="文件编号", help="如 gd-textile-plan-2024。")],
    before: Annotated[int | None, typer.Argument(metavar="旧版", help="缺省为最后两版。", min=1)] = None,
    after: Annotated[int | None, typer.Argument(metavar="新版", min=1)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。")] = False,
) -> None:
    """比较一份文件的两个版本：改了哪些条款、数字和日期，哪些回答引用过它们。"""
    from rich.console import Console

    from assistant.channels.terminal_diff import print_diff
    from assistant.channels.wire import encode

    compared = commands.compare(context.obj.build, read_settings(quiet=True), document, before, after)
    if as_json:
        typer.echo(encode(compared))
    else:
        print_diff(Console(), compared)


app.command()(judge)
app.command()(check)
app.command()(backup)
app.command()(restore)
app.add_typer(keys, name="key")
app.add_typer(users, name="user")


@app.command()
def doctor(as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。")] = False) -> None:
    """检查数据目录、资料和模型：试问一次模型，说明哪里可用、哪里要改。"""
    from rich.console import Console

    from assistant.channels.terminal_doctor import print_finding
    from assistant.channels.wire import encode
    from assistant.doctor import diagnose

    findings = []
    for finding in diagnose(read_settings(quiet=True)):
        findings.append(finding)
        if not as_json:
            print_finding(Console(), finding.works, finding.told, finding.remedy)
    works = all(finding.works for finding in findings)
    if as_json:
        typer.echo(encode({"works": works, "findings": [asdict(finding) for finding in findings]}))
    raise typer.Exit(Exit.DONE if works else Exit.NOT_ANSWERED)


@app.command("import")
def import_original(
    source: Annotated[str, typer.Argument(metavar="文件或网址", help="官方原文：网页、PDF、DOCX、XLSX、图片、文本。")],
    out: Annotated[
        Path | None, typer.Option(metavar="位置", help="草稿的文件夹，或以 .md 结尾的文件；缺省为数据目录的 drafts/。")
    ] = None,
    identifier: Annotated[str, typer.Option("--id", metavar="编号", help="文件的编号，缺省由文号或标题拟定。")] = "",
    allow_private: Annotated[bool, typer.Option("--allow-private", help="允许打开内部网络的网址。")] = False,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的草稿。")] = False,
) -> None:
    """把一份官方原文变成待核对的草稿和入库台账，不动资料库。"""
    from rich.console import Console

    from assistant.channels.draft_report import print_draft
    from assistant.import_original import Wanted, import_from

    wanted = Wanted(source, out, identifier, allow_private=allow_private, force=force)
    draft, written = import_from(wanted, read_settings(quiet=True))
    print_draft(Console(), draft, written)


@app.command(
    "eval", context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}
)
def evaluate(context: typer.Context) -> None:
    """运行评测（只在代码目录里可用），参数原样传给 python -m evals.run。"""
    try:
        from evals.run import main as run_evals
    except ModuleNotFoundError as error:
        if error.name not in ("evals", "evals.run"):
            raise
        typer.echo("评测只在代码目录里可用，请在克隆下来的目录里以 pip install -e . 安装后再试。", err=True)
        raise typer.Exit(Exit.UNAVAILABLE) from None
    raise typer.Exit(run_evals(context.args))
