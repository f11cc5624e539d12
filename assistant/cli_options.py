"""What several commands of the command line need: a day, the settings."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import typer

from assistant.exit_codes import Exit

if TYPE_CHECKING:
    from assistant.settings import Settings


def read_day(stated: str) -> date:
    """A calendar day; raises BadParameter."""
    try:
        return date.fromisoformat(stated)
    except ValueError:
        raise typer.BadParameter(f"日期 {stated} 不存在，请写成 YYYY-MM-DD，例如 2024-06-01") from None


def read_settings(quiet: bool = False) -> Settings:
    """The settings of environment and `.env`, with logging set up; exits where they are wrong."""
    from zoneinfo import ZoneInfo

    from pydantic import ValidationError
    from pydantic_settings import SettingsError

    from assistant.channels.logs import configure
    from assistant.settings import Settings

    try:
        settings = Settings()
        ZoneInfo(settings.time_zone)
        configure(settings.log_level, quiet)
    except (ValidationError, SettingsError, ValueError, KeyError) as error:
        typer.echo(f"设置有误，请检查环境变量与 .env（名称见 .env.example）：{error}", err=True)
        raise typer.Exit(Exit.USAGE) from None
    return settings
