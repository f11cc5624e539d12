"""Answers from headings: numbered ones, listed ones, and headings that are the topic of the question."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.answering.clause_facts import FactBook
from assistant.answering.lexicon import ValueType
from assistant.answering.outline import Outline
from assistant.answering.question_details import (
    asks_for_measures,
    asks_for_name,
    asks_where_in_outline,
)
from assistant.answering.question_forms import Form
from assistant.answering.quoting import COVERAGE, LISTS, Quoting
from assistant.answering.reading import Reading
from assistant.answering.turn import Evidence, Finding, Gap, Part, Span
from assistant.corpus.catalogue import Catalogue
from assistant.domain import Clause, Kind, Level

_NUMERIC = {ValueType.NUMBER, ValueType.COUNT, ValueType.MONEY, ValueType.RATIO}
SHORT = 6
"""A lone everyday word (目标) is the topic of a heading about as short as itself only."""
_UNIT_NOUNS = {"部分", "章", "条", "节", "点"}


@dataclass(frozen=True, slots=True)
class Headings:
    """Evidence from the outline of a document."""

    catalogue: Catalogue
    facts: FactBook
    outline: Outline
    quoting: Quoting

    def find(self, part: Part) -> Evidence | None:
        """None when the question is not about headings."""
        reading = part.reading
        if reading.aspects:
            return None
        if asks_for_measures(reading.text):
            reading = replace(reading, value=ValueType.ANY, form=Form.LIST)
        near = part.candidates
        referenced = self.outline.referenced(reading, near)
        if referenced is not None:
            if not referenced:
                return Evidence(Finding.NOTHING, gap=Gap.TOPIC, label=_number(reading))
            return self._under(referenced, part, reading)
        parent = self.outline.schedule(reading, near) or self.outline.listed(reading, near)
        if parent is not None:
            return self._listing(parent)
        if reading.form is Form.OVERVIEW and all(term.weak for term in reading.terms):
            return self._overview(part)
        if asks_where_in_outline(reading.text):
            return self._position(part)
        texts = [c for c in near if self.catalogue.clause(c).level is Level.TEXT]
        topic = None if self.quoting.enumerates(reading, texts) else self.outline.topic(reading, near)
        bare = reading.is_weak and len(reading.terms) == 1
        if topic is not None and not self._is_elsewhere(topic, reading) and not (bare and len(topic.heading) > SHORT):
            return self._under((topic,), part, reading)
        return self._of_whole_document(part, reading) or self._meant(part, reading)

    def document_of(self, part: Part) -> str:
        """The document that a question is about: the one it names, else the first that search found."""
        if part.reading.documents:
            return part.reading.documents[0]
        return self.outline.nearest_document(part.candidates)

    def _listing(self, parent: Clause) -> Evidence:
        children = self.catalogue.children(parent.id, Level.OUTLINE)
        shown = tuple((Span(c.id, 0, len(c.text)),) for c in children if c.label != "附件")
        return Evidence(Finding.HEADINGS, shown, parent.id, coverage=1.0)

    def _overview(self, part: Part) -> Evidence:
        document_id = self.document_of(part)
        if self.catalogue.document(document_id).kind is Kind.DIGEST:
            return self._in_short(document_id)
        parts = self.outline.numbered_parts(document_id) if "部分" in part.reading.text else None
        return self._listing(parts or self.outline.root(document_id))

    def _in_short(self, document_id: str) -> Evidence:
        """A digest in three sentences: what it is called, what it is, and the first of what it says further."""
        root = self.outline.root(document_id)
        chapters = self.catalogue.children(root.id, Level.OUTLINE)
        texts = [self.catalogue.texts_below(chapter.id) for chapter in chapters[:2]]
        shown = (root, *(clause for below in texts for clause in below[:1]))
        return Evidence(Finding.QUOTES, _whole(shown), coverage=1.0)

    def _of_whole_document(self, part: Part, reading: Reading) -> Evidence | None:
        """有几条措施 and 目标是多少 of a document as a whole."""
        if (
            not reading.terms
            and not part.reading.places
            and not reading.years
            and (part.reading.value is ValueType.COUNT or asks_for_measures(reading.text))
        ):
            actions = self.outline.actions(reading, part.candidates)
            return None if actions is None else self._listing(actions)
        if reading.is_weak and reading.value in _NUMERIC and not part.reading.places:
            topic = self.outline.topic(replace(reading, value=ValueType.ANY), part.candidates)
            if topic is None or len(topic.heading) > SHORT:
                return Evidence(Finding.VAGUE)
            return None if self._is_elsewhere(topic, reading) else self._under((topic,), part, reading)
        return None

    def _meant(self, part: Part, reading: Reading) -> Evidence | None:
        """All below the heading that a list is clearly asked of, whatever its topic was called."""
        if reading.form not in LISTS or reading.value is not ValueType.ANY:
            return None
        meant = [clause for clause in reading.meant_in(self.catalogue, Level.OUTLINE) if clause.parent_id is not None]
        leaves = [clause for clause in meant if not self.catalogue.children(clause.id, Level.OUTLINE)]
        return self._under((leaves[0],), part, reading) if leaves else None

    def _position(self, part: Part) -> Evidence | None:
        """写在第几项: the heading above what the question describes."""
        # People who ask so speak of the outline, too, and are not to be taken at those words.
        windows = self.quoting.windows(replace(part.reading, value=ValueType.ANY, likely={}), part.candidates)
        if not windows or windows[0].coverage < COVERAGE:
            return None
        clause = self.catalogue.clause(windows[0].clause_id)
        above = [heading for heading in self.catalogue.ancestors(clause) if heading.label]
        if not above:
            return None
        return Evidence(
            Finding.QUOTES,
            ((Span(above[-1].id, 0, len(above[-1].text)),), windows[0].spans),
            coverage=windows[0].coverage,
        )

    def _under(self, headings: tuple[Clause, ...], part: Part, reading: Reading) -> Evidence:
        """What stands below the headings: their sub-headings, or their sentences."""
        if len(headings) > 1:
            return Evidence(Finding.HEADINGS, _whole(headings), label="each", coverage=1.0)
        heading = headings[0]
        if asks_for_name(reading.text):
            return Evidence(Finding.QUOTES, _whole((heading,)), coverage=1.0)
        rest = replace(reading, terms=reading.missing(self.facts[heading.id].heading, self.facts[heading.id].context))
        if (reading.outline and any(not term.weak for term in rest.terms)) or reading.value is not ValueType.ANY:
            inside = [clause.id for clause in self.catalogue.texts_below(heading.id)]
            windows = self.quoting.windows(rest, inside)
            if windows and windows[0].coverage >= COVERAGE:
                return Evidence(Finding.QUOTES, (windows[0].spans,), coverage=windows[0].coverage)
        children = self.catalogue.children(heading.id, Level.OUTLINE)
        if children:
            return self._listing(heading)
        texts = self.catalogue.children(heading.id)
        return Evidence(Finding.HEADINGS, _whole(texts), heading.id, label="text", coverage=1.0)

    def _is_elsewhere(self, heading: Clause, reading: Reading) -> bool:
        """Whether what stands below a heading names another place or year than the question."""
        texts = [self.facts[clause.id].plain for clause in self.catalogue.texts_below(heading.id)]
        title = self.catalogue.document(heading.document_id).title
        return any(not any(place in text for text in texts) for place in reading.places) or any(
            not any(str(year) in text for text in (*texts, title)) for year in reading.years
        )


def _whole(clauses: tuple[Clause, ...]) -> tuple[tuple[Span, ...], ...]:
    return tuple((Span(clause.id, 0, len(clause.text)),) for clause in clauses)


def _number(reading: Reading) -> str:
    reference = reading.outline[0]
    return f"第{reference.number}{'' if reference.noun in _UNIT_NOUNS else '项'}{reference.noun}"
