"""Read the YAML front matter of a knowledge file; every mistake is named with its line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import yaml

from assistant.corpus.nested import DATE, DATE_REMEDY, is_null, source_of, stated_day, window_of
from assistant.domain import Kind, PolicyDate, ReviewedStatus, Source, Window
from assistant.errors import MalformedKnowledge
from assistant.language.entry import Entry


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields of a document that its file states, and the line on which the body begins."""

    id: str
    title: str
    short_title: str
    kind: Kind
    issuer: str
    doc_number: str | None
    issued_on: PolicyDate | None
    effective_on: PolicyDate | None
    expires_on: PolicyDate | None
    repealed_on: PolicyDate | None
    completes_on: PolicyDate | None
    region: str
    url: str
    aliases: tuple[str, ...]
    interprets: str | None
    validity_basis: tuple[str, ...]
    note: str
    status: ReviewedStatus | None
    reviewed_on: PolicyDate | None
    supersedes: tuple[str, ...]
    superseded_by: str | None
    replaced_by: str | None
    windows: tuple[Window, ...]
    regions: tuple[str, ...]
    sources: tuple[Source, ...]
    shelf: str
    topics: tuple[str, ...]


_FENCE = "---"
IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# What a reviewer must state even when the answer is "none": an empty value is a finding, a forgotten line is a mistake.
_REQUIRED = ("id", "title", "short_title", "kind", "issuer", "doc_number", "issued_on", "expires_on", "region", "url")
# Those that every digest of a file was taken over from the beginning.
_FIRST_FIELDS = frozenset(
    {*_REQUIRED, "effective_on", "repealed_on", "completes_on", "aliases", "interprets", "validity_basis", "note"}
)
_FIELDS = frozenset(FrontMatter.__dataclass_fields__)
# Fields of a window that came later.
_LATER_OF_WINDOWS = ("closes_from", "cities", "covers")
# What says nothing of a document's text or validity, so that a change of it makes no new version.
_NO_PART = frozenset({"topics"})

Choice = TypeVar("Choice", bound=StrEnum)
Value = str | None | tuple[str, ...]

_SHELF = "main"
_SHELVES = {Kind.DIGEST: "support"}
_NESTED = frozenset({"windows", "sources"})


def read_front_matter(path: Path, text: str) -> tuple[FrontMatter, str]:
    """Front matter and body of a file's text; raises MalformedKnowledge."""
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        raise MalformedKnowledge(path, 1, "文件不是以一行“---”开头", "请在文件开头补上以“---”起止的文件信息")
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), None)
    if end is None:
        raise MalformedKnowledge(path, 1, "文件信息没有结束的“---”", "请在文件信息之后、正文之前补上一行“---”")
    reader = _Reader(path, _compose(path, "\n".join(lines[1:end])))
    return reader.front_matter(), "\n".join(lines[end + 1 :])


