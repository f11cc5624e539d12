"""Optional libraries: what is missing is said with the line that installs it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from assistant.errors import LibraryMissing

_INSTALL = '请运行：pip install -c constraints.txt -e ".[{}]"（装好的程序用 pip install "policy-assistant[{}]"）'


@contextmanager
def needs(extra: str, purpose: str) -> Iterator[None]:
    """Around the imports of an extra; raises LibraryMissing."""
    try:
        yield
    except ModuleNotFoundError as error:
        told = f"{purpose}需要另外安装的部分（缺少 {error.name}）。{_INSTALL.format(extra, extra)}"
        raise LibraryMissing(told) from error
