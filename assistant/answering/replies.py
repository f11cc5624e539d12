"""The wording of everything that is not a quote, from `prompts/replies.yaml`."""

from __future__ import annotations

import string
from collections.abc import Mapping
from pathlib import Path

from assistant.domain import AnswerStatus
from assistant.errors import MalformedKnowledge
from assistant.language.entry import Entry


class Replies:
    """Looks wordings up by dotted name and fills them in."""

    def __init__(self, wordings: Mapping[str, str]) -> None:
        self._wordings = dict(wordings)

    @classmethod
    def from_file(cls, path: Path) -> Replies:
        """Raises MalformedKnowledge when the file cannot be read or a status has no wording."""
        wordings = Entry.of_file(path).texts()
        for status in AnswerStatus:
            if f"status.{status}" not in wordings:
                raise MalformedKnowledge(path, 1, f"缺少结局 {status} 的用语", "请在 status 下补上这一行")
        return cls(wordings)

    def __call__(self, name: str, **values: object) -> str:
        """The wording with its fields filled in; KeyError for an unknown name is a programming error."""
        return self._wordings[name].format(**values)

    def fields(self, name: str) -> frozenset[str]:
        """Names of the fields that a wording expects."""
        return frozenset(field for _, field, _, _ in string.Formatter().parse(self._wordings[name]) if field)

    @property
    def names(self) -> tuple[str, ...]:
        """All dotted names."""
        return tuple(self._wordings)
