"""The commands that back up and restore. A backup may be made while a server runs, a restore may not."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli_options import read_settings
from assistant.errors import DataDirectoryInUse


def backup(
    target: Annotated[
        Path | None, typer.Argument(metavar="文件", help="缺省为当前目录下以时间命名的 zip 文件。")
    ] = None,
) -> None:
    """把数据库和资料备份成一个文件，服务器运行时也可以做。"""
    from contextlib import closing
    from zoneinfo import ZoneInfo

    from assistant.backup import back_up
    from assistant.storage.engine import open_engine
    from assistant.storage.migrations import migrate

    settings = read_settings(quiet=True)
    now = datetime.now(ZoneInfo(settings.time_zone))
    path = target or Path(f"policy-assistant-{now:%Y%m%dT%H%M%S}.zip")
    with closing(open_engine(settings.resolved_database_url)) as database:
        migrate(database)
        back_up(database, settings.knowledge_dirs, path, now)
    typer.echo(
        f"已备份到 {path}（{path.stat().st_size / 1e6:.1f} MB）。里面有用户的提问和口令摘要，请放在只有您能读的地方。"
    )


def restore(
    archive: Annotated[Path, typer.Argument(metavar="备份文件")],
    knowledge: Annotated[
        Path | None, typer.Option(metavar="文件夹", help="资料放到哪里，要是空的；缺省为数据目录的 knowledge/。")
    ] = None,
) -> None:
    """从备份恢复到空的数据目录；下次启动时重建索引。"""
    from contextlib import closing

    from assistant.backup import restore as restore_from
    from assistant.channels.local_server import LocalServer
    from assistant.storage.engine import open_engine

    settings = read_settings(quiet=True)
    if running := LocalServer.find(settings.data_dir):
        raise DataDirectoryInUse(f"服务器正在运行：{running.url}。请先停掉它再恢复。")
    with closing(open_engine(settings.resolved_database_url)) as database:
        restored = restore_from(archive, database, knowledge or settings.data_dir / "knowledge")
    folders = ",".join(f'"{folder}"' for folder in restored.knowledge)
    typer.echo(f"已恢复 {restored.rows} 行记录。资料在 {'、'.join(map(str, restored.knowledge))}。")
    typer.echo(f"启动前请设置 ASSISTANT_KNOWLEDGE_DIRS=[{folders}]；启动时会重建索引。")
