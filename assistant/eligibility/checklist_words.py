"""The words of a checklist's layout, from `prompts/checklist.yaml`; what it quotes never passes through here."""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping
from pathlib import Path

from assistant.errors import MalformedKnowledge
from assistant.language.entry import Entry

CHECKLIST = "checklist.yaml"
SIMPLIFIED, TRADITIONAL, ENGLISH = "zh-Hans", "zh-Hant", "en"


class ChecklistWords:
    """Looks wordings up by dotted name, fills them in, and spells names that are ours in the script of the reader."""

    def __init__(self, language: str, wordings: Mapping[str, str], spelt: Callable[[str], str] = str) -> None:
        self.language = language
        self._wordings, self._spelt = dict(wordings), spelt

    def __call__(self, name: str, /, **values: object) -> str:
        """The wording with its fields filled in; KeyError for an unknown name is a programming error."""
        # Spelt when it is asked for: the table of the other script is big, and few ask for it.
        return self._spelt(self._wordings[name]).format(**values)

    def own(self, text: str) -> str:
        """Something that we named, such as a condition; quotes and what a person said stay as they are."""
        return self._spelt(text)

    def joined(self, names: tuple[str, ...]) -> str:
        """Several names in a row."""
        return self("joiner").join(names)

    @property
    def names(self) -> tuple[str, ...]:
        """All dotted names."""
        return tuple(self._wordings)

    def fields(self, name: str) -> frozenset[str]:
        """Names of the fields that a wording expects."""
        return frozenset(field for _, field, _, _ in string.Formatter().parse(self._wordings[name]) if field)


def read_checklist_words(path: Path, to_traditional: Callable[[str], str]) -> Mapping[str, ChecklistWords]:
    """By language of the interface; raises MalformedKnowledge where the languages do not say the same things."""
    tree = Entry.of_file(path)
    simplified = ChecklistWords(SIMPLIFIED, tree.field(SIMPLIFIED).texts())
    english = ChecklistWords(ENGLISH, tree.field(ENGLISH).texts())
    for name in sorted({*simplified.names} ^ {*english.names}):
        raise MalformedKnowledge(path, 1, f"用语 {name} 不是每种语言都有", "请补上缺的一行")
    for name in simplified.names:
        if english.fields(name) != simplified.fields(name):
            raise MalformedKnowledge(path, 1, f"用语 {name} 的 {{…}} 两种语言不一样", "请改成一样")
    traditional = ChecklistWords(TRADITIONAL, tree.field(SIMPLIFIED).texts(), to_traditional)
    return {words.language: words for words in (simplified, traditional, english)}
