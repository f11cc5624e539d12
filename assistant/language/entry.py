"""Reads YAML node by node, so that what is wrong in a file is named with its line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from assistant.errors import MalformedKnowledge

# libyaml reads a list in an eighth of the time; where PyYAML was built without it, the slow way gives the same.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_REMEDY = "请对照文件开头或 knowledge/README.md 的说明改正"


@dataclass(frozen=True, slots=True)
class Entry:
    """A place in a YAML file. Every method raises MalformedKnowledge when something else stands there."""

    path: Path
    node: yaml.Node
    above: int = 0
    """So many lines of the file stand above what was composed."""

    @classmethod
    def of_file(cls, path: Path) -> Entry:
        """The whole file."""
        try:
            node = yaml.compose(path.read_text(encoding="utf-8"), Loader=_LOADER)
        except OSError as error:
            raise MalformedKnowledge(path, 1, f"文件读不出来（{error.strerror}）", "请恢复该文件或检查权限") from error
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            raise MalformedKnowledge(path, line, "不是 UTF-8 编码", "请另存为 UTF-8") from error
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise MalformedKnowledge(path, line, f"不是合法的 YAML（{error.problem}）", _REMEDY) from error
        except yaml.YAMLError as error:
            raise MalformedKnowledge(path, 1, f"不是合法的 YAML（{error}）", _REMEDY) from error
        if node is None:
            raise MalformedKnowledge(path, 1, "文件是空的", "请恢复该文件")
        return cls(path, node)

    def refused(self, problem: str) -> MalformedKnowledge:
        """The error that names this place."""
        return MalformedKnowledge(self.path, self.above + self.node.start_mark.line + 1, problem, _REMEDY)

    def fields(self) -> Mapping[str, Entry]:
        """What a mapping holds, in order; a key may stand only once, for YAML lets the last one win silently."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.refused("这里应是“名称: 内容”")
        found: dict[str, Entry] = {}
        for key, value in self.node.value:
            name = Entry(self.path, key, self.above).text()
            if name in found:
                raise Entry(self.path, key, self.above).refused(f"“{name}”写了两次，后一次会顶掉前一次")
            found[name] = Entry(self.path, value, self.above)
        return found

    def field(self, name: str) -> Entry:
        """One field of a mapping."""
        fields = self.fields()
        if name not in fields:
            raise self.refused(f"缺少 {name}")
        return fields[name]

    def texts(self, above: str = "") -> dict[str, str]:
        """All texts below a mapping, by the names that lead to them, joined by dots."""
        found: dict[str, str] = {}
        for name, value in self.fields().items():
            if value.is_mapping:
                found |= value.texts(f"{above}{name}.")
            else:
                found[f"{above}{name}"] = value.text()
        return found

    @property
    def is_mapping(self) -> bool:
        """Whether “名称: 内容” stands here."""
        return isinstance(self.node, yaml.MappingNode)

    @property
    def is_list(self) -> bool:
        """Whether a list stands here."""
        return isinstance(self.node, yaml.SequenceNode)

    def items(self) -> tuple[Entry, ...]:
        """What a list holds."""
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.refused("这里应是列表")
        return tuple(Entry(self.path, node, self.above) for node in self.node.value)

    def text(self) -> str:
        """A single word or sentence."""
        if not isinstance(self.node, yaml.ScalarNode) or not self.node.value:
            raise self.refused("这里应是一个词或一句话")
        return str(self.node.value)

    def words(self) -> tuple[str, ...]:
        """A list of words."""
        return tuple(item.text() for item in self.items())

    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """A list of regular expressions."""
        return tuple(item.pattern() for item in self.items())

    def pattern(self) -> re.Pattern[str]:
        """One regular expression."""
        try:
            return re.compile(self.text())
        except re.error as error:
            raise self.refused(f"正则表达式写错了（{error}）") from error
