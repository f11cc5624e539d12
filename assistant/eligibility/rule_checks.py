"""What a person must mend in the rules before they serve: figures that no quoted word states, and names of nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from assistant.domain import Document, FactType
from assistant.eligibility.facts import FactsCatalogue
from assistant.eligibility.figures import is_money
from assistant.eligibility.rules import (
    ANYWHERE,
    Benefit,
    Condition,
    Counties,
    Days,
    Factor,
    Figure,
    Operator,
    Programme,
    RuleVersion,
    Test,
)
from assistant.eligibility.stated_figures import measures, names_day, states
from assistant.errors import MalformedKnowledge
from assistant.language.entry import Entry
from assistant.language.quantities import Limit, find_quantities

_FIGURE = re.compile(r"[0-9０-９%％]|[一二三四五六七八九十百千]+[万亿成]|百分之")
_TYPES = {
    Operator.IS: {FactType.YES_NO},
    Operator.ONE_OF: {FactType.CHOICE},
    Operator.WITHIN: {FactType.DAY},
    Operator.NOT_BEFORE: {FactType.DAY},
    Operator.NOT_AFTER: {FactType.DAY},
    Operator.IN_REGIONS: {FactType.PLACE},
    Operator.IN_PLACES: {FactType.PLACE},
    Operator.NOT_IN_PLACES: {FactType.PLACE},
}
_FIGURES = {FactType.MONEY, FactType.SHARE, FactType.COUNT, FactType.YEARS}
_STATED = {
    Operator.AT_LEAST: {Limit.AT_LEAST, Limit.EXACTLY},
    Operator.AT_MOST: {Limit.AT_MOST, Limit.EXACTLY},
    Operator.MORE_THAN: {Limit.MORE_THAN},
    Operator.LESS_THAN: {Limit.LESS_THAN},
}
_SAID = {
    Operator.AT_LEAST: "不低于",
    Operator.AT_MOST: "不超过",
    Operator.MORE_THAN: "多于",
    Operator.LESS_THAN: "少于",
}
_LIMITED = frozenset({Limit.AT_MOST})
_PLAIN = frozenset({Limit.EXACTLY})
_WRITTEN = {FactType.MONEY: "700万元", FactType.SHARE: "3%", FactType.COUNT: "2项", FactType.YEARS: "3年"}


class RuleChecks:
    """Checks programmes, whose facts are known, against the documents at hand."""

    def __init__(
        self,
        programmes: Iterable[Programme],
        documents: Iterable[Document],
        facts: FactsCatalogue,
        topics: Iterable[str],
        is_place: Callable[[str], bool],
        regions_of: Callable[[str], tuple[str, ...]],
    ) -> None:
        self._programmes = {each.id: each for each in programmes}
        self._documents: Mapping[str, Document] = {each.id: each for each in documents}
        self._facts, self._topics = facts, tuple(topics)
        self._is_place, self._regions_of = is_place, regions_of

    def problems(self) -> tuple[MalformedKnowledge, ...]:
        """Everything that is wrong, each at its line."""
        return tuple(problem for each in self._programmes.values() for problem in self._programme(each))

    def unproven(self, programme: Programme) -> Iterator[MalformedKnowledge]:
        """Figures, days and names of a programme that its words do not hold: with them it must not be judged."""
        for version in programme.versions:
            regions = self._regions_of(version.regions) if version.regions else ()
            for condition in version.every_condition():
                if condition.test:
                    yield from self._test(condition, condition.test, regions)
            for benefit in version.benefits:
                yield from self._benefit(benefit, regions)

    def _programme(self, programme: Programme) -> Iterator[MalformedKnowledge]:
        for name in ("programme", "summary"):
            yield from _worded(programme.entry.field(name))
        for topic in programme.entry.field("topics").items():
            if topic.text() not in self._topics:
                yield topic.refused(f"“{topic.text()}”不在 topics.yaml 里，可选：{'、'.join(self._topics)}")
        if not programme.situations:
            yield programme.entry.refused("缺少 situations：每个事项都要用几家企业的情形检验")
        for version in programme.versions:
            yield from self._version(version)
        for situation in programme.situations:
            for id in situation.facts:
                if id not in self._facts:
                    yield situation.entry.refused(f"facts.yaml 里没有 {id}，情形里只能写里面有的编号")

    def _version(self, version: RuleVersion) -> Iterator[MalformedKnowledge]:
        document = self._documents.get(version.document_id)
        if document is None:
            yield version.entry.refused(f"没有编号为 {version.document_id} 的文件")
            return
        windows = {window.name for window in document.windows}
        for name in version.rounds or ():
            if name not in windows:
                yield version.entry.refused(f"{document.id} 没有叫“{name}”的批次，有：{'、'.join(windows) or '无'}")
        for relation in version.relations:
            for id in relation.programmes:
                if id not in self._programmes:
                    yield relation.words.entry.refused(f"没有编号为 {id} 的扶持事项")
        regions = self._regions_of(version.regions) if version.regions else ()
        if version.regions not in ("", version.document_id) and version.counties is Counties.LISTED:
            yield version.entry.refused(
                f"借用 {version.regions} 的表，要写 counties：city 县随所在的市，open 文件没有说县怎样算；"
                "那份文件把县另列，不等于这份文件也这样"
            )
        by_region = [each for each in version.every_condition() if each.test and _is_by_region(each.test)]
        if by_region and not any(
            each.test and each.test.operator is Operator.IN_REGIONS for each in version.conditions
        ):
            yield by_region[0].entry.refused("门槛分地区写的，另写一条 in_regions：名单之外的地方没有门槛可比")
        ids: set[str] = set()
        for condition in version.every_condition():
            if condition.id in ids:
                yield condition.entry.refused(f"id“{condition.id}”写了两次，when 分不清指哪一条")
            ids |= {condition.id} - {""}
            yield from _worded(condition.entry.field("label"))
            if condition.only_round and condition.only_round not in windows:
                yield condition.entry.refused(f"{document.id} 没有叫“{condition.only_round}”的批次")
            if condition.test:
                yield from self._test(condition, condition.test, regions)
        for benefit in version.benefits:
            yield from self._benefit(benefit, regions)
            for name, wanted in (("when", (benefit.when,)), ("each", benefit.each)):
                for id in {*wanted} - {"", *ids}:
                    yield benefit.entry.refused(f"{name} 指的条件“{id}”不存在，请给那个条件写 id")

    def _test(self, condition: Condition, test: Test, regions: tuple[str, ...]) -> Iterator[MalformedKnowledge]:
        entry = condition.entry
        kind = self._facts[test.fact]
        if kind.type not in _TYPES.get(test.operator, _FIGURES):
            yield entry.refused(f"{test.fact} 的类型是 {kind.type}，不能用 {test.operator} 比较")
            return
        expected = test.expected
        if isinstance(expected, Mapping):
            yield from _regions_known(expected, regions, entry)
            for region, figure in expected.items():
                if not measures(figure, kind.type):
                    yield figure.entry.refused(
                        f"“{figure.text}”不能和“{kind.name}”比，请写成 {_WRITTEN[kind.type]} 这样"
                    )
                    continue
                stated = _STATED[test.operator]
                if not any(states(words, figure, stated, region, regions) for words in condition.words):
                    yield _unstated(figure, region, _SAID[test.operator])
        elif isinstance(expected, Days):
            for day, end in ((expected.first, 0), (expected.last, -1)):
                if day and not any(names_day(words.quote, day, end) for words in condition.words):
                    yield expected.entry.refused(f"引文里没有写{'到' if end else '从'} {day}")
        elif isinstance(expected, tuple):
            for name in expected:
                if not self._is_name(name, test, regions):
                    yield entry.refused(f"“{name}”不是“{kind.name}”的一种")

    def _is_name(self, name: str, test: Test, regions: tuple[str, ...]) -> bool:
        if test.operator is Operator.ONE_OF:
            return name in self._facts[test.fact].options
        return name in regions if test.operator is Operator.IN_REGIONS else self._is_place(name)

    def _benefit(self, benefit: Benefit, regions: tuple[str, ...]) -> Iterator[MalformedKnowledge]:
        yield from _worded(benefit.entry.field("label"))
        if benefit.factors and not any(map(self._is_sum, benefit.factors)):
            yield benefit.entry.refused("of 相乘的各项里要有一项是金额")
        for factor in benefit.factors:
            if factor.fact:
                if self._facts[factor.fact].type not in _FIGURES:
                    yield benefit.entry.refused(f"{factor.fact} 不是数，不能写在 of 里")
            elif factor.figures is not None:
                limits = _LIMITED | _PLAIN if benefit.at_most or factor.years else _PLAIN
                yield from _brought(benefit, factor.figures, limits, regions)
        if benefit.amount:
            for end in (0, 1):
                figures = {region: span[end] for region, span in benefit.amount.items()}
                yield from _brought(benefit, figures, (_LIMITED if benefit.at_most else _PLAIN) | _PLAIN, regions)
        if benefit.cap:
            yield from _brought(benefit, benefit.cap, _LIMITED | _PLAIN, regions)
        if benefit.per and not any(benefit.per in words.quote for words in benefit.words):
            yield benefit.entry.refused(f"per 的“{benefit.per}”不在引文里，请照抄原文")
        sums = [*(benefit.cap or {}).values(), *(each for span in (benefit.amount or {}).values() for each in span)]
        for figure in sums:
            if not is_money(figure):
                yield figure.entry.refused(f"“{figure.text}”不是金额，请写成 700万元")

    def _is_sum(self, factor: Factor) -> bool:
        if factor.figures:
            return all(map(is_money, factor.figures.values()))
        return self._facts[factor.fact].type is FactType.MONEY


def unknown_facts(programme: Programme, facts: FactsCatalogue) -> Iterator[MalformedKnowledge]:
    """Names of nothing where a fact should stand; a programme that has one cannot be judged."""
    for version in programme.versions:
        tested = ((each.test.fact, each.entry) for each in version.every_condition() if each.test)
        reckoned = ((factor.fact, each.entry) for each in version.benefits for factor in each.factors if factor.fact)
        for id, entry in (*tested, *reckoned):
            if id not in facts:
                yield entry.refused(f"facts.yaml 里没有 {id}，请改成里面有的编号，或先在里面加上")


def _is_by_region(test: Test) -> bool:
    return isinstance(test.expected, Mapping) and ANYWHERE not in test.expected


def _worded(entry: Entry) -> Iterator[MalformedKnowledge]:
    limited = any(each.limit is not Limit.EXACTLY for each in find_quantities(entry.text()))
    if limited or _FIGURE.search(entry.text()):
        yield entry.refused(f"“{entry.text()}”是我们自己的话，不能写数字；数字只出现在引文里")


def _regions_known(
    figures: Mapping[str, Figure], regions: tuple[str, ...], entry: Entry
) -> Iterator[MalformedKnowledge]:
    for region in figures:
        if region != ANYWHERE and region not in regions:
            yield entry.refused(f"“{region}”不在地区划分里（{'、'.join(regions) or '没有写 regions'}）")
    left_out = [each for each in regions if each not in figures]
    if left_out and ANYWHERE not in figures:
        yield entry.refused(f"分地区写的数缺了{'、'.join(left_out)}，每个地区都要写")


def _brought(
    benefit: Benefit, figures: Mapping[str, Figure], limits: frozenset[Limit], regions: tuple[str, ...]
) -> Iterator[MalformedKnowledge]:
    yield from _regions_known(figures, regions, benefit.entry)
    for region, figure in figures.items():
        if not any(states(words, figure, limits, region, regions) for words in benefit.words):
            yield _unstated(figure, region, "")


def _unstated(figure: Figure, region: str, limit: str) -> MalformedKnowledge:
    return figure.entry.refused(
        f"“{region}{limit}{figure.text}”在引文里没有同样的说法：数字、单位、不低于还是不超过、说的是哪个地区，都要和引文一样"
    )
