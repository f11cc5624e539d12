"""Text in one spelling for reading values: Simplified, half-width, lower case."""

from __future__ import annotations

import re

from assistant.language.normalise import nfkc, strip_invisible
from assistant.language.script import ScriptConverter

_SCRIPT = ScriptConverter()
_SPACES = re.compile(r"(?<![a-z0-9])\s+|\s+(?![a-z0-9])")


def plain(text: str) -> str:
    """The text as values are read from it; spaces stay between Latin words and figures only."""
    return _SPACES.sub("", nfkc(_SCRIPT.to_simplified(strip_invisible(text))).lower())
