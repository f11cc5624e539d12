"""Does every amount stand under the rule that grants it, and is nothing lapsed said as if it held?"""

from __future__ import annotations

from datetime import date

from assistant.domain import Citation, Document
from evals.folding import find_folded, fold
from evals.outcome import Asked, Evaluator, Finding

_MARKS = {
    "expired": ("过期", "结束"),
    "superseded": ("取代", "替代", "失效", "废止"),
    "upcoming": ("尚未", "还没有"),
}


def judge_documents(asked: Asked) -> Finding:
    """The share of groups of documents of which one is cited."""
    cited = {citation.document_id for citation in asked.answer.citations}
    groups = asked.case.expect.cites
    missing = [group for group in groups if cited.isdisjoint(group)]
    return Finding(1 - len(missing) / len(groups), tuple(f"没有引用：{' / '.join(group)}" for group in missing))


def judge_attribution(asked: Asked) -> Finding:
    """Each amount that is said stands in a sentence that cites a document which may say it."""
    by_number = {citation.n: citation for citation in asked.answer.citations}
    wrong = []
    for expected in asked.case.expect.attributed:
        for sentence in asked.answer.sentences:
            if find_folded(fold(expected.fact), fold(sentence.text)) < 0:
                continue
            cited = {by_number[n].document_id for n in sentence.citations if n in by_number}
            if cited and cited.isdisjoint(expected.documents):
                wrong.append(f"{expected.fact} 记在 {'、'.join(sorted(cited))} 名下")
    return Finding.strict(wrong)


def judge_leakage(asked: Asked) -> Finding:
    """1 where a document that no longer holds, or not yet, is cited and the answer does not say so."""
    unsaid = []
    for citation in asked.answer.citations:
        document = asked.corpus.document(citation.document_id, citation.version)
        state = _lapsed(_governing(document, asked), asked.answer.as_of) if document else ""
        if state and not _said(state, citation, asked):
            unsaid.append(f"《{citation.short_title}》{state}，回答没有说明")
    return Finding(1.0, tuple(dict.fromkeys(unsaid))) if unsaid else Finding(0.0)


def _governing(document: Document, asked: Asked) -> Document:
    return next((each for each in asked.corpus.documents if each.id == document.interprets), document)


def _lapsed(document: Document, as_of: date) -> str:
    """Why a document does not hold on a day, judged by its dates alone; empty where it does or nobody knows."""
    begins = document.effective_on or document.issued_on
    if document.repealed_on and as_of >= document.repealed_on.day:
        return "superseded"
    if begins and as_of < begins.day:
        return "upcoming"
    return "expired" if document.expires_on and as_of > document.expires_on.last_day else ""


def _said(state: str, citation: Citation, asked: Asked) -> bool:
    governing = asked.corpus.document(citation.document_id, citation.version)
    names = {citation.short_title, _governing(governing, asked).short_title if governing else ""}
    folded_names = [fold(name) for name in names if name]
    said = [fold(text) for text in (*asked.answer.notices, *(each.text for each in asked.answer.sentences))]
    return any(
        any(name in text for name in folded_names) and any(fold(m) in text for m in _MARKS[state]) for text in said
    )


DOCUMENT_RECALL = Evaluator("document_recall", "找对文件", lambda case: bool(case.expect.cites), judge_documents)
ATTRIBUTION = Evaluator("attribution", "金额归属", lambda case: bool(case.expect.attributed), judge_attribution)
LEAKAGE = Evaluator("leakage", "失效未注明", lambda case: True, judge_leakage, higher_is_better=False)
