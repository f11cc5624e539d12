"""Words that must not become markup."""

from __future__ import annotations

import re

_INSIDE = re.compile(r"[\\`*_\[\]<>~|]|&(?=#?\w+;)")
_AT_THE_START = re.compile(r"(?m)^(\s*\d*)([#+.)=-])(?=[\s#=-]|$)")


def escaped(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _AT_THE_START.sub(r"\1\\\2", _INSIDE.sub(r"\\\g<0>", text))
