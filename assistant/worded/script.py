"""A worded sentence in the asker's script; what is quoted in it, named or counted stays as the document has it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.language.quantities import find_document_numbers, find_quantities

_AS_WRITTEN = re.compile(r"“[^”]*”|「[^」]*」|《[^》]*》")


def converted(text: str, convert: Callable[[str], str]) -> str:
    """The text with everything converted but quotations, titles, figures and document numbers."""
    told, at = "", 0
    for start, end in sorted(_kept(text)):
        if start >= at:
            told += convert(text[at:start]) + text[start:end]
            at = end
    return told + convert(text[at:])


def _kept(text: str) -> Iterator[tuple[int, int]]:
    yield from (found.span() for found in _AS_WRITTEN.finditer(text))
    yield from ((each.start, each.end) for each in find_quantities(text))
    yield from ((each.start, each.end) for each in find_document_numbers(text))
