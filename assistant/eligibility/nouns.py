"""What a figure or a day can be told of: the words of the catalogue, and things that are no fact of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.domain.eligibility import FactType
from assistant.eligibility.clauses import Clause
from assistant.eligibility.facts import FactKind, FactsCatalogue

AMOUNTS = (FactType.MONEY, FactType.SHARE, FactType.COUNT, FactType.YEARS)
_NO_FACT = {
    FactType.MONEY: re.compile(
        r"补贴|补助|奖励|奖金|奖补|贴息|资助|扶持|产值|税(?!后)|注册资[本金]|工资|人工|成本|房租|租金|厂房|土建|装修|地价|买地|土地|"
        r"订单|欠|亏|赚|利润|单价|一[台套条件个](?=$|\d|[一二两三四五六七八九十大要就才差约])|每[台套条件人]|模具|材料|原料|面料款|货款|押金|罚|社保|"
        r"水电|电费|广告|软件|安装费|运费|折旧|修(?!改)|保养|[定订]金|改造花|政府|工信局|拨|补(?!税)|奖|还剩|剩下?"
    ),
    FactType.SHARE: re.compile(r"补|奖|比例|增长|增加|涨|降|首付|占|税|退|毛利|利润|贴|提高"),
    FactType.DAY: re.compile(
        r"备案|备了|备的|开工|动工|开始|买|签|订(?!单)|申请|申报|注册|成立|截止|通知|政策|发布|批复|立项|到期|还清|营收|销售|拿[了过到]|领[了过到]|搬|出[的台]|发的|那一?[批轮次]|开的|招"
    ),
}


@dataclass(frozen=True, slots=True)
class Noun:
    """Where something is named. `fact` is empty for what is no fact; `other` rules the fact out instead."""

    fact: str
    start: int
    end: int
    other: bool = False


def nouns_in(text: str, catalogue: FactsCatalogue, types: Iterable[FactType]) -> tuple[Noun, ...]:
    """Everything named that figures of one unit, or days, are told of, in order."""
    wanted = tuple(types)
    facts = [noun for kind in catalogue if kind.type in wanted for noun in _of_kind(text, kind)]
    named = [noun for noun in facts if not noun.other]
    nothing = [
        Noun("", match.start(), match.end())
        for type in wanted
        if type in _NO_FACT
        for match in _NO_FACT[type].finditer(text)
        if not any(noun.start < match.end() and match.start() < noun.end for noun in named)
    ]
    return tuple(sorted((*facts, *nothing), key=lambda noun: (noun.start, noun.end)))


def within(nouns: Iterable[Noun], clause: Clause) -> tuple[Noun, ...]:
    """Those that stand in a clause."""
    return tuple(noun for noun in nouns if clause.start <= noun.start and noun.end <= clause.end)


def _of_kind(text: str, kind: FactKind) -> Iterator[Noun]:
    for patterns, other in ((kind.reading.words, False), (kind.reading.others, True)):
        for pattern in patterns:
            for match in pattern.finditer(text):
                yield Noun(kind.id, match.start(), match.end(), other)
