"""Reads a message that only puts a figure or a day right, and finds the fact that it is of: 不是900万，是600万."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answering.lexicon import Places
from assistant.domain import Amount, Fact, FactType, Value
from assistant.eligibility.amounts import find_figures
from assistant.eligibility.binding import is_filler
from assistant.eligibility.days import find_days
from assistant.eligibility.facts import FactKind, FactsCatalogue
from assistant.eligibility.told_figures import Unit
from assistant.eligibility.values import read_value

_SAID = r"(?:哦|噢|啊|呃|嗯|等等|等下|不好意思|对不起|抱歉|刚才|刚刚|前面|上面|我|好像)*"
_WRONG = rf"{_SAID}(?:[说讲写打搞弄填记算看报]错|错|不对|更正|纠正|改)(?:一下|了|的|啊|哦)*"
_RIGHT = r"(?:而?应该是|而是|改成|改为|其实是?|实际上?是?|准确[地的]?说是?|正确的?是|是|有|只有|就是|才)*"
_OLD = r"[^,。;是]{1,12}"
_NEW = r"[^,。;]{1,16}"
_SEP = "[,。; ]*"
_HESITANT = re.compile(rf"{_SAID}(?:其实|实际上|准确[地的]?说|应该)(?:只)?(?:是|有){_SEP}(?P<new>{_NEW})[。!]*")
"""So may somebody begin who answers what was asked, too."""
_PATTERNS = (
    re.compile(rf"(?:{_WRONG}{_SEP})?(?:(?<!是)不是|并非)(?P<old>{_OLD}){_SEP}(?:{_RIGHT})(?P<new>{_NEW})[。!]*"),
    re.compile(rf"{_WRONG}{_SEP}{_RIGHT}(?P<new>{_NEW})[。!]*"),
    re.compile(rf"(?:把)?(?P<old>{_OLD})(?:改成|改为|更正为)(?P<new>{_NEW})[。!]*"),
    _HESITANT,
)
_TAKES_BACK = re.compile(rf"{_SAID}(?:(?<!是)不是|并非|没有)(?P<old>{_OLD})[。!]*")
_FIGURES = (FactType.MONEY, FactType.SHARE, FactType.COUNT, FactType.YEARS)


@dataclass(frozen=True, slots=True)
class Correction:
    """What is put right: the fact as it is now, or the id of one that only is `taken_back`.

    Neither where nobody can tell which fact is meant.
    """

    fact: Fact | None = None
    taken_back: str = ""


def correction(
    said: str, told: Sequence[Fact], asked: str, catalogue: FactsCatalogue, today: date, places: Places
) -> Correction | None:
    """A message that is no more than a correction; None for any other.

    `told` are the facts so far in the order of telling, `said` is the message in standard words. A figure that is
    denied tells which fact it is of; else it is the last one that was told of its kind.
    """
    told = [fact for fact in told if fact.id in catalogue]
    read = _Reading(catalogue, today, places)
    for pattern in _PATTERNS:
        match = pattern.fullmatch(said)
        if match and read.is_bare(match["new"]):
            old = match.groupdict().get("old") or ""
            return read.of(match["new"], old, told, asked if pattern is _HESITANT else "")
    match = _TAKES_BACK.fullmatch(said)
    if match and read.is_bare(match["old"]):
        denied = [fact for fact in told if read.is_same(fact, match["old"])]
        return Correction(taken_back=denied[0].id) if len(denied) == 1 else None
    return None


@dataclass(frozen=True, slots=True)
class _Reading:
    catalogue: FactsCatalogue
    today: date
    places: Places

    def is_bare(self, said: str) -> bool:
        """Whether a stretch holds one figure or one day and no word that it could be of."""
        spans = [(each.start, each.end) for each in find_figures(said) if each.unit is not Unit.FOREIGN]
        days = [(each.start, each.end) for each in find_days(said, self.today, past=True)]
        found = days or spans
        return len(found) == 1 and is_filler(said[: found[0][0]] + said[found[0][1] :])

    def of(self, new: str, old: str, told: Sequence[Fact], asked: str) -> Correction | None:
        """The fact that a new value takes the place of; none where it may as well tell what was `asked`."""
        values = {fact.id: value for fact in told if (value := self._value(self.catalogue[fact.id], new)) is not None}
        if not values:
            return None if self._may_reply(new, asked) else Correction()
        fitting = [fact for fact in told if fact.id in values]
        if old and self.is_bare(old):
            # Of what was denied but never told, nothing is put right.
            fitting = [fact for fact in fitting if self.is_same(fact, old)]
        elif old:
            fitting = [fact for fact in fitting if _is_named(self.catalogue[fact.id], old)]
        elif self._may_reply(new, asked):
            fitting = []
        if len(fitting) > 1 and fitting[-1] is not told[-1]:
            fitting = []
        return Correction(Fact(fitting[-1].id, values[fitting[-1].id], new)) if fitting else Correction()

    def is_same(self, fact: Fact, said: str) -> bool:
        """Whether a stretch says again what was told of a fact, however exactly."""
        value = self._value(self.catalogue[fact.id], said)
        if isinstance(value, Amount) and isinstance(fact.value, Amount):
            return value.low is not None and value.low in (fact.value.low, fact.value.high)
        return value is not None and value == fact.value

    def _may_reply(self, new: str, asked: str) -> bool:
        return asked in self.catalogue and self._value(self.catalogue[asked], new) is not None

    def _value(self, kind: FactKind, said: str) -> Value | None:
        is_figure = kind.type in _FIGURES
        if not is_figure and kind.type is not FactType.DAY:
            return None
        if is_figure and find_days(said, self.today, past=True):
            return None
        return read_value(kind, said, self.today, self.places)


def _is_named(kind: FactKind, said: str) -> bool:
    """Whether a stretch is the name of a fact, or a word in which people tell it."""
    return said in kind.name or kind.name in said or any(pattern.search(said) for pattern in kind.reading.words)
