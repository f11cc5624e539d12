"""What speaks for a stretch of text being the answer to a question, rather than only sharing words with it."""

from __future__ import annotations

import math
from dataclasses import astuple, dataclass

KNOWN = (-2.17, (-0.27, 0.85, 1.81, -0.15, -0.16, -0.14, 0.04, 0.28, 3.32, 2.84))
"""Bias and weights of the fields of `Signs`, in their order, where it is known how people ask of the document.

From `python -m evals.fit_sureness`, as is the threshold but for a little: it was chosen on development cases.
"""
UNKNOWN = (0.25, (1.47, 0.65, 1.94, -1.13, -1.12, 1.27, -2.11, 0.0, 0.0, 0.0))
"""The same where nobody has written that down; fitted on development cases before there were lines to keep back."""
SURE_ENOUGH_KNOWN, SURE_ENOUGH_UNKNOWN = 0.13, 0.64


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
    typed: bool = False
    """Whether a kind of value is asked for (a place, a date, a sum) and it holds one."""
    answerable: float = 0.0
    nearer: float = 0.0
    """See `Leaning`; 0 for a document of which nobody has written down how people ask."""

    phrased: bool = False
    """Whether anybody has written down how people ask of the document."""

    @property
    def sureness(self) -> float:
        """0..1, by logistic regression."""
        bias, weights = KNOWN if self.phrased else UNKNOWN
        logit = bias + sum(weight * float(sign) for weight, sign in zip(weights, astuple(self)[:-1], strict=True))
        return 1 / (1 + math.exp(-logit))

    @property
    def are_enough(self) -> bool:
        """Whether the stretch may be quoted as the answer."""
        return self.sureness >= (SURE_ENOUGH_KNOWN if self.phrased else SURE_ENOUGH_UNKNOWN)
