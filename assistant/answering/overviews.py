"""What several rules hold for one need: 厂里的机器该换了，政府帮不帮."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

from assistant.answering.clause_facts import FactBook
from assistant.answering.lexicon import SUMS, ValueType
from assistant.answering.phrasing_files import Overview
from assistant.answering.phrasings import BRIEF, Likely, PhrasingBook
from assistant.answering.question_forms import Form
from assistant.answering.reading import Reading, nearest
from assistant.answering.rows import is_row
from assistant.answering.scope import Scope
from assistant.answering.turn import Evidence, Finding, Span
from assistant.corpus.catalogue import Catalogue
from assistant.corpus.standing import standing_of
from assistant.domain import Clause, Document, Level, document_of
from assistant.language.quantities import Limit, QuantityKind, find_quantities
from assistant.language.script import ScriptConverter
from assistant.search.likeness import Likeness
from assistant.search.ngrams import NgramCutter, count, keys_of

OVERVIEW = "overview"
MOST_RULES, MOST_SUMS = 4, 8
ALIKE = 0.3
"""Share of a question that those who state a need say in like words."""
NEARER = 1.1
"""How much more like a need than like any single statement a question must be."""
STATED = 0.5
"""A question so like one statement asks for that, whatever it tells."""
BENEFIT = "能得到什么"
"""The heading under which a digest says what a rule grants."""
WHO = "谁能申请"
_DIGIT = re.compile(r"\d")
INVESTED = re.compile(r"设备|投资|项目门槛")
ASKED_TO_OPEN = re.compile(
    r"门槛|起步线|起点|够(?:不够|得着|得上|唔够|格|班|条件|资格)|"
    r"(?<!生产)(?<!流水)线(?:是|各|多少|怎|过|呢)|(?:什么|哪条|边条)线|起码|至少"
)
"""Words that ask from what sum on a rule grants anything."""
_FOR_IT = re.compile(
    r"(?:补|奖|贴|返|退|拿|领|给)(?:贴|助|息|我|到|得|回|返|励|个)*(?:多少|几|点|成|钱|吗|不|没|么)|几成|几个点|多少(?:补|奖|钱)|"
    r"(?:有|能|可以|得)(?:没有|不能|不|无|什么|哪些|可以|能|钱)*(?:补|奖|拿|领|政策|支持|扶持|优惠|资助|好处|申请|报)|"
    r"(?:申请|报|拿)(?:到|得到)?(?:什么|哪些)|够(?:不够|得着|得上|唔够|格)|(?:补|奖)(?:贴|助|励)?(?:有)?(?:多少|几|吗|不|没)"
)
GAIN = re.compile(
    r"好处|有(?:没有|无|冇|什么|咩|啥)?(?:补|奖|钱|扶持|支持)|(?:补|奖|给)(?:贴|助|励)?(?:多少|几|吗|不|没)"
)
_MADE = re.compile(r"[服女男童时西工校礼着泳]装|运动装|休闲装|包装|装(?:备|饰)")
_NO_MACHINE = re.compile(r"[手飞司时商危投动有契转]机|机(?:会|构|关|制|场|票|遇|密|率|电产品)")
"""Words with 机 that name nothing which stands in a workshop."""
_IN_VAIN = re.compile(r"(?:拿|领|报|办|申请)(?:不|唔)(?:到|了|成)(?:的话|就)")
_EITHER = re.compile(r"哪(?:个|边|种|一?份)(?:更|最)?(?:好|划算|高|多|合适|抵|着数|好处)")
_OTHER_HELP = {"用工", "税费", "用地", "用电"}
"""Groups of aspects that name another kind of help than for what was bought."""
_AMOUNTS = SUMS | {ValueType.NUMBER}
_GRANTED = (QuantityKind.RATIO, QuantityKind.MONEY)


class Overviews:
    """The needs that people state, and the rules that serve each; the first named is the most useful."""

    def __init__(
        self,
        overviews: Sequence[Overview],
        catalogue: Catalogue,
        facts: FactBook,
        scope: Scope,
        phrasings: PhrasingBook,
        script: ScriptConverter,
    ) -> None:
        self._catalogue, self._facts, self._scope, self._phrasings = catalogue, facts, scope, phrasings
        self._documents = {id: each for each in catalogue.documents() for id in (each.id, *each.stands_for)}
        self._overviews = [each for each in overviews if not set(each.shows).isdisjoint(self._documents)]
        self._cutter = NgramCutter(script)
        self._said = ["\n".join(each.asked) for each in self._overviews]
        lines = [self._cutter.plain_lines(each.asked) for each in self._overviews]
        self._likeness = Likeness.over(count([line for group in lines for line in group]), [len(g) for g in lines])

    def find(self, reading: Reading, as_of: date) -> Evidence | None:
        """The main benefit of each rule that holds on the day and at the place; None for another sort of question."""
        overview = self._asked_for(reading)
        if overview is None:
            return None
        documents = [self._documents[id] for id in overview.shows if id in self._documents]
        usable = [each for each in documents if self._serves(each, reading, as_of)]
        if len(usable) < 2:
            return None
        told: list[tuple[Span, ...]] = []
        asked = reading.whole or reading.text
        if GAIN.search(reading.text):
            # 有什么好处 is not answered by what a rule wants or when it was made.
            usable = [each for each in usable if any(self._below(each, BENEFIT))] or usable
            usable.sort(key=lambda each: not _is_named_after(each, reading))
            told = [(_whole(clause),) for clause in self._granted_elsewhere(documents, usable, reading, as_of)]
        tells_sum = any(each.kind is QuantityKind.MONEY for each in find_quantities(asked))
        opens = tells_sum or ASKED_TO_OPEN.search(asked) is not None
        figures: list[frozenset[str]] = []
        likely = self._phrasings.likely(asked, within=[each.id for each in usable])
        for document in usable:
            if figures and reading.value in _AMOUNTS and not any(self._below(document, BENEFIT)):
                continue
            besides = self._likeliest(document, likely)
            spans = tuple(self.shown(document, opens)) if any(self._below(document, BENEFIT)) or not besides else ()
            spans = (*spans, *(span for span in besides if span not in spans))
            granted = self._figures(spans[0])
            # Of two rules that grant the same shares the first named is the one to apply under.
            if granted and granted in figures:
                continue
            figures.append(granted)
            told += [(span,) for span in spans]
            if len(figures) == MOST_RULES:
                break
        local = () if any(map(self._pays, usable)) else tuple(self._granted_by_cities(documents, reading, as_of))
        if local:
            # Where the province only names a programme the cities pay, each by its own rule, which says whose it is.
            told = list(dict.fromkeys((*((_whole(clause),) for clause in local), *told)))
        said = "".join(self._catalogue.clause(span.clause_id).text for spans in told for span in spans)
        kinds = [aspect for aspect in reading.aspects if aspect.group in _OTHER_HELP]
        if any(not any(word in said for word in aspect.evidence) for aspect in kinds):
            return None
        return Evidence(Finding.QUOTES, tuple(told), label=OVERVIEW, coverage=1.0)

    def _granted_elsewhere(
        self, documents: Sequence[Document], usable: Sequence[Document], reading: Reading, as_of: date
    ) -> Iterator[Clause]:
        """What only a city's rule grants of what is named (搬迁), where nobody told a place: it says whose it is."""
        granted = [self._facts[clause.id].plain for each in usable for clause in self._below(each, BENEFIT)]
        words = [term for term in reading.own_words if not any(term.found_in(text) for text in granted)]
        local = [each for each in documents if not reading.at and self._scope.own_places(each)]
        for document in (each for each in local if standing_of(each, as_of).is_usable):
            stating = (c for c in self._below(document, BENEFIT) if any(word.text in c.text for word in words))
            yield from islice(stating, 1)

    def _granted_by_cities(self, documents: Sequence[Document], reading: Reading, as_of: date) -> Iterator[Clause]:
        """What the rules of cities grant for a need, where nobody told a place."""
        local = [each for each in documents if not reading.at and self._scope.own_places(each)]
        for document in (each for each in local if standing_of(each, as_of).is_usable):
            grants = [each for each in self._below(document, BENEFIT) if not is_row(each)]
            yield from (each for each in grants if self._states(each, *_GRANTED))

    def serving(self, told: str, reading: Reading, as_of: date) -> str:
        """The rule that first serves a need told anywhere in a message; empty where none is told or none serves it."""
        if any(aspect.group in _OTHER_HELP for aspect in reading.aspects):
            return ""
        needs = (each for each in self._overviews if _tells(each, told))
        shows = (self._documents[id] for each in needs for id in each.shows if id in self._documents)
        return next((each.id for each in shows if self._serves(each, reading, as_of)), "")

    def _asked_for(self, reading: Reading) -> Overview | None:
        if not self._overviews or reading.documents or any(aspect.exact for aspect in reading.aspects):
            return None
        whole = reading.whole or reading.text
        credits, weight = self._likeness.of(keys_of(self._cutter.plain(whole)))
        best = int(credits.argmax())
        share = float(credits[best]) / (weight + BRIEF * self._likeness.unknown)
        bare = _FOR_IT.search(reading.text) is not None and _tells_a_sum_alone(reading)
        if bare and (of_sums := next((each for each in self._overviews if each.sum_alone), None)):
            return of_sums
        own_words = [term for term in reading.terms if term.known and not term.weak and not _DIGIT.search(term.text)]
        alike = nearest(self._phrasings.likely(whole)) if reading.whole else reading.nearest
        if self._alike_anywhere(reading, alike) < STATED and (told := self._told_of(reading)):
            return told
        if share < ALIKE or (own_words and not any(term.found_in(self._said[best]) for term in own_words)):
            return None
        return self._overviews[best] if share >= NEARER * alike else None

    def _alike_anywhere(self, reading: Reading, alike: float) -> float:
        """How like a statement a question is wherever it is asked, so that 我在开平 is not like all that is of 开平."""
        if not reading.at or reading.is_local:
            return max(alike, reading.nearest)
        place = re.compile("|".join(map(re.escape, reading.at)))
        asked = {place.sub("", self._cutter.plain(text)) for text in (reading.text, reading.whole or reading.text)}
        return max(nearest(self._phrasings.likely(text)) for text in asked)

    def _told_of(self, reading: Reading) -> Overview | None:
        """Who tells what they bought and asks what they get for it states a need in words that nobody foresaw."""
        whole = reading.whole or reading.text
        if not (_FOR_IT.search(_IN_VAIN.sub("", reading.text)) or _EITHER.search(reading.text)):
            return None
        if any(aspect.group in _OTHER_HELP for aspect in reading.aspects):
            return None
        return next((each for each in self._overviews if _tells(each, whole)), None)

    def _serves(self, document: Document, reading: Reading, as_of: date) -> bool:
        local = bool(self._scope.own_places(document))
        there = self._scope.applies_at(document, reading.at) if reading.at else not local
        there = there and not self._scope.leaves_out(document, reading.at)
        return there and standing_of(document, as_of).is_usable

    def granted(self, document: Document) -> tuple[Span, ...]:
        """What a rule grants: its first share with the cap and the sum from which on it is given, else all its sums.

        None where it grants nothing that is a share or a sum.
        """
        texts = [clause for clause in self._below(document, BENEFIT) if not is_row(clause)]
        grants = [clause for clause in texts if self._states(clause, *_GRANTED)]
        if not grants or not self._states(grants[0], QuantityKind.RATIO):
            return tuple(_whole(clause) for clause in grants[:MOST_SUMS])
        # Before its shares a rule says in which ways it grants; who asks for the sum is told that first.
        ways = texts[: texts.index(grants[0])][:1]
        capping = (each for each in grants if self._caps(each))
        opening = (each for each in self._below(document, WHO) if self._opens(each))
        told = (grants[0], *islice(capping, 1), *islice(opening, 1), *ways)
        return tuple(_whole(clause) for clause in dict.fromkeys(told))

    def shown(self, document: Document, with_threshold: bool) -> Iterator[Span]:
        """What a rule grants, and from which sum on."""
        grants = list(self._below(document, BENEFIT)) or list(self._texts(document))
        yield _whole(next((clause for clause in grants if self._states(clause, *_GRANTED)), grants[0]))
        if with_threshold:
            opening = (clause for clause in self._below(document, WHO) if self._opens(clause))
            yield from (_whole(clause) for clause in islice(opening, 1))

    def _likeliest(self, document: Document, likely: Mapping[str, tuple[Likely, ...]]) -> tuple[Span, ...]:
        """What such words ask for of a rule that grants nothing by itself, or does not give it (买地)."""
        grants = {clause.id for clause in self._below(document, BENEFIT)}
        alike = {key: max(each.similarity for each in likely[key]) for key in likely if document_of(key) == document.id}
        best = max(alike, key=alike.__getitem__, default="")
        if not best or alike[best] < ALIKE or best in grants or self._catalogue.clause(best).level is not Level.TEXT:
            return ()
        return (_whole(self._catalogue.clause(best)),)

    def needed(self, document: Document) -> tuple[Span, ...]:
        """What a rule wants of who applies, word for word."""
        return tuple(_whole(clause) for clause in self._below(document, WHO) if not is_row(clause))

    def _figures(self, span: Span) -> frozenset[str]:
        return frozenset(each.text for each in self._facts[span.clause_id].quantities if each.kind in _GRANTED)

    def _opens(self, clause: Clause) -> bool:
        stated = self._facts[clause.id].quantities
        least = any(each.kind is QuantityKind.MONEY and each.limit is Limit.AT_LEAST for each in stated)
        return least and INVESTED.search(clause.text) is not None

    def _pays(self, document: Document) -> bool:
        """Whether a rule grants a share or a sum."""
        return any(self._states(clause, *_GRANTED) for clause in self._below(document, BENEFIT))

    def _caps(self, clause: Clause) -> bool:
        stated = self._facts[clause.id].quantities
        return any(each.kind is QuantityKind.MONEY and each.limit is Limit.AT_MOST for each in stated)

    def _states(self, clause: Clause, *kinds: QuantityKind) -> bool:
        return any(each.kind in kinds for each in self._facts[clause.id].quantities)

    def _below(self, document: Document, title: str) -> Iterator[Clause]:
        for heading in self._catalogue.version(document.id).clauses:
            if heading.level is Level.OUTLINE and title in heading.heading:
                yield from self._catalogue.children(heading.id, Level.TEXT)

    def _texts(self, document: Document) -> Iterator[Clause]:
        for clause in self._catalogue.version(document.id).clauses:
            if clause.level is Level.TEXT and not is_row(clause):
                yield clause


def _tells(overview: Overview, told: str) -> bool:
    """Whether somebody tells an act and a thing of a need: 女装 tells what is made, not that anything is installed."""
    return _any(overview.acts, _MADE.sub("", told)) and _any(overview.things, _NO_MACHINE.sub("", told))


def _tells_a_sum_alone(reading: Reading) -> bool:
    """Whether nothing is told but a sum, and where (佛山800万能补多少)."""
    sums = [each for each in find_quantities(reading.whole or reading.text) if each.kind is QuantityKind.MONEY]
    told = [term for term in (*reading.terms, *reading.background) if not term.weak]
    plain = reading.value in _AMOUNTS and len(reading.aspects) <= 1 and reading.form is Form.LOOKUP
    return plain and len(sums) == 1 and all(term.text in reading.at or _DIGIT.search(term.text) for term in told)


def _any(words: Sequence[str], text: str) -> bool:
    return any(word in text for word in words)


def _is_named_after(document: Document, reading: Reading) -> bool:
    """Whether a rule bears the name of the thing that is asked about."""
    names = "".join((document.title, document.short_title, *document.aliases))
    return any(term.text in names for term in reading.own_words)


def _whole(clause: Clause) -> Span:
    return Span(clause.id, 0, len(clause.text))
