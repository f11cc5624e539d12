"""Whether what is quoted holds on the day asked: its period, its successor, the round in which one can apply."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from assistant.answering.turn import Draft, Span
from assistant.answering.wording import Wording
from assistant.corpus.catalogue import Catalogue
from assistant.corpus.rounds import clause_dating
from assistant.corpus.standing import Standing, standing_of
from assistant.domain import Document, Kind, Level, Validity, Window, WindowState
from assistant.language.quantities import find_quantities

_REPLACED = re.compile(r"取代|替代|代替|废止|失效")
_PERIOD = re.compile(r"有效期|期间是|施行|执行到|还在执行")
SOON = 60
"""Days before its end from which on a person is warned."""


class Periods:
    """Lines about validity, each resting on the clauses that state the period."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def governing(self, document_id: str) -> str:
        """An interpretation lives as long as the text that it interprets."""
        return self._catalogue.governing(self._catalogue.document(document_id)).id

    def standing(self, document_id: str, as_of: date) -> Standing:
        """What holds of a document on a day."""
        return standing_of(self._catalogue.document(document_id), as_of)

    def warning(self, document_id: str, as_of: date, wording: Wording) -> Iterator[Draft]:
        """One line that comes before everything else, where a document does not simply hold."""
        document = self._catalogue.document(document_id)
        standing = standing_of(document, as_of)
        if standing.validity is Validity.UPCOMING:
            yield self._not_yet(document, as_of, wording)
        elif standing.validity is Validity.SUPERSEDED:
            yield self._superseded("notices.superseded", document, as_of, wording)
        elif standing.validity in (Validity.EXPIRED, Validity.REPEALED):
            spans = self._basis(document)
            over = standing.validity is Validity.EXPIRED and not spans
            name = "notices.over" if over else f"notices.{standing.validity}"
            quoted = self._quoted(spans)
            text = wording(name, as_of=as_of, document=wording.name(document_id), period=quoted)
            yield Draft((text,), spans, (str(as_of), quoted))

    def further(
        self, document_id: str, as_of: date, shown: Iterable[str], wording: Wording, city: str = ""
    ) -> Iterator[Draft]:
        """What comes after the quotes: the state of the round, an end that is near, a period that nobody states.

        `shown` are the ids of clauses that are quoted already; the round is that of the `city`, where one is named.
        """
        document = self._catalogue.document(document_id)
        standing = standing_of(document, as_of, city)
        if not standing.is_usable:
            return
        basis = self._basis(document)
        ends = bool(basis) and standing.expires_within(as_of, SOON)
        window = standing.window or standing.covered
        dated = clause_dating(self._catalogue.version(document.id), window) if window else None
        if window and not (ends and dated and dated.id == basis[0].clause_id):
            yield from self._round(document, window, standing.window_state, shown, wording)
        if ends:
            lead = wording("notices.ends_soon", document=wording.name(document_id))
            yield Draft((lead, *self._in_context(basis[0], document), "。"))
        if standing.validity is Validity.UNKNOWN and document.kind is Kind.DIGEST:
            text = wording("notices.unknown", document=wording.name(document_id))
            yield Draft((text,), self._on_period(document))

    def statement(self, document_ids: Iterable[str], as_of: date, wording: Wording, city: str = "") -> Iterator[Draft]:
        """The answer to “is it still valid”: the state on the day, and the period word for word."""
        for document_id in dict.fromkeys(self.governing(document_id) for document_id in document_ids):
            document = self._catalogue.document(document_id)
            standing = standing_of(document, as_of)
            if standing.validity is Validity.UPCOMING:
                yield self._not_yet(document, as_of, wording)
                continue
            if standing.validity is Validity.SUPERSEDED:
                yield self._superseded("validity.superseded", document, as_of, wording)
                continue
            yield self._state(document, standing.validity, as_of, wording)
            stated = [span.clause_id for span in self._basis(document)]
            yield from self.further(document_id, as_of, stated, wording, city)

    def _state(self, document: Document, validity: Validity, as_of: date, wording: Wording) -> Draft:
        spans = self._basis(document)
        reviewed = document.kind is Kind.DIGEST and not spans
        name = f"validity.reviewed_{validity}" if reviewed else f"validity.{validity}"
        lead = wording(name, as_of=as_of, document=wording.name(document.id))
        pieces: list[str | Span] = [lead]
        for number, span in enumerate(spans):
            pieces += ["；" if number else "", *self._in_context(span, document)]
        if spans:
            pieces.append("。")
        told = self._on_period(document) if reviewed else ()
        return Draft(tuple(piece for piece in pieces if piece != ""), told, (str(as_of),))

    def _on_period(self, document: Document) -> tuple[Span, ...]:
        """Where a digest says what is known of its period, if only that nothing is."""
        clauses = [c for c in self._catalogue.version(document.id).clauses if c.level is Level.TEXT]
        telling = next((clause for clause in clauses if _PERIOD.search(clause.text)), None)
        return () if telling is None else (Span(telling.id, 0, len(telling.text)),)

    def _superseded(self, name: str, document: Document, as_of: date, wording: Wording) -> Draft:
        known = self._catalogue.versions.get(document.superseded_by or "")
        title = wording.name(known.document.id) if known else wording("notices.another")
        number = f"（{known.document.doc_number}）" if known and known.document.doc_number else ""
        text = wording(name, as_of=as_of, document=wording.name(document.id), successor=f"{title}{number}")
        told = self._told_of_change(document, known.document if known else None)
        return Draft((text,), told, (str(as_of), number, wording.in_script(number)))

    def _told_of_change(self, old: Document, new: Document | None) -> tuple[Span, ...]:
        """Where either of the two rules says that one took the place of the other."""
        for document, other in ((old, new), (new, old)):
            if document is None or other is None or not other.doc_number:
                continue
            for clause in self._catalogue.version(document.id).clauses:
                if other.doc_number in clause.text and _REPLACED.search(clause.text):
                    return (Span(clause.id, 0, len(clause.text)),)
        return ()

    def _round(
        self, document: Document, window: Window, state: WindowState | None, shown: Iterable[str], wording: Wording
    ) -> Iterator[Draft]:
        clause = clause_dating(self._catalogue.version(document.id), window)
        if clause is None:
            return
        apart = state is WindowState.UNKNOWN and window.differs_by_city
        told = "window.covers" if window.covers else "window.apart" if apart else f"window.{state}"
        lead = wording(told, document=wording.name(document.id), round=window.name)
        whole = Span(clause.id, 0, len(clause.text))
        if clause.id in set(shown):
            yield Draft((lead.rstrip("：:") + "。",), (whole,), (window.name,))
        else:
            yield Draft((lead, whole), (), (window.name,))

    def _not_yet(self, document: Document, as_of: date, wording: Wording) -> Draft:
        """The document is not out yet, with the sentence that dates it when there is one."""
        begins = document.effective_on or document.issued_on
        clauses = self._catalogue.version(document.id).clauses
        dated = [
            Span(clause.id, quantity.start, quantity.end)
            for clause in clauses
            for quantity in find_quantities(clause.text)
            if quantity.value == str(begins)
        ]
        if not dated:
            text = wording("notices.not_yet", as_of=as_of, document=wording.name(document.id))
            return Draft((text,), (Span(clauses[0].id, 0, len(clauses[0].text)),), (str(as_of),))
        basis = dated[:1]
        name = "notices.not_in_force" if document.effective_on else "notices.upcoming"
        lead = wording(name, as_of=as_of, document=wording.name(document.id))
        return Draft((lead, basis[0], wording("notices.upcoming_end")), (), (str(as_of),))

    def _basis(self, document: Document) -> tuple[Span, ...]:
        return tuple(
            Span(clause.id, start - clause.start, end - clause.start)
            for clause, start, end in self._catalogue.basis(document)
        )

    def _in_context(self, span: Span, document: Document) -> list[str | Span]:
        """The phrase with the heading that it stands under, word for word; of a digest its whole statement."""
        clause = self._catalogue.clause(span.clause_id)
        if document.kind is Kind.DIGEST:
            return [Span(clause.id, 0, len(clause.text.rstrip("。")))]
        heading = None if clause.parent_id is None else self._catalogue.clause(clause.parent_id)
        phrase = Span(span.clause_id, span.start, span.end - self._closing(span))
        return [phrase] if heading is None else [Span(heading.id, 0, len(heading.text)), phrase]

    def _closing(self, span: Span) -> int:
        return int(self._catalogue.clause(span.clause_id).text[span.end - 1] == "。")

    def _heading(self, span: Span) -> str:
        clause = self._catalogue.clause(span.clause_id)
        above = self._catalogue.ancestors(clause)
        digest = self._catalogue.document(clause.document_id).kind is Kind.DIGEST
        return f"{above[-1].heading}：" if above and not digest else ""

    def _quoted(self, spans: tuple[Span, ...]) -> str:
        texts = [self._catalogue.clause(span.clause_id).text[span.start : span.end] for span in spans]
        return "、".join(f"{self._heading(span)}{text.rstrip('。')}" for span, text in zip(spans, texts, strict=True))
