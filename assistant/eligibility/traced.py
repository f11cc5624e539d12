"""A message in standard written Chinese, of which every character knows where it came from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering.lexicon import Places
from assistant.language.dialect import DialectTable
from assistant.language.normalise import nfkc, strip_invisible
from assistant.language.script import ScriptConverter

_CHARACTER = r"[^\x00-\x7f]"
_UNIT = "[年月日号万亿元家人台个%]"
_BETWEEN_CLAUSES = re.compile(rf"(?<={_CHARACTER}) +(?={_CHARACTER})|(?<=[\d%]) +(?=(?!{_UNIT}){_CHARACTER})")
_WITHIN_FIGURES = re.compile(rf"(?<={_CHARACTER}) +(?=\d)|(?<=\d) +(?={_UNIT})")
_LATIN = re.compile(r"(?<![a-z])([a-z]{4,})(?![a-z])")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Traced:
    """`text` as it is read: Simplified, standard words, half-width, lower case; `origins` are spans of the message."""

    message: str
    text: str
    origins: tuple[tuple[int, int], ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the text stands in the message."""
        held = self.origins[start:end]
        return (held[0][0], held[-1][1]) if held else (0, 0)


def traced(message: str, dialect: DialectTable, places: Places, script: ScriptConverter) -> Traced:
    """The message as it is read."""
    letters = [(nfkc(strip_invisible(letter)), at) for at, letter in enumerate(message)]
    wide = "".join(spelt for spelt, _ in letters)
    origins = [(at, at + 1) for spelt, at in letters for _ in spelt]
    simple = script.to_simplified(wide)
    if len(simple) != len(wide):
        simple = "".join(script.to_simplified(letter) for letter in wide)
    simple = _THOUSANDS.sub("\0", simple.lower()) if len(simple.lower()) == len(wide) else wide
    # A blank between characters parts clauses as a comma does; words of other alphabets keep theirs.
    simple = _BETWEEN_CLAUSES.sub(lambda blank: "," * len(blank.group()), simple)
    simple = _WITHIN_FIGURES.sub(lambda blank: "\0" * len(blank.group()), simple)
    kept = [at for at, letter in enumerate(simple) if letter != "\0"]
    simple, origins = "".join(simple[at] for at in kept), [origins[at] for at in kept]
    simple, spans = _in_characters(simple, places)
    standard, again = dialect.traced(simple)
    kept_spans = [(spans[start][0], spans[end - 1][1]) for start, end in again]
    return Traced(message, standard, tuple((origins[start][0], origins[end - 1][1]) for start, end in kept_spans))


def _in_characters(text: str, places: Places) -> tuple[str, list[tuple[int, int]]]:
    """Places in Latin letters as documents write them, and where each character came from."""
    written: list[str] = []
    spans: list[tuple[int, int]] = []
    for piece in _LATIN.split(text):
        place, start = places.latin.get(piece, piece), spans[-1][1] if spans else 0
        written.append(place)
        whole = (start, start + len(piece))
        spans += [whole] * len(place) if place != piece else [(at, at + 1) for at in range(*whole)]
    return "".join(written), spans
