"""Whether a question is rather like those that the documents answer or like those that they leave open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from assistant.search.ngrams import Counts, Numbers, find

LEAST_LINES = 2
"""An n-gram of a single line teaches nothing."""
PENALTY = 0.3
MOST_ITERATIONS = 40
CLOSE_ENOUGH = 1e-3
"""When to stop: the residual's share of what it was at first."""
_DECIMALS = 6
"""Of the weights: sums differ in the last digits from processor to processor, answers must not."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Answerability:
    """Ridge regression on n-grams weighed by rarity: answered lines are +1, open ones -1. Threads may share it.

    The last of `weights` belongs to no n-gram; there is none where one of the two kinds of lines is missing.
    """

    keys: Numbers
    rarity: Floats
    weights: Floats

    @classmethod
    def over(cls, counts: Counts, answered: int, left_open: int) -> Self:
        """How many of the counted lines are answered; those left open stand after them, and what is neither last."""
        lines = answered + left_open
        among = counts.lines < lines
        numbers, of_lines = counts.numbers[among], counts.lines[among]
        having = np.bincount(numbers, minlength=len(counts.keys))
        often = having >= LEAST_LINES
        keys, rarity = counts.keys[often], np.log((1 + lines) / (1 + having[often])) + 1
        if not (answered and left_open):
            return cls(keys, rarity, np.zeros(0))
        kept = often[numbers]
        number, line = (np.cumsum(often) - 1)[numbers[kept]], of_lines[kept]
        value = rarity[number] / np.sqrt(np.bincount(line, rarity[number] ** 2, lines))[line]
        wanted = np.concatenate([np.ones(answered), -np.ones(left_open)])
        return cls(keys, rarity, np.round(_solve(line, number, value, wanted, len(keys)), _DECIMALS))

    def of(self, keys: Numbers) -> float:
        """About +1 for a question that is answered, -1 for one that is not, 0 where nothing is known of either."""
        known = find(keys, self.keys)
        if not len(self.weights) or not len(known):
            return 0.0
        rarity = self.rarity[known]
        return float(rarity @ self.weights[known] / np.sqrt(rarity @ rarity) + self.weights[-1])


def _solve(line: Numbers, number: Numbers, value: Floats, wanted: Floats, features: int) -> Floats:
    """Conjugate gradients on the normal equations; the last weight belongs to a feature that every line has."""

    def forth(weights: Floats) -> Floats:
        sums = np.bincount(line, value * weights[number], len(wanted)).astype(np.float64, copy=False)
        return sums + float(weights[-1])

    def back(errors: Floats) -> Floats:
        return np.append(np.bincount(number, value * errors[line], features), errors.sum())

    weights = np.zeros(features + 1)
    residual = back(wanted)
    direction, norm = residual.copy(), float(residual @ residual)
    enough = CLOSE_ENOUGH**2 * norm
    for _ in range(MOST_ITERATIONS):
        if norm <= enough:
            break
        image = back(forth(direction)) + PENALTY * direction
        step = norm / float(direction @ image)
        weights += step * direction
        residual -= step * image
        last, norm = norm, float(residual @ residual)
        direction = residual + norm / last * direction
    return weights
