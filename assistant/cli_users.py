"""The commands about accounts of the help desk. They work on the database, whether a server runs on it or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli_options import read_settings
from assistant.domain import StaffRole

if TYPE_CHECKING:
    from assistant.settings import Settings

users = typer.Typer(help="工作台的账号。", no_args_is_help=True)
_Name = Annotated[str, typer.Argument(metavar="名称", help="登录用的名称。")]
_ROLES = "viewer 只看，agent 答复，reviewer 审核，editor 管资料，admin 管账号。"


@users.command()
def add(
    name: Annotated[str, typer.Argument(metavar="名称", help="登录用的名称，例如 liming。")],
    role: Annotated[StaffRole, typer.Option(help=_ROLES)] = StaffRole.AGENT,
    display_name: Annotated[str, typer.Option(help="同事看到的姓名，缺省为登录用的名称。")] = "",
) -> None:
    """建立账号，并给出本人用来设密码的一次性链接。"""
    from assistant.desk_doors import open_accounts

    settings = read_settings(quiet=True)
    with open_accounts(settings) as accounts:
        user, secret = accounts.add(name, display_name or name, role)
    typer.echo(f"账号“{user.name}”已建立。", err=True)
    _hand_over(settings, secret)


@users.command("list")
def show() -> None:
    """列出所有账号：名称、姓名、角色、能不能登录。"""
    from rich.console import Console

    from assistant.channels.terminal_users import print_users
    from assistant.desk_doors import open_accounts

    with open_accounts(read_settings(quiet=True)) as accounts:
        print_users(Console(), accounts.all(), accounts.now())


@users.command()
def invite(name: _Name) -> None:
    """给一个新的链接，用来重设密码；没用过的旧链接失效，锁定随之解除。"""
    from assistant.desk_doors import open_accounts

    settings = read_settings(quiet=True)
    with open_accounts(settings) as accounts:
        secret = accounts.invite(accounts.named(name).id)
    _hand_over(settings, secret)


@users.command()
def disable(name: _Name) -> None:
    """停用账号，本人随即退出登录。"""
    from assistant.desk_doors import open_accounts

    with open_accounts(read_settings(quiet=True)) as accounts:
        user = accounts.change(accounts.named(name).id, disabled=True)
    typer.echo(f"已停用账号“{user.name}”。")


@users.command("role")
def set_role(name: _Name, role: Annotated[StaffRole, typer.Argument(metavar="角色", help=_ROLES)]) -> None:
    """换角色，本人随即退出登录。"""
    from assistant.desk_doors import open_accounts

    with open_accounts(read_settings(quiet=True)) as accounts:
        user = accounts.change(accounts.named(name).id, role=role)
    typer.echo(f"账号“{user.name}”的角色现在是 {user.role}。")


def _hand_over(settings: Settings, secret: str) -> None:
    """The link alone on standard output, so that a script can take it."""
    from assistant.channels.local_server import LocalServer
    from assistant.desk.accounts import HOLDS
    from assistant.desk_doors import join_link

    server = LocalServer.find(settings.data_dir) or LocalServer.new(settings.host, settings.port)
    typer.echo(f"把下面的链接交给本人，用它设密码；只能用一次，{HOLDS.days} 天内有效：", err=True)
    typer.echo(join_link(settings, server.url, secret))
