"""The verbatim stretches that answer one part, or the gap where none does."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.answering.choosing import NEARLY_ALL, Choosing
from assistant.answering.comparison import Comparison
from assistant.answering.demands import Demands, Unmet, aspect
from assistant.answering.lexicon import ValueType
from assistant.answering.nearest import Nearest
from assistant.answering.question_details import asks_whether_listed, asks_whether_mentioned
from assistant.answering.quoting import Quoting
from assistant.answering.reading import Reading
from assistant.answering.sections import Sections
from assistant.answering.sureness import Sureness
from assistant.answering.turn import Evidence, Finding, Gap, Part, Span
from assistant.answering.windows import Window
from assistant.corpus.catalogue import Catalogue
from assistant.domain import Level

MORE = 0.5
"""How nearly as much as the best a further statement must be asked for to be told with it."""
ALIKE = 0.85
"""How nearly as much a statement that stands before another must be like the question to be told instead."""


@dataclass(frozen=True, slots=True)
class FindStretches:
    """Chooses stretches by what a question demands, and how sure it is that they answer it."""

    catalogue: Catalogue
    sections: Sections
    comparison: Comparison
    quoting: Quoting
    demands: Demands
    choosing: Choosing
    nearest: Nearest
    sureness: Sureness

    def __call__(self, part: Part) -> Evidence:
        """The best stretches for one part, or what is missing."""
        reading = part.reading
        texts = [c for c in part.candidates if self.catalogue.clause(c).level is Level.TEXT]
        conditional = any(asked.value is ValueType.CONDITION for asked in reading.aspects)
        exact = any(asked.exact for asked in reading.aspects)
        meant = reading.is_meant and reading.leaning.rather_answered and not exact
        if (meant and not conditional) or reading.leaning.surely_answered:
            # People who ask so want what is written, whatever the word is that also names an aspect.
            reading = without_aspects(reading)
        absent = self.quoting.absent_aspects(reading, texts)
        if any(asked.value is ValueType.CONDITION and asked not in absent for asked in reading.aspects):
            # 要投多少钱才算 asks for the sum that opens the door, not for a budget.
            absent = [asked for asked in absent if asked.value is not ValueType.MONEY]
        conditional = not absent and any(asked.value is ValueType.CONDITION for asked in reading.aspects)
        mentioned = asks_whether_listed(reading.text) or asks_whether_mentioned(reading.text)
        missed = self.demands.unmentioned(part) if mentioned else ""
        if missed:
            return self.nearest.to(part, Gap.PLACE, missed)
        unwritten = () if conditional else self.demands.unwritten_places(part)
        elsewhere = "、".join(unwritten)
        if unwritten:
            if not (meant or self.demands.only_tell_where_from(reading, texts)):
                return self.nearest.to(part, Gap.PLACE, elsewhere)
            reading = replace(reading, places=(), terms=reading.terms_without_places)
        if conditional:
            # Who may apply is told by the sum that opens the door (1亿元以上), wherever that stands.
            reading = replace(reading, value=ValueType.MONEY, places=())
        named = not (reading.yes_no or conditional)
        unmet = aspect(absent, reading) or self.demands.claim(reading, texts)
        unmet = unmet or (self.demands.figure(reading, texts) if named else None)
        if unmet:
            return self.lacking(part, unmet)
        full_name = self.choosing.full_name(reading, texts)
        if full_name:
            return quoted(full_name)
        name = self.choosing.name_asked_for(reading, texts)
        if name:
            explained = self.choosing.explanation(name, reading, texts)
            return quoted(explained) if explained else self.lacking(part, Unmet(Gap.ASPECT, f"{name}的含义"))
        unmet = self.demands.head(reading, texts)
        if unmet and not (meant or reading.leaning.surely_answered):
            return self.lacking(part, unmet)
        windows = self.quoting.windows(reading, texts)
        picked = self._foremost(self.choosing.stretches(reading, part, texts, windows), windows, reading)
        if not picked:
            return self._with_official(self.nearest.unanswered(part, texts, windows), reading)
        seen = [(self.sureness.signs(window, reading), window) for window in picked]
        signs = max((each for each, _ in seen), key=lambda each: each.sureness)
        decided = conditional or mentioned
        picked = [
            window
            for each, window in seen
            if each.are_enough
            or (window.coverage >= NEARLY_ALL and (decided or self.quoting.names_city(window, reading)))
        ]
        if not picked:
            return replace(self._with_official(self.nearest.unsure(part), reading), signs=signs)
        clause_ids = [window.clause_id for window in picked]
        unmet = self.demands.year(reading, clause_ids) or self.demands.contents(reading, picked)
        if unmet:
            return self.lacking(part, unmet)
        evidence = replace(quoted([*self.official(picked, reading), *picked]), signs=signs)
        return replace(evidence, gap=Gap.PLACE, label=elsewhere) if elsewhere else evidence

    def _foremost(self, picked: list[Window], windows: list[Window], reading: Reading) -> list[Window]:
        """Of statements of one digest that people ask for alike the one in the section asked for, or the first one.

        What stands first in a section is general.
        """
        if not picked or len(picked) > 1 or not self.catalogue.holds_rules:
            return picked
        best = self.catalogue.clause(picked[0].clause_id)
        for window in sorted(windows, key=lambda each: self.catalogue.clause(each.clause_id).ordinal):
            clause = self.catalogue.clause(window.clause_id)
            beside = clause.parent_id == best.parent_id and clause.ordinal < best.ordinal
            asked = clause.document_id == best.document_id and self.sections.holds(clause, reading)
            asked = asked and not self.sections.holds(best, reading)
            least = MORE if asked else ALIKE
            alike = window.heard >= least * picked[0].heard > 0 and window.coverage >= least * picked[0].coverage
            if (beside or asked) and alike:
                return [window]
        return picked

    def lacking(self, part: Part, unmet: Unmet) -> Evidence:
        """The gap, with the nearest that is written."""
        return self._with_official(self.nearest.to(part, unmet.gap, unmet.label), part.reading)

    def _with_official(self, evidence: Evidence, reading: Reading) -> Evidence:
        """The nearest as the text itself says it, where an interpretation only repeats that."""
        if reading.documents:
            return evidence
        groups = (self._counterpart(spans[-1]) or spans for spans in evidence.groups)
        return replace(evidence, groups=tuple(dict.fromkeys(groups)))

    def _counterpart(self, span: Span) -> tuple[Span, ...]:
        """The like stretch of the text that the span's document interprets; nothing where there is none."""
        document = self.catalogue.document(self.catalogue.clause(span.clause_id).document_id)
        if document.interprets is None or document.interprets not in self.catalogue.versions:
            return ()
        return self.comparison.counterpart((span,), document.interprets)

    def official(self, picked: list[Window], reading: Reading) -> list[Window]:
        """Where only an interpretation is quoted, the like stretch of the text that it interprets, said first."""
        if reading.documents or len(picked) != 1:
            return []
        window = picked[0]
        spans = self._counterpart(self.quoting.told(window, reading))
        if not spans:
            return []
        if reading.value is not ValueType.ANY:
            return self.quoting.windows(reading, [spans[0].clause_id])
        return [replace(window, clause_id=spans[0].clause_id, spans=spans)]


def without_aspects(reading: Reading) -> Reading:
    """The same question, its aspects taken for words like others."""
    if not reading.aspects:
        return reading
    value = ValueType.ANY if any(each.value is reading.value for each in reading.aspects) else reading.value
    return replace(reading, aspects=(), value=value)


def quoted(windows: list[Window]) -> Evidence:
    """Evidence that quotes these stretches."""
    return Evidence(Finding.QUOTES, tuple(window.spans for window in windows), coverage=windows[0].coverage)
