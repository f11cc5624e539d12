"""Two sides of a comparison: the plan against its interpretation, or one heading against another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from assistant.answering.clause_facts import FactBook
from assistant.answering.outline import Outline
from assistant.answering.quoting import without_value
from assistant.answering.reading import Reading
from assistant.answering.turn import Evidence, Finding, Part, Span
from assistant.answering.windows import WHOLE_CLAUSE, best_window
from assistant.corpus.catalogue import Catalogue
from assistant.domain import Level

SIDE_COVERAGE = 0.45
SAME_WORDING = 0.75
SAME_CONTENT = 0.5
SHORTEST_COUNTERPART = 12
MOST_DIFFERENCES = 4


@dataclass(frozen=True, slots=True)
class Comparison:
    """Finds what each side says; the composer names what only one says."""

    catalogue: Catalogue
    facts: FactBook
    outline: Outline

    def sides(self, part: Part) -> Evidence | None:
        """Evidence with one group a side, or None when the question does not name two sides."""
        reading = part.reading
        referenced = self.outline.referenced(reading, part.candidates)
        if referenced and len(referenced) >= 2:
            groups = tuple(
                tuple(Span(child.id, 0, len(child.text)) for child in self.catalogue.children(heading.id))
                for heading in referenced
            )
            return Evidence(Finding.COMPARISON, groups, label="headings", coverage=1.0)
        pairs = [d for d in self.catalogue.documents() if d.interprets in self.catalogue.versions]
        named = [document for document in pairs if document.id in reading.documents]
        if not named:
            return None
        ids = (str(named[0].interprets), named[0].id)
        asked = without_value(replace(reading, documents=ids[:1]))
        ours = self._under_topic(asked, part) or self._best(asked, part, ids[0])
        theirs = self._best(asked, part, ids[1])
        if ours and not theirs:
            theirs = self.counterpart(ours, ids[1])
        elif theirs and not ours:
            ours = self.counterpart(theirs, ids[0])
        if not ours and not theirs:
            return None
        return Evidence(Finding.COMPARISON, (ours, theirs), label="documents", coverage=1.0)

    def counterpart(self, spans: tuple[Span, ...], document_id: str) -> tuple[Span, ...]:
        """The stretch of another document that says most nearly the same; empty when none does."""
        said = _pairs("".join(_text(self.facts, span) for span in spans))
        best: tuple[float, Span] | None = None
        for clause in self.catalogue.version(document_id).clauses:
            if clause.level is not Level.TEXT or len(clause.text) < SHORTEST_COUNTERPART:
                continue
            shared = len(said & _pairs(clause.text)) / len(said)
            if shared >= SAME_CONTENT and (best is None or shared > best[0]):
                best = (shared, Span(clause.id, 0, len(clause.text)))
        return () if best is None else (self._narrowed(best[1], said),)

    def only_in(self, ours: tuple[Span, ...], theirs: tuple[Span, ...]) -> tuple[Span, ...]:
        """Segments of one side that nothing in the whole other document is like, in order."""
        document_id = self.catalogue.clause(theirs[0].clause_id).document_id
        others = [_pairs(clause.text) for clause in self.catalogue.version(document_id).clauses]
        found = [span for span in segments_of(self.facts, ours) if not self._shared(span, others)]
        return tuple(found[:MOST_DIFFERENCES])

    def _shared(self, span: Span, others: list[set[str]]) -> bool:
        pairs = _pairs(_text(self.facts, span))
        return any(len(pairs & other) >= SAME_CONTENT * len(pairs) for other in others)

    def _under_topic(self, reading: Reading, part: Part) -> tuple[Span, ...]:
        """All sentences below the heading that the comparison is about, when they are few."""
        topic = self.outline.topic(reading, [*part.candidates, *(hit.clause_id for hit in part.hits)])
        if topic is None:
            return ()
        return tuple(Span(clause.id, 0, len(clause.text)) for clause in self.catalogue.texts_below(topic.id))

    def _best(self, reading: Reading, part: Part, document_id: str) -> tuple[Span, ...]:
        windows = []
        for hit in part.hits:
            clause = self.catalogue.clause(hit.clause_id)
            if clause.document_id == document_id and clause.level is Level.TEXT:
                window = best_window(self.facts[clause.id], reading)
                if window is not None:
                    windows.append(window)
        best = max(windows, key=lambda window: window.score, default=None)
        return best.spans if best is not None and best.coverage >= SIDE_COVERAGE else ()

    def _narrowed(self, whole: Span, said: set[str]) -> Span:
        """The run of segments that shares content with the other side."""
        shared = [
            segment
            for segment in self.facts[whole.clause_id].segments
            if len(_pairs(segment.plain) & said) >= SAME_CONTENT * len(_pairs(segment.plain))
        ]
        if not shared or len(self.facts[whole.clause_id].clause.text) <= WHOLE_CLAUSE:
            return whole
        return Span(whole.clause_id, shared[0].start, shared[-1].end)


def differing_segments(facts: FactBook, ours: tuple[Span, ...], theirs: tuple[Span, ...]) -> tuple[Span, Span] | None:
    """The most alike segments of two sides that are not word for word the same; None when nothing compares."""
    best: tuple[float, Span, Span] | None = None
    for left in segments_of(facts, ours):
        for right in segments_of(facts, theirs):
            one, other = _text(facts, left), _text(facts, right)
            ratio = SequenceMatcher(None, one, other, autojunk=False).ratio()
            if (
                SAME_WORDING <= ratio < 1
                and one.replace(" ", "") != other.replace(" ", "")
                and (best is None or ratio > best[0])
            ):
                best = (ratio, left, right)
    return None if best is None else (best[1], best[2])


def segments_of(facts: FactBook, spans: tuple[Span, ...]) -> list[Span]:
    """The spans cut at commas and semicolons."""
    return [
        Span(span.clause_id, segment.start, segment.end)
        for span in spans
        for segment in facts[span.clause_id].segments
        if segment.start >= span.start and segment.end <= span.end
    ]


def _pairs(text: str) -> set[str]:
    packed = text.replace(" ", "")
    return {packed[i : i + 2] for i in range(len(packed) - 1)}


def _text(facts: FactBook, span: Span) -> str:
    return facts[span.clause_id].clause.text[span.start : span.end]
