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
    """The settings of environment and `.env`, with logging set up; exits where they are wrong.

    Unless `quiet` it also says which names there have no meaning.
    """
    from zoneinfo import ZoneInfo

    from pydantic import SecretStr, ValidationError
    from pydantic_settings import SettingsError

    from assistant.channels.logs import configure
    from assistant.settings import Settings
    from assistant.settings_faults import told_faults, told_list

    try:
        settings = Settings()
    except ValidationError as error:
        fields = Settings.model_fields.items()
        secrets = {name for name, field in fields if SecretStr.__name__ in str(field.annotation)}
        raise _wrong("；".join(told_faults(error, secrets))) from None
    except SettingsError as error:
        raise _wrong(told_list(str(error))) from None
    try:
        ZoneInfo(settings.time_zone)
    except (ValueError, KeyError, OSError):
        raise _wrong(f"ASSISTANT_TIME_ZONE 没有“{settings.time_zone}”这个时区，例如 Asia/Shanghai") from None
    try:
        configure(settings.log_level, quiet)
    except (ValueError, KeyError):
        levels = "DEBUG、INFO、WARNING、ERROR"
        raise _wrong(f"ASSISTANT_LOG_LEVEL 只能是 {levels}（现在是“{settings.log_level}”）") from None
    if not quiet:
        _warn_of_unknown(settings)
    return settings


def _wrong(told: str) -> typer.Exit:
    typer.echo(f"设置有误，请检查环境变量与 .env：{told}。", err=True)
    return typer.Exit(Exit.USAGE)


def _warn_of_unknown(settings: Settings) -> None:
    import os

    from pydantic_settings import DotEnvSettingsSource

    from assistant.settings_faults import told_unknown

    in_file = DotEnvSettingsSource(type(settings)).env_vars
    for told in told_unknown({*os.environ, *in_file}, type(settings).model_fields):
        typer.echo(f"注意：{told}", err=True)
