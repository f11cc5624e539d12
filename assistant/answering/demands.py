"""What a question demands of the text besides its topic: a place, an aspect, a figure, a year, a whole list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.absence import of_topic, of_year
from assistant.answering.choosing import RARE
from assistant.answering.clause_facts import FactBook
from assistant.answering.content_words import ContentWords
from assistant.answering.lexicon import Aspect, ValueType
from assistant.answering.question_details import (
    asked_kind,
    asked_thing,
    asks_for_contents,
    asks_for_existence,
    claimed_name,
    head_of,
)
from assistant.answering.question_forms import listed_number, without_validity
from assistant.answering.quoting import COVERAGE, HEARD, Quoting
from assistant.answering.reading import Reading, Term
from assistant.answering.turn import Gap, Part
from assistant.answering.windows import Window
from assistant.corpus.catalogue import Catalogue
from assistant.domain import Document, Kind
from assistant.language.quantities import Limit, Quantity, find_quantities

_TOLD = re.compile(r"(?:投|花|卖|赚|贷|借|做|砸)(?:资)?(?:了|咗|过)?$")
_BOUNDS = {Limit.AT_LEAST, Limit.AT_MOST, Limit.MORE_THAN, Limit.LESS_THAN}
ENUMERATED = 2
"""So many enumeration commas make a list."""


@dataclass(frozen=True, slots=True)
class Unmet:
    """What the text lacks of what is asked; `label` names it in the question's own words."""

    gap: Gap
    label: str


