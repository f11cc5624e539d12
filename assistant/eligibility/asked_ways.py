"""Reads `eligibility_asked.yaml`: in which words people ask how they stand, and take back what they told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.eligibility.heard import Asking, FollowUp, Patterns
from assistant.errors import MalformedKnowledge
from assistant.language.entry import Entry

FILE = "eligibility_asked.yaml"
SUBJECT = "what"
"""The group of a pattern that names what is to be forgotten."""


def read_ways(knowledge_dirs: Sequence[Path]) -> tuple[Asking, tuple[MalformedKnowledge, ...]]:
    """What the folders say together, and what of them could not be used."""
    ways, problems = Asking(), []
    for path in (directory / FILE for directory in knowledge_dirs):
        if path.exists():
            try:
                ways = _together(ways, _read(Entry.of_file(path)))
            except MalformedKnowledge as problem:
                problems.append(problem)
    return ways, tuple(problems)


def _read(entry: Entry) -> Asking:
    fields = entry.fields()
    for name, each in fields.items():
        if name not in ("asks", "widely", "follow_ups", "beside", "forgets", "restarts"):
            raise each.refused(f"不认识“{name}”")

    def patterns(name: str) -> Patterns:
        return fields[name].patterns() if name in fields else ()

    follow_ups: dict[FollowUp, Patterns] = {}
    for sort, each in (fields["follow_ups"].fields() if "follow_ups" in fields else {}).items():
        if sort not in set(FollowUp):
            raise each.refused(f"没有“{sort}”这种问法，可用的有：{'、'.join(FollowUp)}")
        follow_ups[FollowUp(sort)] = each.patterns()
    forgets = patterns("forgets")
    if any(SUBJECT not in each.groupindex for each in forgets):
        raise fields["forgets"].refused("要写出 (?P<what>…)，它是要忘掉的那一件")
    named, widely = (entry.field(name).patterns() for name in ("asks", "widely"))
    return Asking(named, widely, follow_ups, patterns("beside"), forgets, patterns("restarts"))


def _together(one: Asking, other: Asking) -> Asking:
    return Asking(
        named=(*one.named, *other.named),
        widely=(*one.widely, *other.widely),
        follow_ups={
            sort: (*one.follow_ups.get(sort, ()), *other.follow_ups.get(sort, ()))
            for sort in FollowUp
            if sort in one.follow_ups or sort in other.follow_ups
        },
        beside=(*one.beside, *other.beside),
        forgets=(*one.forgets, *other.forgets),
        restarts=(*one.restarts, *other.restarts),
    )
