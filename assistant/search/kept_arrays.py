"""Arrays in one file that processes map into memory instead of reading it: they share one copy, and only what is used.

The file: a line of JSON with the name of what the arrays were made from, their places and the checksum of what
follows; then the arrays, each at a multiple of 64 bytes.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from assistant.language.cache import keep

Arrays = Mapping[str, NDArray[Any]]
_ALIGNED = 64
_BLOCK = 1 << 20


def save(path: Path, made_from: str, arrays: Arrays) -> None:
    """Writes one-dimensional arrays; where that is impossible it says so in the log and goes on."""
    places: dict[str, tuple[str, int, int]] = {}
    body = bytearray()
    for name, array in arrays.items():
        places[name] = (array.dtype.str, len(body), len(array))
        body += array.tobytes()
        body += bytes(-len(body) % _ALIGNED)
    head = json.dumps({"made_from": made_from, "places": places, "checksum": zlib.crc32(body)}).encode()
    keep(path, head + b" " * (-(len(head) + 1) % _ALIGNED) + b"\n" + body)


def load(path: Path, made_from: str) -> Arrays | None:
    """The arrays, mapped, read only; None when the file is missing, damaged or made from other things."""
    try:
        with path.open("rb") as file:
            head = json.loads(file.readline())
            begin = file.tell()
            if head["made_from"] != made_from or head["checksum"] != _checksum(file):
                return None
            return {
                # As plain arrays: a memmap takes ten times as long to be cut. From this file, whatever replaces it.
                name: np.asarray(np.memmap(file, dtype, "r", begin + offset, (count,))) if count else np.zeros(0, dtype)
                for name, (dtype, offset, count) in head["places"].items()
            }
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _checksum(file: BinaryIO) -> int:
    checksum = 0
    while block := file.read(_BLOCK):
        checksum = zlib.crc32(block, checksum)
    return checksum
