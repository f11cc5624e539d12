"""Does the answer say what it has to say, and cite what it has to cite?"""

from __future__ import annotations

from evals.dataset import Evidence
from evals.folding import find_folded, fold, squeeze
from evals.outcome import Asked, Evaluator, Finding
from evals.remarks import without_remarks


def judge_facts(asked: Asked) -> Finding:
    """The share of fact groups of which at least one alternative stands in the answer, not in a standing remark."""
    text = fold("\n".join(without_remarks(asked.shown.split("\n"))))
    groups = asked.case.expect.facts
    missing = [group for group in groups if not any(find_folded(fold(fact), text) >= 0 for fact in group)]
    return Finding(1 - len(missing) / len(groups), tuple(f"没有说到：{' / '.join(group)}" for group in missing))


def judge_evidence(asked: Asked) -> Finding:
    """The share of expected evidence that a citation of the right document covers or lies within."""
    expected = asked.case.expect.evidence
    missing = [evidence for evidence in expected if not _cited(evidence, asked)]
    reasons = tuple(f"没有引用《{evidence.document}》：{evidence.text}" for evidence in missing)
    return Finding(1 - len(missing) / len(expected), reasons)


def _cited(evidence: Evidence, asked: Asked) -> bool:
    wanted = squeeze(evidence.text)
    quotes = (squeeze(c.quote) for c in asked.answer.citations if c.document_id == evidence.document)
    return any(wanted in quote or (quote and quote in wanted) for quote in quotes)


FACT_RECALL = Evaluator("fact_recall", "要点召回", lambda case: bool(case.expect.facts), judge_facts)
EVIDENCE_RECALL = Evaluator("evidence_recall", "证据召回", lambda case: bool(case.expect.evidence), judge_evidence)
