"""What the model is told: one Markdown file a prompt, read once, and loudly when anything is amiss."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import yaml

from assistant.errors import MalformedKnowledge
from assistant.language.entry import Entry
from assistant.ports import Message, Role

WORD, REPAIR, UNDERSTAND, FACTS = "word", "repair", "understand", "facts"
VARIABLES = {
    WORD: {"today", "fence", "statements", "question"},
    REPAIR: {"fence", "statements", "sentence", "reasons"},
    UNDERSTAND: {"fence", "dialogue", "question"},
    FACTS: {"fence", "facts", "message"},
}
"""What the program fills in."""
_FILE = re.compile(r"---\n(?P<front>.*?)\n---\n## system\n(?P<system>.+?)\n## user\n(?P<user>.+)", re.DOTALL)
_VARIABLE = re.compile(r"\{\{(\w+)\}\}")


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt with places for variables; `digest` names its wording in traces and in the cache."""

    name: str
    system: str
    user: str
    digest: str

    @classmethod
    def from_file(cls, path: Path, expected: set[str]) -> Self:
        """Raises MalformedKnowledge, also when the variables are not those that the program fills in."""
        try:
            text = path.read_text(encoding="utf-8")
        except OSError as error:
            raise MalformedKnowledge(path, 1, f"提示词读不出来（{error.strerror}）", "请恢复该文件") from error
        except UnicodeDecodeError as error:
            raise MalformedKnowledge(path, 1, "提示词不是 UTF-8 编码", "请另存为 UTF-8") from error
        parts = _FILE.fullmatch(text)
        if parts is None:
            raise MalformedKnowledge(path, 1, "提示词应是说明、## system、## user 三段", "请对照同目录的文件")
        named = set(_variables(path, parts["front"]))
        used = set(_VARIABLE.findall(parts["system"] + parts["user"]))
        for wrong in sorted((named | used | expected) - (named & used & expected)):
            remedy = f"应有的变量：{'、'.join(sorted(expected))}"
            raise MalformedKnowledge(path, 1, f"变量 {wrong} 没有同时写在 variables、正文和程序里", remedy)
        digest = hashlib.sha256(text.encode()).hexdigest()[:12]
        return cls(path.stem, parts["system"].strip(), parts["user"].strip(), digest)

    def filled(self, **values: str) -> tuple[Message, Message]:
        """The messages; what stands in a value is never read as a variable."""
        return Message(Role.SYSTEM, _fill(self.system, values)), Message(Role.USER, _fill(self.user, values))


@dataclass(frozen=True, slots=True)
class Prompts:
    """All prompts."""

    word: Prompt
    repair: Prompt
    understand: Prompt
    facts: Prompt

    @classmethod
    def from_dir(cls, directory: Path) -> Self:
        """Raises MalformedKnowledge."""
        return cls(*(Prompt.from_file(directory / f"{name}.md", expected) for name, expected in VARIABLES.items()))


def fence_around(*texts: str) -> str:
    """A line that no text can hold: it is made from all of them."""
    return "=====" + hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16] + "====="


def _fill(template: str, values: Mapping[str, str]) -> str:
    return _VARIABLE.sub(lambda variable: values[variable.group(1)], template)


def _variables(path: Path, front: str) -> tuple[str, ...]:
    try:
        node = yaml.compose(front, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise MalformedKnowledge(path, 2, f"说明不是合法的 YAML（{error}）", "请对照同目录的文件") from error
    if node is None:
        raise MalformedKnowledge(path, 2, "说明是空的", "请写上 purpose 和 variables")
    fields = Entry(path, node, 1)
    fields.field("purpose").text()
    return fields.field("variables").words()