def _compose(path: Path, source: str) -> yaml.MappingNode:
    try:
        node = yaml.compose(source, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + 2
        raise MalformedKnowledge(path, line, "文件信息不是有效的 YAML", "请检查缩进、冒号后的空格和引号") from error
    if not isinstance(node, yaml.MappingNode):
        raise MalformedKnowledge(path, 2, "文件信息不是“名称: 值”的形式", "请对照已有文件逐行填写")
    return node


class _Reader:
    """Values as strings, so that `2024-03` stays a month and `on` stays a word."""

    def __init__(self, path: Path, node: yaml.MappingNode) -> None:
        self._path = path
        self._values: dict[str, Value] = {}
        self._nested: dict[str, Entry] = {}
        self._lines: dict[str, int] = {}
        for key, value in node.value:
            name, line = str(key.value), key.start_mark.line + 2
            if name not in _FIELDS:
                raise MalformedKnowledge(
                    path, line, f"不认识的字段“{name}”", f"可用的字段是：{'、'.join(sorted(_FIELDS))}"
                )
            if name in self._lines:
                raise MalformedKnowledge(path, line, f"字段“{name}”写了两次", "请只保留一处")
            self._lines[name] = line
            if name in _NESTED:
                self._nested[name] = Entry(path, value, above=1)
            else:
                self._values[name] = self._plain(name, value)
        for name in _REQUIRED:
            if name not in self._values:
                raise MalformedKnowledge(path, 1, f"缺少字段“{name}”", "请补上；原文没有写明的填 null")

    def front_matter(self) -> FrontMatter:
        return FrontMatter(
            id=self._id(),
            title=self._text("title"),
            short_title=self._text("short_title"),
            kind=self._choice("kind", Kind),
            issuer=self._text("issuer"),
            doc_number=self._optional("doc_number"),
            issued_on=self._date("issued_on"),
            effective_on=self._date("effective_on"),
            expires_on=self._date("expires_on"),
            repealed_on=self._date("repealed_on"),
            completes_on=self._date("completes_on"),
            region=self._text("region"),
            url=self._text("url"),
            aliases=self._list("aliases"),
            interprets=self._optional("interprets"),
            validity_basis=self._list("validity_basis"),
            note=self._optional("note") or "",
            status=self._choice("status", ReviewedStatus) if self._values.get("status") else None,
            reviewed_on=self._date("reviewed_on"),
            supersedes=self._list("supersedes"),
            superseded_by=self._optional("superseded_by"),
            replaced_by=self._optional("replaced_by"),
            windows=self._windows(),
            regions=self._list("regions"),
            sources=self._sources(),
            shelf=self._optional("shelf") or _SHELVES.get(self._choice("kind", Kind), _SHELF),
            topics=self._list("topics"),
        )

    def _windows(self) -> tuple[Window, ...]:
        entries = self._nested["windows"].items() if "windows" in self._nested else ()
        return tuple(window_of(entry) for entry in entries)

    def _sources(self) -> tuple[Source, ...]:
        entries = self._nested["sources"].fields() if "sources" in self._nested else {}
        return tuple(source_of(key, entry) for key, entry in entries.items())

    def _plain(self, name: str, node: yaml.Node) -> Value:
        if isinstance(node, yaml.ScalarNode):
            return None if is_null(node) else str(node.value).strip()
        if isinstance(node, yaml.SequenceNode) and all(isinstance(item, yaml.ScalarNode) for item in node.value):
            return tuple(str(item.value).strip() for item in node.value)
        raise self._wrong(name, "的值应是文字，或逐行以“- ”开头的列表", "请改成单行文字或列表")

    def _wrong(self, name: str, problem: str, remedy: str) -> MalformedKnowledge:
        return MalformedKnowledge(self._path, self._lines.get(name, 1), f"字段“{name}”{problem}", remedy)

    def _optional(self, name: str) -> str | None:
        value = self._values.get(name)
        if isinstance(value, tuple):
            raise self._wrong(name, "应是单行文字", "请不要写成列表")
        return value or None

    def _text(self, name: str) -> str:
        value = self._optional(name)
        if value is None:
            raise self._wrong(name, "是空的", "请填写")
        return value

    def _list(self, name: str) -> tuple[str, ...]:
        value = self._values.get(name)
        return (value,) if isinstance(value, str) else value or ()

    def _id(self) -> str:
        identifier = self._text("id")
        if not IDENTIFIER.fullmatch(identifier):
            raise self._wrong("id", "只能用小写字母、数字和连字符", "例如 gd-textile-plan-2024")
        if identifier != self._path.stem:
            raise self._wrong("id", f"与文件名“{self._path.stem}”不一致", "请改成一致，文件名即编号")
        return identifier

    def _choice(self, name: str, choices: type[Choice]) -> Choice:
        value = self._text(name)
        try:
            return choices(value)
        except ValueError:
            raise self._wrong(name, f"不能是“{value}”", f"请从中选一个：{'、'.join(choices)}") from None

    def _date(self, name: str) -> PolicyDate | None:
        value = self._optional(name)
        if value is None:
            return None
        stated = stated_day(value)
        if stated is None:
            problem = "没有这一天" if DATE.fullmatch(value) else "不是日期"
            raise self._wrong(name, f"{problem}：“{value}”", DATE_REMEDY)
        return stated


def canonical(front_matter: FrontMatter) -> Mapping[str, object]:
    """The fields by name, dates as strings: what a digest is taken over.

    A field that a file does not use is left out, so that a new sort of field changes no file's digest.
    """
    values = {name: getattr(front_matter, name) for name in sorted(_FIELDS - _NO_PART)}
    used = {name: value for name, value in values.items() if name in _FIRST_FIELDS or (value and value != _SHELF)}
    return {name: _plain_value(value) for name, value in used.items()}


def _plain_value(value: object) -> object:
    if isinstance(value, PolicyDate):
        return str(value)
    if isinstance(value, Window | Source):
        fields = (getattr(value, name) for name in value.__dataclass_fields__ if name not in _LATER_OF_WINDOWS)
        later = {name: getattr(value, name, None) for name in _LATER_OF_WINDOWS}
        used = [{name: _plain_value(each)} for name, each in later.items() if each]
        return [*map(_plain_value, fields), *used]
    return [_plain_value(each) for each in value] if isinstance(value, tuple) else value
