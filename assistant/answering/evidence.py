"""Step: find the verbatim stretches that answer each part, or say what is missing."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.answering.clause_facts import ClauseFacts, FactBook
from assistant.answering.comparison import Comparison
from assistant.answering.gaps import Conflicts
from assistant.answering.lexicon import Aspect, ValueType
from assistant.answering.outline import Outline
from assistant.answering.question_forms import Form
from assistant.answering.reading import Reading
from assistant.answering.turn import Evidence, Finding, Gap, Part, Span, Turn
from assistant.answering.windows import Window, best_window
from assistant.corpus.catalogue import Catalogue
from assistant.domain import Clause, Level
from assistant.language.quantities import Quantity

VALUE_COVERAGE = 0.5
TOPIC_COVERAGE = 0.5
"""Share of a question's content that a stretch must cover to count as its answer; chosen by the evals."""
RELATED_COVERAGE = 0.12
"""Below this nothing in the corpus touches the question at all."""
FURTHER_TERMS = 0.2
HALF_ANSWER = 0.35
_JOINED = re.compile(r"[、和与跟及又]")
MOST_STRETCHES = 4
DEFINITION = "含义"
_ISSUING = {"印发", "出台", "发布", "公布", "下发", "颁布", "制定", "制定方案", "发文", "发的", "颁发"}
_NUMERIC = {ValueType.NUMBER, ValueType.COUNT, ValueType.MONEY, ValueType.RATIO}
_COUNTED = {"部分", "章", "条", "节", "点"}
_LISTS = {Form.LIST, Form.OVERVIEW, Form.COMPARE}


