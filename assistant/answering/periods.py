"""What a document says of its own period, and whether that has passed on the day asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistant.answering.reading import Reading
from assistant.answering.turn import Draft, Span
from assistant.answering.wording import Wording
from assistant.corpus.catalogue import Catalogue
from assistant.domain import Validity, validity_of
from assistant.language.quantities import find_quantities


class Periods:
    """Validity lines, each resting on the clauses that state the period."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def governing(self, document_id: str) -> str:
        """An interpretation lives as long as the text that it interprets."""
        return self._catalogue.governing(self._catalogue.document(document_id)).id

    def validity(self, document_id: str, as_of: date) -> Validity:
        """Validity of a document on a day."""
        return validity_of(self._catalogue.document(document_id), as_of)

    def warning(self, document_id: str, as_of: date, wording: Wording) -> Iterator[Draft]:
        """One line that comes before everything else; nothing for a document that states no period."""
        validity = self.validity(document_id, as_of)
        if validity in (Validity.UNKNOWN, Validity.IN_FORCE):
            return
        if validity is Validity.UPCOMING:
            yield self._not_yet(document_id, as_of, wording)
            return
        spans = self._basis(document_id)
        quoted = self._quoted(spans)
        text = wording(f"notices.{validity}", as_of=as_of, document=wording.name(document_id), period=quoted)
        yield Draft((text,), spans, (str(as_of), quoted))

    def _not_yet(self, document_id: str, as_of: date, wording: Wording) -> Draft:
        """The document is not out yet, with the sentence that dates it when there is one."""
        document = self._catalogue.document(document_id)
        begins = document.effective_on or document.issued_on
        clauses = self._catalogue.version(document_id).clauses
        dated = [
            Span(clause.id, quantity.start, quantity.end)
            for clause in clauses
            for quantity in find_quantities(clause.text)
            if quantity.value == str(begins)
        ]
        basis = dated[:1] or [Span(clauses[0].id, 0, len(clauses[0].text))]
        lead = wording("notices.upcoming", as_of=as_of, document=wording.name(document_id))
        return Draft((lead, basis[0], wording("notices.upcoming_end")), (), (str(as_of),))

    def statement(self, reading: Reading, as_of: date, wording: Wording) -> Iterator[Draft]:
        """The answer to “is it still valid”: the state on the day, and the timetable word for word."""
        named = reading.documents or tuple(document.id for document in self._catalogue.documents())
        for document_id in dict.fromkeys(self.governing(document_id) for document_id in named):
            validity = self.validity(document_id, as_of)
            if validity is Validity.UPCOMING:
                yield self._not_yet(document_id, as_of, wording)
                continue
            spans = self._basis(document_id)
            lead = wording(f"validity.{validity}", as_of=as_of, document=wording.name(document_id))
            pieces: list[str | Span] = [lead]
            for number, span in enumerate(spans):
                pieces += ["；" if number else "", *self._under_heading(span)]
            if spans:
                pieces.append("。")
            yield Draft(tuple(piece for piece in pieces if piece != ""), (), (str(as_of),))

    def _basis(self, document_id: str) -> tuple[Span, ...]:
        document = self._catalogue.document(document_id)
        return tuple(
            Span(clause.id, start - clause.start, end - clause.start)
            for clause, start, end in self._catalogue.basis(document)
        )

    def _under_heading(self, span: Span) -> list[str | Span]:
        """The heading that the phrase stands under, word for word, and the phrase."""
        parent = self._catalogue.clause(span.clause_id).parent_id
        heading = None if parent is None else self._catalogue.clause(parent)
        phrase = Span(span.clause_id, span.start, span.end - self._closing(span))
        return [phrase] if heading is None else [Span(heading.id, 0, len(heading.text)), phrase]

    def _closing(self, span: Span) -> int:
        return int(self._catalogue.clause(span.clause_id).text[span.end - 1] == "。")

    def _heading(self, span: Span) -> str:
        above = self._catalogue.ancestors(self._catalogue.clause(span.clause_id))
        return above[-1].heading if above else ""

    def _quoted(self, spans: tuple[Span, ...]) -> str:
        texts = [self._catalogue.clause(span.clause_id).text[span.start : span.end] for span in spans]
        return "、".join(f"{self._heading(span)}：{text.rstrip('。')}" for span, text in zip(spans, texts, strict=True))
