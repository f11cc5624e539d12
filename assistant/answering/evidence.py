"""Step: find the verbatim stretches that answer each part, or say what is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from assistant.answering.affixes import Affixes
from assistant.answering.comparison import Comparison
from assistant.answering.demands import Demands
from assistant.answering.gaps import Conflicts
from assistant.answering.headings import Headings
from assistant.answering.issuing import asks_for_issuer, asks_for_title, issuer_span, title_span
from assistant.answering.lexicon import ValueType
from assistant.answering.nearest import Nearest
from assistant.answering.overviews import Overviews
from assistant.answering.question_forms import Form
from assistant.answering.quoting import HEARD, SHORT_ANSWER, Quoting, length_of, without_value
from assistant.answering.reading import Reading
from assistant.answering.stretches import MORE, FindStretches, quoted
from assistant.answering.turn import Evidence, Finding, Gap, Part, Span, Turn
from assistant.corpus.catalogue import Catalogue
from assistant.domain import Document, Level, document_of

MOST_TOGETHER = 3
"""How many statements of a rule are told together."""


@dataclass(frozen=True, slots=True)
class FindEvidence:
    """Fills `Part.evidence`: quotes, headings, two sides, or a named gap."""

    catalogue: Catalogue
    overviews: Overviews
    headings: Headings
    comparison: Comparison
    conflicts: Conflicts
    affixes: Affixes
    quoting: Quoting
    demands: Demands
    nearest: Nearest
    stretches: FindStretches

    def __call__(self, turn: Turn) -> Turn:
        """One evidence a part."""
        return filled(turn, brief(tuple(replace(part, evidence=self.found(part, turn.as_of)) for part in turn.parts)))

    def found(self, part: Part, as_of: date) -> Evidence:
        """What answers one part, or a named gap."""
        reading = part.reading
        if asks_of_unknown(reading):
            return Evidence(Finding.NOTHING, gap=Gap.NUMBER, label=reading.unknown_number)
        overview = self.overviews.find(reading, as_of)
        if overview is not None:
            return overview
        if reading.form is Form.VALIDITY and not self.demands.strange(reading):
            return Evidence(Finding.VALIDITY, coverage=1.0)
        if asks_for_issuer(reading):
            return self._of_document(part, issuer_span, "issuer", "发文机关")
        if asks_for_title(reading):
            return self._of_document(part, title_span, "title", "标题")
        rules = self.catalogue.holds_rules
        contradiction = self._contradiction(reading)
        if contradiction is not None:
            return contradiction
        if reading.form is Form.COMPARE or len(reading.documents) > 1:
            compared = self.comparison.sides(part)
            if compared is not None:
                return compared
        listed = self.affixes.find(reading, part.candidates)
        if listed:
            return quoted([*self.stretches.official(listed, without_value(reading)), *listed])
        under_headings = self.headings.find(part)
        if under_headings is not None and not reading.outline and self._meant_elsewhere(reading, under_headings):
            under_headings = None
        if under_headings is not None and reading.leaning.surely_open:
            return self.nearest.unsure(part)
        if under_headings is not None:
            told = [span.clause_id for spans in under_headings.groups for span in spans]
            unmet = self.demands.year(reading, told)
            return self.stretches.lacking(part, unmet) if unmet else under_headings
        if self._is_empty(reading) or not (reading.asks_something or reading.leaning.surely_answered):
            return self.nearest.vague(part)
        evidence = self.stretches(part)
        return self.with_more(part, self._of_one_rule(part, evidence)) if rules else evidence

    def with_more(self, part: Part, evidence: Evidence) -> Evidence:
        """Further short statements of the same rule that people ask for in nearly the same words."""
        rule = rule_of(replace(part, evidence=evidence))
        if evidence.finding is not Finding.QUOTES or not rule or evidence.label:
            return evidence
        texts = [c for c in only_of(rule, part).candidates if self.catalogue.clause(c).level is Level.TEXT]
        windows = sorted(self.quoting.windows(without_value(part.reading), texts), key=lambda each: -each.heard)
        quoted_ids = {span.clause_id for spans in evidence.groups for span in spans}
        heard = max((each.heard for each in windows if each.clause_id in quoted_ids), default=0.0)
        length = sum(span.end - span.start for spans in evidence.groups for span in spans)
        groups = list(evidence.groups)
        for window in windows:
            length += length_of((window,))
            if window.heard < max(HEARD, MORE * heard) or length > SHORT_ANSWER or len(groups) >= MOST_TOGETHER:
                break
            if window.clause_id not in quoted_ids:
                groups.append(window.spans)
            else:
                length -= length_of((window,))
        return replace(evidence, groups=tuple(groups))

    def _of_one_rule(self, part: Part, evidence: Evidence) -> Evidence:
        """Further stretches of the rule that answers best, not of others that hold a word of the question."""
        named = dict.fromkeys(document_of(span.clause_id) for spans in evidence.groups for span in spans)
        if evidence.finding is not Finding.QUOTES or len(named) < 2 or part.reading.documents:
            return evidence
        alone = self.stretches(only_of(next(iter(named)), part))
        return alone if alone.finding is Finding.QUOTES else replace(evidence, groups=evidence.groups[:1])

    def _is_empty(self, reading: Reading) -> bool:
        named = reading.terms or reading.aspects or reading.places or (reading.documents and reading.likely)
        return not named and self.demands.words.tells_nothing(reading.text)

    def _meant_elsewhere(self, reading: Reading, found: Evidence) -> bool:
        """Whether a question that only names what a heading names clearly asks for a statement below another."""
        if found.label != "text":
            return False
        told = {span.clause_id for spans in found.groups for span in spans}
        texts = {clause.id for clause in reading.meant_in(self.catalogue, Level.TEXT)}
        named = reading.meant_in(self.catalogue, Level.OUTLINE)
        return reading.form is Form.LOOKUP and bool(texts) and not (named or told & texts)

    def _contradiction(self, reading: Reading) -> Evidence | None:
        counts = () if reading.outline else self.conflicts.about(reading.text)
        named = sum(count.phrase in reading.text or count.short in reading.text for count in counts)
        asked = reading.value in (ValueType.COUNT, ValueType.NUMBER) or reading.form is Form.COMPARE
        if not counts or not (asked or (named and reading.yes_no) or named > 1):
            return None
        return Evidence(Finding.COMPARISON, tuple((count.span,) for count in counts), label="conflict", coverage=1.0)

    def _of_document(
        self, part: Part, find: Callable[[Catalogue, Document], Span | None], label: str, name: str
    ) -> Evidence:
        document = self.catalogue.document(self.headings.document_of(part))
        span = find(self.catalogue, document)
        if span is None:
            return Evidence(Finding.NOTHING, gap=Gap.ASPECT, label=name)
        return Evidence(Finding.QUOTES, ((span,),), label=label, coverage=1.0)


def asks_of_unknown(reading: Reading) -> bool:
    """Whether nothing but a document that was not collected is asked about (粤财工〔2024〕4号还作数吗)."""
    if not reading.unknown_number or reading.documents:
        return False
    named = [term for term in reading.terms if term.known and not term.weak and not term.text.isdecimal()]
    return reading.form is Form.VALIDITY or not any(term.text not in reading.unknown_number for term in named)


def filled(turn: Turn, parts: Sequence[Part]) -> Turn:
    """The turn with its parts answered."""
    found = [part.evidence for part in parts if part.evidence]
    detail = [
        {
            "finding": each.finding,
            "gap": each.gap,
            "label": each.label,
            "coverage": round(each.coverage, 3),
            "signs": asdict(each.signs) if each.signs else None,
        }
        for each in found
    ]
    return replace(turn, parts=tuple(parts), detail={"parts": detail})


def only_of(document_id: str, part: Part) -> Part:
    """The same question asked of one document."""
    own = tuple(clause_id for clause_id in part.candidates if document_of(clause_id) == document_id)
    return replace(part, candidates=own, reading=replace(part.reading, documents=(document_id,)))


def rule_of(part: Part) -> str:
    """The document that a part was answered from; empty where it was from none or several."""
    evidence = part.evidence
    if evidence is None or evidence.finding not in (Finding.QUOTES, Finding.HEADINGS):
        return ""
    cited = {document_of(span.clause_id) for spans in evidence.groups for span in spans}
    return cited.pop() if len(cited) == 1 else ""


def brief(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Several questions whose answers are long together: each plain one keeps its best stretch only.

    What several rules say (a label tells so) is no answer without all of them.
    """
    quoted_parts = [part.evidence for part in parts if part.evidence and part.evidence.finding is Finding.QUOTES]
    length = sum(span.end - span.start for each in quoted_parts for spans in each.groups for span in spans)
    if len(parts) < 2 or length <= SHORT_ANSWER:
        return parts
    return tuple(
        replace(part, evidence=replace(part.evidence, groups=part.evidence.groups[:1]))
        if part.evidence in quoted_parts
        and part.evidence
        and not part.evidence.label
        and part.reading.form is Form.LOOKUP
        else part
        for part in parts
    )
