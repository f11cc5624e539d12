"""The word lists that understanding reads from `knowledge/`: synonyms, aspects, places, small talk and unsafe input."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from assistant.language.entry import Entry
from assistant.language.tokens import read_words

_TEXTS_KEPT = 1024
"""Every shelf and several steps look at the same question, and at the same words of many questions."""
_LATIN = re.compile(r"(?<![A-Za-z])[A-Za-z]{4,}(?![A-Za-z])")


class ValueType(StrEnum):
    """The kind of value that a question asks for; a clause without one is never the answer."""

    ANY = "any"
    NUMBER = "number"
    MONEY = "money"
    RATIO = "ratio"
    COUNT = "count"
    DATE = "date"
    PERIOD = "period"
    CONTACT = "contact"
    BODY = "body"
    PLACE = "place"
    METHOD = "method"
    CONDITION = "condition"
    DEFINITION = "definition"


SUMS = frozenset((ValueType.MONEY, ValueType.RATIO))
"""What is paid: a sum or a share."""


@dataclass(frozen=True, slots=True)
class Aspect:
    """Something people ask of a programme: how it is called in a reply, how people say it, what proves it.

    An `exact` one names what is wanted so plainly that nothing else can be meant.
    """

    label: str
    group: str
    value: ValueType
    words: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    evidence: tuple[str, ...]
    find: bool
    exact: bool = False

    def asked_in(self, text: str) -> tuple[str, ...]:
        """The words of the list that a plain question asks with, longest first."""
        return tuple(sorted((word for word in self.words if word in text), key=len, reverse=True))

    def is_asked(self, text: str) -> bool:
        """Whether a plain question asks for it, by word or by pattern."""
        # A question is held against some 400 words: a generator takes three times as long.
        return any(map(text.__contains__, self.words)) or any(pattern.search(text) for pattern in self.patterns)


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """A gazetteer for recognising place names; it states nothing about which rule applies where.

    `across` are areas that lie only partly in the province. `abroad` and `elsewhere` lie outside it: what documents
    name, and where a plant may stand though no question about it is out of scope.
    """

    province: tuple[str, ...]
    cities: frozenset[str]
    city_of: Mapping[str, str]
    written_as: Mapping[str, str]
    inside: re.Pattern[str]
    outside: re.Pattern[str]
    mixed: re.Pattern[str]
    latin: Mapping[str, str]
    across: frozenset[str] = frozenset()
    elsewhere: re.Pattern[str] = re.compile(r"(?!)")
    abroad: frozenset[str] = frozenset()

    def is_city(self, place: str) -> bool:
        """Whether it is a city of the province, not a town or an area."""
        return place in self.cities

    def is_outside(self, place: str) -> bool:
        """Whether a place lies outside Guangdong, wherever that is."""
        return place in self.abroad or bool(self.outside.search(place) or self.elsewhere.search(place))

    def city(self, place: str) -> str:
        """The city that a place is or lies in; empty for an area or what lies beyond."""
        return place if place in self.cities else self.city_of.get(place, "")

    def in_characters(self, text: str) -> str:
        """The text with the places that it names in Latin letters written as documents write them."""
        return _LATIN.sub(lambda word: self.latin.get(word.group().lower(), word.group()), text)

    def find(self, text: str) -> tuple[str, ...]:
        """Names of places below the province that stand in the text, in order."""
        return _places_in(text, self)

    def find_other_provinces(self, text: str) -> tuple[str, ...]:
        """Provinces and big cities outside Guangdong that stand in the text."""
        return tuple(dict.fromkeys(self.outside.findall(text)))


@lru_cache(_TEXTS_KEPT)
def _places_in(text: str, places: Places) -> tuple[str, ...]:
    return tuple(dict.fromkeys(places.inside.findall(places.mixed.sub(" ", text))))


@dataclass(frozen=True, slots=True, eq=False)
class Conversation:
    """Compiled patterns for input that needs no policy: small talk, out of scope, unsafe; by reply name.

    `embedded` are how texts, not questions, give orders to a model.
    """

    small_talk: Mapping[str, tuple[re.Pattern[str], ...]]
    out_of_scope: tuple[re.Pattern[str], ...]
    unsafe: Mapping[str, tuple[re.Pattern[str], ...]]
    embedded: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A section of digests: a word of its heading, and the groups of aspects and the words that it is about.

    What stands in one that is `aside` (各处说法不一) is told only to those who ask for just that. `otherwise` are the
    sections that say of whom they speak and stand in for it in a rule that has the last of them.
    """

    heading: str
    groups: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    first: bool = False
    aside: bool = False
    otherwise: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All word lists together. `sayings` are the words of the synonym list, longest first."""

    sayings: tuple[str, ...]
    synonyms: Mapping[str, tuple[str, ...]]
    weak_words: frozenset[str]
    idle_words: frozenset[str]
    asking_words: frozenset[str]
    aspects: tuple[Aspect, ...]
    places: Places
    conversation: Conversation
    sections: tuple[Section, ...] = ()

    @classmethod
    def from_dir(cls, directory: Path) -> Lexicon:
        """Read the eight files; raises MalformedKnowledge naming file, line and remedy."""
        synonyms = _synonyms(Entry.of_file(directory / "synonyms.yaml"))
        return cls(
            sayings=tuple(sorted(synonyms, key=len, reverse=True)),
            synonyms=synonyms,
            weak_words=frozenset(read_words(directory / "weak_words.txt")),
            idle_words=frozenset(read_words(directory / "idle_words.txt")),
            asking_words=frozenset(read_words(directory / "asking_words.txt")),
            aspects=tuple(_aspect(entry) for entry in Entry.of_file(directory / "aspects.yaml").items()),
            places=read_places(directory),
            conversation=read_conversation(directory),
            sections=tuple(_section(entry) for entry in Entry.of_file(directory / "sections.yaml").items()),
        )


@lru_cache(_TEXTS_KEPT)
def aspects_in(text: str, lexicon: Lexicon) -> tuple[Aspect, ...]:
    """The aspects that a plain question asks for, the first of each group."""
    found: dict[str, Aspect] = {}
    for aspect in lexicon.aspects:
        if aspect.group not in found and aspect.is_asked(text):
            found[aspect.group] = aspect
    return tuple(found.values())


def read_conversation(directory: Path) -> Conversation:
    """`conversation.yaml` alone; raises MalformedKnowledge."""
    return _conversation(Entry.of_file(directory / "conversation.yaml"))


def read_places(directory: Path) -> Places:
    """`places.yaml` alone; raises MalformedKnowledge."""
    return _places(Entry.of_file(directory / "places.yaml"))


def _alternatives(names: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))


def _synonyms(groups: Entry) -> dict[str, tuple[str, ...]]:
    """Each word to the others of its groups, the official term first."""
    related: dict[str, dict[str, None]] = {}
    for official, sayings in groups.fields().items():
        words = [official, *(saying.lower() for saying in sayings.words())]
        for word in words:
            related.setdefault(word, {}).update((other, None) for other in words if other != word)
    return {word: tuple(others) for word, others in related.items()}


def _aspect(entry: Entry) -> Aspect:
    fields = entry.fields()
    return Aspect(
        label=entry.field("label").text(),
        group=entry.field("group").text(),
        value=_value_type(fields["type"]) if "type" in fields else ValueType.ANY,
        words=tuple(word.lower() for word in entry.field("words").words()),
        patterns=fields["patterns"].patterns() if "patterns" in fields else (),
        evidence=entry.field("evidence").words(),
        find=_is_set("find", fields),
        exact=_is_set("exact", fields),
    )


def _section(entry: Entry) -> Section:
    fields = entry.fields()
    groups, words, otherwise = (
        fields[name].words() if name in fields else () for name in ("groups", "words", "otherwise")
    )
    heading = entry.field("heading").text()
    return Section(heading, groups, words, _is_set("first", fields), _is_set("aside", fields), otherwise)


def _is_set(name: str, fields: Mapping[str, Entry]) -> bool:
    return name in fields and fields[name].text() == "true"


def _value_type(entry: Entry) -> ValueType:
    if entry.text() not in set(ValueType):
        raise entry.refused(f"没有“{entry.text()}”这种值")
    return ValueType(entry.text())


def _places(entry: Entry) -> Places:
    towns = {town: city.text() for town, city in entry.field("towns").fields().items()}
    cities, areas, beyond = (entry.field(name).words() for name in ("cities", "areas", "beyond"))
    return Places(
        province=entry.field("province_aliases").words(),
        cities=frozenset(cities),
        city_of=towns,
        written_as={part: whole.text() for part, whole in entry.field("written_as").fields().items()},
        inside=_alternatives((*cities, *towns, *areas, *beyond)),
        outside=_alternatives(entry.field("other_provinces").words()),
        mixed=_alternatives(entry.field("mixed").words()),
        latin={letters: place.text() for letters, place in entry.field("latin").fields().items()},
        across=frozenset(entry.field("across").words()),
        elsewhere=_alternatives(entry.field("elsewhere").words()),
        abroad=frozenset(beyond),
    )


def _conversation(entry: Entry) -> Conversation:
    def by_name(name: str) -> dict[str, tuple[re.Pattern[str], ...]]:
        return {reply: patterns.patterns() for reply, patterns in entry.field(name).fields().items()}

    return Conversation(
        by_name("small_talk"),
        entry.field("out_of_scope").patterns(),
        by_name("unsafe"),
        entry.field("embedded").patterns(),
    )
