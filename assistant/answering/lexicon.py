"""The word lists that understanding reads from `knowledge/`: synonyms, aspects, places, small talk and unsafe input."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import MalformedKnowledge
from assistant.language.tokens import read_words


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


@dataclass(frozen=True, slots=True)
class Aspect:
    """Something people ask of a programme: how it is called in a reply, how people say it, what proves it."""

    label: str
    group: str
    value: ValueType
    words: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    evidence: tuple[str, ...]
    find: bool

    def asked_in(self, text: str) -> tuple[str, ...]:
        """The words of the list that a plain question asks with, longest first."""
        return tuple(sorted((word for word in self.words if word in text), key=len, reverse=True))

    def is_asked(self, text: str) -> bool:
        """Whether a plain question asks for it, by word or by pattern."""
        return any(word in text for word in self.words) or any(pattern.search(text) for pattern in self.patterns)


@dataclass(frozen=True, slots=True)
class Places:
    """A gazetteer for recognising place names; it states nothing about which rule applies where."""

    province: tuple[str, ...]
    city_of: Mapping[str, str]
    inside: re.Pattern[str]
    outside: re.Pattern[str]

    def find(self, text: str) -> tuple[str, ...]:
        """Names of places below the province that stand in the text, in order."""
        return tuple(dict.fromkeys(self.inside.findall(text)))

    def find_other_provinces(self, text: str) -> tuple[str, ...]:
        """Provinces and big cities outside Guangdong that stand in the text."""
        return tuple(dict.fromkeys(self.outside.findall(text)))


@dataclass(frozen=True, slots=True)
class Conversation:
    """Compiled patterns for input that needs no policy: small talk, out of scope, unsafe; by reply name."""

    small_talk: Mapping[str, tuple[re.Pattern[str], ...]]
    out_of_scope: tuple[re.Pattern[str], ...]
    unsafe: Mapping[str, tuple[re.Pattern[str], ...]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists together. `sayings` are the words of the synonym list, longest first."""

    sayings: tuple[str, ...]
    synonyms: Mapping[str, tuple[str, ...]]
    weak_words: frozenset[str]
    aspects: tuple[Aspect, ...]
    places: Places
    conversation: Conversation

    @classmethod
    def from_dir(cls, directory: Path) -> Lexicon:
        """Read the five files; raises MalformedKnowledge naming file, line and remedy."""
        synonyms = _synonyms(_load(directory / "synonyms.yaml"))
        return cls(
            sayings=tuple(sorted(synonyms, key=len, reverse=True)),
            synonyms=synonyms,
            weak_words=frozenset(read_words(directory / "weak_words.txt")),
            aspects=tuple(_aspect(entry) for entry in _load(directory / "aspects.yaml")),
            places=_places(_load(directory / "places.yaml")),
            conversation=_conversation(_load(directory / "conversation.yaml")),
        )


def _alternatives(names: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))


def _load(path: Path) -> Any:
    try:
        tree = yaml.compose(path.read_text(encoding="utf-8"))
        _refuse_repeated_keys(path, tree)
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise MalformedKnowledge(path, 1, f"文件读不出来（{error.strerror}）", "请恢复该文件或检查权限") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise MalformedKnowledge(path, line, f"不是合法的 YAML（{error.problem}）", "请按文件开头的说明改正") from error


def _refuse_repeated_keys(path: Path, tree: yaml.Node | None) -> None:
    """YAML silently lets the last of two equal keys win."""
    if not isinstance(tree, yaml.MappingNode):
        return
    seen: set[str] = set()
    for key, _ in tree.value:
        if key.value in seen:
            line = key.start_mark.line + 1
            raise MalformedKnowledge(path, line, f"“{key.value}”写了两次，后一次会顶掉前一次", "请并成一行")
        seen.add(key.value)


def _synonyms(groups: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Each word to the others of its groups, the official term first."""
    related: dict[str, dict[str, None]] = {}
    for official, sayings in groups.items():
        words = [official, *(saying.lower() for saying in sayings)]
        for word in words:
            related.setdefault(word, {}).update((other, None) for other in words if other != word)
    return {word: tuple(others) for word, others in related.items()}


def _aspect(entry: Mapping[str, Any]) -> Aspect:
    return Aspect(
        label=entry["label"],
        group=entry["group"],
        value=ValueType(entry.get("type", "any")),
        words=tuple(word.lower() for word in entry["words"]),
        patterns=tuple(re.compile(pattern) for pattern in entry.get("patterns", ())),
        evidence=tuple(entry["evidence"]),
        find=entry.get("find", False),
    )


def _places(entry: Mapping[str, Any]) -> Places:
    towns: Mapping[str, str] = entry["towns"]
    return Places(
        province=tuple(entry["province_aliases"]),
        city_of=dict(towns),
        inside=_alternatives((*entry["cities"], *towns, *entry["areas"], *entry["beyond"])),
        outside=_alternatives(entry["other_provinces"]),
    )


def _conversation(entry: Mapping[str, Any]) -> Conversation:
    def compiled(patterns: Sequence[str]) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(pattern) for pattern in patterns)

    return Conversation(
        small_talk={name: compiled(patterns) for name, patterns in entry["small_talk"].items()},
        out_of_scope=compiled(entry["out_of_scope"]),
        unsafe={name: compiled(patterns) for name, patterns in entry["unsafe"].items()},
    )
