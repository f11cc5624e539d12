"""Every measure of the evals, in the order of the reports."""

from __future__ import annotations

from evals.evaluators.attribution import ATTRIBUTION, DOCUMENT_RECALL, LEAKAGE
from evals.evaluators.determinism import DETERMINISM
from evals.evaluators.exactness import FIGURE_EXACTNESS, QUOTE_EXACTNESS
from evals.evaluators.precision import CITATION_PRECISION, SMALL_TALK
from evals.evaluators.recall import EVIDENCE_RECALL, FACT_RECALL
from evals.evaluators.refusal import OVER_REFUSAL, REFUSAL
from evals.evaluators.status import STATUS
from evals.evaluators.wording import FORBIDDEN, LENGTH, ORDERED
from evals.outcome import Evaluator

EVALUATORS: tuple[Evaluator, ...] = (
    STATUS,
    FACT_RECALL,
    EVIDENCE_RECALL,
    DOCUMENT_RECALL,
    ATTRIBUTION,
    LEAKAGE,
    CITATION_PRECISION,
    SMALL_TALK,
    QUOTE_EXACTNESS,
    FIGURE_EXACTNESS,
    REFUSAL,
    OVER_REFUSAL,
    FORBIDDEN,
    ORDERED,
    LENGTH,
    DETERMINISM,
)
