"""Neighbouring characters, by which stretches of text are compared without cutting them into words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.language.quantities.folding import fold

_LETTERS = re.compile(r"[^\W\d_]+")
_LETTERS_AND_DIGITS = re.compile(r"\w+")


def letter_pairs(*texts: str) -> frozenset[str]:
    """Each two letters that stand side by side in any of the texts; figures and signs part them."""
    return _pairs(_LETTERS, texts)


def pairs(*texts: str) -> frozenset[str]:
    """The same with digits, which tell one document number from another."""
    return _pairs(_LETTERS_AND_DIGITS, texts)


def _pairs(runs: re.Pattern[str], texts: Iterable[str]) -> frozenset[str]:
    found = (run for text in texts for run in runs.findall(fold(text)))
    return frozenset(run[i : i + 2] for run in found for i in range(len(run) - 1))
