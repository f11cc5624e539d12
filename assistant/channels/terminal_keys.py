"""API keys as a person reads them on a terminal; never their secrets, which nobody has."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.text import Text

from assistant.channels.terminal import print_text
from assistant.domain import ApiKey


def print_keys(console: Console, keys: Sequence[ApiKey], zone: ZoneInfo) -> None:
    """A line a key, with the days of this time zone."""
    if not keys:
        print_text(console, Text("还没有密钥，用 assistant key add 名称 建立。"))
    for key in keys:
        used = f"最近 {key.last_used_on} 用过" if key.last_used_on else "没有用过"
        told = (
            key.id,
            ",".join(key.scopes),
            f"每分钟 {key.per_minute} 次",
            f"{key.created_at.astimezone(zone):%Y-%m-%d} 建立",
            used,
        )
        line = Text.assemble((key.name, "bold"), f"  {'  '.join(told)}")
        if key.revoked_at:
            line.append(f"  {key.revoked_at.astimezone(zone):%Y-%m-%d} 停用", "red")
        print_text(console, line)
