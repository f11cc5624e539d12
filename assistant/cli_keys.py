"""The commands about API keys. They work on the database, whether a server runs on it or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli_options import read_settings
from assistant.domain import KeyScope

if TYPE_CHECKING:
    from assistant.settings import Settings
    from assistant.storage.api_key_store import SqlApiKeyStore

keys = typer.Typer(help="其他程序用的密钥（/v1、/mcp 与开工单）。", no_args_is_help=True)


@keys.command()
def add(
    name: Annotated[str, typer.Argument(metavar="名称", help="给谁用，例如 langbot。")],
    scope: Annotated[
        list[str] | None,
        typer.Option(
            metavar="chat,mcp,desk",
            help="能用在哪里：chat 是 /v1（缺省），mcp 是 /mcp，desk 是开工单；几个用逗号隔开，或写多次。",
        ),
    ] = None,
    per_minute: Annotated[
        int | None, typer.Option(min=1, help="每分钟最多问多少次，缺省为 ASSISTANT_API_KEY_PER_MINUTE。")
    ] = None,
) -> None:
    """建立一个密钥。它只显示这一次，数据库里只存摘要。"""
    from assistant.channels.api_keys import make_key, new_secret

    settings = read_settings(quiet=True)
    secret = new_secret()
    key = make_key(
        secret, name, _scopes(scope or [KeyScope.CHAT]), per_minute or settings.api_key_per_minute, _now(settings)
    )
    with _store(settings) as store:
        store.add(key)
    typer.echo(f"密钥“{name}”（编号 {key.id}）只显示这一次，请现在存好：", err=True)
    typer.echo(secret)


@keys.command("list")
def show() -> None:
    """列出所有密钥：名称、编号、范围、限量、最近哪天用过。"""
    from zoneinfo import ZoneInfo

    from rich.console import Console

    from assistant.channels.terminal_keys import print_keys

    settings = read_settings(quiet=True)
    with _store(settings) as store:
        print_keys(Console(), store.all(), ZoneInfo(settings.time_zone))


@keys.command()
def revoke(name: Annotated[str, typer.Argument(metavar="名称或编号")]) -> None:
    """停用一个密钥，立即生效。"""
    settings = read_settings(quiet=True)
    with _store(settings) as store:
        key = store.revoke(name, _now(settings))
    typer.echo(f"已停用密钥“{key.name}”（编号 {key.id}）。")


def _scopes(stated: Sequence[str]) -> list[KeyScope]:
    """From chat,mcp or several options; raises BadParameter."""
    names = [name.strip() for each in stated for name in each.replace("，", ",").split(",")]
    try:
        return [KeyScope(name) for name in names]
    except ValueError:
        known = "、".join(KeyScope)
        raise typer.BadParameter(f"--scope 只能是 {known}，几个用逗号隔开") from None


@contextmanager
def _store(settings: Settings) -> Iterator[SqlApiKeyStore]:
    from contextlib import closing

    from assistant.storage.api_key_store import SqlApiKeyStore
    from assistant.storage.engine import open_engine
    from assistant.storage.migrations import migrate

    with closing(open_engine(settings.resolved_database_url)) as database:
        migrate(database)
        yield SqlApiKeyStore(database)


def _now(settings: Settings) -> datetime:
    from zoneinfo import ZoneInfo

    return datetime.now(ZoneInfo(settings.time_zone))
