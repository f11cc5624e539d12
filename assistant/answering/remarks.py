"""What is said beside the quotes: whether they hold, rounds, regions, contradictions, that a digest is no original."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answering.clause_facts import FactBook
from assistant.answering.gaps import Conflicts, Count, undefined_threshold
from assistant.answering.periods import Periods
from assistant.answering.regions import Regions
from assistant.answering.turn import Draft, Evidence, Finding, Part, Span, Turn
from assistant.answering.wording import Wording
from assistant.corpus.catalogue import Catalogue
from assistant.domain import Confidence, Kind, Level
from assistant.language.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Remarks:
    """Drafts before and after what is quoted."""

    catalogue: Catalogue
    facts: FactBook
    conflicts: Conflicts
    periods: Periods
    regions: Regions

    def before(self, turn: Turn, wording: Wording) -> Iterator[Draft]:
        """What does not simply hold is called so before anything is quoted from it."""
        stated = {part.evidence.finding for part in turn.parts if part.evidence}
        if stated <= {Finding.VALIDITY}:
            return
        cited = cited_documents(self.catalogue, turn)
        for document_id in dict.fromkeys(self.periods.governing(document_id) for document_id in cited):
            yield from self.periods.warning(document_id, turn.as_of, wording)

    def after(self, turn: Turn, bodies: list[Draft], judged: Collection[str], wording: Wording) -> list[Draft]:
        """After the quotes: rounds, ends that are near, and that a digest is no official text.

        `judged` are the documents whose standing is told already.
        """
        found = [part for part in turn.parts if part.evidence and part.evidence.answers]
        quoted = [span for draft in bodies for span in draft.cited]
        shown = {span.clause_id for span in quoted}
        document_ids = tuple(dict.fromkeys(cited_documents(self.catalogue, replace(turn, parts=tuple(found)))))
        at = tuple(dict.fromkeys(place for part in found for place in part.reading.at))
        lines = list(self.regions.line(document_ids, at, turn.as_of, wording))
        lines += [
            line
            for document_id in document_ids
            if self.periods.governing(document_id) not in judged
            for line in self.periods.further(
                self.periods.governing(document_id), turn.as_of, shown, wording, self.regions.city_of(at)
            )
        ]
        lines += digest_remark(self.catalogue, quoted, wording)
        return lines

    def warnings(self, turn: Turn, bodies: list[Draft], wording: Wording) -> Iterator[Draft]:
        """Where the text contradicts itself, gives another figure than was asked, or does not say of what a sum is."""
        spans = [span for draft in bodies for span in draft.cited]
        for part in turn.parts:
            if part.evidence is None or not part.evidence.answers or part.evidence.label == "conflict":
                continue
            counts = self.conflicts.about(part.reading.text)
            if counts and (_named(counts, part) or _quoted_in(counts, spans)):
                yield wording.conflict(counts)
        for part in turn.parts:
            if part.evidence is None or not part.evidence.answers:
                continue
            yield from self._differing_figure(part, part.evidence, wording)
            for group in filter(None, part.evidence.groups):
                quantity = undefined_threshold(self.facts[group[-1].clause_id], group, part.reading)
                if quantity is not None and not self._is_digest(group[-1]):
                    yield wording.threshold(quantity, group[-1])

    def _differing_figure(self, part: Part, evidence: Evidence, wording: Wording) -> Iterator[Draft]:
        """是不是200个 is answered by the text's own figure; that it is another one is said."""
        if not part.reading.yes_no or evidence.finding is not Finding.QUOTES:
            return
        for asked in part.reading.asserted:
            stated = [
                quantity
                for span in evidence.groups[0]
                for quantity in self.facts[span.clause_id].quantities
                if quantity.kind is asked.kind and span.start <= quantity.start and quantity.end <= span.end
            ]
            if stated and not any(_amount(asked) == _amount(each) and asked.unit == each.unit for each in stated):
                yield wording.differing(evidence.groups[0])

    def _is_digest(self, span: Span) -> bool:
        return _is_digest(self.catalogue, span)


def digest_remark(catalogue: Catalogue, quoted: Iterable[Span], wording: Wording) -> Iterator[Draft]:
    """That a digest is no official text, where one is quoted."""
    clauses = [catalogue.clause(span.clause_id) for span in quoted if _is_digest(catalogue, span)]
    sources = [catalogue.document(each.document_id).sources_of(each.start, each.end) for each in clauses]
    if sources:
        secondary = any(not each or each[0].confidence is Confidence.SECONDARY for each in sources)
        yield wording.own("notices.digest_secondary" if secondary else "notices.digest")


def _is_digest(catalogue: Catalogue, span: Span) -> bool:
    clause = catalogue.clause(span.clause_id)
    return clause.level is Level.TEXT and catalogue.document(clause.document_id).kind is Kind.DIGEST


def cited_documents(catalogue: Catalogue, turn: Turn) -> list[str]:
    """The document of every stretch that was found, in order."""
    return [
        catalogue.clause(span.clause_id).document_id
        for part in turn.parts
        if part.evidence
        for spans in part.evidence.groups
        for span in spans
    ]


def _amount(quantity: Quantity) -> Decimal | None:
    """The figure itself; an upper limit has no lower one."""
    return quantity.high if quantity.low is None else quantity.low


def _named(counts: tuple[Count, ...], part: Part) -> bool:
    return any(count.phrase in part.reading.text for count in counts)


def _quoted_in(counts: tuple[Count, ...], spans: list[Span]) -> bool:
    return any(span.clause_id == count.span.clause_id for span in spans for count in counts)
