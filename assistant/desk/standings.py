"""Whether what a reply cites is still there, and still holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from assistant.answering.citations import CitationList
from assistant.answering.turn import Span
from assistant.corpus.catalogue import Catalogue
from assistant.corpus.present import State
from assistant.domain import Citation, Validity
from assistant.errors import NotFound
from assistant.service import Assistant

_SENTENCE = re.compile(r"[^。！？\n]+")
_OVER = re.compile(
    r"(?<!没有)(?<!尚未)(?<![没未不])(?:已经?|均已|都已|早已|现已)(?:过期|到期|废止|失效|被[^。；，]{1,40}取代|结束|停止执行|不再有效)"
)
_NOT_YET = re.compile(r"尚未(?:施行|生效|印发|实施)|还没有?(?:施行|生效|实施)")
_WORDS: Mapping[Validity, str] = {
    Validity.EXPIRED: "已过期",
    Validity.REPEALED: "已废止",
    Validity.SUPERSEDED: "已被新文件取代",
    Validity.UPCOMING: "尚未施行",
}


class Standings:
    """Looks citations up in the corpus as it is now."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def citation(self, clause_id: str, version: int, start: int, end: int, as_of: date) -> Citation | None:
        """The stretch of a clause as a citation, also of an older version; None where there is no such stretch."""
        try:
            held, clause = self._assistant.clause(clause_id, version)
        except NotFound:
            return None
        if not clause.start <= start < end <= clause.end:
            return None
        span = Span(clause.id, start - clause.start, end - clause.start)
        if self._assistant.present(held, clause).state is State.CURRENT:
            return self._assistant.cite(span, as_of)
        listed = CitationList(Catalogue((held,)), as_of, self._assistant.public_url)
        listed.number(span)
        return listed.citations[0]

    def lost(self, citation: Citation) -> str:
        """Why a citation can no longer be relied on: it is not stored like this, or its words changed; else empty."""
        try:
            held, clause = self._assistant.clause(citation.clause_id, citation.version)
        except NotFound:
            return f"{names(citation)[0]}里找不到所引的条款，请重新选择出处。"
        begin, end = citation.start - clause.start, citation.end - clause.start
        if not 0 <= begin < end or clause.text[begin:end] != citation.quote:
            return f"{names(citation)[0]}的引文与原文不一致，请重新选择出处。"
        if self._is_current(citation):
            return ""
        now = self._assistant.present(held, clause)
        if now.state is State.WITHDRAWN:
            return f"{names(citation)[0]}已撤下，请另选出处。"
        if now.state is State.NEWER_VERSION and (now.clause is None or citation.quote not in now.clause.text):
            return f"{names(citation)[0]}已有新版本，所引的文字改了，请按新版本重新选择出处。"
        return ""

    def over(self, citation: Citation, day: date) -> str:
        """Why a citation that is there does not hold on a day; else empty."""
        held, clause = self._assistant.clause(citation.clause_id, citation.version)
        now = clause if self._is_current(citation) else self._assistant.present(held, clause).clause
        assert now is not None
        validity = self._assistant.cite(Span(now.id, 0, len(now.text)), day).validity
        if validity not in _WORDS:
            return ""
        word = _WORDS[validity]
        return f"{names(citation)[0]}{word}，请改用现行文件，或在这段之前写明它{word}。"

    def _is_current(self, citation: Citation) -> bool:
        """Whether the cited version serves; to look for each clause of a version costs more than to ask that."""
        cited = (citation.document_id, citation.version)
        return any((each.document.id, each.version) == cited for each in self._assistant.documents())

    def is_told(self, text: str, citation: Citation) -> bool:
        """Whether a sentence of a text tells that the cited document is over, or not yet in force.

        An interpretation goes with the text that it interprets.
        """
        called = set(names(citation))
        by_id = {version.document.id: version.document for version in self._assistant.documents()}
        own = by_id.get(citation.document_id)
        if own and (interpreted := by_id.get(own.interprets or "")):
            called |= {f"《{interpreted.short_title}》", f"《{interpreted.title}》"}
        return any(
            (_OVER.search(found.group()) or _NOT_YET.search(found.group()))
            and any(name in found.group() for name in called)
            for found in _SENTENCE.finditer(text)
        )


def names(citation: Citation) -> tuple[str, ...]:
    """How a reply may call the document, the short way first."""
    return tuple(dict.fromkeys(f"《{each}》" for each in (citation.short_title or citation.title, citation.title)))
