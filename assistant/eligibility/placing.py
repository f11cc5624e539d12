"""Reads where a message says that the plant is; a place of customers, of a bank or of a policy is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from assistant.answering.lexicon import Places
from assistant.eligibility.binding import Bound
from assistant.eligibility.circumstances import PLACE
from assistant.eligibility.clauses import Clause, Mode
from assistant.eligibility.places import denied_places, read_place, without_denied
from assistant.eligibility.stating import speaks_of_itself

_ANY = r"[^,。;]"
_PLANT = re.compile(
    rf"(?:厂房?|工厂|车间|生产(?:基地|线)?|基地|项目|factory)子?{_ANY}{{0,4}}(?:在|位于|设在|开在|搬[到去来]|建在|是)$|[搬迁](?:到|去|来|往)了?$"
)
_THERE = re.compile(rf"(?:我|我们|公司|人|咱们?|俺){_ANY}{{0,3}}(?:在|是)$|(?:在|来自|坐标|位于)$|[开办做]在$")
_PLANT_BEHIND = re.compile(
    rf"[市县区镇街道]*(?:那边|这边|这里|本地)?的?[^,。的]{{0,6}}厂|[市县区镇]?[开办建有][了个着]*{_ANY}{{0,4}}厂"
)
_ELSEWHERE = (
    "总部|注册|客户|客人|供应商|老家|户口|老板|店|仓库?|银行|门市|办事处|档口|展会|朋友|家|"
    "老婆|老公|儿子|女儿|员工|工人"
)
_ELSEWHERE_BEFORE = re.compile(
    rf"(?:从|由|离|去|到|往|卖[到去往]|发[到往]|出口到?|不在|错成?|[写打说]成|(?:{_ELSEWHERE}){_ANY}{{0,4}})(?:在|是|都|和|、)*$"
)
_ELSEWHERE_BEHIND = re.compile(
    r"[市县区省]?(?:的|那边的?|这边的?)?(?:政策|补贴|奖励|贴息|文件|通知|办法|规定|标准|工信|政府|银行|农商|行|分行|客户|供应商|"
    r"牌子|老板|人(?!在)|买的|货|市场|展|订单|工作|上班|出差|那边(?!做|开|的)|有(?:补|奖|政策|没))"
)
_NEAR = 20
"""Characters before a place that say whose it is."""
_JOINT = re.compile(r"[市省区县]?的?")


class Strength(IntEnum):
    """How plainly a place is said to be that of the plant."""

    NAMED = 0
    THERE = 1
    PLANT = 2


@dataclass(frozen=True, slots=True)
class _Found:
    """A place that may be that of the plant."""

    strength: Strength
    value: str | None
    start: int
    end: int
    clause: Clause

    @property
    def bound(self) -> Bound:
        near = self.strength is not Strength.NAMED
        return Bound(PLACE, self.value, self.start, self.end, self.clause, near)


def placed(text: str, clauses: Sequence[Clause], cases: frozenset[Clause], places: Places) -> tuple[Bound, ...]:
    """The places that may be that of the plant: those said most plainly, after whatever was taken back."""
    denied = {text[start:end]: end for start, end in denied_places(text, places)}
    found = [each for clause in clauses for each in _found(text, clause, cases, places)]
    kept = [each for each in found if denied.get(each.value or "", 0) <= each.start]
    # Of what was denied and then put otherwise only the new word counts: 在中山，不是中山，在佛山.
    after = [each for each in kept if each.start >= max(denied.values(), default=0)] if kept != found else []
    kept = after or kept
    taken_back = max((at for at, each in enumerate(kept) if each.clause.corrects), default=0)
    strongest = max((each.strength for each in kept[taken_back:]), default=Strength.NAMED)
    return tuple(each.bound for each in kept[taken_back:] if each.strength is strongest)


def several(bound: Sequence[Bound]) -> tuple[str, ...]:
    """The places of several plants, of which nobody said which is meant."""
    named = tuple(dict.fromkeys(str(each.value) for each in bound if each.fact == PLACE and each.near and each.value))
    return named if len(named) > 1 else ()


def _found(text: str, clause: Clause, cases: frozenset[Clause], places: Places) -> Iterator[_Found]:
    """The place of a clause; each of several that lie in different cities."""
    first = clause.start
    if clause.mode is Mode.DENIED:
        # 不是中山是佛山 in one breath: what stands behind the denial is told.
        first += max((end for _, end in denied_places(clause.text, places)), default=len(clause.text))
    if clause.mode is Mode.NOTHING:
        return
    found = []
    for start, end in _named(clause, places):
        near, behind = text[max(clause.start, start - _NEAR) : start], text[end : clause.end]
        strength = Strength.THERE if start >= first > clause.start else _strength(near, behind, clause, cases)
        if strength is not None and start >= first:
            found.append((strength, start, end))
    if not found:
        return
    best = max(found)[0]
    spans = [(start, end) for strength, start, end in found if strength == best]
    read = [read_place(text[start:end], places) for start, end in spans]
    if len({places.city(each) if each else "" for each in read}) > 1:
        yield from (_Found(best, each, *span, clause) for each, span in zip(read, spans, strict=True))
    else:
        start, end = spans[0][0], spans[-1][1]
        yield _Found(best, read_place(text[start:end], places), start, end, clause)


def _named(clause: Clause, places: Places) -> Iterator[tuple[int, int]]:
    """Where places are named; 东莞虎门 and 江门的开平 are one, 东莞和中山 are two."""
    text = places.mixed.sub(lambda word: "\0" * len(word.group()), without_denied(clause.text, places))
    found = sorted(match.span() for pattern in (places.inside, places.outside) for match in pattern.finditer(text))
    joined: list[tuple[int, int]] = []
    for start, end in found:
        if joined and _JOINT.fullmatch(text, joined[-1][1], start):
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return ((clause.start + start, clause.start + end) for start, end in joined)


def _strength(near: str, behind: str, clause: Clause, cases: frozenset[Clause]) -> Strength | None:
    if _PLANT.search(near):
        return Strength.PLANT
    if _ELSEWHERE_BEFORE.search(near) or _ELSEWHERE_BEHIND.match(behind):
        return None
    if _PLANT_BEHIND.match(behind):
        return Strength.PLANT
    if _THERE.search(near):
        return Strength.THERE
    told = clause.mode is Mode.TOLD or speaks_of_itself(clause, cases)
    return Strength.NAMED if told else None
