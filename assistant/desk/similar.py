"""Which open questions are alike, so that people who ask the same get one reply."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import chain

from assistant.language.normalise import compact

LEAST = 0.36
"""From this likeness on a question is shown beside another; measured in tests/unit/desk/test_similar.py."""
_FAR = 0.15
_KEPT = 20_000
_SAMPLE = 1000
"""From so many of the others it is told what is rare."""
_COURTESY = (
    r"(?:您好|你好|大家好|领导|老师|请教一下|请教|请问一下|请问|想问一下|我想问一下|我想问|想问|咨询一下|我想咨询|想咨询|咨询"
    r"|麻烦问一下|麻烦)"
)
_OPENING = re.compile(rf"^{_COURTESY}+")
_CLOSING = re.compile(r"(?:谢谢您?|多谢|感谢|吗|呢|啊|呀|吧|哦)+$")
_POINT = re.compile(r"(?<=\d)[.．](?=\d)")


class Similar:
    """Compares questions by characters and pairs of them, of which rare ones count more. Safe to share by threads."""

    def __init__(self, to_simplified: Callable[[str], str]) -> None:
        self._to_simplified = to_simplified
        self._pairs_of = lru_cache(_KEPT)(self._pairs)

    def key(self, question: str) -> str:
        """What two questions share that differ in spelling, signs and courtesy only."""
        # A point and a percent sign make another figure, and would go with the other signs.
        told = _POINT.sub("点", self._to_simplified(question)).replace("%", "百分").replace("％", "百分")
        plain = compact(told)
        return _CLOSING.sub("", _OPENING.sub("", plain)) or plain

    def among(self, question: str, others: Sequence[tuple[int, str]], limit: int) -> tuple[tuple[int, float], ...]:
        """The numbers of the questions that are most like it and how much, from LEAST to 1, the most alike first."""
        pairs = self._pairs_of(question)
        of_others = [(number, self._pairs_of(each)) for number, each in others]
        having = Counter(chain.from_iterable(each for _, each in of_others[:_SAMPLE]))
        size = min(len(others), _SAMPLE) + 1

        def weight(of: Iterable[str]) -> float:
            return sum(math.log(1 + size / (1 + having[pair])) for pair in of)

        whole, scored = weight(pairs), []
        for number, each in of_others:
            shared = pairs & each
            # What is far below by number is not above by weight, and most are.
            if len(shared) * 2 < _FAR * (len(pairs) + len(each)):
                continue
            if (likeness := 2 * weight(shared) / (whole + weight(each))) >= LEAST:
                scored.append((number, round(likeness, 3)))
        return tuple(sorted(scored, key=lambda one: (-one[1], -one[0]))[:limit])

    def groups(self, questions: Sequence[str]) -> list[list[int]]:
        """The places of questions that are alike, together; each group begins with the first that was asked."""
        places: dict[str, list[int]] = {}
        for at, question in enumerate(questions):
            places.setdefault(self.key(question), []).append(at)
        of_keys = list(places.values())
        pairs = [self._pairs_of(questions[of_key[0]]) for of_key in of_keys]
        having: dict[str, list[int]] = {}
        for at, each in enumerate(pairs):
            for pair in each:
                having.setdefault(pair, []).append(at)
        weights = {pair: math.log(1 + (len(pairs) + 1) / (1 + len(those))) for pair, those in having.items()}
        wholes = [sum(weights[pair] for pair in each) for each in pairs]
        left, groups = set(range(len(pairs))), []
        for first in range(len(pairs)):
            if first not in left:
                continue
            shared: defaultdict[int, float] = defaultdict(float, {first: wholes[first]})
            for pair in pairs[first]:
                for other in left.intersection(having[pair]) - {first}:
                    shared[other] += weights[pair]
            alike = [at for at, both in shared.items() if 2 * both >= LEAST * (wholes[first] + wholes[at])]
            left.difference_update(alike)
            groups.append(sorted(at for each in alike for at in of_keys[each]))
        return groups

    def _pairs(self, question: str) -> frozenset[str]:
        key = self.key(question)
        return frozenset((*key, *(key[at : at + 2] for at in range(len(key) - 1))))
