"""How much a question is like each of many groups of lines: BM25 over each group's lines taken as one text."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from assistant.search.ngrams import Counts, Numbers, find, key_of

SATURATION, LENGTH_SHARE = 1.0, 0.3
"""k1 and b of BM25 (Robertson and Zaragoza 2009): repeated n-grams add little, long groups lose little."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Groups of lines, such as all that people ask of one statement. All threads may share it.

    `groups[starts[k]:starts[k + 1]]` have the n-gram `keys[k]`, worth `credits` to each; one that n groups have
    weighs `weights[n]`. `size` holds the number of groups.
    """

    keys: Numbers
    starts: NDArray[np.int32]
    weights: Floats
    groups: NDArray[np.integer[Any]]
    credits: NDArray[np.float32]
    size: Numbers

    @classmethod
    def over(cls, counts: Counts, sizes: Sequence[int]) -> Self:
        """`sizes`: how many of the counted lines belong to each group, one group after the other."""
        size = len(sizes)
        group_of = np.repeat(np.arange(size), sizes)
        # In order of n-gram, then of group: what one n-gram is worth to each group lies side by side.
        cells, where = np.unique(counts.numbers * max(size, 1) + group_of[counts.lines], return_inverse=True)
        times = np.bincount(where, counts.times, len(cells))
        numbers, groups = cells // max(size, 1), cells % max(size, 1)
        starts = np.searchsorted(numbers, np.arange(len(counts.keys) + 1))
        having = np.diff(starts)
        weights = np.log(1 + size / (np.arange(having.max(initial=0) + 1) + 0.5))
        lengths = np.bincount(groups, times, size)
        mean = lengths.mean() if size else 1.0
        damped = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * lengths[groups] / mean)
        credits = weights[having][numbers] * times * (SATURATION + 1) / (times + damped)
        # As small as they can be; what is lost of the credits lies far below what tells two groups apart.
        return cls(
            counts.keys,
            starts.astype(np.int32),
            weights,
            groups.astype(np.min_scalar_type(max(size - 1, 0))),
            credits.astype(np.float32),
            np.array([size]),
        )

    @property
    def unknown(self) -> float:
        """What an n-gram weighs that no group has."""
        return math.log(1 + 2 * int(self.size[0]))

    def of(self, keys: Numbers) -> tuple[Floats, float]:
        """What a text's n-grams are worth to each group, and what they weigh in all, known or not."""
        size = int(self.size[0])
        known = find(keys, self.keys)
        begins, ends = self.starts[known], self.starts[known + 1]
        weight = float(self.weights[ends - begins].sum()) + self.unknown * (len(keys) - len(known))
        if not len(known):
            return np.zeros(size), weight
        # The cells of all n-grams, one after the other.
        cells = [slice(*each) for each in zip(begins.tolist(), ends.tolist(), strict=True)]
        groups, worth = (np.concatenate([held[each] for each in cells]) for held in (self.groups, self.credits))
        credits = np.bincount(groups, worth, size)
        return credits.astype(np.float64, copy=False), weight

    def groups_with(self, characters: str) -> NDArray[np.integer[Any]]:
        """The groups in which a run of at most three plain characters stands."""
        known = find(np.array([key_of(characters)]), self.keys)
        return self.groups[self.starts[known[0]] : self.starts[known[0] + 1]] if len(known) else self.groups[:0]


def foremost(credits: Floats, most: int) -> list[int]:
    """The numbers of the few groups that share most, the first of those that share as much."""
    left = credits.copy()
    found: list[int] = []
    # A few times the largest takes a fifth of putting all in order, for most groups share nothing.
    for _ in range(min(most, len(left))):
        found.append(int(left.argmax()))
        left[found[-1]] = -np.inf
    return found
