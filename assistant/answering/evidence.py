"""Step: find the verbatim stretches that answer each part, or say what is missing."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.answering.absence import missing_from, of_place, of_topic, of_year
from assistant.answering.clause_facts import FactBook
from assistant.answering.comparison import Comparison
from assistant.answering.gaps import Conflicts
from assistant.answering.headings import Headings
from assistant.answering.issuing import asks_for_issuer, issuer_span
from assistant.answering.lexicon import Aspect, ValueType
from assistant.answering.question_forms import Form, asks_for_existence, listed_number
from assistant.answering.quoting import COVERAGE, HALF_ANSWER, Quoting, without_value
from assistant.answering.reading import Reading
from assistant.answering.turn import Evidence, Finding, Gap, Part, Span, Turn
from assistant.answering.windows import Window
from assistant.corpus.catalogue import Catalogue
from assistant.domain import Level
from assistant.language.quantities import Limit, Quantity

TITLE_COVERAGE = 0.75
KNOWN_COVERAGE = 0.5
RARE = 2.0
"""Weight of a word that stands in about one clause of twelve."""
RELATED = 0.12
"""Below this coverage nothing in the corpus touches the question at all."""
NUMERIC = {ValueType.NUMBER, ValueType.COUNT, ValueType.MONEY, ValueType.RATIO}
_POLICY = re.compile(r"政策|方案|文件|解读|补贴|扶持|支持|企业|厂|产业|行业|申报|申请|省里|政府|项目|措施|任务")


@dataclass(frozen=True, slots=True)
class FindEvidence:
    """Fills `Part.evidence`: quotes, headings, two sides, or a named gap."""

    catalogue: Catalogue
    facts: FactBook
    headings: Headings
    comparison: Comparison
    conflicts: Conflicts
    quoting: Quoting

    def __call__(self, turn: Turn) -> Turn:
        """One evidence a part."""
        parts = tuple(replace(part, evidence=self._evidence(part)) for part in turn.parts)
        found = [part.evidence for part in parts if part.evidence]
        detail = [
            {"finding": each.finding, "gap": each.gap, "label": each.label, "coverage": round(each.coverage, 3)}
            for each in found
        ]
        return replace(turn, parts=parts, detail={"parts": detail})

    def _evidence(self, part: Part) -> Evidence:
        reading = part.reading
        if reading.form is Form.VALIDITY:
            return Evidence(Finding.VALIDITY, coverage=1.0)
        if asks_for_issuer(reading):
            return self._issuer(part)
        contradiction = self._contradiction(reading)
        if contradiction is not None:
            return contradiction
        if reading.form is Form.COMPARE or len(reading.documents) > 1:
            compared = self.comparison.sides(part)
            if compared is not None:
                return compared
        under_headings = self.headings.find(part)
        if under_headings is not None:
            return self._of_year(under_headings, part)
        if not reading.asks_something:
            return Evidence(Finding.VAGUE)
        return self._quotes(part)

    def _contradiction(self, reading: Reading) -> Evidence | None:
        counts = () if reading.outline else self.conflicts.about(reading.text)
        named = sum(count.phrase in reading.text or count.short in reading.text for count in counts)
        asked = reading.value in (ValueType.COUNT, ValueType.NUMBER) or reading.form is Form.COMPARE
        if not counts or not (asked or (named and reading.yes_no) or named > 1):
            return None
        return Evidence(Finding.COMPARISON, tuple((count.span,) for count in counts), label="conflict", coverage=1.0)

    def _issuer(self, part: Part) -> Evidence:
        document = self.catalogue.document(self.headings.document_of(part))
        span = issuer_span(self.catalogue, document)
        if span is None:
            return Evidence(Finding.NOTHING, gap=Gap.ASPECT, label="发文机关")
        return Evidence(Finding.QUOTES, ((span,),), label="issuer", coverage=1.0)

    def _of_year(self, evidence: Evidence, part: Part) -> Evidence:
        for year in part.reading.years:
            if not any(self._tells_year(year, span.clause_id) for spans in evidence.groups for span in spans):
                return self._year_gap(part, year)
        return evidence

    def _tells_year(self, year: int, clause_id: str) -> bool:
        clause = self.catalogue.clause(clause_id)
        title = self.catalogue.document(clause.document_id).title
        return str(year) in clause.text or str(year) in title or str(year) in self.facts[clause_id].context

    def _year_gap(self, part: Part, year: int) -> Evidence:
        return self._nothing(part, Gap.ASPECT, of_year(part.reading, year))

    def _quotes(self, part: Part) -> Evidence:
        reading = part.reading
        texts = [c for c in part.candidates if self.catalogue.clause(c).level is Level.TEXT]
        absent = self.quoting.absent_aspects(reading, texts)
        conditional = not absent and any(aspect.value is ValueType.CONDITION for aspect in reading.aspects)
        if reading.places and not conditional and not self._mentions(reading.places, part):
            return self._nothing(part, Gap.PLACE, "、".join(reading.places))
        if absent:
            return self._nothing(part, Gap.ASPECT, of_topic(reading, _labels(absent)))
        if conditional:
            reading = replace(reading, value=ValueType.MONEY, places=())
        for asserted in () if reading.yes_no or conditional else reading.quantities:
            if self._qualifies(asserted, reading.text) and not any(
                self.quoting.holds(asserted, clause_id) for clause_id in texts
            ):
                return self._nothing(part, Gap.FIGURE, asserted.text)
        windows = self.quoting.windows(reading, texts)
        enough = HALF_ANSWER if reading.places and reading.value is ValueType.ANY else COVERAGE
        picked = self.quoting.pick(reading, self.quoting.at_places(reading, windows), enough)
        if not picked and reading.value is ValueType.DEFINITION:
            picked = self.quoting.pick(reading, self._named(part, texts), COVERAGE)
        if not picked and reading.value is ValueType.ANY:
            picked = self._titles(reading, part) or self._by_known_words(reading, texts)
        if not picked:
            return self._without_answer(part, texts, windows)
        for year in reading.years:
            if not any(self._tells_year(year, window.clause_id) for window in picked):
                return self._year_gap(part, year)
        if not self._lists_all(picked, reading):
            return self._nothing(part, Gap.ASPECT, of_topic(reading, "具体内容"))
        return quoted([*self._official(picked, reading), *picked])

    def _named(self, part: Part, texts: list[str]) -> list[Window]:
        """Sentences that give a name by what it stands for: 时尚化、高端化……国际化的“六化”."""
        named = [f"的“{term.text}”" for term in part.reading.terms]
        giving = [c for c in texts if any(name in self.catalogue.clause(c).text for name in named)]
        return self.quoting.windows(without_value(part.reading), giving)

    def _by_known_words(self, reading: Reading, texts: list[str]) -> list[Window]:
        """Idle words may be unknown to the corpus; in 有没有写到海外仓 the unknown word is the question."""
        known = reading.known_part
        if asks_for_existence(reading.text) or not any(term.weight >= RARE and not term.weak for term in known.terms):
            return []
        windows = self.quoting.at_places(known, self.quoting.windows(known, texts))
        return self.quoting.pick(known, windows, KNOWN_COVERAGE)

    def _titles(self, reading: Reading, part: Part) -> list[Window]:
        """A heading that says what no sentence does, such as the title of an annex."""
        titles = [
            c
            for c in part.candidates
            if self.catalogue.clause(c).level is Level.OUTLINE and self.catalogue.clause(c).parent_id is not None
        ]
        windows = [window for window in self.quoting.windows(reading, titles) if window.coverage >= TITLE_COVERAGE]
        return windows[:1]

    @staticmethod
    def _qualifies(asserted: Quantity, text: str) -> bool:
        """100亿以上的企业 and 900亿元的项目 pick things out by a sum; 做了4700亿 only tells of one."""
        return asserted.limit is not Limit.EXACTLY or f"{asserted.text}的" in text or f"{asserted.text}级" in text

    def _mentions(self, places: tuple[str, ...], part: Part) -> bool:
        texts = [self.facts[c].plain + self.facts[c].context for c in part.candidates]
        return any(place in text for place in places for text in texts)

    def _without_answer(self, part: Part, texts: list[str], windows: list[Window]) -> Evidence:
        reading = part.reading
        if reading.places and self.quoting.pick(reading, windows, COVERAGE):
            return self._nothing(part, Gap.ASPECT, of_place(reading, "数据"))
        related = self.quoting.windows(without_value(reading), texts)
        best = max((window.coverage for window in related), default=0.0)
        if best < RELATED and not (reading.documents or _POLICY.search(reading.text) or self._is_bare(part)):
            return Evidence(Finding.OUT_OF_SCOPE)
        gap, label = missing_from(reading, (self.facts[clause_id] for clause_id in part.candidates))
        return self._nothing(part, gap, label)

    @staticmethod
    def _is_bare(part: Part) -> bool:
        """A single noun is looked up, whatever it names: 元宇宙 is not written, rather than none of our business."""
        reading = part.reading
        return len(reading.terms) == 1 and len(reading.text.strip("?？。")) <= len(reading.terms[0].text) + 1

    def _lists_all(self, picked: list[Window], reading: Reading) -> bool:
        """哪十类 wants ten things named; a sentence that only counts them is no answer."""
        number = listed_number(reading.text)
        if number is None:
            return True
        commas = max(
            self.catalogue.clause(span.clause_id).text[span.start : span.end].count("、")
            for window in picked
            for span in window.spans
        )
        return commas >= number - 1

    def _official(self, picked: list[Window], reading: Reading) -> list[Window]:
        """Where only an interpretation is quoted, the like stretch of the text that it interprets, said first."""
        if reading.documents or len(picked) != 1 or reading.value is not ValueType.ANY:
            return []
        window = picked[0]
        document = self.catalogue.document(self.catalogue.clause(window.clause_id).document_id)
        if document.interprets is None or document.interprets not in self.catalogue.versions:
            return []
        spans = self.comparison.counterpart((self.quoting.told(window, reading),), document.interprets)
        return [replace(window, clause_id=spans[0].clause_id, spans=spans)] if spans else []

    def _nothing(self, part: Part, gap: Gap, label: str) -> Evidence:
        """A named gap with the nearest that the corpus does say: at most two stretches."""
        reading = without_value(part.reading)
        if not reading.terms and any(aspect.value is ValueType.DATE for aspect in reading.aspects):
            basis = self.catalogue.basis(self.catalogue.document(self.headings.document_of(part)))
            spans = [(Span(clause.id, start - clause.start, end - clause.start),) for clause, start, end in basis]
            return Evidence(Finding.NOTHING, tuple(spans), gap=gap, label=label)
        elsewhere = [hit.clause_id for hit in part.hits] if reading.documents else []
        candidates = [*part.candidates, *(c for c in elsewhere if c not in part.candidates)]
        windows = self.quoting.windows(reading, candidates)
        near = [window for window in windows if window.coverage >= RELATED]
        nearest = self.quoting.pick(replace(reading, form=Form.LOOKUP), near, 0.0)[:2]
        coverage = near[0].coverage if near else 0.0
        return Evidence(Finding.NOTHING, tuple(w.spans for w in nearest), gap=gap, label=label, coverage=coverage)


def _labels(aspects: list[Aspect]) -> str:
    """Their labels, without one that another already says (费用 beside 研发费用加计扣除)."""
    labels = [aspect.label for aspect in aspects]
    return "、".join(label for label in labels if not any(label != other and label in other for other in labels))


def quoted(windows: list[Window]) -> Evidence:
    """Evidence that quotes these stretches."""
    return Evidence(Finding.QUOTES, tuple(window.spans for window in windows), coverage=windows[0].coverage)
