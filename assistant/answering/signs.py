"""What speaks for a stretch of text being the answer to a question, rather than only sharing words with it."""

from __future__ import annotations

import math
from dataclasses import astuple, dataclass

BIAS = 0.25
WEIGHTS = (1.47, 0.65, 1.94, -1.13, -1.12, 1.27, -2.11)
"""Of the fields of `Signs`, in their order; fitted by `python -m evals.fit_sureness` on the development cases."""
SURE_ENOUGH = 0.64


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for or against a stretch: shares are 0..1."""

    coverage: float
    heard: float
    told: float
    """Share of all words of the question, also those that name nothing, that the stretch or its phrasings hold."""
    unheard: bool
    """Whether nobody is known to ask for it in any like words."""
    unwritten: bool
    """Whether a thing is named that neither the corpus nor anybody who asks about it knows."""
    of_policy: bool
    """Whether it is asked what a text or the authorities say and do."""
    advice: bool
    """Whether it is asked what to do oneself or which is better."""

    @property
    def sureness(self) -> float:
        """0..1, by logistic regression."""
        logit = BIAS + sum(weight * float(sign) for weight, sign in zip(WEIGHTS, astuple(self), strict=True))
        return 1 / (1 + math.exp(-logit))
