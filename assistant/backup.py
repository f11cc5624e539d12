"""A backup: one file with the database and the knowledge, from which another machine goes on."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path, PurePosixPath
from typing import Any

from assistant import __version__
from assistant.errors import BackupRefused
from assistant.storage.engine import Database
from assistant.storage.table_rows import Encoding, Restoring, TableShape, revision, rows, shapes

FORMAT = 1
_MANIFEST = "manifest.json"
_KNOWLEDGE = "knowledge/"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds; `digests` are the SHA-256 of its other members."""

    format: int
    program: str
    made_at: str
    revision: str
    tables: tuple[TableShape, ...]
    digests: dict[str, str]


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored: rows of the database, and the folders that hold the knowledge."""

    rows: int
    knowledge: tuple[Path, ...]


def back_up(database: Database, knowledge_dirs: Sequence[Path], target: Path, moment: datetime) -> Manifest:
    """Write a backup that nobody else may read, also while a server runs; raises BackupRefused.

    The database is read in one transaction, so that what it holds belongs together.
    """
    if target.exists():
        raise BackupRefused(f"{target} 已经存在，请换一个文件名。")
    partial = target.with_name(f"{target.name}.partial")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as out, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            digests = dict(_write_tables(archive, database)) | dict(_write_knowledge(archive, knowledge_dirs))
            manifest = Manifest(FORMAT, __version__, moment.isoformat(), revision(), shapes(), digests)
            archive.writestr(_MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
        partial.replace(target)
    except OSError as error:
        raise BackupRefused(f"备份写不进 {target}（{error.strerror or error}），请检查路径、权限和磁盘。") from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    return manifest


def restore(archive_path: Path, database: Database, knowledge_to: Path) -> Restored:
    """Fill an empty database and an empty folder from a backup; raises BackupRefused, then neither was touched."""
    try:
        with zipfile.ZipFile(archive_path) as archive:
            manifest = _read_manifest(archive)
            _check(archive, manifest)
            restoring = Restoring(database, manifest.revision)
            if not restoring.fits():
                raise BackupRefused(
                    "数据库不是空的，恢复会盖掉其中的内容。"
                    "请用 ASSISTANT_DATA_DIR 或 ASSISTANT_DATABASE_URL 指到一个新的位置。"
                )
            if knowledge_to.exists() and any(knowledge_to.iterdir()):
                raise BackupRefused(f"{knowledge_to} 不是空的，请用 --knowledge 指定一个空文件夹。")
            # The database last, for it is kept whole or not at all.
            try:
                folders = _unpack_knowledge(archive, manifest, knowledge_to)
                count = restoring.fill([(shape, _read_rows(archive, shape)) for shape in manifest.tables])
            except BaseException:
                shutil.rmtree(knowledge_to, ignore_errors=True)
                raise
            return Restored(count, folders)
    except FileNotFoundError as error:
        raise BackupRefused(f"没有 {archive_path} 这个文件。") from error
    except zipfile.BadZipFile as error:
        raise BackupRefused(f"{archive_path} 不是备份文件，或者已经损坏。") from error
    except OSError as error:
        raise BackupRefused(f"恢复没有完成（{error.strerror or error}），请检查路径、权限和磁盘。") from error


def _write_tables(archive: zipfile.ZipFile, database: Database) -> Iterator[tuple[str, str]]:
    with database.read() as connection:
        for shape in shapes():
            digest = hashlib.sha256()
            name = _member_of(shape)
            with archive.open(name, "w", force_zip64=True) as member:
                for row in rows(connection, shape):
                    line = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
                    digest.update(line)
                    member.write(line)
            yield name, digest.hexdigest()


def _write_knowledge(archive: zipfile.ZipFile, folders: Sequence[Path]) -> Iterator[tuple[str, str]]:
    for at, folder in enumerate(folders):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                content = path.read_bytes()
                name = f"{_KNOWLEDGE}{at}/{path.relative_to(folder).as_posix()}"
                archive.writestr(name, content)
                yield name, hashlib.sha256(content).hexdigest()


def _read_manifest(archive: zipfile.ZipFile) -> Manifest:
    try:
        told: dict[str, Any] = json.loads(archive.read(_MANIFEST))
        tables = tuple(
            TableShape(each["name"], {name: Encoding(kind) for name, kind in each["columns"].items()})
            for each in told["tables"]
        )
        manifest = Manifest(**told | {"tables": tables})
    except (KeyError, TypeError, ValueError) as error:
        raise BackupRefused("这个文件不是政策问答助手的备份。") from error
    if manifest.format != FORMAT:
        raise BackupRefused("这个备份是由更新版本的程序做的，请先升级程序。")
    return manifest


def _check(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Before anything is written, since half a restore is worse than none."""
    for name, expected in manifest.digests.items():
        digest = hashlib.sha256()
        _inside(name)
        try:
            with archive.open(name) as member:
                while chunk := member.read(_CHUNK):
                    digest.update(chunk)
        except (KeyError, zipfile.BadZipFile) as error:
            raise BackupRefused(f"备份已经损坏：缺少或读不出 {name}。请换一份备份。") from error
        if digest.hexdigest() != expected:
            raise BackupRefused(f"备份已经损坏：{name} 与记录不符。请换一份备份。")


def _read_rows(archive: zipfile.ZipFile, shape: TableShape) -> Iterator[dict[str, Any]]:
    with archive.open(_member_of(shape)) as member, TextIOWrapper(member, "utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _unpack_knowledge(archive: zipfile.ZipFile, manifest: Manifest, target: Path) -> tuple[Path, ...]:
    folders: dict[Path, None] = {}
    for name in manifest.digests:
        if inside := _inside(name):
            path = target / inside
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(archive.read(name))
            folders[target / inside.parts[0]] = None
    return tuple(folders)


def _inside(name: str) -> PurePosixPath | None:
    """Where a file of the knowledge lies in its folders; raises BackupRefused for one that leads out of them."""
    if not name.startswith(_KNOWLEDGE):
        return None
    path = PurePosixPath(name.removeprefix(_KNOWLEDGE))
    if path.is_absolute() or ".." in path.parts or "\\" in name:
        raise BackupRefused(f"备份里的 {name} 指到文件夹之外，没有恢复。")
    return path


def _member_of(shape: TableShape) -> str:
    return f"tables/{shape.name}.jsonl"
