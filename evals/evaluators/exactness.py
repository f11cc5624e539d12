"""Is every quote verbatim, and does every figure stand in what it cites? One slip fails the whole answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.domain import Citation, Document, Sentence
from evals.figures import unproven, without_day
from evals.folding import bare, without_markers
from evals.outcome import Asked, Evaluator, Finding

_OPENING, _CLOSING = "“「『", "”」』"
_ELLIPSIS = re.compile("…+|\\.{3,}")
_TITLE = re.compile("《([^》]*)》")


def judge_quotes(asked: Asked) -> Finding:
    """Citations equal the stored text at their span, markers exist, quoted stretches stand in what is cited."""
    return Finding.strict((*_altered_quotes(asked), *_loose_markers(asked), *_false_stretches(asked)))


def judge_figures(asked: Asked) -> Finding:
    """Figures and dates stand in the quotes that their sentence cites; the day asked about is free."""
    return Finding.strict((*_loose_figures(asked), *_loose_notices(asked)))


def _altered_quotes(asked: Asked) -> Iterator[str]:
    for citation in asked.answer.citations:
        document = asked.corpus.document(citation.document_id, citation.version)
        if document is None:
            yield f"引用 [{citation.n}] 指向没有存档的 {citation.document_id} 第 {citation.version} 版"
        elif not citation.quote or document.text[citation.start : citation.end] != citation.quote:
            yield f"引用 [{citation.n}] 与存档原文不一致：{citation.quote}"


def _loose_markers(asked: Asked) -> Iterator[str]:
    known = {citation.n for citation in asked.answer.citations}
    for sentence in asked.answer.sentences:
        for n in sentence.citations:
            if n not in known:
                yield f"句子引用了不存在的 [{n}]：{sentence.text}"


def _false_stretches(asked: Asked) -> Iterator[str]:
    for sentence in asked.answer.sentences:
        # An uncited sentence says what is not written and may repeat the asker's words; a cited one may not.
        said = [citation.quote for citation in _cited(sentence, asked)] or _own_words(asked)
        held = [bare(text) for text in said]
        for stretch in _stretches(sentence.text):
            for piece in _ELLIPSIS.split(stretch):
                if (wanted := bare(piece)) and not any(wanted in text for text in held):
                    yield f"引号里的文字不在所引原文中：“{piece}”"


def _loose_figures(asked: Asked) -> Iterator[str]:
    for sentence in asked.answer.sentences:
        cited = _cited(sentence, asked)
        proofs = [citation.quote for citation in cited] or [
            *_own_words(asked),
            *(citation.quote for citation in asked.answer.citations),
        ]
        for wording in unproven(_claims(sentence.text, asked), proofs, (citation.locator for citation in cited)):
            yield f"数字或日期没有出处：{wording}（{sentence.text}）"


def _loose_notices(asked: Asked) -> Iterator[str]:
    documents = [held for c in asked.answer.citations if (held := asked.corpus.document(c.document_id, c.version))]
    proofs = [
        *_own_words(asked),
        *(citation.quote for citation in asked.answer.citations),
        *(stated for document in documents for stated in _stated_dates(document)),
    ]
    for notice in asked.answer.notices:
        for wording in unproven(_claims(notice, asked), proofs):
            yield f"提示里的数字或日期没有出处：{wording}（{notice}）"


def _stated_dates(document: Document) -> list[str]:
    dates = (document.issued_on, document.effective_on, document.expires_on, document.repealed_on)
    spelt = [f"{d.day.year}年{d.day.month}月{d.day.day}日" for d in dates if d]
    return [*spelt, *document.validity_basis]


def _claims(text: str, asked: Asked) -> str:
    """The text without what is no claim: markers, the day asked about, the titles of documents."""
    titles = {bare(name) for d in asked.corpus.documents for name in (d.title, d.short_title, *d.aliases)}
    untitled = _TITLE.sub(lambda match: "" if bare(match.group(1)) in titles else match.group(), text)
    return without_day(without_markers(untitled), asked.answer.as_of)


def _cited(sentence: Sentence, asked: Asked) -> list[Citation]:
    return [citation for citation in asked.answer.citations if citation.n in sentence.citations]


def _own_words(asked: Asked) -> list[str]:
    return [asked.case.question, *asked.case.history]


def _stretches(text: str) -> Iterator[str]:
    """What stands between the outermost quotation marks; a mark that is never closed opens nothing."""
    depth, start = 0, 0
    for at, sign in enumerate(text):
        if sign in _OPENING:
            if depth == 0:
                start = at + 1
            depth += 1
        elif sign in _CLOSING and depth:
            depth -= 1
            if depth == 0:
                yield text[start:at]


QUOTE_EXACTNESS = Evaluator("quote_exactness", "引文准确", lambda case: True, judge_quotes)
FIGURE_EXACTNESS = Evaluator("figure_exactness", "数字准确", lambda case: True, judge_figures)