@dataclass(frozen=True, slots=True)
class FindEvidence:
    """Fills `Part.evidence`: quotes, headings, two sides, or a named gap."""

    catalogue: Catalogue
    facts: FactBook
    outline: Outline
    conflicts: Conflicts

    def __call__(self, turn: Turn) -> Turn:
        """One evidence a part."""
        parts = tuple(replace(part, evidence=self._evidence(part)) for part in turn.parts)
        detail = [
            {"finding": p.evidence.finding, "gap": p.evidence.gap, "coverage": round(p.evidence.coverage, 3)}
            for p in parts
            if p.evidence
        ]
        return replace(turn, parts=parts, detail={"parts": detail})

    def _evidence(self, part: Part) -> Evidence:
        reading = part.reading
        if reading.form is Form.VALIDITY:
            return Evidence(Finding.VALIDITY, coverage=1.0)
        contradiction = self._contradiction(reading)
        if contradiction is not None:
            return contradiction
        if reading.form is Form.COMPARE or len(reading.documents) > 1:
            compared = Comparison(self.catalogue, self.facts, self.outline).sides(part)
            if compared is not None:
                return compared
        headings = self._headings(part)
        if headings is not None:
            untold = [year for year in reading.years if not self._tells_year(year, headings)]
            return self._nothing(part, Gap.YEAR, str(untold[0])) if untold else headings
        if not reading.terms and not reading.aspects and not reading.places and not reading.years:
            actions = self.outline.actions(reading, part.candidates) if reading.value is ValueType.COUNT else None
            if actions is not None:
                children = self.catalogue.children(actions.id, Level.OUTLINE)
                return Evidence(Finding.HEADINGS, _whole(children), actions.id, coverage=1.0)
            return Evidence(Finding.VAGUE)
        if reading.is_weak and reading.value in _NUMERIC and not (reading.aspects or reading.places):
            topic = self.outline.topic(replace(reading, value=ValueType.ANY), part.candidates)
            if topic is None:
                return Evidence(Finding.VAGUE)
            if not self._is_elsewhere(topic, reading):
                return self._under((topic,), part)
        return self._quotes(part)

    def _contradiction(self, reading: Reading) -> Evidence | None:
        counts = self.conflicts.about(reading.text)
        asked = reading.value in (ValueType.COUNT, ValueType.NUMBER) or reading.form is Form.COMPARE
        asserted = any(count.phrase in reading.text for count in counts)
        if not counts or not (asked or (asserted and reading.yes_no) or sum(c.phrase in reading.text for c in counts) > 1):
            return None
        return Evidence(Finding.COMPARISON, tuple((count.span,) for count in counts), label="conflict", coverage=1.0)

    def _headings(self, part: Part) -> Evidence | None:
        reading = part.reading
        if reading.aspects:
            return None
        referenced = self.outline.referenced(reading, part.candidates)
        if referenced is not None:
            if not referenced:
                return Evidence(Finding.NOTHING, gap=Gap.TOPIC, label=_outline_label(reading))
            return self._under(referenced, part)
        parent = self.outline.listed(reading, part.candidates)
        if parent is not None:
            return Evidence(Finding.HEADINGS, _whole(self.catalogue.children(parent.id, Level.OUTLINE)), parent.id, coverage=1.0)
        if reading.form is Form.OVERVIEW and not any(term.known for term in reading.terms):
            document = reading.documents[0] if reading.documents else self._first_document(part)
            parts = self.outline.numbered_parts(document) if "部分" in reading.text else None
            root = parts or self.outline.root(document)
            chapters = tuple(
                child for child in self.catalogue.children(root.id, Level.OUTLINE) if child.label != "附件"
            )
            return Evidence(Finding.HEADINGS, _whole(chapters), root.id, coverage=1.0)
        topic = self.outline.topic(reading, part.candidates)
        if topic is not None and not self._is_elsewhere(topic, reading):
            return self._under((topic,), part)
        return None

    def _under(self, headings: tuple[Clause, ...], part: Part) -> Evidence:
        """What stands below the headings: their sub-headings, or their sentences."""
        reading = part.reading
        if len(headings) == 1:
            heading = headings[0]
            inside = [clause.id for clause in self.catalogue.texts_below(heading.id)]
            rest = replace(
                reading, terms=reading.missing(self.facts[heading.id].heading, self.facts[heading.id].context)
            )
            pointed = rest.terms and reading.outline or reading.value is not ValueType.ANY
            if pointed:
                windows = self._windows(rest, inside)
                if windows and windows[0].coverage >= TOPIC_COVERAGE:
                    return _quoted(windows[:1])
            children = self.catalogue.children(heading.id, Level.OUTLINE)
            if children:
                return Evidence(Finding.HEADINGS, _whole(children), heading.id, coverage=1.0)
            return Evidence(Finding.HEADINGS, _whole(self.catalogue.children(heading.id)), heading.id, label="text", coverage=1.0)
        return Evidence(Finding.HEADINGS, _whole(headings), label="each", coverage=1.0)

    def _is_elsewhere(self, heading: Clause, reading: Reading) -> bool:
        """Whether what stands below a heading names another place or year than the question."""
        texts = [self.facts[clause.id].plain for clause in self.catalogue.texts_below(heading.id)]
        title = self.catalogue.document(heading.document_id).title
        return any(not any(place in text for text in texts) for place in reading.places) or any(
            not any(str(year) in text for text in (*texts, title)) for year in reading.years
        )

    def _first_document(self, part: Part) -> str:
        return part.candidates[0].split(":")[0] if part.candidates else self.catalogue.documents()[0].id

    def _windows(self, reading: Reading, clause_ids: list[str] | tuple[str, ...]) -> list[Window]:
        windows = [best_window(self.facts[clause_id], reading) for clause_id in clause_ids]
        found = [window for window in windows if window is not None]
        order = {clause_id: rank for rank, clause_id in enumerate(clause_ids)}
        return sorted(found, key=lambda window: (-window.score + 0.01 * order[window.clause_id], window.clause_id))

    def _quotes(self, part: Part) -> Evidence:
        reading = part.reading
        texts = [c for c in part.candidates if self.catalogue.clause(c).level is Level.TEXT]
        if reading.value is ValueType.BODY and all(term.text in _ISSUING for term in reading.terms):
            return self._issuer(part)
        gap, label = self._gap(reading, texts)
        if gap is not None:
            return self._nothing(part, gap, _of_topic(reading, label))
        for place in reading.places:
            if not any(place in self.facts[c].plain + self.facts[c].context for c in texts):
                return self._nothing(part, Gap.PLACE, place)
        windows = self._windows(reading, texts)
        for asserted in reading.quantities:
            if not reading.yes_no and not any(self._holds(asserted, clause_id) for clause_id in texts):
                return self._nothing(part, Gap.FIGURE, asserted.text)
        for year in reading.years:
            if not self._covers_year(year, windows):
                return self._nothing(part, Gap.YEAR, str(year))
        threshold = VALUE_COVERAGE if reading.value is not ValueType.ANY else TOPIC_COVERAGE
        picked = self._pick(reading, windows, threshold)
        if not picked:
            related = max((window.coverage for window in self._windows(replace(reading, value=ValueType.ANY), texts)), default=0.0)
            if related < RELATED_COVERAGE and not reading.aspects and not reading.documents:
                return Evidence(Finding.OUT_OF_SCOPE)
            if reading.value is ValueType.DEFINITION and any(term.known for term in reading.terms):
                return self._nothing(part, Gap.ASPECT, _of_topic(reading, DEFINITION))
            return self._nothing(part, Gap.TOPIC, _topic_label(reading))
        return _quoted([*self._official(picked, reading), *picked])

    def _official(self, picked: list[Window], reading: Reading) -> list[Window]:
        """Where only an interpretation is quoted, the like stretch of the text that it interprets, said first."""
        if reading.documents or len(picked) != 1 or reading.value is not ValueType.ANY:
            return []
        window = picked[0]
        document = self.catalogue.document(self.catalogue.clause(window.clause_id).document_id)
        if document.interprets not in self.catalogue.versions:
            return []
        told = self._told(window, reading)
        spans = Comparison(self.catalogue, self.facts, self.outline).counterpart((told,), document.interprets)
        return [replace(window, clause_id=spans[0].clause_id, spans=spans)] if spans else []

    def _gap(self, reading: Reading, texts: list[str]) -> tuple[Gap | None, str]:
        """The aspects asked for that no related clause states."""
        absent = [
            aspect.label
            for aspect in reading.aspects
            if not any(
                self._states(aspect, self.facts[c])
                for c in texts
                if reading.terms and reading.coverage_of(self.facts[c]) >= VALUE_COVERAGE
            )
        ]
        return (Gap.ASPECT, "、".join(absent)) if absent else (None, "")

    def _told(self, window: Window, reading: Reading) -> Span:
        """The segment of a stretch that holds most of what is asked."""
        span = window.spans[-1]
        inside = [s for s in self.facts[span.clause_id].segments if span.start <= s.start and s.end <= span.end]
        best = max(inside, key=lambda segment: reading.coverage((segment.plain, 1.0)))
        return Span(span.clause_id, best.start, best.end)

    def _issuer(self, part: Part) -> Evidence:
        """Where a document names its issuer: in its title, or in the first sentence that does."""
        document = self.catalogue.document(self._first_document(part) if not part.reading.documents else part.reading.documents[0])
        for clause in self.catalogue.version(document.id).clauses:
            at = clause.text.find(document.issuer.removeprefix(document.region))
            if at >= 0 and (clause.level is Level.TEXT or clause.parent_id is None):
                first = max(at - (len(document.issuer) - len(document.issuer.removeprefix(document.region))), 0)
                start = first if clause.text.startswith(document.issuer, first) else at
                mark = (start, at + len(document.issuer.removeprefix(document.region)))
                return Evidence(Finding.QUOTES, ((Span(clause.id, 0, len(clause.text), (mark,)),),), coverage=1.0)
        return self._nothing(part, Gap.ASPECT, "")

    @staticmethod
    def _states(aspect: Aspect, facts: ClauseFacts) -> bool:
        worded = not aspect.evidence or any(word in facts.plain for word in aspect.evidence)
        return worded and aspect.value in facts.values

    def _holds(self, asserted: Quantity, clause_id: str) -> bool:
        return any(asserted.low == quantity.low for quantity in self.facts[clause_id].quantities)

    def _tells_year(self, year: int, evidence: Evidence) -> bool:
        clauses = [self.catalogue.clause(span.clause_id) for spans in evidence.groups for span in spans]
        return any(
            str(year) in clause.text or str(year) in self.catalogue.document(clause.document_id).title
            for clause in clauses
        )

    def _covers_year(self, year: int, windows: list[Window]) -> bool:
        text = str(year)
        for window in windows[:3]:
            clause = self.catalogue.clause(window.clause_id)
            document = self.catalogue.document(clause.document_id)
            if text in clause.text or text in document.title or text in self.facts[clause.id].context:
                return True
        return False

    def _pick(self, reading: Reading, windows: list[Window], threshold: float) -> list[Window]:
        """The best stretch, and further ones while each adds content that the question names or lists."""
        if not windows:
            return []
        total = sum(term.weight for term in reading.terms) or 1.0
        weight = {term.text: term.weight for term in reading.terms}
        picked = [windows[0]]
        covered = set(windows[0].covered)
        for window in windows[1:]:
            if len(picked) == MOST_STRETCHES:
                break
            gained = sum(weight[term] for term in window.covered - covered) / total
            as_good = reading.form in _LISTS and window.coverage >= max(0.92 * windows[0].coverage, threshold)
            if gained >= FURTHER_TERMS or (as_good and not self._same_text(window, picked)):
                picked.append(window)
                covered |= window.covered
        joint = sum(weight[term] for term in covered) / total if reading.terms else 1.0
        if windows[0].coverage >= threshold or (
            joint >= threshold and windows[0].coverage >= HALF_ANSWER and _JOINED.search(reading.text)
        ):
            return picked if reading.form in _LISTS or _JOINED.search(reading.text) else picked[:1]
        return []

    def _same_text(self, window: Window, picked: list[Window]) -> bool:
        """Whether an interpretation only repeats what is already quoted from the plan."""
        own = self.catalogue.clause(window.clause_id).document_id
        return any(self.catalogue.clause(other.clause_id).document_id != own for other in picked)

    def _nothing(self, part: Part, gap: Gap, label: str) -> Evidence:
        """A named gap with the nearest that the corpus does say: at most two stretches."""
        reading = replace(part.reading, value=ValueType.ANY)
        if not reading.terms and any(aspect.value is ValueType.DATE for aspect in reading.aspects):
            document = self.catalogue.document(reading.documents[0] if reading.documents else self._first_document(part))
            basis = self.catalogue.basis(document)
            return Evidence(
                Finding.NOTHING,
                tuple((Span(clause.id, start - clause.start, end - clause.start),) for clause, start, end in basis),
                gap=gap,
                label=label,
            )
        found = self._windows(reading, part.candidates)
        windows = [window for window in found if window.coverage >= RELATED_COVERAGE]
        nearest = self._pick(replace(reading, form=Form.LOOKUP), windows, 0.0)[:2]
        return Evidence(
            Finding.NOTHING,
            tuple(window.spans for window in nearest),
            gap=gap,
            label=label,
            coverage=windows[0].coverage if windows else 0.0,
        )

def _whole(clauses: tuple[Clause, ...]) -> tuple[tuple[Span, ...], ...]:
    return tuple((Span(clause.id, 0, len(clause.text)),) for clause in clauses)


def _quoted(windows: list[Window]) -> Evidence:
    return Evidence(Finding.QUOTES, tuple(window.spans for window in windows), coverage=windows[0].coverage)


def _topic_label(reading: Reading) -> str:
    return "、".join(term.text for term in sorted(reading.terms, key=lambda term: -term.weight)[:3])


def _of_topic(reading: Reading, aspect: str) -> str:
    """小升规的奖励: what is missing, and of what when the corpus knows it."""
    strong = [term for term in reading.terms if term.known and not term.weak]
    return f"{max(strong, key=lambda term: term.weight).text}的{aspect}" if strong else aspect


def _outline_label(reading: Reading) -> str:
    reference = reading.outline[0]
    return f"第{reference.number}{'' if reference.noun in _COUNTED else '项'}{reference.noun}"
