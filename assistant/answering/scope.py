"""Step on a shelf of rules: leave out what is not yet in force or was replaced, and what holds elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from assistant.answering.lexicon import Places, Section
from assistant.answering.question_details import asks_of_city, asks_of_nation, asks_of_province
from assistant.answering.reading import Reading
from assistant.answering.turn import Part, Turn
from assistant.corpus.catalogue import Catalogue
from assistant.corpus.standing import standing_of
from assistant.domain import Clause, Document, Level, Validity, document_of

NATION = "全国"
LISTED = 3
"""So many cities beside each other are a list, of which it may be asked who is on it."""
PLAINLY, FAR_AHEAD = 0.6, 2.0
"""How like a city's statement a question must be, and how much more than any of the province's, to need no place."""
ASIDE = 0.75
"""What likeness to a statement of an aside counts, beside one of what the rule grants or demands."""
_OLD = (
    r"[旧老]的?(?=技改|政策|办法|规定|规则|通知|文件|标准|细则|版|那[个份套]|要求|上限|\d)|"
    r"旧的(?=[^设机织横厂楼缸染车衣锅平]{1,3}(?:奖|补|贴息))"
)
_EARLIER = re.compile(rf"以前|之前|从前|过去|{_OLD}|原来|原先|上一版|当年|那年|历史")
_CHANGED = re.compile(
    r"(?:变|改|调整|修改)了(?:什么|啥|哪|多少|没)|(?:什么|啥|哪些?)(?:变化|不同|不一样|区别|改动)|新旧|(?:跟|和|与|比)(?:以前|之前|原来|旧的?(?=比|有|，|,|$|政策|办法|规定|标准|版|规则|细则)|老(?=办法|政策|规定|标准|的)|20\d\d年)"
)
_LEFT_OUT = re.compile(r"不含([^）)]+)")
_HELP = re.compile(r"补贴|补助|奖补|优惠|有(?:什么|哪些|没有|无)(?:政策|扶持|支持|措施)|什么(?:政策|扶持|措施)")


@dataclass(frozen=True, slots=True)
class Scope:
    """Narrows `Part.hits`, and reads a place as where somebody is, not as what a text has to mention."""

    catalogue: Catalogue
    places: Places
    asides: tuple[Section, ...] = ()
    _own: Mapping[str, tuple[str, ...]] = field(init=False, repr=False)
    _out: Mapping[str, tuple[str, ...]] = field(init=False, repr=False)
    _cities: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        own = {document.id: self._places_of(document) for document in self.catalogue.documents()}
        out = {each.id: _LEFT_OUT.search(each.region) for each in self.catalogue.documents()}
        object.__setattr__(self, "_own", own)
        object.__setattr__(self, "_out", {id: self.places.find(found[1]) for id, found in out.items() if found})
        object.__setattr__(
            self, "_cities", frozenset(self.places.city(each) for places in own.values() for each in places)
        )

    def __call__(self, turn: Turn) -> Turn:
        """Each part by itself; what would leave nothing is not done."""
        return replace(turn, parts=tuple(self._scoped(part, turn.as_of) for part in turn.parts))

    def mark_local(self, turn: Turn) -> Turn:
        """Marks the parts that ask what help there is at a place that has rules of its own (清远有什么优惠)."""

        def marked(part: Part) -> Part:
            reading = part.reading
            at = {self.places.city(place) for place in (*reading.places, *reading.told_at)} - {""}
            local = bool(at & self._cities) and (_HELP.search(reading.text) or asks_of_city(reading.text))
            return replace(part, reading=replace(reading, is_local=True)) if local else part

        return replace(turn, parts=tuple(map(marked, turn.parts)))

    def may_be_of(self, reading: Reading, document_id: str) -> bool:
        """Whether a question may ask of this rule: 省里 asks of no city's, 市里 of no other, 国家 of one for all."""
        local = bool(self._own[document_id])
        if asks_of_nation(reading.text):
            return self.catalogue.document(document_id).region == NATION
        if asks_of_city(reading.text):
            return local
        return not (local and asks_of_province(reading.text))

    def _scoped(self, part: Part, as_of: date) -> Part:
        reading = part.reading
        if len(reading.documents) == 1 and _CHANGED.search(reading.text):
            # What changed is told by both, the one that was and the one that is.
            document = self.catalogue.document(reading.documents[0])
            both = (*document.supersedes, document.id, *filter(None, (document.superseded_by,)))
            reading = replace(reading, documents=tuple(id for id in both if id in self.catalogue.versions))
            part = replace(part, reading=reading)
        elif reading.documents and _EARLIER.search(reading.text):
            before = (id for named in reading.documents for id in self.catalogue.document(named).supersedes)
            known = tuple(id for id in before if id in self.catalogue.versions)
            reading = replace(reading, documents=known or reading.documents)
            part = replace(part, reading=reading)
        part = part if _CHANGED.search(reading.text) else self._on_the_day(part, as_of)
        reading = part.reading
        found = {self.catalogue.clause(hit.clause_id).document_id for hit in part.hits}
        held = {id for id in found if self._holds(self.catalogue.document(id), reading, as_of)}
        part = self._kept(self._aside(part), lambda clause: clause.document_id in held)
        at = tuple(place for place in (*reading.places, *reading.told_at) if self.places.city(place))
        here = at or self.places.find(reading.text)
        own = asks_of_city(reading.text)
        provincial = asks_of_province(reading.text) and not own
        plain = self._asked_plainly(part)
        for wanted in (
            lambda clause: clause.document_id in reading.documents or self.applies_at(self._home(clause), here),
            # 市里奖多少 asks for the city's own rule, 省里 and a question without a place for those of all.
            lambda clause: not (own and at) or self._is_of(clause, at),
            lambda clause: not provincial or not self.own_places(self._home(clause)),
            lambda clause: own or bool(at) or not self.own_places(self._home(clause)) or clause.document_id in plain,
        ):
            if not reading.documents or (own and at):
                part = self._kept(part, wanted)
        if not at:
            return part
        said = {hit.clause_id for hit in part.hits if self.is_said_there(hit.clause_id, at)}
        hits = tuple(hit for hit in part.hits if hit.clause_id in said)
        likely = {key: each for key, each in part.reading.likely.items() if key in said}
        left_out = () if own else self._leaving_out(part, at)
        reading = replace(part.reading, likely=likely, left_out=left_out)
        part = replace(part, hits=hits or part.hits, reading=reading)
        return replace(part, reading=self._somewhere(part.reading, at))

    def _on_the_day(self, part: Part, as_of: date) -> Part:
        """What people call by one name is the rule that holds under it on the day, unless they give its number."""
        numbered = {id for each in part.reading.numbers for id in each.documents}

        def then(document_id: str) -> tuple[str, ...]:
            document = self.catalogue.document(document_id)
            upcoming = standing_of(document, as_of).validity is Validity.UPCOMING
            if document_id in numbered or not upcoming:
                return (document_id,)
            before = (id for id in document.supersedes if id in self.catalogue.versions)
            held = tuple(id for id in before if standing_of(self.catalogue.document(id), as_of).is_usable)
            return held or (document_id,)

        named = tuple(dict.fromkeys(id for each in part.reading.documents for id in then(each)))
        return replace(part, reading=replace(part.reading, documents=named))

    def _aside(self, part: Part) -> Part:
        """What sources disagree on, and what was not found, comes after what a rule says."""
        apart = {hit.clause_id for hit in part.hits if self.is_aside(hit.clause_id)}
        if not apart:
            return part
        hits = tuple(replace(h, score=ASIDE * h.score) if h.clause_id in apart else h for h in part.hits)
        likely = {
            key: tuple(replace(each, similarity=ASIDE * each.similarity, meant=False) for each in places)
            if key in apart
            else places
            for key, places in part.reading.likely.items()
        }
        return replace(part, hits=hits, reading=replace(part.reading, likely=likely))

    def is_aside(self, clause_id: str) -> bool:
        """Whether a clause tells what sources disagree on or what was not found, or heads a section that does."""
        clause = self.catalogue.clause(clause_id)
        above = (*self.catalogue.ancestors(clause), clause)
        return any(section.heading in heading.heading for heading in above for section in self.asides)

    def applies_at(self, document: Document, at: tuple[str, ...]) -> bool:
        """Whether a rule is made for one of these places: it is the province's, or the city's own."""
        own = self.own_places(document)
        if not own or not at:
            return True
        cities = {self.places.city(place) or place for place in at}
        return any(place in at or (self.places.is_city(place) and place in cities) for place in own)

    def leaves_out(self, document: Document, at: tuple[str, ...]) -> bool:
        """Whether a rule says that it does not hold at one of these places (不含深圳)."""
        return any(place in at for place in self._out.get(document.id, ()))

    def may_be_told(self, clause_id: str, asked: str, at: tuple[str, ...], as_of: date) -> bool:
        """Whether a statement of any rule holds on the day at the places; without a place no city's does."""
        clause = self.catalogue.clause(clause_id)
        document = self._home(clause)
        validity = standing_of(document, as_of).validity
        if validity is Validity.UPCOMING or (validity is Validity.SUPERSEDED and not _EARLIER.search(asked)):
            return False
        there = self.applies_at(document, at) if at else not self.own_places(document)
        return there and (not at or self.is_said_there(clause_id, at))

    def _asked_plainly(self, part: Part) -> frozenset[str]:
        """Cities' rules that alone state what is asked for (厂房租金补贴); the statement itself says whose it is."""
        alike: dict[str, float] = {}
        for clause_id, places in part.reading.likely.items():
            document = self._home(self.catalogue.clause(clause_id))
            alike[document.id] = max(alike.get(document.id, 0.0), *(place.similarity for place in places))
        local = {id for id in alike if self.own_places(self.catalogue.document(id))}
        others = max((alike[id] for id in alike.keys() - local), default=0.0)
        words = [term for term in part.reading.terms if not term.weak and term.text in part.reading.text]
        held = (self.catalogue.clause(hit.clause_id) for hit in part.hits)
        common = [clause.text for clause in held if not self.own_places(self._home(clause))]
        if any(term.found_in(text) for term in words for text in common):
            return frozenset()
        return frozenset(id for id in local if alike[id] >= max(PLAINLY, FAR_AHEAD * others))

    def _leaving_out(self, part: Part, at: tuple[str, ...]) -> tuple[str, ...]:
        """Where the rule that is asked about says that it does not hold at the place."""
        likely = part.reading.likely
        asked = part.reading.documents or tuple(
            document_of(key) for key in sorted(likely, key=lambda key: -max(p.similarity for p in likely[key]))[:1]
        )
        for document_id in asked:
            for place in self._out.get(document_id, ()):
                clauses = self.catalogue.version(document_id).clauses if place in at else ()
                said = [each for each in clauses if each.level is Level.TEXT and place in each.text]
                if said:
                    return tuple(clause.id for clause in said[:1])
        return ()

    def is_said_there(self, clause_id: str, at: tuple[str, ...]) -> bool:
        """Of a rule that leaves out the place (不含深圳) only what it says of that place is of use there."""
        clause = self.catalogue.clause(clause_id)
        out = [place for place in self._out.get(clause.document_id, ()) if place in at]
        text = clause.text
        return (not out or any(place in text for place in out)) and not self._is_said_of_others(text, at)

    def _is_said_of_others(self, text: str, at: tuple[str, ...]) -> bool:
        """What one or two other cities do (梅州采用17.9%) tells nothing of this one; a longer list may leave it out."""
        cities = {self.places.city(place) for place in self.places.find(text)} - {""}
        return 0 < len(cities) < LISTED and cities.isdisjoint(map(self.places.city, at))

    def own_places(self, document: Document) -> tuple[str, ...]:
        """The city or town whose rule it is, the town where it is only that one's; none for the province's."""
        return self._own[document.id]

    def _places_of(self, document: Document) -> tuple[str, ...]:
        found = self.places.find(document.region.split("（")[0])
        return tuple(place for place in found if not self.places.is_city(place)) or found

    def _is_of(self, clause: Clause, at: tuple[str, ...]) -> bool:
        """Whether a clause is of a city's own rule or speaks of the very town, if only that nothing was found."""
        towns = (place for place in at if not self.places.is_city(place))
        return bool(self.own_places(self._home(clause))) or any(town in clause.text for town in towns)

    def _kept(self, part: Part, wanted: Callable[[Clause], bool]) -> Part:
        hits = tuple(hit for hit in part.hits if wanted(self.catalogue.clause(hit.clause_id)))
        if not any(self.catalogue.clause(hit.clause_id).level is Level.TEXT for hit in hits):
            return part
        kept = {hit.clause_id for hit in hits}
        likely = {key: places for key, places in part.reading.likely.items() if key in kept}
        return replace(part, hits=hits, reading=replace(part.reading, likely=likely))

    def _home(self, clause: Clause) -> Document:
        return self.catalogue.document(clause.document_id)

    def _holds(self, document: Document, reading: Reading, as_of: date) -> bool:
        """Not a rule that is yet to come or was replaced, unless it is named or asked for as what was before."""
        if document.id in reading.documents:
            return True
        validity = standing_of(document, as_of).validity
        if validity is Validity.UPCOMING:
            return False
        return validity is not Validity.SUPERSEDED or _EARLIER.search(reading.text) is not None

    def _somewhere(self, reading: Reading, at: tuple[str, ...]) -> Reading:
        """Where somebody is guides the choice and need not be mentioned: a rule of the province holds in its towns.

        What people ask for in such words may speak of the very place: 深圳不在省贷款贴息的范围里.
        """
        spoken = {place for place in at for key in reading.likely if place in self.catalogue.clause(key).text}
        told = tuple(term for term in reading.terms if term.text in at and term.text not in spoken)
        return replace(
            reading,
            at=at,
            places=tuple(place for place in reading.places if place not in at),
            terms=tuple(term for term in reading.terms if term not in told),
            background=(*reading.background, *told),
        )
