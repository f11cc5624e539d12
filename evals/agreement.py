"""How far a judge agrees with the labels, beyond what it would by chance."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

LEAST_KAPPA = 0.6
"""Landis and Koch call what lies above substantial; a judge below it is not to be trusted."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Pairs of label and judgement of one question; what was not judged is a judgement that no label has."""

    name: str
    pairs: Sequence[tuple[str, str]]

    @property
    def accuracy(self) -> float:
        """The share of judgements that are those of the labels."""
        return sum(label == judged for label, judged in self.pairs) / len(self.pairs)

    @property
    def kappa(self) -> float:
        """Cohen's: 1 for always the same, 0 for what a judge would reach that does not look."""
        chance = self._chance
        return (self.accuracy - chance) / (1 - chance) if chance < 1 else 1.0

    @property
    def error(self) -> float:
        """The standard error of kappa."""
        chance, accuracy = self._chance, self.accuracy
        return math.sqrt(accuracy * (1 - accuracy) / len(self.pairs)) / (1 - chance) if chance < 1 else 0.0

    @property
    def trusted(self) -> bool:
        """Whether its judgements may be reported as figures."""
        return self.kappa >= LEAST_KAPPA

    @property
    def confusion(self) -> Counter[tuple[str, str]]:
        """How often which label got which judgement."""
        return Counter(self.pairs)

    @property
    def _chance(self) -> float:
        labels = Counter(label for label, _ in self.pairs)
        judged = Counter(judged for _, judged in self.pairs)
        return sum(labels[value] * judged[value] for value in labels) / len(self.pairs) ** 2
