"""Mends words typed with the wrong character: the same or nearly the same sound, or one character off."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from assistant.language.readings import Readings
from assistant.language.slips import Slips

_RUN = re.compile("[\u4e00-\u9fff]{2,}")
_LONGEST = 14
_LONG = 4


@dataclass(frozen=True, slots=True)
class Correction:
    """The mended text and what was replaced in it, as (typed, meant) pairs from left to right."""

    text: str
    replacements: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    term: str


class HomophoneIndex:
    """Finds the vocabulary term that a stretch of text was meant to be. Only Chinese terms of 2 to 14 characters count.

    Sounds are compared without tones and as southern accents merge them: zh/z, ch/c, sh/s, n/l, h/f, -ng/-n.
    """

    def __init__(self, vocabulary: Iterable[str], readings: Readings) -> None:
        self._readings = readings
        self._terms = frozenset(t for t in vocabulary if _RUN.fullmatch(t) and len(t) <= _LONGEST)
        self._by_sound: dict[tuple[str, ...], list[str]] = {}
        for term, ways in self._readings.of_terms(sorted(self._terms)).items():
            for sounds in ways:
                self._by_sound.setdefault(sounds, []).append(term)
        self._lengths = sorted({len(term) for term in self._terms})
        self._slips = Slips(self._terms, self._readings)

    def correct(self, text: str, known: Callable[[str], bool]) -> Correction:
        """Replaces what is not `known` and sounds like a term, or lacks one of its characters; longer terms first.

        `known` says whether a stretch is a word in its own right; such a stretch is never replaced. Text that already
        is a term stays, and so does everything that overlaps it.
        """
        pieces: list[str] = []
        replacements: list[tuple[str, str]] = []
        done = 0
        for run in _RUN.finditer(text):
            for chosen in self._mend(run.group(), known):
                start, end = run.start() + chosen.start, run.start() + chosen.end
                pieces += (text[done:start], chosen.term)
                replacements.append((text[start:end], chosen.term))
                done = end
        return Correction("".join((*pieces, text[done:])), tuple(replacements))

    def _mend(self, run: str, known: Callable[[str], bool]) -> list[_Candidate]:
        correct = self._exact(run)
        chosen: list[_Candidate] = []
        candidates = sorted(self._candidates(run, known), key=lambda each: (-len(each.term), each.start, each.term))
        for each in candidates:
            typed = run[each.start : each.end]
            if typed in self._terms or any(_collide(each, span) for span in correct):
                continue
            if any(each.start < other.end and other.start < each.end for other in chosen) or known(typed):
                continue
            if len(typed) < _LONG and _cuts_a_word(run, each, known):
                continue
            chosen.append(each)
        return sorted(chosen, key=lambda each: each.start)

    def _exact(self, run: str) -> list[tuple[int, int]]:
        return [(i, i + n) for n in self._lengths for i in range(len(run) - n + 1) if run[i : i + n] in self._terms]

    def _candidates(self, run: str, known: Callable[[str], bool]) -> Iterator[_Candidate]:
        sounds = self._readings.of_text(run)
        for length in self._lengths:
            for start in range(len(run) - length + 1):
                for term in self._by_sound.get(sounds[start : start + length], ()):
                    if _shared(run[start : start + length], term) >= max(1, length // 2):
                        yield _Candidate(start, start + length, term)
        yield from (_Candidate(*found) for found in self._slips.find(run, known))


def _shared(typed: str, term: str) -> int:
    return sum(a == b for a, b in zip(typed, term, strict=True))


def _collide(candidate: _Candidate, span: tuple[int, int]) -> bool:
    """Whether replacing the candidate would touch a term that is spelt right and does not lie inside it."""
    start, end = span
    inside = candidate.start <= start and end <= candidate.end
    return candidate.start < end and start < candidate.end and not inside


def _cuts_a_word(run: str, candidate: _Candidate, known: Callable[[str], bool]) -> bool:
    """Whether the stretch begins or ends inside a word, as 新动 does in 新动能."""
    start, end = candidate.start, candidate.end
    outside = [run[start - n : start + 1] for n in (1, 2) if n <= start] + [run[end - 1 : end + n] for n in (1, 2)]
    return any(len(word) > 1 and known(word) for word in outside)
