"""The word lists of `knowledge/same_question.yaml`: what may differ between two ways to ask the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.language.entry import Entry

FILE = "same_question.yaml"


@dataclass(frozen=True, slots=True)
class SameWords:
    """`openings` and `fillers` say nothing, `light` words next to nothing; `same` gives one word for several."""

    openings: re.Pattern[str]
    fillers: frozenset[str]
    light: frozenset[str]
    same: Mapping[str, str]
    said: re.Pattern[str]

    @classmethod
    def read(cls, knowledge_dir: Path) -> SameWords:
        """Raises MalformedKnowledge."""
        entry = Entry.of_file(knowledge_dir / FILE)
        same = {
            other: official for official, others in entry.field("same").fields().items() for other in others.words()
        }
        return cls(
            openings=re.compile("|".join(each.pattern for each in entry.field("openings").patterns())),
            fillers=frozenset(entry.field("fillers").words()),
            light=frozenset(entry.field("light").words()),
            same=same,
            said=re.compile("|".join(map(re.escape, sorted(same, key=len, reverse=True)))),
        )

    def canonical(self, text: str) -> tuple[str, int]:
        """The text in the words that stand for several, and how many were replaced."""
        return self.said.subn(lambda found: self.same[found.group()], text)
