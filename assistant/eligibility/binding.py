"""Binds each figure of a message to what it is told of: the word nearest to it, as people put them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.domain.eligibility import FactType, Value
from assistant.eligibility.amounts import find_figures
from assistant.eligibility.clauses import Clause, Mode
from assistant.eligibility.days import Day
from assistant.eligibility.facts import FactKind, FactsCatalogue
from assistant.eligibility.nouns import Noun, nouns_in, within
from assistant.eligibility.told_figures import Figure, Unit
from assistant.eligibility.values import figure_amount, is_beside_a_rate

_FAR = 14
_GLUE = re.compile(
    r"(?:块|元|钱|左右|人民币|以上|多)*(?P<close>的?(?:采?购买?|购置|买|做|上|换|添|添置|投|用于|用来|搞|更新|引进)?[了的]?)"
    r"(?:的|些|一批|一套|几台|两台|(?:\d+|[一二两三四五六七八九十]+)[台套条]|全新|新|进口|国产|自动化?|智能|各种|这|那)*"
)
# Possessive, for words that hold others (总共, 总, 共) would make it try every way to part them.
_FILLER = re.compile(
    r"(?:一共|总共|总价|总额|合计|加起来|大概|大约|差不多|预算|价格|价钱|不含税|全部|前后|投资|成本|下来|应该|可能|然后|这样子|这样|左右|金额|那里|那|搞定|完成|发票|开票|谈下来|实付|成交|"
    r"到手|实际|最后|准确说|花|用|使|要|付|给|投|是|都|共|就|也|才|有|个|了|的|吧|啊|我|钱|块|元|总|款|算|搞|去|呢|嘞)*+"
)
_OF_ONE = re.compile(r"[一每][台套条件个][^,;。]{0,3}\d|[一每][台套条件个][^,;。]{0,3}[一二两三四五六七八九十]")
"""The price of one piece; what stands before it is still spoken of."""
_NEGATED = re.compile(r"(?:没有?|未|不是|不用|无需|不需要|没打算|不打算)(?:再|去|做|办|过)?$")
_BARE_SHARES = range(1, 21)
_UNITS = {
    Unit.MONEY: (FactType.MONEY,),
    Unit.SHARE: (FactType.SHARE,),
    Unit.OTHER: (FactType.COUNT,),
    Unit.YEARS: (FactType.YEARS,),
    Unit.NONE: (FactType.SHARE, FactType.COUNT),
}
_ANY_COUNT = ("", "个", "件", "项", "名")


@dataclass(frozen=True, slots=True)
class Bound:
    """A value and what it is told of; `fact` is empty where that is no fact. `near` when its word stands by it."""

    fact: str
    value: Value | None
    start: int
    end: int
    clause: Clause
    near: bool = True
    is_day: bool = False


def bind_figures(
    text: str, clauses: Sequence[Clause], days: Sequence[Day], catalogue: FactsCatalogue
) -> tuple[Bound, ...]:
    """Every figure that is told of something, whether or not that is a fact."""
    figures = [
        each for each in find_figures(text) if not any(day.start < each.end and each.core < day.end for day in days)
    ]
    return tuple(_figures(text, clauses, figures, catalogue))


def _figures(
    text: str, clauses: Sequence[Clause], figures: Sequence[Figure], catalogue: FactsCatalogue
) -> Iterator[Bound]:
    units = {figure.unit for figure in figures} & set(_UNITS)
    named = {unit: nouns_in(text, catalogue, _UNITS[unit]) for unit in units}
    for figure in figures:
        clause = clause_at(clauses, figure.start)
        if clause is None or clause.mode not in (Mode.TOLD, Mode.CASE) or figure.end > clause.end:
            continue
        rate = figure.unit in (Unit.SHARE, Unit.NONE) and is_beside_a_rate(clause.text)
        if figure.unit in named and not rate:
            others = [each for each in figures if each.unit is figure.unit and each is not figure]
            yield from _bound(text, clauses, clause, figure, others, named[figure.unit], catalogue)


def _bound(
    text: str,
    clauses: Sequence[Clause],
    clause: Clause,
    figure: Figure,
    others: Sequence[Figure],
    nouns: Sequence[Noun],
    catalogue: FactsCatalogue,
) -> Iterator[Bound]:
    floor = max([clause.start, *(each.end for each in others if each.end <= figure.start)])
    ceiling = min([clause.end, *(each.start for each in others if each.start >= figure.end)])
    held = [noun for noun in nouns if floor <= noun.start and noun.end <= ceiling and not noun.other]
    best, near = _nearest(text, figure, held), True
    if best is None and is_filler(text[clause.start : figure.start] + text[figure.end : clause.end]):
        before, best = spoken_of_before(clauses, clause, nouns, others)
        floor, near = before.start if before else floor, False
    if best is None or _NEGATED.search(text[max(0, best.start - 6) : best.start]):
        return
    stop = max(figure.end, best.end, _remark_behind(clauses, clause, others))
    ruled_out = any(noun.other and noun.fact == best.fact and floor <= noun.start <= stop for noun in nouns)
    if best.fact and not ruled_out:
        yield from _of_fact(best, figure, clause, near, catalogue)
    elif figure.unit is not Unit.NONE:
        yield Bound("", None, figure.start, figure.end, clause)


def _of_fact(noun: Noun, figure: Figure, clause: Clause, near: bool, catalogue: FactsCatalogue) -> Iterator[Bound]:
    kind = catalogue[noun.fact]
    if figure.unit is Unit.NONE and not _is_told_bare(noun, figure, near, kind):
        return
    if kind.type is FactType.COUNT and not (figure.unit_text in _ANY_COUNT or (kind.unit or "个") in figure.unit_text):
        return
    value = figure_amount(kind, figure)
    if value is not None:
        start, end = min(noun.start, figure.start) if near else figure.start, max(noun.end, figure.end)
        yield Bound(noun.fact, value, start, end if near else figure.end, clause, near)


def _is_told_bare(noun: Noun, figure: Figure, near: bool, kind: FactKind) -> bool:
    """利率是3.1 and 全国第3 need no unit."""
    if not near or noun.end > figure.start:
        return False
    return (
        int(figure.low) in _BARE_SHARES if kind.type is FactType.SHARE else not kind.unit and noun.end == figure.start
    )


def _nearest(text: str, figure: Figure, nouns: Sequence[Noun]) -> Noun | None:
    """设备500万 and 500万的设备: before the figure it may stand further off than behind it."""
    costs: dict[Noun, float] = {}
    for noun in nouns:
        if noun.end <= figure.core:
            gap = max(0, figure.start - noun.end)
            if gap <= _FAR:
                costs[noun] = gap
        elif noun.start >= figure.end and (glue := _GLUE.fullmatch(text, figure.end, noun.start)):
            costs[noun] = (noun.start - figure.end) / 2 + (0 if glue["close"] else 2)
    return min(costs, key=lambda noun: (costs[noun], noun.start - noun.end, noun.fact == ""), default=None)


def is_filler(text: str) -> bool:
    """Whether words beside a figure or a day name nothing that it could be told of."""
    return bool(_FILLER.fullmatch(text))


def spoken_of_before(
    clauses: Sequence[Clause], clause: Clause, nouns: Sequence[Noun], others: Sequence[Figure | Day]
) -> tuple[Clause | None, Noun | None]:
    """What the clause before speaks of, unless it gave that a figure of its own: 买了喷马雕，500来万."""
    earlier = [each for each in clauses[: clauses.index(clause)] if not _OF_ONE.match(each.text)]
    if clause.corrects:
        earlier = [each for each in earlier if any(not noun.other for noun in within(nouns, each))]
    before = earlier[-1] if earlier else None
    if before is None or before.mode not in (Mode.TOLD, Mode.DENIED) or clause.sentence - before.sentence > 1:
        return None, None
    held = [noun for noun in within(nouns, before) if not noun.other]
    taken = any(before.start <= each.start < before.end for each in others)
    # 设备不是600万，是560万: what was denied leaves its word to the next figure.
    if not held or (taken and not clause.corrects and before.mode is not Mode.DENIED):
        return None, None
    return before, held[-1]


def _remark_behind(clauses: Sequence[Clause], clause: Clause, others: Sequence[Figure]) -> int:
    """Where the next clause ends if it may only add to a figure: 机器值500万，二手的."""
    behind = clauses[clauses.index(clause) + 1 :][:1]
    adds = [
        each
        for each in behind
        if each.sentence == clause.sentence and not any(each.start <= other.start < each.end for other in others)
    ]
    return adds[0].end if adds else 0


def clause_at(clauses: Sequence[Clause], position: int) -> Clause | None:
    """The clause in which a position stands."""
    return next((clause for clause in clauses if clause.start <= position < clause.end), None)
