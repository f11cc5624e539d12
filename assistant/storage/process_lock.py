"""The lock of a data directory: one process writes the embedded indexes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import DataDirectoryInUse, StorageUnavailable

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# Windows refuses to read a locked byte, so the lock stands far behind the process id.
_WINDOWS_LOCK_OFFSET = 1 << 20


class FileLock:
    """ProcessLock on `<data>/.lock`; the system releases it when the process ends, however it ends."""

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / ".lock"

    @contextmanager
    def hold(self) -> Iterator[None]:
        """See ProcessLock."""
        descriptor = self._open()
        try:
            if not _try_lock(descriptor):
                raise DataDirectoryInUse(
                    f"数据目录 {self._path.parent} 正由另一个进程使用（进程号 {self._holder()}）。"
                    "请通过那个进程的网页或 API 操作，或先停掉它，或用 ASSISTANT_DATA_DIR 换一个目录。"
                )
            self._sign()
            yield
        finally:
            os.close(descriptor)

    def _open(self) -> int:
        with self._explained():
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)

    def _sign(self) -> None:
        with self._explained():
            self._path.write_text(str(os.getpid()), encoding="ascii")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StorageUnavailable(
                f"无法在数据目录 {self._path.parent} 里写文件（{error.strerror}）。请检查路径、权限和磁盘。"
            ) from error

    def _holder(self) -> str:
        return self._path.read_text(encoding="ascii").strip() or "未知"


def _try_lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, _WINDOWS_LOCK_OFFSET, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
