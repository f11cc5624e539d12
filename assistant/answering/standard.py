"""From what somebody typed to Simplified characters and standard Chinese."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answering.lexicon import Places
from assistant.language.dialect import DialectTable
from assistant.language.normalise import nfkc, strip_invisible
from assistant.language.script import ScriptConverter


@dataclass(frozen=True, slots=True)
class StandardChinese:
    """Puts a question as the documents and the lines in which people ask are written."""

    script: ScriptConverter
    dialect: DialectTable
    places: Places

    def __call__(self, typed: str) -> str:
        """The same question; marks and case stay."""
        written = self.places.in_characters(self.script.to_simplified(nfkc(strip_invisible(typed))))
        return self.dialect.to_standard(written).strip()
