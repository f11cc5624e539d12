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
from assistant.answering.question_forms import (
    Form,
    asks_for_contents,
    asks_for_existence,
    asks_for_full_name,
    head_of,
    listed_number,
)
from assistant.answering.quoting import (
    COVERAGE,
    HALF_ANSWER,
    HEARD,
    SHORT_ANSWER,
    Quoting,
    length_of,
    rests_on_text,
    without_value,
)
from assistant.answering.reading import Reading, Term
from assistant.answering.turn import Evidence, Finding, Gap, Part, Span, Turn
from assistant.answering.windows import Window
from assistant.corpus.catalogue import Catalogue
from assistant.domain import Level
from assistant.language.quantities import Limit, Quantity

TITLE_COVERAGE = 0.75
KNOWN_COVERAGE = 0.4
WRITTEN = 0.5
"""Whether something is written at all takes more of it than a question about what is."""
SURE = 0.8
"""哪些单位 and 哪些场合 are answered by a sentence that holds nearly all that is asked, whatever it calls them."""
RARE = 2.0
"""Weight of a word that stands in about one clause of twelve."""
RELATED = 0.12
"""Below this coverage nothing in the corpus touches the question at all."""
NUMERIC = {ValueType.NUMBER, ValueType.COUNT, ValueType.MONEY, ValueType.RATIO}
ENUMERATED = 2
"""So many enumeration commas make a list."""
_NAMED_KINDS = {ValueType.BODY, ValueType.PLACE, ValueType.PERIOD}
_LISTED_KINDS = {"种", "类", "大"}
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
        elsewhere = ""
        conditional = not absent and any(aspect.value is ValueType.CONDITION for aspect in reading.aspects)
        if reading.places and not conditional and not self._mentions(reading.places, part):
            if reading.value is not ValueType.ANY or asks_for_existence(reading.text) or not self._sure(reading, texts):
                return self._nothing(part, Gap.PLACE, "、".join(reading.places))
            # 河源有个墩头蓝: the place only says where the thing is known from.
            elsewhere = "、".join(reading.places)
            reading = replace(reading, places=(), terms=reading.terms_without_places)
        if absent:
            return self._nothing(part, Gap.ASPECT, of_topic(reading, _labels(absent)))
        if conditional:
            reading = replace(reading, value=ValueType.MONEY, places=())
        for asserted in () if reading.yes_no or conditional else reading.quantities:
            if self._qualifies(asserted, reading.text) and not any(
                self.quoting.holds(asserted, clause_id) for clause_id in texts
            ):
                return self._nothing(part, Gap.FIGURE, asserted.text)
        full_name = self._full_name(reading, texts)
        if full_name:
            return quoted(full_name)
        windows = self.quoting.windows(reading, texts)
        asked = head_of(reading.text)
        head = [term for term in reading.terms if term.text in asked]
        if head and not any(term.known or term.weak or self._stands(term, texts) for term in head):
            rest = replace(reading, terms=tuple(term for term in reading.terms if term not in head))
            if max((window.coverage for window in self.quoting.windows(rest, texts)), default=0.0) < SURE:
                return self._nothing(part, Gap.TOPIC, "、".join(term.text for term in head))
        least = WRITTEN if asks_for_existence(reading.text) else COVERAGE
        enough = HALF_ANSWER if reading.places and reading.value is ValueType.ANY else least
        picked = self.quoting.pick(reading, self.quoting.at_places(reading, windows), enough)
        if not picked and reading.value is ValueType.DEFINITION:
            picked = self.quoting.pick(reading, self._named(part, texts), COVERAGE)
        kinds = reading.value is ValueType.COUNT and reading.classifier in _LISTED_KINDS
        if not picked and (kinds or (reading.form is Form.LIST and reading.value in _NAMED_KINDS)):
            untyped = self.quoting.windows(without_value(reading), texts)
            picked = self.quoting.pick(without_value(reading), self.quoting.at_places(reading, untyped), SURE)
        if not picked and reading.value in _NAMED_KINDS:
            picked = self._as_heard(reading, windows)
        if not picked and reading.value is ValueType.ANY:
            picked = (
                self._titles(reading, part) or self._by_known_words(reading, texts) or self._as_heard(reading, windows)
            )
        if not picked:
            return self._without_answer(part, texts, windows)
        for year in reading.years:
            if not any(self._tells_year(year, window.clause_id) for window in picked):
                return self._year_gap(part, year)
        if not self._lists_all(picked, reading) or (
            asks_for_contents(reading.text) and self._only_cites(picked, reading)
        ):
            return self._nothing(part, Gap.ASPECT, of_topic(reading, "具体内容"))
        evidence = quoted([*self._official(picked, reading), *picked])
        return replace(evidence, gap=Gap.PLACE, label=elsewhere) if elsewhere else evidence

    def _full_name(self, reading: Reading, texts: list[str]) -> list[Window]:
        """The sentence that gives the short name with the long one: 《…的实施意见》（以下简称《实施意见》）."""
        if not asks_for_full_name(reading.text):
            return []
        short = [re.compile(rf"简称[^，。；]{{0,3}}{re.escape(term.text)}") for term in reading.terms if not term.weak]
        naming = [c for c in texts if any(name.search(self.catalogue.clause(c).text) for name in short)]
        return self.quoting.windows(without_value(reading), naming)[:1]

    def _stands(self, term: Term, texts: list[str]) -> bool:
        return any(term.found_in(self.facts[clause_id].plain) for clause_id in texts)

    def _sure(self, reading: Reading, texts: list[str]) -> bool:
        """Whether a rare word of the question is written, though the place beside it is not."""
        rest = replace(reading, terms=reading.terms_without_places)
        rare = {term.text for term in rest.known_part.terms if term.weight >= RARE and not term.weak}
        return any(w.coverage >= COVERAGE and rare & w.covered for w in self.quoting.windows(rest, texts))

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

    @staticmethod
    def _as_heard(reading: Reading, windows: list[Window]) -> list[Window]:
        """The stretch that people ask for in much the same words, though few of them stand in it."""
        heard = [
            window for window in windows if window.heard >= HEARD and window.coverage >= RELATED and window.covered
        ]
        return [] if asks_for_existence(reading.text) else sorted(heard, key=lambda window: -window.heard)[:1]

    def _titles(self, reading: Reading, part: Part) -> list[Window]:
        """A heading that says what no sentence does, such as the title of an annex."""
        titles = [
            c
            for c in part.candidates
            if self.catalogue.clause(c).level is Level.OUTLINE and self.catalogue.clause(c).parent_id is not None
        ]
        windows = [
            window
            for window in self.quoting.windows(reading, titles)
            if window.coverage >= TITLE_COVERAGE and rests_on_text(window, reading)
        ]
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
        if not (reading.terms or reading.aspects or reading.years):
            return Evidence(Finding.VAGUE)
        if best < RELATED and not (
            reading.likely or reading.documents or _POLICY.search(reading.text) or self._is_bare(part)
        ):
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

    def _only_cites(self, picked: list[Window], reading: Reading) -> bool:
        """Whether a rule is merely named (深入实施“技改十条”) where its contents are asked for."""
        named = [term.text for term in reading.terms if term.known and not term.weak]
        texts = [self.catalogue.clause(s.clause_id).text[s.start : s.end] for window in picked for s in window.spans]
        segments = [segment for text in texts for segment in re.split("[，；。：]", text)]
        cited = [s for s in segments for name in named if re.search(f"[“《][^”》]*{re.escape(name)}[^“《]*[”》]", s)]
        return bool(cited) and not any(segment.count("、") >= ENUMERATED for segment in cited)

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
        nearest = nearest if length_of(nearest) <= SHORT_ANSWER else nearest[:1]
        coverage = near[0].coverage if near else 0.0
        return Evidence(Finding.NOTHING, tuple(w.spans for w in nearest), gap=gap, label=label, coverage=coverage)


def _labels(aspects: list[Aspect]) -> str:
    """Their labels, without one that another already says (费用 beside 研发费用加计扣除)."""
    labels = [aspect.label for aspect in aspects]
    return "、".join(label for label in labels if not any(label != other and label in other for other in labels))


def quoted(windows: list[Window]) -> Evidence:
    """Evidence that quotes these stretches."""
    return Evidence(Finding.QUOTES, tuple(window.spans for window in windows), coverage=windows[0].coverage)
