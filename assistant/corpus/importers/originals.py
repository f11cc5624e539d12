"""Read an original that lies on this machine."""

from __future__ import annotations

from pathlib import Path

from assistant.corpus.importers.extraction import Source
from assistant.errors import UnreadableSource

MOST_BYTES = 100_000_000


def read_original(path: Path) -> Source:
    """The file's bytes; raises UnreadableSource."""
    try:
        if path.is_dir():
            raise UnreadableSource(f"{path} 是文件夹。请逐份指明要导入的文件。")
        size = path.stat().st_size
        if size > MOST_BYTES:
            told = f"{path} 有 {size // 1_000_000} MB，超过 {MOST_BYTES // 1_000_000} MB。请拆成几份再导入。"
            raise UnreadableSource(told)
        return Source(path.name, path.read_bytes())
    except FileNotFoundError as error:
        raise UnreadableSource(f"没有 {path} 这个文件。请检查路径。") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "路径不合法"
        raise UnreadableSource(f"读不了 {path}（{reason}）。请检查路径和权限。") from error
