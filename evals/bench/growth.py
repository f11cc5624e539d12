"""A corpus of any size for measuring: the real clauses, then synthetic ones made of their pieces.

A synthetic clause joins segments of real clauses with other figures and other cities. It means nothing, and its title
says that it is synthetic. Its words are those of the real corpus, so posting lists grow as long as they can get.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from assistant.search.indexed import IndexedClause
from evals.mutation import cities

CLAUSES_PER_DOCUMENT = 60
_SEGMENT = re.compile(r"[^，；。、：\s]{4,}")
_DIGITS = re.compile(r"\d+")


def grow(real: Sequence[IndexedClause], size: int, seed: int = 20240601) -> tuple[IndexedClause, ...]:
    """`size` clauses: the real ones first; the same for the same seed, and a larger corpus begins with a smaller."""
    return tuple(islice(_endless(real, random.Random(seed)), size))


def _endless(real: Sequence[IndexedClause], chance: random.Random) -> Iterator[IndexedClause]:
    yield from real
    segments = sorted({segment for clause in real for segment in _SEGMENT.findall(clause.text)})
    headings = sorted({clause.locator for clause in real})
    names = cities()
    number = 0
    while True:
        number += 1
        title = f"合成文件第 {number} 号（仅供测量）"
        heading = chance.choice(headings)
        for ordinal in range(1, CLAUSES_PER_DOCUMENT + 1):
            picked = chance.sample(segments, chance.randint(2, 4))
            text = "，".join(_varied(segment, names, chance) for segment in picked) + "。"
            digest = hashlib.sha256(text.encode()).hexdigest()
            yield IndexedClause(f"synthetic-{number}:{ordinal}", title, heading, text, digest)


def _varied(segment: str, names: Sequence[str], chance: random.Random) -> str:
    figures = _DIGITS.sub(lambda match: str(chance.randint(1, 10 ** len(match.group()) - 1)), segment)
    return re.sub("|".join(names), lambda match: chance.choice(names), figures)
