"""Everything computed from the lines in which people ask, kept in a file from one start to the next."""

from __future__ import annotations

import hashlib
import pickle
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Self, TypeVar

from numpy.typing import NDArray

from assistant.search.answerability import Answerability
from assistant.search.child import command_of
from assistant.search.kept_arrays import Arrays, load, save
from assistant.search.likeness import Likeness
from assistant.search.ngrams import count

_FORMAT = "3"
_Part = TypeVar("_Part", Likeness, Answerability)


@dataclass(frozen=True, slots=True)
class AskedLines:
    """The groups of lines by likeness, and what tells answered lines from those left open."""

    likeness: Likeness
    answerability: Answerability

    @classmethod
    def over(
        cls, lines: Sequence[str], sizes: Sequence[int], answered: int, left_open: int, cache_dir: Path | None
    ) -> Self:
        """Plain lines: first those answered, then those left open, then others. `sizes` as in `Likeness`.

        Without a folder no file is kept.
        """
        if cache_dir is None:
            return cls._of(lines, sizes, answered, left_open)
        written = "\n".join((_FORMAT, *lines, *map(str, (*sizes, answered, left_open))))
        digest = hashlib.sha256(written.encode()).hexdigest()
        path = cache_dir / "asked-lines.arrays"
        arrays = load(path, digest) or _computed(path, digest, lines, sizes, answered, left_open)
        if arrays is None:
            return cls._of(lines, sizes, answered, left_open)
        return cls(_read(Likeness, arrays), _read(Answerability, arrays))

    @classmethod
    def _of(cls, lines: Sequence[str], sizes: Sequence[int], answered: int, left_open: int) -> Self:
        counts = count(lines)
        return cls(Likeness.over(counts, sizes), Answerability.over(counts, answered, left_open))


def _computed(path: Path, digest: str, *of_lines: object) -> Arrays | None:
    """The arrays, made in a process of its own: it takes 200 MB that this one would hardly ever give back."""
    command = command_of("assistant.search.asked_lines", str(path), digest)
    child = subprocess.run(command, input=pickle.dumps(of_lines), stdout=subprocess.DEVNULL, check=False)
    return load(path, digest) if child.returncode == 0 else None


def _arrays(part: Likeness | Answerability) -> dict[str, NDArray[Any]]:
    return {f"{type(part).__name__}.{field.name}": getattr(part, field.name) for field in fields(part)}


def _read(kind: type[_Part], held: Arrays) -> _Part:
    return kind(*(held[f"{kind.__name__}.{field.name}"] for field in fields(kind)))


def main() -> None:
    """Compute what the lines on the standard input give, and keep it in the file that is named."""
    # Ctrl-C goes to all processes of a terminal; the one that asked decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    path, digest = Path(sys.argv[1]), sys.argv[2]
    found = AskedLines._of(*pickle.load(sys.stdin.buffer))
    save(path, digest, {**_arrays(found.likeness), **_arrays(found.answerability)})
