"""What each of several rules that a question names says of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.answering.clause_facts import FactBook
from assistant.answering.evidence import MOST_TOGETHER, only_of
from assistant.answering.lexicon import ValueType
from assistant.answering.overviews import ASKED_TO_OPEN, Overviews
from assistant.answering.question_forms import Form
from assistant.answering.sections import Sections
from assistant.answering.stretches import FindStretches
from assistant.answering.turn import Evidence, Finding, Part, Span
from assistant.corpus.catalogue import Catalogue
from assistant.domain import Level

COMPARED = "compared"
_APART = re.compile(r"有(?:什么|啥|咩|何)分别|分别(?:在哪|是什么|大不大)|哪(?:个|边|种)(?:好|划算|高|多|合适)")
_NEEDED = re.compile(rf"门槛|条件|要求|资格|{ASKED_TO_OPEN.pattern}")


@dataclass(frozen=True, slots=True)
class EachRule:
    """Asks each of the rules by itself: one that is silent is told by what it grants."""

    catalogue: Catalogue
    facts: FactBook
    overviews: Overviews
    sections: Sections
    stretches: FindStretches

    def __call__(self, part: Part) -> Evidence:
        """Their answers together, what they grant where nothing more is asked, or the gap of the first."""
        reading = part.reading
        if _NEEDED.search(reading.text) and reading.value in (ValueType.ANY, ValueType.CONDITION):
            wanted = [self._needed(each) or self._granted(each)[:1] for each in reading.documents]
            return self._together([span for spans in wanted for span in spans])
        found = {document_id: self._said_by(document_id, part) for document_id in reading.documents}
        answering = [each for each in found.values() if each.finding is Finding.QUOTES]
        apart = reading.form is Form.COMPARE or _APART.search(reading.text) is not None
        plain = (reading.value is ValueType.ANY and not reading.aspects) or reading.yes_no
        if (plain and not reading.yes_no and (apart or not reading.own_words)) or not (reading.terms or answering):
            return self._together([span for document_id in found for span in self._granted(document_id)])
        if not answering:
            return next(iter(found.values()))
        if not plain:
            told = [each.groups[:1] if self._states(each, reading.value) else () for each in found.values()]
            shown = [[group[0][0]] if group else self._granted(id)[:1] for id, group in zip(found, told, strict=True)]
            return self._together([span for spans in shown for span in spans])
        groups = tuple(each.groups[0] for each in answering)
        return replace(answering[0], groups=groups, label=COMPARED if len(groups) > 1 else "")

    def _said_by(self, document_id: str, part: Part) -> Evidence:
        """What one of them says; for a value all of it is read, not only what holds the other's words."""
        reading = part.reading
        alone = only_of(document_id, part)
        if (reading.value is ValueType.ANY and not reading.aspects) or reading.yes_no:
            return self.stretches(alone)
        texts = tuple(c.id for c in self.catalogue.version(document_id).clauses if c.level is Level.TEXT)
        asked = replace(alone.reading, terms=(), places=())
        found = self.stretches(replace(alone, reading=asked, candidates=texts))
        if found.finding is Finding.QUOTES:
            return found
        section = self.sections.instead(asked, texts)
        stating = section and reading.value in self.facts[section.groups[0][0].clause_id].values
        return replace(section, finding=Finding.QUOTES) if section and stating else self.stretches(alone)

    def _states(self, evidence: Evidence, value: ValueType) -> bool:
        """Whether it answers with such a value."""
        quoted = evidence.finding is Finding.QUOTES
        return quoted and any(value in self.facts[span.clause_id].values for span in evidence.groups[0])

    def _needed(self, document_id: str) -> list[Span]:
        return list(self.overviews.needed(self.catalogue.document(document_id))[:MOST_TOGETHER])

    def _granted(self, document_id: str) -> list[Span]:
        return list(self.overviews.shown(self.catalogue.document(document_id), True))

    @staticmethod
    def _together(spans: list[Span]) -> Evidence:
        return Evidence(Finding.QUOTES, tuple((span,) for span in spans), label=COMPARED, coverage=1.0)
