"""The catalogue of facts: what may be known of an enterprise, how it is asked for, and how talk of it is recognised."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from assistant.domain.eligibility import AskedFact, FactType
from assistant.eligibility.figures import read_figure
from assistant.errors import MalformedKnowledge
from assistant.language.entry import Entry

FILE = "facts.yaml"
KEYS = ("name", "type", "ask", "help", "options", "unit", "least", "most", "fractions", "read")
READ_KEYS = ("words", "others", "yes", "no", "options", "past")
_MOST = {
    FactType.MONEY: Decimal(10**11),
    FactType.SHARE: Decimal(1),
    FactType.COUNT: Decimal(10**6),
    FactType.YEARS: Decimal(200),
}
"""The largest figure that any factory may have, unless the fact says otherwise."""
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
    takes 400% a year. What is counted is whole, unless `fractions` says that it need not be.
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


def read_facts_catalogue(knowledge_dirs: Iterable[Path]) -> tuple[FactsCatalogue, tuple[MalformedKnowledge, ...]]:
    """The facts of all folders that have a list, and what is wrong with the lists; what can be read serves.

    A fact that a later folder writes anew takes the place of the earlier one.
    """
    kinds: dict[str, FactKind] = {}
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
                kinds[id] = _kind(id, entry)
            except MalformedKnowledge as problem:
                problems.append(problem)
    return FactsCatalogue(kinds.values()), tuple(problems)


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
        reading=_reading(fields["read"], options) if "read" in fields else Reading(),
    )


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
