"""Step on a shelf of rules: the statement, or the section, of the rule that is asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from assistant.answering.also_asked import AlsoAsked, states_a_need
from assistant.answering.as_asked import AsAsked
from assistant.answering.deciding import Deciding
from assistant.answering.each_rule import EachRule
from assistant.answering.evidence import FindEvidence, asks_of_unknown, brief, filled, only_of, rule_of
from assistant.answering.grants import TOP, asks_for_all, asks_what_it_pays, grants_first
from assistant.answering.held import called_before, held_by, is_as_good
from assistant.answering.lexicon import SUMS, ValueType
from assistant.answering.overviews import GAIN
from assistant.answering.question_details import asks_whether_open
from assistant.answering.question_forms import Form
from assistant.answering.reading import ITS_OWN, Reading
from assistant.answering.scope import Scope
from assistant.answering.sections import Sections
from assistant.answering.split import inquires
from assistant.answering.turn import Evidence, Finding, Gap, Part, Span, Turn
from assistant.domain import Document, Level, document_of

_OPEN = re.compile(r"没有(?!得到)|未(?:查到|公布|写)|不(?:给|发|设|补)")
_NUMBER, _ROUNDS = "文号", "期限"
_NEEDED = re.compile(r"条件|要求|资格|门槛|标准是|才(?:能|可以|算|得|给)")


@dataclass(frozen=True, slots=True)
class FindRuleEvidence:
    """Fills `Part.evidence` as `find` does, and besides from what is known of how rules are asked for."""

    find: FindEvidence
    sections: Sections
    scope: Scope
    each_rule: EachRule
    also_asked: AlsoAsked
    deciding: Deciding
    as_asked: AsAsked

    def __call__(self, turn: Turn) -> Turn:
        """One evidence a part."""
        return filled(turn, self._in_order(turn))

    def _in_order(self, turn: Turn) -> tuple[Part, ...]:
        """Each part; of rules, one that names little is first asked of the rule that the part before it is about."""
        done: list[Part] = []
        for part in turn.parts:
            found = replace(part, evidence=self._asked(part, turn.as_of))
            # 去哪报 after a rule is named is of that rule, though people who move ask so, too.
            own_need = states_a_need(found) and not self._is_of_what_was_named(part, done, turn)
            others = self._of_others(part, done, turn) if not own_need else ()
            done.append(next((other for other in others if is_as_good(other, found)), found))
        held = next(filter(None, map(rule_of, done)), "")
        done = [self._once_more(part, held, turn.as_of) if held and _is_open(part) else part for part in done]
        # 我这几天才有空弄 after a question only tells why it is asked.
        telling = [part for part in done if _is_open(part) and not inquires(part.reading.text)]
        telling += [part for part in done if self._is_told_to_be_open(part, done)]
        asking = tuple(part for part in done if part not in telling) or tuple(done)
        told = self.deciding(turn, self.also_asked(turn, brief(asking)))
        return tuple(map(self._stating, told))

    def _is_of_what_was_named(self, part: Part, earlier: Sequence[Part], turn: Turn) -> bool:
        told = self.find.overviews.serving(part.reading.text, part.reading, turn.as_of)
        return bool(held_by(earlier)) and not told and part.reading.is_about_what_was_named

    def _is_told_to_be_open(self, part: Part, parts: Sequence[Part]) -> bool:
        """Whether the statement that a thing was not found, shown as the nearest, is what answers another part."""
        nearest = [spans[0].clause_id for spans in part.evidence.groups[:1]] if part.evidence and _is_open(part) else []
        told = [each.evidence.groups[0][0].clause_id for each in parts if each.evidence and rule_of(each)]
        return any(_OPEN.search(self.sections.facts[each].plain) is not None and each in told for each in nearest)

    def _of_others(self, part: Part, earlier: Sequence[Part], turn: Turn) -> Iterator[Part]:
        """A part as it is answered by the rule that the ones before it are about, and by one for what was bought."""
        if part.of_held is not None:
            reading = replace(part.of_held, at=part.reading.at)
            reading = replace(reading, names=called_before(reading.documents[0], earlier) or reading.names)
            yield self._put_to(reading.documents[0], replace(part, reading=reading), turn)
        elif not part.reading.documents:
            held = held_by(earlier)
            if held and self._may_be_put_to(held, part.reading):
                named = replace(part.reading, names=part.reading.names or called_before(held, earlier))
                yield self._put_to(held, replace(part, reading=named), turn)
            if _is_bare(part.reading):
                # 线多少，补几成 after what somebody bought is asked of what one gets for it.
                serving = self.find.overviews.serving(turn.standalone, part.reading, turn.as_of)
                if serving not in ("", held) and self._may_be_put_to(serving, part.reading):
                    yield self._put_to(serving, replace(part, reading=_without_what_was_told(part.reading)), turn)

    def _may_be_put_to(self, rule: str, reading: Reading) -> bool:
        return reading.is_about_what_was_named and self.scope.may_be_of(reading, rule)

    def _put_to(self, rule: str, part: Part, turn: Turn) -> Part:
        asked = self._over(rule, part)
        evidence = self._asked(asked, turn.as_of)
        # Whose standing is told is read from the question.
        reading = asked.reading if evidence.finding is Finding.VALIDITY else part.reading
        return replace(part, reading=reading, evidence=evidence)

    def _stating(self, part: Part) -> Part:
        """The part, or that the sum which it asks for is not written where nothing that is told states one."""
        evidence, value = part.evidence, part.reading.value
        quoted = evidence is not None and evidence.finding is Finding.QUOTES and not (evidence.label or evidence.gap)
        if evidence is None or not quoted or value not in SUMS or part.reading.yes_no:
            return part
        told = [self.sections.facts[clause_id] for clause_id in _clauses_of(evidence)]
        if any(SUMS & each.values or _OPEN.search(each.plain) for each in told):
            return part
        granted = self.sections.instead(part.reading, part.candidates)
        if granted and SUMS & self.sections.facts[granted.groups[0][0].clause_id].values:
            return replace(part, evidence=granted)
        named = (aspect.label for aspect in part.reading.aspects if aspect.value in SUMS)
        label = next(named, "金额" if value is ValueType.MONEY else "比例")
        return replace(part, evidence=Evidence(Finding.NOTHING, evidence.groups[:2], gap=Gap.ASPECT, label=label))

    def _over(self, held: str, part: Part) -> Part:
        """The same question asked of all that one rule says: a short one (比例呢) finds little of it by itself."""
        clauses = self.find.catalogue.version(held).clauses
        at = part.reading.at
        texts = (c.id for c in clauses if c.level is Level.TEXT and (not at or self.scope.is_said_there(c.id, at)))
        own = only_of(held, part)
        if not part.reading.documents:
            # Its lines were left aside where it is the rule of a city that the question itself does not name.
            near = self.also_asked.phrasings.likely(part.reading.text, within=(held,))
            own = replace(own, reading=replace(own.reading, likely={**near, **own.reading.likely}))
        return replace(own, candidates=tuple(dict.fromkeys((*own.candidates, *texts))))

    def _once_more(self, part: Part, held: str, as_of: date) -> Part:
        """A part without an answer asked of the rule that another part is answered from."""
        if part.reading.documents:
            return part
        evidence = self._asked(self._over(held, part), as_of)
        return part if evidence.finding in (Finding.NOTHING, Finding.VAGUE) else replace(part, evidence=evidence)

    def _asked(self, part: Part, as_of: date) -> Evidence:
        """Of a rule the whole section where no single statement answers a broad question."""
        reading = part.reading
        if asks_of_unknown(reading):
            return self.find.found(part, as_of)
        if reading.left_out:
            spans = (Span(each, 0, len(self.find.catalogue.clause(each).text)) for each in reading.left_out)
            return Evidence(Finding.QUOTES, tuple((span,) for span in spans), coverage=1.0)
        numbers = self._numbers_of(reading)
        if len(reading.documents) > 1 and not numbers and reading.form is not Form.VALIDITY:
            rounds = any(aspect.group == _ROUNDS for aspect in reading.aspects)
            return Evidence(Finding.VALIDITY, coverage=1.0) if rounds else self.each_rule(part)
        if numbers:
            numbers += self._basis_of(reading) if reading.form is Form.VALIDITY else []
            return Evidence(Finding.QUOTES, tuple((span,) for span in numbers), label="numbers", coverage=1.0)
        if len(reading.documents) == 1 and (decided := self.deciding.plainly(part)):
            return decided
        if len(reading.documents) == 1 and asks_for_all(reading):
            document = self.find.catalogue.document(reading.documents[0])
            granted = self.find.overviews.granted(document) if asks_what_it_pays(reading) else ()
            if not granted and not GAIN.search(reading.text):
                granted = tuple(self.find.overviews.shown(document, True))
            if granted:
                label = "" if reading.aspects else "granted"
                return Evidence(Finding.QUOTES, tuple((span,) for span in granted), label=label, coverage=1.0)
            if gained := self.find.overviews.find(replace(reading, documents=()), as_of):
                return gained
        if self._asks_until_when(reading):
            return Evidence(Finding.VALIDITY, coverage=1.0)
        if asks_whether_open(reading.text) and (reading.documents or not self._asks_of_something_else(reading)):
            return Evidence(Finding.VALIDITY, coverage=1.0)
        if reading.value is ValueType.MONEY and not TOP.search(reading.text):
            # 补多少 is answered by a share as well as by a sum.
            reading = replace(reading, value=ValueType.NUMBER)
            part = replace(part, reading=reading)
        if reading.yes_no or _asks_something_besides(reading):
            # 能不能拿 is answered by what is said of just that, not by a sum that opens the door; 评上奖多少 likewise.
            reading = without_conditions(reading)
            part = replace(part, reading=reading)
        evidence = self.sections.first(reading, part.candidates) or self.find.found(part, as_of)
        if evidence.finding in (Finding.NOTHING, Finding.VAGUE):
            told = self._of_such_words(part, evidence) or self.sections.instead(reading, part.candidates)
            told = told or self.as_asked.denied(reading, evidence)
            # An explicit year that a rule does not cover is not answered with another year's.
            evidence = told if told and not self.find.demands.year(reading, _clauses_of(told)) else evidence
        return grants_first(reading, self.sections.completed(reading, evidence), self.find.catalogue)

    def _of_such_words(self, part: Part, evidence: Evidence) -> Evidence | None:
        """What people ask so for; where only a rule and an aspect are named, of the section that is about that."""
        told, reading = self.as_asked(part, evidence), part.reading
        if told is None or not (reading.documents and reading.aspects) or reading.own_words or reading.whole:
            return told
        clauses = [self.find.catalogue.clause(clause_id) for clause_id in _clauses_of(told)]
        stated = (word in clauses[0].text for aspect in reading.aspects for word in aspect.evidence)
        return told if any(stated) or any(self.sections.holds(each, reading) for each in clauses) else None

    def _numbers_of(self, reading: Reading) -> list[Span]:
        """Where each of the rules that are asked for their 文号 states its own."""
        if not any(aspect.group == _NUMBER for aspect in reading.aspects):
            return []
        stated = []
        for document_id in reading.documents:
            number = self.find.catalogue.document(document_id).doc_number
            clauses = self.find.catalogue.version(document_id).clauses
            texts = (each for each in clauses if number and each.level is Level.TEXT and number in each.text)
            stated += [Span(each.id, 0, len(each.text)) for each in islice(texts, 1)]
        return stated

    def _basis_of(self, reading: Reading) -> list[Span]:
        """Where each of the rules that are also asked until when they hold states that."""
        catalogue = self.find.catalogue
        basis = (each for id in reading.documents for each in catalogue.basis(catalogue.document(id)))
        return [Span(clause.id, 0, len(clause.text)) for clause, _, _ in basis]

    def _asks_of_something_else(self, reading: Reading) -> bool:
        """Whether no rule is clearly spoken of, or what one says of a case (又拿了国债) is asked for, not the round."""
        best = max(
            ((each.similarity, key) for key, places in reading.likely.items() for each in places), default=(0.0, "")
        )
        document = self.find.catalogue.document(document_of(best[1])) if best[1] else None
        if document and document.windows and self._names_only(document, reading):
            return False
        if not reading.is_meant:
            return True
        above = self.find.catalogue.ancestors(self.find.catalogue.clause(best[1])) if best[1] else ()
        return best[0] >= ITS_OWN and not any("时候" in heading.heading for heading in above)

    @staticmethod
    def _names_only(document: Document, reading: Reading) -> bool:
        """Whether all that a question names (今年还能报技改吗) is part of what the rule is called."""
        names = "".join((document.title, document.short_title, *document.aliases))
        return bool(reading.own_words) and all(term.text in names for term in reading.own_words)

    def _asks_until_when(self, reading: Reading) -> bool:
        """Whether nothing but 到什么时候截止 is asked of a rule that has an end."""
        if len(reading.documents) != 1 or reading.own_words or reading.years:
            return False
        ends = self.find.catalogue.document(reading.documents[0]).expires_on is not None
        return ends and any(aspect.group == _ROUNDS for aspect in reading.aspects)


def _is_bare(reading: Reading) -> bool:
    """Whether a value is asked for and not said of what."""
    return not reading.own_words and (reading.value is not ValueType.ANY or bool(reading.aspects))


def _without_what_was_told(reading: Reading) -> Reading:
    """The bought thing named the rule; the rule need not name it."""
    return replace(reading, terms=tuple(term for term in reading.terms if term.text in reading.text and term.known))


def _asks_something_besides(reading: Reading) -> bool:
    """Whether a word such as 评上 only says of whom a sum or a period is asked."""
    others = any(aspect.value is not ValueType.CONDITION for aspect in reading.aspects)
    return others and not _NEEDED.search(reading.text)


def _clauses_of(evidence: Evidence) -> list[str]:
    return [span.clause_id for spans in evidence.groups for span in spans]


def _is_open(part: Part) -> bool:
    return part.evidence is None or not part.evidence.answers


def without_conditions(reading: Reading) -> Reading:
    """The same question, read for what is said of the thing, not for conditions."""
    aspects = tuple(each for each in reading.aspects if each.value is not ValueType.CONDITION)
    value = ValueType.ANY if reading.value is ValueType.CONDITION else reading.value
    return replace(reading, aspects=aspects, value=value)
