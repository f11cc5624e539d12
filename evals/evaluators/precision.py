"""Is what the answer cites to the point?"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.domain import Citation, Document
from evals.dataset import Case, Evidence
from evals.evaluators.refusal import must_answer
from evals.folding import squeeze
from evals.outcome import Asked, Evaluator, Finding

# Beside the evidence a good answer may cite what stands around it; more than half beside the point is noise.
_BEARABLE = 0.5


def judge(asked: Asked) -> Finding:
    """The share of citations that overlap expected evidence; citations that only prove the validity do not count."""
    citations = asked.answer.citations
    if not citations:
        return Finding(0.0, ("没有任何引用",))
    to_the_point = [c for c in citations if _overlaps(c, asked)]
    beside = [c for c in citations if c not in to_the_point and not _proves_validity(c, asked)]
    counted = len(to_the_point) + len(beside)
    score = len(to_the_point) / counted if counted else 1.0
    reasons = tuple(f"引用 [{c.n}] 与证据无关：{c.quote}" for c in beside)
    return Finding(score, reasons if score < _BEARABLE else ())


def judge_small_talk(asked: Asked) -> Finding:
    """A greeting or thanks is answered without citing anything."""
    return Finding.strict(f"寒暄不该有引用：{citation.quote}" for citation in asked.answer.citations)


def _is_small_talk(case: Case) -> bool:
    expected = case.expect
    return must_answer(case) and not (expected.facts or expected.evidence or expected.cites)


def _overlaps(citation: Citation, asked: Asked) -> bool:
    document = asked.corpus.document(citation.document_id, citation.version)
    if document is None:
        return False
    begin, end = (len(squeeze(document.text[:at])) for at in (citation.start, citation.end))
    spans = (
        span
        for evidence in asked.case.expect.evidence
        if evidence.document == document.id
        for span in _spans(evidence, document)
    )
    return any(start < end and begin < stop for start, stop in spans)


def _spans(evidence: Evidence, document: Document) -> Iterator[tuple[int, int]]:
    """Every place of the evidence, counted in characters that are not white space."""
    wanted, text = squeeze(evidence.text), squeeze(document.text)
    start = text.find(wanted)
    while start >= 0:
        yield start, start + len(wanted)
        start = text.find(wanted, start + 1)


def _proves_validity(citation: Citation, asked: Asked) -> bool:
    document = asked.corpus.document(citation.document_id, citation.version)
    quote = squeeze(citation.quote)
    phrases = (squeeze(phrase) for phrase in document.validity_basis) if document else ()
    return any(phrase in quote or quote in phrase for phrase in phrases)


CITATION_PRECISION = Evaluator("citation_precision", "引用精度", lambda case: bool(case.expect.evidence), judge)
SMALL_TALK = Evaluator("small_talk", "寒暄无引用", _is_small_talk, judge_small_talk)
