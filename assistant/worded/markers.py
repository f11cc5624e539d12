"""The markers [1] [2] … by which a worded sentence names the statements that it rests on."""

from __future__ import annotations

import re
from dataclasses import dataclass

_GROUP = re.compile(r"\s*(?:[\[［【]\s*\^?\d+(?:\s*[,，、]\s*\^?\d+)*\s*[\]］】]\s*)+")
_NUMBER = re.compile(r"\d+")
_ENDING = re.compile(r"^[\s。．.！？!?；;，,、”’」』）)】]*$")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a sentence with the numbers of the statements that stand behind it."""

    text: str
    markers: tuple[int, ...]


def stretches(sentence: str) -> tuple[Stretch, ...]:
    """最高150万元[1]，三年[2]。 gives two; what stands behind the last marker belongs to it when it only ends it."""
    found: list[Stretch] = []
    begin = 0
    for group in _GROUP.finditer(sentence):
        text = sentence[begin : group.start()]
        found.append(Stretch(text, tuple(dict.fromkeys(int(n) for n in _NUMBER.findall(group.group())))))
        begin = group.end()
    rest = sentence[begin:]
    if found and _ENDING.match(rest):
        last = found.pop()
        # A full stop before its marker stays the only one.
        ending = "" if _ENDING.match(last.text[-1:]) and last.text else rest.strip()
        return (*found, Stretch(last.text + ending, last.markers))
    return (*found, Stretch(rest, ())) if rest.strip() else tuple(found)
