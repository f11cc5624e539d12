"""The catalogue of facts: what may be known of an enterprise, how it is asked for, and how talk of it is recognised."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from assistant.domain.eligibility import AskedFact, FactType, Profile, Value
from assistant.eligibility.figures import read_figure
from assistant.errors import MalformedKnowledge
from assistant.language.entry import Entry

FILE = "facts.yaml"
KEYS = ("name", "type", "ask", "help", "options", "unit", "least", "most", "fractions", "presumes", "read")
READ_KEYS = ("words", "others", "yes", "no", "options", "past")
_MOST = {
    FactType.MONEY: Decimal(10**11),
    FactType.SHARE: Decimal(1),
    FactType.COUNT: Decimal(10**6),
    FactType.YEARS: Decimal(200),
}
"""The largest figure that any factory may have, unless the fact says otherwise."""
_ANY = "any"
_UNITS = {FactType.MONEY: "元", FactType.SHARE: "%", FactType.YEARS: "年"}

Patterns = tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """How talk of a fact is recognised.

    `words` name what a figure or a day is told of; near `others` it is told of something else. `yes`, `no` and
    `options` are how people say these values in a sentence. A `past` day cannot lie ahead.
    """

    words: Patterns = ()
    others: Patterns = ()
    yes: Patterns = ()
    no: Patterns = ()
    options: Mapping[str, Patterns] = field(default_factory=dict)
    past: bool = False


@dataclass(frozen=True, slots=True)
class FactKind:
    """One entry of the catalogue. `options` are the names of a choice by id; `unit` stands behind a figure.

    `least` and `most` are the smallest and the largest figure that it can have: no product has the rank 0, no bank
    takes 400% a year. What is counted is whole, unless `fractions` says that it need not be. It `presumes` other facts,
    each with one of these values or, where there are none, with any: without a loan there is no day on which it was
    paid out.
    """

    id: str
    name: str
    type: FactType
    ask: str
    help: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    least: Decimal = Decimal(0)
    most: Decimal | None = None
    fractions: bool = False
    presumes: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    reading: Reading = field(default_factory=Reading)

    @property
    def asked(self) -> AskedFact:
        """What a person who is asked for it is shown."""
        return AskedFact(self.id, self.name, self.type, self.unit, self.ask, self.help, tuple(self.options.items()))


class FactsCatalogue:
    """All kinds of facts by id, in the order of the files."""

    def __init__(self, kinds: Iterable[FactKind] = ()) -> None:
        self._kinds = {kind.id: kind for kind in kinds}

    def __getitem__(self, id: str) -> FactKind:
        return self._kinds[id]

    def __contains__(self, id: object) -> bool:
        return id in self._kinds

    def __iter__(self) -> Iterator[FactKind]:
        return iter(self._kinds.values())

    def __len__(self) -> int:
        return len(self._kinds)

    @property
    def ids(self) -> tuple[str, ...]:
        """Every id."""
        return tuple(self._kinds)

    def ruled_out(self, profile: Profile) -> frozenset[str]:
        """Facts that cannot be, for a fact that they presume is told otherwise or cannot be itself."""
        return frozenset(id for id in self._kinds if id not in profile and self._is_ruled_out(id, profile))

    def to_ask(self, missing: Iterable[str], skipped: Collection[str] = ()) -> tuple[str, ...]:
        """The missing facts in the order to ask for them: none whose ground was skipped, and grounds first."""
        left = [id for id in dict.fromkeys(missing) if not {id, *self._grounds(id)} & set(skipped)]
        return tuple(dict.fromkeys(each for id in left for each in (*self._grounds(id), id) if each in left))

    def _is_ruled_out(self, id: str, profile: Profile) -> bool:
        for ground, values in self._kinds[id].presumes.items():
            told = profile.get(ground)
            if self._is_ruled_out(ground, profile) if told is None else values and told.value not in values:
                return True
        return False

    def _grounds(self, id: str) -> tuple[str, ...]:
        """What it presumes, the farthest first."""
        direct = self._kinds[id].presumes if id in self._kinds else ()
        return tuple(each for ground in direct for each in (*self._grounds(ground), ground))


def read_facts_catalogue(knowledge_dirs: Iterable[Path]) -> tuple[FactsCatalogue, tuple[MalformedKnowledge, ...]]:
    """The facts of all folders that have a list, and what is wrong with the lists; what can be read serves.

    A fact that a later folder writes anew takes the place of the earlier one.
    """
    kinds: dict[str, FactKind] = {}
    entries: dict[str, Entry] = {}
    problems: list[MalformedKnowledge] = []
    for path in (directory / FILE for directory in knowledge_dirs):
        if not path.exists():
            continue
        try:
            fields = Entry.of_file(path).fields()
        except MalformedKnowledge as problem:
            problems.append(problem)
            continue
        for id, entry in fields.items():
            try:
                kinds[id], entries[id] = _kind(id, entry), entry
            except MalformedKnowledge as problem:
                problems.append(problem)
    for id in _baseless(kinds):
        problems.append(
            entries[id].field("presumes").refused("presumes 要写 facts.yaml 里别的情况和它的值，不能绕回自己")
        )
        kinds[id] = replace(kinds[id], presumes={})
    return FactsCatalogue(kinds.values()), tuple(problems)


def _baseless(kinds: Mapping[str, FactKind]) -> tuple[str, ...]:
    """Facts that presume what is not there, a value that another cannot have, or in the end themselves."""
    return tuple(id for id in kinds if not _has_grounds((id,), kinds))


def _has_grounds(way: tuple[str, ...], kinds: Mapping[str, FactKind]) -> bool:
    """Whether all can be that the last of a way presumes; the way led to it from what presumes it."""
    return all(
        ground in kinds
        and ground not in way
        and set(values) <= _possible(kinds[ground])
        and _has_grounds((*way, ground), kinds)
        for ground, values in kinds[way[-1]].presumes.items()
    )


def _possible(kind: FactKind) -> set[Value]:
    return {True, False} if kind.type is FactType.YES_NO else set(kind.options)


def _kind(id: str, entry: Entry) -> FactKind:
    fields = _known(entry, KEYS)
    if not re.fullmatch(r"[a-z][a-z0-9_]*", id):
        raise entry.refused(f"编号“{id}”只能用小写字母、数字和下划线，并以字母开头")
    type = _type(entry.field("type"))
    if (type is FactType.CHOICE) != ("options" in fields):
        raise entry.refused("choice 要写 options，别的类型不写")
    options = {key: name.text() for key, name in fields["options"].fields().items()} if "options" in fields else {}
    if "options" in fields and not options:
        raise fields["options"].refused("options 里至少写一个选项")
    return FactKind(
        id=id,
        name=entry.field("name").text(),
        type=type,
        ask=entry.field("ask").text(),
        help=fields["help"].text() if "help" in fields else "",
        options=options,
        unit=fields["unit"].text() if "unit" in fields else _UNITS.get(type, ""),
        least=_bound(fields["least"], "least") if "least" in fields else Decimal(0),
        most=_bound(fields["most"], "most") if "most" in fields else _MOST.get(type),
        fractions=_is_true(fields, "fractions"),
        presumes=_presumes(fields["presumes"]) if "presumes" in fields else {},
        reading=_reading(fields["read"], options) if "read" in fields else Reading(),
    )


def _presumes(entry: Entry) -> Mapping[str, tuple[Value, ...]]:
    """Values by fact: true, false, ids of options; `any` stands for whatever is told."""
    values = {id: tuple(map(_value, each.items() if each.is_list else (each,))) for id, each in entry.fields().items()}
    return {id: () if each == (_ANY,) else each for id, each in values.items()}


def _value(entry: Entry) -> Value:
    return {"true": True, "false": False}.get(entry.text(), entry.text())


def _type(entry: Entry) -> FactType:
    if entry.text() not in set(FactType):
        raise entry.refused(f"没有“{entry.text()}”这种类型，可用的有：{'、'.join(FactType)}")
    return FactType(entry.text())


def _bound(entry: Entry, name: str) -> Decimal:
    """1, 24% or 100亿元."""
    try:
        return read_figure(entry).value
    except MalformedKnowledge:
        raise entry.refused(f"{name} 应是一个数，如 1、24% 或 100亿元") from None


def _reading(entry: Entry, options: Mapping[str, str]) -> Reading:
    fields = _known(entry, READ_KEYS)
    said = fields["options"].fields() if "options" in fields else {}
    for option, patterns in said.items():
        if option not in options:
            raise patterns.refused(f"没有“{option}”这个选项，可用的有：{'、'.join(options) or '无'}")
    words, others, yes, no = (
        fields[name].patterns() if name in fields else () for name in ("words", "others", "yes", "no")
    )
    options_said = {id: entry.patterns() for id, entry in said.items()}
    return Reading(words, others, yes, no, options_said, _is_true(fields, "past"))


def _is_true(fields: Mapping[str, Entry], name: str) -> bool:
    if name in fields and fields[name].text() not in ("true", "false"):
        raise fields[name].refused(f"{name} 应写 true 或 false")
    return name in fields and fields[name].text() == "true"


def _known(entry: Entry, keys: tuple[str, ...]) -> Mapping[str, Entry]:
    fields = entry.fields()
    for name, field_entry in fields.items():
        if name not in keys:
            raise field_entry.refused(f"不认识“{name}”，可用的有：{'、'.join(keys)}")
    return fields
