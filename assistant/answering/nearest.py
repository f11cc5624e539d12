"""Evidence for a part without an answer: the gap by its name, with the nearest that the corpus does say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.absence import MOST_WORDS, missing_from, of_place
from assistant.answering.choosing import RELATED
from assistant.answering.clause_facts import FactBook
from assistant.answering.content_words import ContentWords
from assistant.answering.headings import Headings
from assistant.answering.lexicon import ValueType
from assistant.answering.phrasings import ALIKE
from assistant.answering.question_details import asks_for_existence, asks_what_it_is
from assistant.answering.question_forms import Form
from assistant.answering.quoting import COVERAGE, SHORT_ANSWER, Quoting, length_of, without_value
from assistant.answering.reading import Reading
from assistant.answering.split import asks
from assistant.answering.turn import Evidence, Finding, Gap, Part, Span
from assistant.answering.windows import Window
from assistant.corpus.catalogue import Catalogue
from assistant.language.quantities import find_quantities

MOST_NEAREST = 2
_NAMED_BETTER = {Gap.TOPIC, Gap.ASPECT, Gap.TOGETHER, Gap.UNSURE}
_POLICY = re.compile(r"政策|方案|文件|解读|补贴|扶持|支持|企业|厂|产业|行业|申报|申请|省里|政府|项目|措施|任务")


@dataclass(frozen=True, slots=True)
class Nearest:
    """Says what is missing, and quotes what comes nearest."""

    catalogue: Catalogue
    facts: FactBook
    headings: Headings
    quoting: Quoting
    words: ContentWords

    def unanswered(self, part: Part, texts: Sequence[str], windows: list[Window]) -> Evidence:
        """For a part for which no stretch was chosen: what is missing, or why nothing can be."""
        reading = part.reading
        if reading.places and self.quoting.pick(reading, windows, COVERAGE):
            return self.to(part, Gap.ASPECT, of_place(reading, "数据"))
        if not (reading.terms or reading.aspects or reading.years or (reading.documents and reading.likely)):
            return self.vague(part)
        if not (
            reading.likely
            or reading.documents
            or asks_for_existence(reading.text)
            or _POLICY.search(reading.text)
            or _is_bare(part)
            or self._touches(reading, texts)
        ):
            return Evidence(Finding.OUT_OF_SCOPE)
        gap, label = missing_from(reading, (self.facts[clause_id] for clause_id in part.candidates))
        return self.to(part, gap, label)

    def _touches(self, reading: Reading, texts: Sequence[str]) -> bool:
        """Whether any stretch has to do with the topic."""
        return any(window.coverage >= RELATED for window in self.quoting.windows(without_value(reading), texts))

    def vague(self, part: Part) -> Evidence:
        """For a part that names nothing that could be looked up, unless it asks about what stands nowhere."""
        text = part.reading.text
        name = self.words.foreign_name(text) if asks(text) else ""
        if not name:
            return Evidence(Finding.VAGUE)
        named = asks_what_it_is(text)
        return Evidence(Finding.NOTHING, gap=Gap.TOPIC if named else Gap.UNSURE, label=name if named else "")

    def unsure(self, part: Part) -> Evidence:
        """For a part whose best stretches share words with it without answering it."""
        related = [self.facts[clause_id] for clause_id in part.candidates]
        said = " ".join(facts.plain + facts.context + facts.heading for facts in related)
        words = [term.text for term in part.reading.terms if not (term.known or find_quantities(term.text))]
        untold = [word for word in words if word not in said and not self.words.is_written(word)]
        return self.to(part, Gap.TOPIC if untold else Gap.UNSURE, "、".join(untold[:MOST_WORDS]))

    def to(self, part: Part, gap: Gap, label: str) -> Evidence:
        """A named gap with the stretches that say most of the topic."""
        reading = _of_topic(without_value(part.reading))
        if gap in _NAMED_BETTER and _is_asked_for(reading.leaning.topic, part.reading):
            gap, label = Gap.ASPECT, reading.leaning.topic
        if not reading.terms and any(aspect.value is ValueType.DATE for aspect in reading.aspects):
            basis = self.catalogue.basis(self.catalogue.document(self.headings.document_of(part)))
            spans = [(Span(clause.id, start - clause.start, end - clause.start),) for clause, start, end in basis]
            return Evidence(Finding.NOTHING, tuple(spans), gap=gap, label=label)
        # Beside what a rule does not say no other rule's sums are shown.
        wider = reading.documents and not self.catalogue.holds_rules
        elsewhere = [hit.clause_id for hit in part.hits] if wider else []
        candidates = [*part.candidates, *(c for c in elsewhere if c not in part.candidates)]
        windows = self.quoting.windows(reading, candidates)
        near = [window for window in windows if window.coverage >= RELATED or window.heard >= ALIKE]
        nearest = self.quoting.pick(replace(reading, form=Form.LOOKUP), near, 0.0)[:MOST_NEAREST]
        if len(nearest) == 1:
            # Nobody knows which was meant: the next that people ask for so is shown, too.
            nearest += [window for window in near[1:MOST_NEAREST] if window.heard >= ALIKE]
        nearest = nearest if length_of(nearest) <= SHORT_ANSWER else nearest[:1]
        coverage = near[0].coverage if near else 0.0
        return Evidence(Finding.NOTHING, tuple(w.spans for w in nearest), gap=gap, label=label, coverage=coverage)


def _of_topic(reading: Reading) -> Reading:
    """What is wanted without the words of the aspect that is missing, but with what was told of it before."""
    if not reading.aspects:
        return reading
    said = {term.text for term in reading.terms}
    own = tuple(term for term in reading.terms if not any(term.text in aspect.label for aspect in reading.aspects))
    told = tuple(term for term in reading.background if term.text not in said)
    return replace(reading, terms=(*own, *told) or reading.terms)


def _is_asked_for(topic: str, reading: Reading) -> bool:
    """Whether a topic may name what is missing: of 深圳时装周有没有补贴 it must be something about 补贴."""
    pairs = {aspect.label[i : i + 2] for aspect in reading.aspects for i in range(len(aspect.label) - 1)}
    return bool(topic) and (not pairs or any(pair in topic for pair in pairs))


def _is_bare(part: Part) -> bool:
    """A single noun is looked up, whatever it names: 元宇宙 is not written, rather than none of our business."""
    reading = part.reading
    return len(reading.terms) == 1 and len(reading.text.strip("?？。")) <= len(reading.terms[0].text) + 1
