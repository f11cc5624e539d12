"""From what somebody typed to Simplified characters and standard Chinese."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.lexicon import Places
from assistant.language.dialect import DialectTable
from assistant.language.normalise import nfkc, strip_invisible
from assistant.language.script import ScriptConverter

_TEXTS_KEPT = 64
"""Every shelf is asked the same question."""


@dataclass(frozen=True, slots=True)
class StandardChinese:
    """Puts a question as the documents and the lines in which people ask are written."""

    script: ScriptConverter
    dialect: DialectTable
    places: Places

    def __call__(self, typed: str) -> str:
        """The same question; marks and case stay."""
        return _in_standard(typed, self)


@lru_cache(_TEXTS_KEPT)
def _in_standard(typed: str, chinese: StandardChinese) -> str:
    written = chinese.places.in_characters(chinese.script.to_simplified(nfkc(strip_invisible(typed))))
    return chinese.dialect.to_standard(written).strip()
