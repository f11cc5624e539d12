"""Accounts of the help desk as a person reads them on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rich.console import Console
from rich.text import Text

from assistant.channels.terminal import print_text
from assistant.domain import User


def print_users(console: Console, users: Sequence[User], now: datetime) -> None:
    """A line an account."""
    if not users:
        print_text(console, Text("还没有账号，用 assistant user add 名称 --role admin 建立。"))
    for user in users:
        told = (user.display_name, user.role.value, f"{user.created_at:%Y-%m-%d} 建立")
        line = Text.assemble((user.name, "bold"), f"  {'  '.join(told)}")
        if state := _state(user, now):
            line.append(f"  {state}", "red")
        print_text(console, line)


def _state(user: User, now: datetime) -> str:
    """Why nobody can sign in with it; empty where somebody can."""
    if user.disabled_at is not None:
        return f"{user.disabled_at:%Y-%m-%d} 停用"
    if user.password is None:
        return "还没设密码"
    return "暂时锁定" if user.locked_until is not None and user.locked_until > now else ""
