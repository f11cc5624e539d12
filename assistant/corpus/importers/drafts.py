"""Where drafts are written: both files or neither, never over a person's work, never among the reviewed documents."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from assistant.corpus.importers.importing import Draft
from assistant.errors import DraftRefused, StorageUnavailable


@dataclass(frozen=True, slots=True)
class Written:
    """Where a draft and its ledger stand."""

    draft: Path
    ledger: Path


def write_draft(draft: Draft, folder: Path, reviewed: Iterable[Path], *, force: bool) -> Written:
    """Raises DraftRefused, StorageUnavailable; `force` writes over an earlier draft."""
    if any(folder.resolve() == (each / "documents").resolve() for each in reviewed):
        told = f"{folder} 是核对过的资料所在的文件夹，草稿不直接写进去。"
        raise DraftRefused(told + "请换一个文件夹，核对后再移入。")
    written = Written(folder / f"{draft.identifier}.md", folder / f"{draft.identifier}.ledger.yaml")
    existing = [path for path in (written.draft, written.ledger) if path.exists()]
    if existing and not force:
        raise DraftRefused(f"{existing[0]} 已经存在，可能有人改过。请用 --id 换一个编号，或加 --force 覆盖。")
    contents = ((written.ledger, draft.ledger), (written.draft, draft.markdown))
    beginnings = [path.with_name(f".{path.name}.part") for path, _ in contents]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for beginning, (_, content) in zip(beginnings, contents, strict=True):
            beginning.write_text(content, encoding="utf-8", newline="\n")
        for beginning, (path, _) in zip(beginnings, contents, strict=True):
            beginning.replace(path)
    except OSError as error:
        if not existing:
            _remove((written.ledger,))
        raise StorageUnavailable(f"写不了 {folder}（{error.strerror}）。请检查权限和磁盘空间。") from error
    finally:
        _remove(beginnings)
    return written


def _remove(paths: Iterable[Path]) -> None:
    with suppress(OSError):
        for path in paths:
            path.unlink(missing_ok=True)
