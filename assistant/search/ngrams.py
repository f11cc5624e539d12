"""Runs of one to three characters, as numbers: what likeness between short texts is computed from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.language.normalise import nfkc, strip_invisible
from assistant.language.script import AMBIGUOUS, ScriptConverter

LONGEST = 3
_BITS = 21
"""Of a code point; three of them fit into one number."""
_BREAK = ord("\n")
# All 50,000 lines in one text leave 30 MB of holes behind.
_AT_ONCE = 500
_QUESTIONS_KEPT = 128
"""Each shelf likens the same question, and several steps ask about it."""
_SIGNS = re.compile(r"[^\w\n]+|_+")

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each n-gram stands in each line: `lines[i]` holds `keys[numbers[i]]` `times[i]` times."""

    keys: Numbers
    lines: Numbers
    numbers: Numbers
    times: Numbers


class NgramCutter:
    """Cuts Simplified, NFKC, lower-case text without signs and spaces."""

    def __init__(self, script: ScriptConverter) -> None:
        self._script = script
        self.plain = lru_cache(_QUESTIONS_KEPT)(self._plain)
        """The letters and characters of a text that n-grams are cut from; line breaks stay."""

    def _plain(self, text: str) -> str:
        return _SIGNS.sub("", nfkc(self._script.to_simplified(strip_invisible(text)))).lower()

    def plain_lines(self, lines: Sequence[str]) -> list[str]:
        """The same for many lines at once, a fifth of the time; where the script must be told, one by one."""
        return [
            plain
            for begin in range(0, len(lines), _AT_ONCE)
            for plain in self._plain_block(lines[begin : begin + _AT_ONCE])
        ]

    def _plain_block(self, lines: Sequence[str]) -> list[str]:
        joined = "\n".join("" if AMBIGUOUS in line else line.replace("\n", " ") for line in lines)
        together = self._plain(joined).split("\n")
        return [
            self._plain(line.replace("\n", " ")) if AMBIGUOUS in line else known
            for line, known in zip(lines, together, strict=True)
        ]


@lru_cache(_QUESTIONS_KEPT)
def keys_of(plain_text: str) -> Numbers:
    """The different n-grams of one plain line, in order of their numbers."""
    keys: Numbers = np.unique(_cut(_codes(plain_text))[1])
    keys.flags.writeable = False
    return keys


def count(lines: Sequence[str]) -> Counts:
    """All n-grams of plain lines; none runs over the end of a line."""
    codes = _codes("\n".join(lines))
    places, found = _cut(codes)
    keys, numbers = np.unique(found, return_inverse=True)
    line_of = np.cumsum(codes == _BREAK)[places]
    width = max(len(keys), 1)
    pairs, times = np.unique(line_of * width + numbers, return_counts=True)
    return Counts(keys, pairs // width, pairs % width, times)


def find(keys: Numbers, among: Numbers) -> Numbers:
    """The places in `among`, which is in order, of those keys that stand in it."""
    if not len(among):
        return np.zeros(0, np.int64)
    at = np.minimum(np.searchsorted(among, keys), len(among) - 1)
    found: Numbers = at[among[at] == keys]
    return found


def key_of(characters: str) -> int:
    """The number of one n-gram of plain text."""
    return sum(ord(character) << (_BITS * place) for place, character in enumerate(characters))


def _codes(text: str) -> Numbers:
    return np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32).astype(np.int64)


def _cut(codes: Numbers) -> tuple[Numbers, Numbers]:
    """Where each n-gram begins, and its number."""
    broken = codes == _BREAK
    # One or two Latin letters stand in every other English word.
    latin = broken | ((codes >= ord("a")) & (codes <= ord("z")))
    places: list[Numbers] = []
    found: list[Numbers] = []
    for length in range(1, LONGEST + 1):
        count_of = max(len(codes) - length + 1, 0)
        left_out = broken if length == LONGEST else latin
        outside, number = left_out[:count_of], codes[:count_of]
        for shift in range(1, length):
            outside = outside | left_out[shift : shift + count_of]
            number = number | (codes[shift : shift + count_of] << (_BITS * shift))
        whole = np.flatnonzero(~outside)
        places.append(whole)
        found.append(number[whole])
    return np.concatenate(places), np.concatenate(found)
