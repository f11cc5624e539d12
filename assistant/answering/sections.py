"""Answers a broad question about one rule (条件是什么, 怎么申请) with the section of its digest that is about that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.clause_facts import FactBook
from assistant.answering.lexicon import Aspect, Section, ValueType
from assistant.answering.reading import Reading
from assistant.answering.rows import is_row
from assistant.answering.turn import Evidence, Finding, Span
from assistant.corpus.catalogue import Catalogue
from assistant.domain import Clause, Level, document_of

MOST_STATEMENTS = 8
_OF_WHOM = re.compile(r"^(?:\d{4}年)?[^，。]*(?:的[^，。]{0,4}企业，|企业[^，。]*，指)")
"""How a statement begins that tells a grant, or a name, of certain enterprises."""
ENOUGH = 2
"""So many statements of a section are told as a list of all that it says."""


@dataclass(frozen=True, slots=True)
class Sections:
    """The sections of digests by what they are about."""

    catalogue: Catalogue
    facts: FactBook
    sections: Sequence[Section]

    def first(self, reading: Reading, near: Sequence[str]) -> Evidence | None:
        """The section that is told as a whole whatever single statement comes near; not to a yes-or-no question."""
        if reading.yes_no:
            return None
        told_whole = [section for section in self.sections if section.first or section.heading in reading.text]
        return self._find(reading, near, told_whole)

    def instead(self, reading: Reading, near: Sequence[str]) -> Evidence | None:
        """The section that stands in where no single statement answers."""
        return self._find(reading, near, self.sections)

    def completed(self, reading: Reading, evidence: Evidence) -> Evidence:
        """The whole section where some of what one rule demands is quoted, as if that were all."""
        quoted = [self.catalogue.clause(span.clause_id) for spans in evidence.groups for span in spans]
        plain = evidence.finding is Finding.QUOTES and not (evidence.label or evidence.gap or reading.yes_no)
        parents = {clause.parent_id for clause in quoted}
        if not plain or len(quoted) < ENOUGH or len(parents) != 1 or not (heading_id := parents.pop()):
            return evidence
        heading = self.catalogue.clause(heading_id)
        asked = [each for each in self.sections if each.first and each.heading in heading.heading]
        if not any(_is_about(each, reading) for each in asked):
            return evidence
        if self._asks_for_more(reading, heading.document_id, asked):
            return evidence
        return self._told(heading, reading) or evidence

    def holds(self, clause: Clause, reading: Reading) -> bool:
        """Whether a statement stands in a section that the question asks for."""
        above = self.catalogue.clause(clause.parent_id).heading if clause.parent_id else ""
        return any(section.heading in above for section in self.sections if _is_about(section, reading))

    def _find(self, reading: Reading, near: Sequence[str], sections: Sequence[Section]) -> Evidence | None:
        """`near` are the clauses that search found, best first."""
        asked = [section for section in sections if _is_about(section, reading)]
        document_id = self._document(reading, near)
        if not document_id or not asked or self._asks_for_more(reading, document_id, asked):
            return None
        outline = [c for c in self.catalogue.version(document_id).clauses if c.level is Level.OUTLINE]
        headings = [section.heading for section in asked]
        found = next((c for heading in headings for c in outline if heading in c.heading), None)
        if found is None:
            return next(filter(None, (self._otherwise(section, outline) for section in asked)), None)
        return self._told(found, reading)

    def _otherwise(self, section: Section, outline: Sequence[Clause]) -> Evidence | None:
        """What stands in for a section that a rule does not have: of whom its other sections say what."""
        if not section.otherwise or not any(section.otherwise[-1] in each.heading for each in outline):
            return None
        below = {heading: [c for c in outline if heading in c.heading] for heading in section.otherwise}
        groups = [
            (Span(text.id, 0, len(text.text)),)
            for heading, above in below.items()
            for each in above
            for text in self.catalogue.children(each.id, Level.TEXT)
            if not is_row(text) and (heading == section.otherwise[-1] or _OF_WHOM.search(text.text))
        ]
        return Evidence(Finding.QUOTES, tuple(groups[: MOST_STATEMENTS + 1]), label="section", coverage=1.0)

    @staticmethod
    def _document(reading: Reading, near: Sequence[str]) -> str:
        """The rule that is named, else the one that both search and likeness put first."""
        if reading.documents:
            return reading.documents[0] if len(reading.documents) == 1 else ""
        likely = max(reading.likely, key=lambda key: max(each.similarity for each in reading.likely[key]), default="")
        first = document_of(near[0]) if near else ""
        return first if document_of(likely) == first else ""

    def _told(self, heading: Clause, reading: Reading) -> Evidence | None:
        texts = [text for text in self.catalogue.children(heading.id, Level.TEXT) if not is_row(text)]
        plainly = [aspect for aspect in reading.aspects if aspect.exact and aspect.value is reading.value]
        stating = [
            text
            for text in texts
            # An address on the web is no telephone number.
            if reading.value in self.facts[text.id].values
            and (reading.value is ValueType.ANY or all(_shows(text, aspect) for aspect in plainly))
        ]
        shown = (stating or ([] if plainly else texts)) if reading.value is not ValueType.CONDITION else texts
        groups = tuple((Span(text.id, 0, len(text.text)),) for text in shown[:MOST_STATEMENTS])
        if not groups:
            return None
        return Evidence(Finding.HEADINGS, groups, heading.id, label="text", coverage=1.0)

    def _asks_for_more(self, reading: Reading, document_id: str, asked: Sequence[Section]) -> bool:
        """Whether something else is named than the rule and the aspect: 小升规 2022年 评上专精特新的."""
        document = self.catalogue.document(document_id)
        words = [word for aspect in reading.aspects for word in (aspect.label, *aspect.words)]
        words += [word for section in asked for word in (section.heading, *section.words)]
        told = " ".join((*words, document.title, document.short_title, *document.aliases))
        # A word that stands nowhere (广交会) is more than a rule that nobody named.
        strong = [term for term in reading.terms if not term.weak and (term.known or not reading.documents)]
        return any(term.text not in told for term in strong)


def _shows(text: Clause, aspect: Aspect) -> bool:
    return any(word in text.text for word in aspect.evidence)


def _is_about(section: Section, reading: Reading) -> bool:
    groups = {aspect.group for aspect in reading.aspects}
    return not groups.isdisjoint(section.groups) or any(
        word in reading.text for word in (section.heading, *section.words)
    )
