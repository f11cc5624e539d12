"""The points on which a grant turns: the words that ask for one, and what states it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from assistant.answering.clause_facts import ClauseFacts
from assistant.answering.overviews import ASKED_TO_OPEN, BENEFIT, INVESTED, WHO
from assistant.answering.question_details import FREQUENCY
from assistant.answering.windows import REPEATING
from assistant.language.quantities import Limit, Quantity, QuantityKind, find_quantities

WHEN = "什么时候申报"
States = Callable[[ClauseFacts], bool]

_TOLD = (
    (
        re.compile(r"设备|投资|机器|新机|[织缝横圆绣衣针]机|裁床|生产线|流水线|吊挂"),
        INVESTED,
        False,
        QuantityKind.MONEY,
    ),
    (
        re.compile(r"营收|营业[额收]|收入|产值|revenue"),
        re.compile(r"营业收入|营收|主营业务收入"),
        True,
        QuantityKind.MONEY,
    ),
    (re.compile(r"(?:人员|人手|设计师|工程师|技术员)"), re.compile(r"人员|设计师"), True, QuantityKind.COUNT),
)
"""What a figure is told of, the words in which a rule states it, and whether 够不够 must be asked for it to count."""
_OF_WHOM = re.compile(r"以上的(?:企业|项目)")
"""After a figure that says of whom something holds and opens nothing itself."""
_DOOR = re.compile(r"门槛|面向")
_TOGETHER = re.compile(
    r"同时申请|不能再(?:申请|享受|报)|只能(?:享受|选|报|申请)|叠加|不计入|另行享受|"
    r"得到(?:其他)?[^，。]{0,12}支持[的，][^，。]{0,12}不"
)


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that decides: the words that ask for it, and what states it, the plainest way first.

    `heading` is the section that states it, any where it is empty.
    """

    asked: re.Pattern[str]
    heading: str
    states: tuple[States, ...]
    most: int = 1
    """How many statements are told."""


def _has(kind: QuantityKind, *limits: Limit) -> States:
    def states(facts: ClauseFacts) -> bool:
        return any(each.kind is kind and (not limits or each.limit in limits) for each in facts.quantities)

    return states


def _opens(facts: ClauseFacts) -> bool:
    return any(_is_least(each, facts) for each in facts.quantities)


def _is_least(each: Quantity, facts: ClauseFacts) -> bool:
    """At least so much, or what somebody must have: 150万元至500万元, 门槛是50人."""
    if each.kind not in (QuantityKind.MONEY, QuantityKind.COUNT):
        return False
    least = each.limit is Limit.AT_LEAST or (_DOOR.search(facts.plain) is not None)
    return least and not _OF_WHOM.match(facts.clause.text, each.end - len("以上"))


def _opens_for(thing: re.Pattern[str], facts: ClauseFacts) -> bool:
    return _opens(facts) and thing.search(facts.plain) is not None


def _comes_again(facts: ClauseFacts) -> bool:
    return any(each.value.startswith(REPEATING) for each in facts.quantities)


def _names_a_text(facts: ClauseFacts) -> bool:
    return "《" in facts.clause.text


def _goes_together(facts: ClauseFacts) -> bool:
    return _TOGETHER.search(facts.clause.text) is not None


SHARE = Point(
    re.compile(
        r"几成|百分之(?:几|多少)|百分比|比例|几个点|多少个点|ratio|percent|[补贴]几|按几|"
        r"贴(?:到|返|回)?(?:多少|几多)?(?:息|利息)(?:多少|几多|几)|贴(?:多少|几多)息"
    ),
    BENEFIT,
    (_has(QuantityKind.RATIO),),
)
CAP = Point(
    re.compile(r"最高|封顶|上限|顶格|最多|顶多"),
    BENEFIT,
    (_has(QuantityKind.MONEY, Limit.AT_MOST, Limit.LESS_THAN), _has(QuantityKind.MONEY)),
)
THRESHOLD = Point(
    re.compile(
        rf"{ASKED_TO_OPEN.pattern}|起步|(?:要|得|须)(?:投|买)(?:够|到|满)?多少|多少(?:钱)?(?:的)?投资|(?:多少|几)[百千十]?万?(?:起|以上才)(?!来)|投资?(?:够|到|满)?多少(?:钱)?(?:才|起)"
    ),
    WHO,
    (_opens,),
)
LENGTH = Point(
    re.compile(r"(?:补|贴|给|最长|各).{0,3}(?:几年|(?:多久|多长时间)(?!.{0,2}一[次回]))|最长.{0,4}期限"),
    BENEFIT,
    (_has(QuantityKind.PERIOD),),
)
TOGETHER = Point(
    re.compile(
        r"(?:一齐|一起|同时|一并)(?:能|可以|再|来|都)?(?:拿|报|申|享|攞|领|用)|(?:重复|叠加|叠着)|"
        r"(?:拿|报|领|享受|得|申请)(?:了|过|咗)[^,，。?？]{0,14}(?:还|再|又|仲)(?:能|可以|可唔可以|拿|报|攞|申)|两头(?:都)?(?:拿|吃|报|攞)|冲突|二选一"
    ),
    "",
    (_goes_together,),
)
OFTEN = Point(FREQUENCY, WHEN, (_comes_again,))
NAME = Point(
    re.compile(r"叫(?:做)?(?:什么|啥|咩|乜)(?!文号)|(?:名字|名称|全称|全名)(?:是|叫|给)"),
    "是什么",
    (_names_a_text,),
    most=2,
)
_UNTIL = re.compile(r"截止|截到|还收|几号|哪[一]?天|报到|最后一天|赶[得唔不](?:上|切|及)|来得及|收不收")
BESIDES = (TOGETHER, NAME)
"""Told beside what else was asked, never alone."""
_PLAIN = (SHARE, CAP, LENGTH, OFTEN)


def asked_in(text: str) -> Iterator[Point]:
    """The points that a text asks for, each once."""
    yield from (point for point in _PLAIN if point.asked.search(text))
    asks = THRESHOLD.asked.search(text) is not None
    told = {each.kind for each in find_quantities(text)}
    of = [stated for of, stated, needed, kind in _TOLD if kind in told and of.search(text) and (asks or not needed)]
    yield from (replace(THRESHOLD, states=(partial(_opens_for, stated),)) for stated in of)
    if asks and not of:
        yield THRESHOLD
    yield from (point for point in BESIDES if point.asked.search(text))


def until_when(text: str, cities: Collection[str]) -> Iterator[Point]:
    """The last day of the very cities where somebody is, where a text asks for a last day."""
    if cities and _UNTIL.search(text):
        yield Point(_UNTIL, WHEN, (partial(_speaks_of, tuple(cities)),))


def _speaks_of(cities: Sequence[str], facts: ClauseFacts) -> bool:
    dated = any(each.kind is QuantityKind.DATE for each in facts.quantities)
    return dated and any(city in facts.clause.text for city in cities)


def left_of(text: str) -> str:
    """What a text says besides asking for points."""
    for point in (*_PLAIN, THRESHOLD):
        text = point.asked.sub(" ", text)
    return text
