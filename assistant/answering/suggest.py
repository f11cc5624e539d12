"""Step: further questions that the corpus can answer, from where the answer was found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.answering.replies import Replies
from assistant.answering.turn import Turn
from assistant.corpus.catalogue import Catalogue
from assistant.domain import Clause, Document, Kind, Level, Script
from assistant.language.script import ScriptConverter

MOST = 3
SECTIONS = ("who", "how", "what")


@dataclass(frozen=True, slots=True)
class Suggest:
    """Fills `follow_ups`."""

    catalogue: Catalogue
    replies: Replies
    script: ScriptConverter

    def __call__(self, turn: Turn) -> Turn:
        """At most three, none of them the question itself."""
        found = dict.fromkeys(self._questions(turn))
        follow_ups = tuple(text for text in found if text != turn.question.text)[:MOST]
        if turn.script is Script.TRADITIONAL:
            follow_ups = tuple(self.script.to_traditional(text) for text in follow_ups)
        return replace(turn, follow_ups=follow_ups, detail={"follow_ups": len(follow_ups)})

    def _questions(self, turn: Turn) -> Iterator[str]:
        found = [part.evidence for part in turn.parts if part.evidence]
        rules = [document for document in self._cited(turn) if document.kind is Kind.DIGEST]
        for document in rules[:1]:
            for section in SECTIONS:
                if self._has(document, self.replies(f"follow_ups.{section}_heading")):
                    yield self.replies(f"follow_ups.{section}", document=f"《{document.short_title}》")
            if document.windows:
                yield self.replies("follow_ups.round", document=f"《{document.short_title}》")
        if rules:
            return
        for evidence in found:
            for span in (span for spans in evidence.groups for span in spans):
                clause = self.catalogue.clause(span.clause_id)
                for heading in self._headings_near(clause):
                    yield self.replies("follow_ups.children", heading=heading.heading)
        for document in self.catalogue.documents():
            name = f"《{document.short_title}》"
            if document.interprets is None and document.kind is not Kind.DIGEST:
                yield self.replies("follow_ups.validity", document=name)

    def _cited(self, turn: Turn) -> Iterator[Document]:
        found = [part.evidence for part in turn.parts if part.evidence]
        spans = (span for evidence in found for spans in evidence.groups for span in spans)
        for document_id in dict.fromkeys(self.catalogue.clause(span.clause_id).document_id for span in spans):
            yield self.catalogue.document(document_id)

    def _has(self, document: Document, heading: str) -> bool:
        clauses = self.catalogue.version(document.id).clauses
        return any(heading in clause.heading for clause in clauses if clause.level is Level.OUTLINE)

    def _headings_near(self, clause: Clause) -> Iterator[Clause]:
        above = [heading for heading in self.catalogue.ancestors(clause) if heading.parent_id is not None]
        if clause.level is Level.OUTLINE and clause.parent_id is not None:
            yield clause
        yield from reversed(above)
