"""Tells in a reply the words that are the program's own, such as how it says that nothing was found."""

from __future__ import annotations

import re
import string
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from assistant.desk.claims import states_policy
from assistant.language.polarity import negations
from assistant.language.quantities import find_quantities

_FIELD = r"([^。！？\n]{1,300}?)"
_START = re.compile(r"(?:^|(?<=[。！？；：:\n]))[ \t]*")
_SAYS_MORE = re.compile(r"[，；：〔]")
_DAY = "as_of"
"""The field that holds the day of a reply."""
_ENDS = tuple("。！？；：:\n")


@dataclass(frozen=True, slots=True)
class _Wording:
    """`landmark` stands in every text that holds the wording; `fields` are the names of what is filled in."""

    landmark: str
    pattern: re.Pattern[str]
    fields: tuple[str, ...]


class OwnWords:
    """Finds the wordings of files in a text. What fills their fields is held against the citations where it says more
    than a name."""

    def __init__(self, wordings: Iterable[Mapping[str, str]]) -> None:
        every = {text for each in wordings for text in each.values()}
        self._wordings = tuple(filter(None, map(_wording, sorted(every, key=len, reverse=True))))

    def spans(self, text: str, days: Collection[str]) -> Iterator[tuple[int, int]]:
        """Where the words stand that are our own; `days` are the ways to write the day of the reply, which they name.

        No other words vouch for that day: it may be a deadline as well.
        """
        likely = [each for each in self._wordings if each.landmark in text]
        starts = sorted({found.end() for found in _START.finditer(text)}) if likely else []
        for start in starts:
            for wording in likely:
                if found := wording.pattern.match(text, start):
                    yield from _own(found, wording.fields, days)
                    break


def _wording(text: str) -> _Wording | None:
    """None for one in which a check could find nothing anyway."""
    pieces = [(literal, field) for literal, field, _, _ in string.Formatter().parse(text)]
    literals = [literal for literal, _ in pieces if literal]
    fields = tuple(field for _, field in pieces if field is not None)
    if _DAY not in fields and not any(negations(each) or states_policy(each) for each in literals):
        return None
    pattern = "".join(re.escape(literal) + (_FIELD if field is not None else "") for literal, field in pieces)
    if not text.endswith(_ENDS):
        pattern += r"(?=[。！？；\n]|$)"
    elif text.endswith(("。", "：")):
        # A lead that nothing follows is a sentence.
        pattern = pattern[: -len(re.escape(text[-1]))] + "[。：]"
    return _Wording(max(literals, key=len).rstrip("。："), re.compile(pattern), fields)


def _own(found: re.Match[str], fields: tuple[str, ...], days: Collection[str]) -> Iterator[tuple[int, int]]:
    """What a match holds besides its fields; and them too where they only name something."""
    said = [
        number
        for number, (name, field) in enumerate(zip(fields, found.groups(), strict=True), 1)
        if not (name == _DAY and field.strip() in days)
    ]
    if not any(_says_more(found.group(number)) for number in said):
        yield found.span()
        return
    at = found.start()
    for number in said:
        yield at, found.start(number)
        at = found.end(number)
    yield at, found.end()


def _says_more(field: str) -> bool:
    return bool(_SAYS_MORE.search(field) or find_quantities(field) or negations(field))
