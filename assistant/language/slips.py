"""Finds long terms typed with one character missing, added or wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from assistant.language.readings import Readings

_SHORTEST = 5
_MOST_TERMS = 40
# Another numeral, a conjunction or a denial makes another thing, not a slip.
_TELLING = frozenset("〇零一二两三四五六七八九十百千万亿和与及或不非未无没东西南北上下前后左右内外大小中新旧高低")


@dataclass(frozen=True, slots=True)
class _Place:
    term: str
    offset: int
    sounds: tuple[str, ...]


class Slips:
    """Looks for terms of five characters and more whose sounds all match but one."""

    def __init__(self, terms: Iterable[str], readings: Readings) -> None:
        self._readings = readings
        self._by_pair: dict[tuple[str, str], list[_Place]] = {}
        for term in sorted(terms):
            if len(term) < _SHORTEST:
                continue
            sounds = readings.of_text(term)
            for offset, pair in enumerate(pairwise(sounds)):
                self._by_pair.setdefault(pair, []).append(_Place(term, offset, sounds))

    def find(self, run: str, known: Callable[[str], bool]) -> Iterator[tuple[int, int, str]]:
        """Start, end and term of every stretch of `run` that is one character off a term and no other word."""
        sounds = self._readings.of_text(run)
        for start, place in self._nearby(sounds):
            for length in (len(place.sounds), len(place.sounds) - 1, len(place.sounds) + 1):
                stretch = sounds[start : start + length]
                if len(stretch) < length or not _one_off(stretch, place.sounds):
                    continue
                typed = run[start : start + length]
                if not self._is_another_word(typed, place.term, known):
                    yield start, start + length, place.term

    def _nearby(self, sounds: tuple[str, ...]) -> Iterator[tuple[int, _Place]]:
        """Terms that share a pair of sounds with the text, and where they would begin."""
        seen: set[tuple[int, str]] = set()
        for position, pair in enumerate(pairwise(sounds)):
            places = self._by_pair.get(pair, ())
            # A pair that many terms share (产业) tells little; a slip leaves other pairs of its term whole.
            for place in places if len(places) <= _MOST_TERMS else ():
                begin = position - place.offset
                for start in (begin, begin + 1, begin - 1):
                    if start >= 0 and (start, place.term) not in seen:
                        seen.add((start, place.term))
                        yield start, place

    def _is_another_word(self, typed: str, term: str, known: Callable[[str], bool]) -> bool:
        """Whether the character that differs is meant: a numeral, a denial, or part of a word of its own."""
        if len(typed) != len(term):
            longer, shorter = (typed, term) if len(typed) > len(term) else (term, typed)
            at = next((i for i, pair in enumerate(zip(longer, shorter, strict=False)) if pair[0] != pair[1]), -1)
            return longer[at] in _TELLING
        at = self._wrong_sound(typed, term)
        if at < 0:
            return False
        if typed[at] in _TELLING or term[at] in _TELLING:
            return True
        return any(known(typed[i : i + 2]) for i in (at - 1, at) if i >= 0 and i + 2 <= len(typed))

    def _wrong_sound(self, typed: str, term: str) -> int:
        pairs = zip(self._readings.of_text(typed), self._readings.of_text(term), strict=True)
        return next((i for i, (there, meant) in enumerate(pairs) if there != meant), -1)


def _one_off(typed: tuple[str, ...], meant: tuple[str, ...]) -> bool:
    """Whether one sound is wrong anywhere, or one is missing or added between the first and the last."""
    if len(typed) == len(meant):
        return sum(a != b for a, b in zip(typed, meant, strict=True)) == 1
    if typed[0] != meant[0] or typed[-1] != meant[-1]:
        return False
    longer, shorter = (typed, meant) if len(typed) > len(meant) else (meant, typed)
    at = next((i for i, pair in enumerate(zip(longer, shorter, strict=False)) if pair[0] != pair[1]), len(shorter))
    return longer[at + 1 :] == shorter[at:]
