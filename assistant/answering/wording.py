"""Drafts of sentences: our words in the asker's script around verbatim spans."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering.gaps import Count
from assistant.answering.replies import Replies
from assistant.answering.rows import is_row, read_row
from assistant.answering.turn import Draft, Evidence, Gap, Span
from assistant.corpus.catalogue import Catalogue
from assistant.domain import Clause, Script
from assistant.language.quantities import Quantity
from assistant.language.script import ScriptConverter

_CLOSED = re.compile(r"[。！？!?；;]$")
_LOOSE = "，、,。；;：:"


MOST_NAMED = 6


def name_collected(catalogue: Catalogue, replies: Replies) -> str:
    """The documents that have been collected, the foremost by name."""
    collected = catalogue.collected
    named = "、".join(f"《{document.short_title}》" for document in collected[:MOST_NAMED])
    return replies("more_documents", documents=named) if len(collected) > MOST_NAMED else named


@dataclass(frozen=True, slots=True)
class Wording:
    """Builds drafts for one turn."""

    replies: Replies
    converter: ScriptConverter
    script: Script
    catalogue: Catalogue

    def __call__(self, name: str, **values: object) -> str:
        """A wording of replies.yaml in the asker's script."""
        return self.in_script(self.replies(name, **values))

    def in_script(self, text: str) -> str:
        """A text in the asker's script."""
        return self.converter.to_traditional(text) if self.script is Script.TRADITIONAL else text

    def name(self, document_id: str) -> str:
        """《short title》 of a document."""
        return f"《{self.catalogue.document(document_id).short_title}》"

    def document_list(self) -> str:
        """The titles of what has been collected."""
        return name_collected(self.catalogue, self.replies)

    def lead(self, document_id: str) -> str:
        """《行动方案》写明：, by the document's kind."""
        document = self.catalogue.document(document_id)
        return self(f"lead.{document.kind}", document=self.name(document_id))

    def quoted(self, spans: tuple[Span, ...], lead: str) -> Draft:
        """A sentence that only quotes; several spans are joined by an ellipsis."""
        pieces: list[str | Span] = [lead] if lead else []
        for number, span in enumerate(spans):
            if number:
                pieces.append(self.replies("ellipsis"))
            pieces += self._told(span)
        return Draft((*pieces, *self._full_stop(spans[-1])))

    def item(self, number: int | None, span: Span, below: tuple[Span, ...] = ()) -> Draft:
        """One line of a list, with the sentences below it when they are few."""
        pieces: list[str | Span] = [] if number is None else [f"{number}. "]
        pieces += [span, *below] if below else [self._trimmed(span)]
        return Draft(tuple(pieces), own_figures=() if number is None else (f"{number}.",))

    def list_lead(self, heading: Clause, end: str = "lead.under_end") -> Draft:
        """《行动方案》「…」列有：, the heading word for word."""
        whole = Span(heading.id, 0, len(heading.text))
        document = self.name(heading.document_id)
        if heading.parent_id is None:
            return Draft((self("lead.list", document=document),), (whole,))
        return Draft((self("lead.under", document=document), self._trimmed(whole), self(end)))

    def own(self, name: str, **values: object) -> Draft:
        """A sentence of our own about what is absent."""
        filled = [str(value) for value in values.values()]
        return Draft((self(name, **values),), own_figures=(*filled, *map(self.in_script, filled)))

    def absence(self, evidence: Evidence, document_id: str) -> Draft:
        """《行动方案》没有写明…, worded by the kind of gap."""
        gap = evidence.gap or Gap.TOPIC
        return self.own(f"no_evidence.{gap}", document=self.name(document_id), label=evidence.label)

    def where_to_ask(self, document_id: str) -> Draft:
        """Whom to ask next: the issuer, the local bureau, the official page."""
        document = self.catalogue.document(document_id)
        if not document.has_known_issuer:
            return self.own("no_evidence.where_local")
        return self.own("no_evidence.where", issuer=document.issuer)

    def several(self, spans: tuple[Span, ...], lead: str) -> Draft:
        """Several stretches in one sentence, semicolons between them."""
        pieces: list[str | Span] = [lead]
        for number, span in enumerate(spans):
            pieces += [self.replies("joiner")] if number else []
            pieces.append(self._trimmed(span))
        return Draft((*pieces, "。"))

    def pair(self, name: str, one: Span, other: Span) -> Draft:
        """Two stretches whose wording differs, side by side."""
        return Draft((self(name), "“", one, "”；“", other, "”。"))

    def conflict(self, counts: tuple[Count, ...]) -> Draft:
        """The places that count the same thing differently."""
        pieces: list[str | Span] = [self("lead.conflict")]
        for number, count in enumerate(counts):
            pieces += ["；" if number else "", "“", count.span, "”"]
        return Draft((*(piece for piece in pieces if piece != ""), "。"))

    def threshold(self, quantity: Quantity, span: Span) -> Draft:
        """A limited amount, word for word, that the text does not say how to measure."""
        start = span.start + self.catalogue.clause(span.clause_id).text[span.start : span.end].index(quantity.text)
        stated = Span(span.clause_id, start, start + len(quantity.text))
        return Draft((self("notices.threshold"), stated, self("notices.threshold_end")))

    def differing(self, spans: tuple[Span, ...]) -> Draft:
        """The figure of the question is not the one of the text."""
        return Draft((self("notices.differs"),), spans)

    def _told(self, span: Span) -> tuple[str | Span, ...]:
        """A stretch as it stands, a row of a table cell by cell."""
        clause = self.catalogue.clause(span.clause_id)
        if not is_row(clause):
            return (self._trimmed(span),)
        return read_row(self.catalogue, clause, self.replies("joiner")) or (self._trimmed(span),)

    def _trimmed(self, span: Span) -> Span:
        text = self.catalogue.clause(span.clause_id).text[span.start : span.end]
        return Span(span.clause_id, span.start, span.end - (len(text) - len(text.rstrip(_LOOSE))), span.marks)

    def _full_stop(self, last: Span) -> tuple[str, ...]:
        text = self.catalogue.clause(last.clause_id).text[last.start : self._trimmed(last).end]
        return () if _CLOSED.search(text) else ("。",)
