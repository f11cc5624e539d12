"""Answers from headings: 六大专项行动分别是什么, 第五项行动包括哪些举措, 主要目标有哪些."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from assistant.answering.clause_facts import FactBook
from assistant.answering.lexicon import ValueType
from assistant.answering.question_details import schedule_in
from assistant.answering.question_forms import Form, OutlineReference
from assistant.answering.reading import Reading
from assistant.corpus.catalogue import Catalogue
from assistant.domain import Clause, Kind, Level
from assistant.language.quantities import QuantityKind

HEADING_COVERAGE = 0.7
"""How much of a question's content a heading must hold to be its topic."""
NEAREST_DOCUMENTS = 3
_ACTIONS = {"行动", "专项行动", "任务"}
_MEASURES = {"措施", "举措"}
_NUMBERED_PART = "第"
_POINTED = frozenset(ValueType) - {ValueType.ANY, ValueType.COUNT, ValueType.NUMBER}
"""A question for a date, a sum, a body … is never answered by a list of headings."""


class Outline:
    """The headings of a catalogue as a person refers to them.

    `near` are the clauses that search found, best first: headings are looked for in their documents.
    """

    def __init__(self, catalogue: Catalogue, facts: FactBook) -> None:
        self._catalogue = catalogue
        self._facts = facts
        self._parents: dict[str, list[Clause]] = {}
        for clause in catalogue.clauses.values():
            if clause.level is Level.OUTLINE and len(catalogue.children(clause.id, Level.OUTLINE)) >= 2:
                self._parents.setdefault(clause.document_id, []).append(clause)

    def referenced(self, reading: Reading, near: Sequence[str]) -> tuple[Clause, ...] | None:
        """The headings that the question names by number, in its order; None when it names none."""
        if not reading.outline:
            return None
        found: list[Clause] = []
        for reference in reading.outline:
            siblings = self._siblings(reference, reading, near, found)
            if siblings is not None and reference.number <= len(siblings):
                if reference.noun in _MEASURES and found:
                    found.pop()
                found.append(siblings[reference.number - 1])
        return tuple(found)

    def listed(self, reading: Reading, near: Sequence[str]) -> Clause | None:
        """The heading whose sub-headings share the noun that the question asks to list (六大专项行动有哪些)."""
        if reading.value in _POINTED:
            return None
        for document_id in self.scope(reading, near):
            for parent in self._parents.get(document_id, ()):
                noun = self.shared_noun(parent)
                if noun and (
                    noun in reading.text
                    or any(noun in term.alternatives for term in reading.terms)
                    or f"大{noun[-2:]}" in reading.text
                    or f"个{noun[-2:]}" in reading.text
                ):
                    rest = reading.written_part.coverage((self._facts[parent.id].heading, 1.0), (noun, 1.0))
                    if rest >= HEADING_COVERAGE:
                        return parent
        return None

    def schedule(self, reading: Reading, near: Sequence[str]) -> Clause | None:
        """The heading of which every part tells a date of its own, when the question asks for such stages of it."""
        asking = schedule_in(reading.text)
        for document_id in self.scope(reading, near) if asking else ():
            for parent in self._parents.get(document_id, ()):
                if all(self._is_dated(stage) for stage in self._catalogue.children(parent.id, Level.OUTLINE)):
                    below = " ".join(self._facts[clause.id].plain for clause in self._catalogue.texts_below(parent.id))
                    told = reading.coverage((f"{self._facts[parent.id].heading} {below} {asking}", 1.0))
                    # 马拉松的时间表 asks for stages of something else.
                    return parent if told >= HEADING_COVERAGE or not reading.terms else None
        return None

    def _is_dated(self, stage: Clause) -> bool:
        below = self._catalogue.texts_below(stage.id)
        return any(q.kind is QuantityKind.DATE for clause in below for q in self._facts[clause.id].quantities)

    def topic(self, reading: Reading, near: Sequence[str]) -> Clause | None:
        """The heading that the whole question is about; the official text and the deeper heading win."""
        if not reading.terms or (reading.value is not ValueType.ANY and reading.form is not Form.LIST):
            return None
        for document_id in self.scope(reading, near):
            best: tuple[float, Clause] | None = None
            for clause in self._headings_of(document_id, near):
                coverage = reading.coverage((self._facts[clause.id].heading, 1.0))
                if coverage >= HEADING_COVERAGE and (best is None or coverage > best[0] + 0.01):
                    best = (coverage, clause)
            if best is not None:
                return best[1]
        return None

    def _headings_of(self, document_id: str, near: Sequence[str]) -> list[Clause]:
        """The headings that search found or that stand above what it found, in reading order, without the title.

        Those of digests are the same in each (能得到什么) and name no topic.
        """
        if self._catalogue.document(document_id).kind is Kind.DIGEST:
            return []
        found = {
            clause.id: clause
            for clause_id in near
            if self._catalogue.clause(clause_id).document_id == document_id
            for clause in (
                *self._catalogue.ancestors(self._catalogue.clause(clause_id)),
                self._catalogue.clause(clause_id),
            )
            if clause.level is Level.OUTLINE and clause.parent_id is not None and self._catalogue.children(clause.id)
        }
        return sorted(found.values(), key=lambda clause: clause.ordinal)

    def actions(self, reading: Reading, near: Sequence[str]) -> Clause | None:
        """The first heading whose sub-headings share a noun: what 有几条措施 asks of a document as a whole."""
        for document_id in self.scope(reading, near):
            for parent in self._parents.get(document_id, ()):
                if self.shared_noun(parent):
                    return parent
        return None

    def nearest_document(self, near: Sequence[str]) -> str:
        """The document of the best hit, or the first official text of the corpus."""
        if near:
            return self._catalogue.clause(near[0]).document_id
        order = list(Kind)
        return min(self._catalogue.documents(), key=lambda document: order.index(document.kind)).id

    def numbered_parts(self, document_id: str) -> Clause | None:
        """The heading above 第一部分, 第二部分 … of a document; None when it has none."""
        for parent in self._parents.get(document_id, ()):
            children = self._catalogue.children(parent.id, Level.OUTLINE)
            if children[0].label.startswith(_NUMBERED_PART):
                return parent
        return None

    def root(self, document_id: str) -> Clause:
        """The title clause of a document."""
        return self._catalogue.version(document_id).clauses[0]

    def shared_noun(self, parent: Clause) -> str:
        """The words that every sub-heading ends with, such as 专项行动; empty when fewer than two characters."""
        headings = [child.heading[::-1] for child in self._catalogue.children(parent.id, Level.OUTLINE)]
        same = takewhile(lambda letters: len(set(letters)) == 1, zip(*headings, strict=False))
        noun = "".join(letters[0] for letters in same)[::-1]
        return noun if len(noun) >= 2 else ""

    def scope(self, reading: Reading, near: Sequence[str]) -> list[str]:
        """Ids of the documents named, or of the first few found, else of the foremost; most authoritative first."""
        found = [self._catalogue.clause(clause_id).document_id for clause_id in near]
        ids = reading.documents or tuple(dict.fromkeys(found))[:NEAREST_DOCUMENTS] or (self.nearest_document(near),)
        order = list(Kind)
        return sorted(ids, key=lambda document_id: order.index(self._catalogue.document(document_id).kind))

    def _siblings(
        self, reference: OutlineReference, reading: Reading, near: Sequence[str], found: list[Clause]
    ) -> tuple[Clause, ...] | None:
        if reference.noun in _MEASURES and found:
            return self._catalogue.children(found[-1].id, Level.OUTLINE)
        for document_id in self.scope(reading, near):
            # 第二部分 is what a text itself calls so, and its second chapter only when nothing is.
            for parent in sorted(self._parents.get(document_id, ()), key=lambda parent: parent.parent_id is None):
                if self._fits(reference, parent):
                    return self._catalogue.children(parent.id, Level.OUTLINE)
        return None

    def _fits(self, reference: OutlineReference, parent: Clause) -> bool:
        children = self._catalogue.children(parent.id, Level.OUTLINE)
        if len(children) < reference.number:
            return False
        noun = self.shared_noun(parent)
        if reference.noun in _ACTIONS:
            return noun.endswith(reference.noun)
        if reference.noun == "部分":
            return children[0].label.startswith(_NUMBERED_PART) or parent.parent_id is None
        return bool(noun)
