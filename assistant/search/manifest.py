"""What a finished index generation says about itself; a directory without a manifest was never finished."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from assistant.errors import IndexDamaged

FILE = "manifest.json"
MEMBERS = "members.json"
# To be raised whenever what is indexed, or how, changes: older generations are then rebuilt.
SCHEMA = 2


@dataclass(frozen=True, slots=True)
class Manifest:
    """`changed` counts the clauses amended since everything was built anew; `probes` are clause id → embedded text."""

    schema: int
    fingerprint: str
    tokenizer: str
    embedder_id: str
    clauses: int
    changed: int
    probes: dict[str, str]
    files: dict[str, str]

    def write(self, directory: Path) -> None:
        """Finishes a generation: before this call it does not exist, after it it does."""
        temporary = directory / f"{FILE}.tmp"
        with temporary.open("w", encoding="utf-8") as file:
            json.dump(asdict(self), file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(directory / FILE)

    @classmethod
    def read(cls, directory: Path, tokenizer: str) -> Self:
        """The manifest of a generation that this program, with these word lists, can use; raises IndexDamaged."""
        try:
            stored = json.loads((directory / FILE).read_text(encoding="utf-8"))
            if stored["schema"] != SCHEMA:
                raise IndexDamaged(f"索引属于另一版本（{stored['schema']}，现为 {SCHEMA}）。请重建索引")
            manifest = cls(**stored)
        except FileNotFoundError:
            raise IndexDamaged(f"索引不存在或没有建完（{directory}）。请重建索引") from None
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise IndexDamaged(f"索引清单无法读取（{directory}）：{error}。请重建索引") from error
        if manifest.tokenizer != tokenizer:
            raise IndexDamaged("索引是用另一套词表切分的。请重建索引")
        return manifest

    def check_files(self, directory: Path, *parts: str) -> None:
        """Raises IndexDamaged unless all files, or those of some parts (`lexical`, …), are as they were built."""
        built = {path: digest for path, digest in self.files.items() if not parts or path.split("/")[0] in parts}
        if built != checksums(directory, *parts):
            raise IndexDamaged(f"索引文件与建成时不一致（{directory}）。请重建索引")


def checksums(directory: Path, *parts: str) -> dict[str, str]:
    """Digests of the files that must stay as they were built, by path relative to `directory`.

    A damaged HNSW file can abort the interpreter when it is opened, which no `try` catches; comparing bytes first
    makes a trial run in a child process unnecessary. Chroma's SQLite file is left out: every opening writes to it,
    and damage there shows as an error.
    """
    digests = {}
    for path in sorted(directory.rglob("*")):
        within = path.relative_to(directory)
        if not path.is_file() or path.name.startswith((FILE, "chroma.sqlite3")) or path.suffix == ".lock":
            continue
        if not parts or within.parts[0] in parts:
            with path.open("rb") as file:
                digests[within.as_posix()] = hashlib.file_digest(file, "blake2b").hexdigest()[:32]
    return digests