@dataclass(frozen=True, slots=True)
class Demands:
    """Held against the candidates before a stretch is chosen, and against what was chosen."""

    catalogue: Catalogue
    facts: FactBook
    quoting: Quoting
    words: ContentWords

    def unwritten_places(self, part: Part) -> tuple[str, ...]:
        """The places that the question names, when no candidate holds any of them."""
        texts = [self.facts[clause_id].plain + self.facts[clause_id].context for clause_id in part.candidates]
        places = part.reading.places
        return () if any(place in text for place in places for text in texts) else places

    def unmentioned(self, part: Part) -> str:
        """The place whose mention is asked for (均安牛仔有没有写), when no candidate names it."""
        said = part.reading.text
        place = next((place for place in part.reading.places if said.startswith(place)), "")
        return "" if any(place in self.facts[clause_id].plain for clause_id in part.candidates) else place

    def only_tell_where_from(self, reading: Reading, texts: Sequence[str]) -> bool:
        """茂名那边的钉金绣: whether the thing is known without the place that is said beside it."""
        if reading.value is not ValueType.ANY or asks_for_existence(reading.text):
            return False
        rest = replace(reading, terms=reading.terms_without_places)
        rare = {term.text for term in rest.known_part.terms if term.weight >= RARE and not term.weak}
        return any(w.coverage >= COVERAGE and rare & w.covered for w in self.quoting.windows(rest, texts))

    def figure(self, reading: Reading, texts: Sequence[str]) -> Unmet | None:
        """A sum by which the question picks something out, when no candidate states it."""
        for asserted in reading.quantities:
            if _qualifies(asserted, reading.text) and not any(self.quoting.holds(asserted, c) for c in texts):
                return Unmet(Gap.FIGURE, asserted.text)
        return None

    def strange(self, reading: Reading) -> bool:
        """Whether a question that names no document speaks of things that the corpus has never heard of."""
        rest = without_validity(reading.text)
        if self.words.tells_nothing(rest):
            return False
        words = self.words.all_of(rest)
        return not (reading.documents or reading.of_policy) and any(not self.words.is_written(word) for word in words)

    def claim(self, reading: Reading, texts: Sequence[str]) -> Unmet | None:
        """The name of which it is asked whether something is it, when no candidate has it."""
        name = claimed_name(reading.text)
        written = any(name in self.facts[clause_id].plain for clause_id in texts)
        return Unmet(Gap.TOPIC, name) if name and not written else None

    def head(self, reading: Reading, texts: Sequence[str]) -> Unmet | None:
        """The thing that the question is about (技改的保险), when no candidate has it and nobody asks so."""
        said = head_of(reading.text)
        things = [term.text for term in reading.terms if term.text in said]
        things += [*self.words.all_of(asked_kind(reading.text))[:1], *self.words.all_of(asked_thing(reading.text))[-1:]]
        head = [self.words.term(thing) for thing in dict.fromkeys(things) if not find_quantities(thing)]
        if not head or any(term.known or term.weak or self._stands(term, texts) for term in head):
            return None
        named = {term.text for term in head}
        rest = replace(reading, terms=tuple(term for term in reading.terms if term.text not in named))
        if any(window.heard >= HEARD for window in self.quoting.windows(rest, texts)):
            return None
        return Unmet(Gap.TOPIC, "、".join(term.text for term in head))

    def year(self, reading: Reading, clause_ids: Sequence[str]) -> Unmet | None:
        """A year that the question names, when none of these clauses tells of it."""
        for year in reading.years:
            if not any(self._tells_year(year, clause_id) for clause_id in clause_ids):
                return Unmet(Gap.ASPECT, of_year(reading, year))
        return None

    def contents(self, reading: Reading, picked: Sequence[Window]) -> Unmet | None:
        """All of a list, or what a rule says, when the stretches only count or cite it."""
        if self._lists_all(picked, reading) and not (
            asks_for_contents(reading.text) and self._only_cites(picked, reading)
        ):
            return None
        return Unmet(Gap.ASPECT, of_topic(reading, "具体内容"))

    def _stands(self, term: Term, texts: Sequence[str]) -> bool:
        return any(term.found_in(self.facts[clause_id].plain) for clause_id in texts)

    def _tells_year(self, year: int, clause_id: str) -> bool:
        clause = self.catalogue.clause(clause_id)
        document = self.catalogue.document(clause.document_id)
        if document.kind is Kind.DIGEST and _covers(document, year):
            return True
        title = document.title
        return str(year) in clause.text or str(year) in title or str(year) in self.facts[clause_id].context

    def _lists_all(self, picked: Sequence[Window], reading: Reading) -> bool:
        """哪十类 wants ten things named; a sentence that only counts them is no answer."""
        number = listed_number(reading.text)
        if number is None:
            return True
        texts = [self.catalogue.clause(s.clause_id).text[s.start : s.end] for window in picked for s in window.spans]
        return any(max(text.count("、") + 1, text.count("+") + 1, text.count("《")) >= number for text in texts)

    def _only_cites(self, picked: Sequence[Window], reading: Reading) -> bool:
        """Whether a rule is merely named (深入实施“技改十条”) where its contents are asked for.

        What stands before 的“两极” says what is named so.
        """
        named = [term.text for term in reading.terms if term.known and not term.weak]
        texts = [self.catalogue.clause(s.clause_id).text[s.start : s.end] for window in picked for s in window.spans]
        segments = [segment for text in texts for segment in re.split("[，；。：]", text)]
        cited = [
            s for s in segments for name in named if re.search(f"(?<!的)[“《][^”》]*{re.escape(name)}[^“《]*[”》]", s)
        ]
        return bool(cited) and not any(segment.count("、") >= ENUMERATED for segment in cited)


def _covers(document: Document, year: int) -> bool:
    """Whether a rule holds in a year: what it grants without naming a year, it grants then."""
    begins, ends = document.effective_on or document.issued_on, document.expires_on or document.repealed_on
    return (begins is None or begins.day.year <= year) and (ends is None or year <= ends.last_day.year)


def aspect(absent: Sequence[Aspect], reading: Reading) -> Unmet | None:
    """What is asked of the topic and no clause about it states."""
    return Unmet(Gap.ASPECT, of_topic(reading, _labels(absent))) if absent else None


def _qualifies(asserted: Quantity, text: str) -> bool:
    """两亿以上的厂 and 两亿的厂 pick things out by a sum; 卖了两亿 and 有三百来万 only tell of one."""
    if _TOLD.search(text[: asserted.start]):
        return False
    return asserted.limit in _BOUNDS or f"{asserted.text}的" in text or f"{asserted.text}级" in text


def _labels(aspects: Sequence[Aspect]) -> str:
    """Their labels, without one that another already says (费用 beside 研发费用加计扣除)."""
    labels = [aspect.label for aspect in aspects]
    return "、".join(label for label in labels if not any(label != other and label in other for other in labels))
