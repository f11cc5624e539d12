"""Answers a broad question about one rule (条件是什么, 怎么申请) with the section of its digest that is about that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.clause_facts import FactBook
from assistant.answering.lexicon import Section, ValueType
from assistant.answering.reading import Reading
from assistant.answering.turn import Evidence, Finding, Span
from assistant.corpus.catalogue import Catalogue
from assistant.domain import Clause, Level

MOST_STATEMENTS = 8


@dataclass(frozen=True, slots=True)
class Sections:
    """The sections of digests by what they are about."""

    catalogue: Catalogue
    facts: FactBook
    sections: Sequence[Section]

    def first(self, reading: Reading) -> Evidence | None:
        """The section that is told as a whole whatever single statement comes near."""
        return self._find(reading, [section for section in self.sections if section.first])

    def instead(self, reading: Reading) -> Evidence | None:
        """The section that stands in where no single statement answers."""
        return self._find(reading, self.sections)

    def _find(self, reading: Reading, sections: Sequence[Section]) -> Evidence | None:
        groups = {aspect.group for aspect in reading.aspects}
        if len(reading.documents) != 1 or not groups or _asks_for_more(reading):
            return None
        headings = [section.heading for section in sections if not groups.isdisjoint(section.groups)]
        for clause in self.catalogue.version(reading.documents[0]).clauses:
            if clause.level is Level.OUTLINE and any(heading in clause.heading for heading in headings):
                return self._told(clause, reading)
        return None

    def _told(self, heading: Clause, reading: Reading) -> Evidence | None:
        texts = [text for text in self.catalogue.children(heading.id, Level.TEXT) if not text.text.startswith("|")]
        stating = [text for text in texts if reading.value in self.facts[text.id].values]
        shown = (stating or texts) if reading.value is not ValueType.CONDITION else texts
        groups = tuple((Span(text.id, 0, len(text.text)),) for text in shown[:MOST_STATEMENTS])
        if not groups:
            return None
        return Evidence(Finding.HEADINGS, groups, heading.id, label="text", coverage=1.0)


def _asks_for_more(reading: Reading) -> bool:
    """Whether something else is named than the rule and the aspect: 小升规 2022年 评上专精特新的."""
    aspects = "".join(word for aspect in reading.aspects for word in (aspect.label, *aspect.words))
    return any(term.known and not term.weak and term.text not in aspects for term in reading.terms)
