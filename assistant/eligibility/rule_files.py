"""Reads `rules/<programme>.yaml`; what is wrong is named with file, line and remedy."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from assistant.domain import FindingSort, Outcome
from assistant.eligibility.figures import amounts_by_region, by_region, read_day, read_figure
from assistant.eligibility.rules import (
    ANYWHERE,
    Benefit,
    Condition,
    Counties,
    Days,
    Expected,
    Factor,
    Operator,
    Programme,
    Relating,
    RuleVersion,
    Situation,
    Test,
    Words,
)
from assistant.errors import MalformedKnowledge
from assistant.language.entry import Entry

FOLDER = "rules"
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ENOUGH = (Operator.AT_LEAST, Operator.AT_MOST, Operator.MORE_THAN, Operator.LESS_THAN)
_NAMES = (Operator.ONE_OF, Operator.IN_REGIONS, Operator.IN_PLACES, Operator.NOT_IN_PLACES)
PROGRAMME_KEYS = {"programme", "called", "summary", "topics", "versions", "situations"}
VERSION_KEYS = {
    *("document", "period", "rounds", "next_round", "regions", "conditions", "exclusions", "unseen", "benefits"),
    *("materials", "steps", "times", "where", "cautions", "relations", "counties"),
}
CONDITION_KEYS = {"label", "id", "fact", "quote", "confirm", "unseen", "round", "any", *map(str, Operator)}
ALTERNATIVE_KEYS = CONDITION_KEYS - {"any", "round"}
BENEFIT_KEYS = {"label", "of", "amount", "at_most", "cap", "per", "when", "each", "quotes"}
RELATION_KEYS = {"programmes", "together", "quote"}
WORDS_KEYS = {"document", "quote"}
SITUATION_KEYS = {"name", "as_of", "facts", "outcome", "conditions", "not_met", "missing", "benefit"}
_YEARS = re.compile(r"\d+年")


def read_programmes(knowledge_dirs: Iterable[Path]) -> tuple[tuple[Programme, ...], tuple[MalformedKnowledge, ...]]:
    """Every rule file below the given knowledge folders, and what is wrong with those left out."""
    programmes: dict[str, Programme] = {}
    problems: list[MalformedKnowledge] = []
    for path in (path for each in knowledge_dirs for path in sorted((each / FOLDER).glob("*.yaml"))):
        try:
            programme = _programme(path.stem, Entry.of_file(path))
            if programme.id in programmes:
                other = programmes[programme.id].entry.path
                raise programme.entry.refused(f"编号“{programme.id}”已被 {other} 使用")
            programmes[programme.id] = programme
        except MalformedKnowledge as problem:
            problems.append(problem)
    return tuple(programmes[key] for key in sorted(programmes)), tuple(problems)


def _programme(id: str, entry: Entry) -> Programme:
    if not _ID.fullmatch(id):
        raise entry.refused(f"文件名“{id}”不能作编号，请用小写字母、数字和连字符")
    fields = _fields(entry, PROGRAMME_KEYS)
    return Programme(
        id=id,
        name=entry.field("programme").text(),
        summary=entry.field("summary").text(),
        topics=_names(entry.field("topics")),
        versions=tuple(map(_version, _some(entry.field("versions")))),
        situations=tuple(map(_situation, _items(fields, "situations"))),
        entry=entry,
        called=fields["called"].words() if "called" in fields else (),
    )


def _version(entry: Entry) -> RuleVersion:
    fields = _fields(entry, VERSION_KEYS)
    document_id = entry.field("document").text()

    def words(of: Entry) -> Words:
        return _words(of, document_id)

    def every(name: str) -> tuple[Words, ...]:
        return tuple(map(words, _items(fields, name)))

    return RuleVersion(
        document_id=document_id,
        period=words(entry.field("period")),
        entry=entry,
        conditions=(
            *_conditions(fields, "conditions", FindingSort.CONDITION, words),
            *_conditions(fields, "exclusions", FindingSort.EXCLUSION, words),
            *_conditions(fields, "unseen", FindingSort.UNSEEN, words),
        ),
        benefits=tuple(_benefit(each, words) for each in _items(fields, "benefits")),
        relations=tuple(_relation(each, words) for each in _items(fields, "relations")),
        rounds=fields["rounds"].words() if "rounds" in fields else None,
        next_round=words(fields["next_round"]) if "next_round" in fields else None,
        regions=_text(fields, "regions"),
        materials=every("materials"),
        steps=every("steps"),
        where=every("where"),
        cautions=every("cautions"),
        times=every("times"),
        counties=_counties(fields["counties"]) if "counties" in fields else Counties.LISTED,
    )


def _conditions(
    fields: Mapping[str, Entry], name: str, sort: FindingSort, words: Callable[[Entry], Words]
) -> Iterator[Condition]:
    for entry in _items(fields, name):
        yield _condition(entry, sort, words, CONDITION_KEYS)


def _condition(entry: Entry, sort: FindingSort, words: Callable[[Entry], Words], known: set[str]) -> Condition:
    fields = _fields(entry, known)
    sort = FindingSort.UNSEEN if _flag(fields, "unseen") else sort
    any_of = tuple(_condition(each, sort, words, ALTERNATIVE_KEYS) for each in _items(fields, "any"))
    test = _test(entry, fields)
    confirm = _flag(fields, "confirm")
    if sort is FindingSort.UNSEEN:
        if test or any_of or confirm:
            raise entry.refused("unseen 里写的是没有见到内容的条件，不能再写 fact、any 或 confirm")
    elif not test and not any_of and not confirm:
        raise entry.refused("条件要写 fact 和怎样比较，或写 any；只能看材料核对的写 confirm: true")
    if "any" in fields and (test or len(any_of) < 2):
        raise entry.refused("any 里至少写两个条件，同一层不再写 fact")
    quote = (words(fields["quote"]),) if "quote" in fields else tuple(each for one in any_of for each in one.words)
    if not quote:
        raise entry.refused("缺少 quote：每个条件都要照抄原文依据")
    return Condition(
        label=entry.field("label").text(),
        sort=sort,
        words=quote,
        entry=entry,
        id=_text(fields, "id"),
        test=test,
        any_of=any_of,
        confirm=confirm,
        only_round=_text(fields, "round"),
    )


def _test(entry: Entry, fields: Mapping[str, Entry]) -> Test | None:
    written = [operator for operator in Operator if operator in fields]
    if "fact" not in fields:
        if written:
            raise fields[written[0]].refused(f"写了 {written[0]}，却没有写 fact")
        return None
    if len(written) != 1:
        raise entry.refused(f"写了 fact 就要写一种比较，可选：{'、'.join(Operator)}")
    return Test(fields["fact"].text(), written[0], _expected(written[0], fields[written[0]]))


def _expected(operator: Operator, entry: Entry) -> Expected:
    if operator is Operator.IS:
        return _boolean(entry)
    if operator in _NAMES:
        return _names(entry)
    if operator in _ENOUGH:
        return by_region(entry)
    if operator is Operator.WITHIN:
        days = entry.items()
        if len(days) != 2:
            raise entry.refused("within 要写两个日期：[从, 到]")
        first, last = map(read_day, days)
        if first.day > last.last_day:
            raise entry.refused("within 的两个日期写反了，请写成 [从, 到]")
        return Days(first, last, entry)
    day = read_day(entry)
    return Days(day, None, entry) if operator is Operator.NOT_BEFORE else Days(None, day, entry)


def _benefit(entry: Entry, words: Callable[[Entry], Words]) -> Benefit:
    fields = _fields(entry, BENEFIT_KEYS)
    if ("of" in fields) == ("amount" in fields):
        raise entry.refused("能得到什么，要么写 of（相乘的各项），要么写 amount（定额）")
    if "each" in fields and not ("amount" in fields and _text(fields, "per").startswith("每")):
        raise fields["each"].refused("each 是每满足一项给一份，要写 amount，per 写成“每项”这样")
    return Benefit(
        label=entry.field("label").text(),
        words=tuple(map(words, _some(entry.field("quotes")))),
        entry=entry,
        factors=tuple(map(_factor, _some(fields["of"]))) if "of" in fields else (),
        amount=amounts_by_region(fields["amount"]) if "amount" in fields else None,
        at_most=_flag(fields, "at_most"),
        cap=by_region(fields["cap"]) if "cap" in fields else None,
        per=_text(fields, "per"),
        when=_text(fields, "when"),
        each=_names(fields["each"]) if "each" in fields else (),
    )


def _factor(entry: Entry) -> Factor:
    if entry.is_mapping:
        return Factor(figures=by_region(entry))
    text = entry.text()
    if re.fullmatch(r"[a-z][a-z0-9_]*", text):
        return Factor(fact=text)
    return Factor(figures={ANYWHERE: read_figure(entry)}, years=_YEARS.fullmatch(text) is not None)


def _relation(entry: Entry, words: Callable[[Entry], Words]) -> Relating:
    _fields(entry, RELATION_KEYS)
    return Relating(_names(entry.field("programmes")), _boolean(entry.field("together")), words(entry.field("quote")))


def _situation(entry: Entry) -> Situation:
    fields = _fields(entry, SITUATION_KEYS)
    benefit = fields.get("benefit")
    return Situation(
        name=entry.field("name").text(),
        as_of=_date(entry.field("as_of")),
        facts={id: value.text() for id, value in entry.field("facts").fields().items()},
        outcome=_outcome(entry.field("outcome")),
        entry=entry,
        conditions=_outcome(fields["conditions"]) if "conditions" in fields else None,
        not_met=fields["not_met"].words() if "not_met" in fields else None,
        missing=fields["missing"].words() if "missing" in fields else None,
        benefit=read_figure(benefit) if benefit and not benefit.is_list else None,
        benefits=tuple(map(read_figure, benefit.items())) if benefit and benefit.is_list else None,
    )


def _words(entry: Entry, document_id: str) -> Words:
    if not entry.is_mapping:
        return Words(document_id, entry.text(), entry)
    _fields(entry, WORDS_KEYS)
    return Words(entry.field("document").text(), entry.field("quote").text(), entry)


def _counties(entry: Entry) -> Counties:
    try:
        return Counties(entry.text())
    except ValueError:
        raise entry.refused(f"counties 不能是“{entry.text()}”，可选：{'、'.join(Counties)}") from None


def _outcome(entry: Entry) -> Outcome:
    try:
        return Outcome(entry.text())
    except ValueError:
        raise entry.refused(f"没有“{entry.text()}”这种结论，可选：{'、'.join(Outcome)}") from None


def _date(entry: Entry) -> date:
    try:
        return date.fromisoformat(entry.text())
    except ValueError:
        raise entry.refused(f"日期“{entry.text()}”不存在，请写成 2026-08-01") from None


def _fields(entry: Entry, known: set[str]) -> Mapping[str, Entry]:
    fields = entry.fields()
    for name, value in fields.items():
        if name not in known:
            raise value.refused(f"不认得“{name}”，可写：{'、'.join(sorted(known))}")
    return fields


def _items(fields: Mapping[str, Entry], name: str) -> Sequence[Entry]:
    return fields[name].items() if name in fields else ()


def _some(entry: Entry) -> Sequence[Entry]:
    items = entry.items()
    if not items:
        raise entry.refused("这里至少写一项")
    return items


def _names(entry: Entry) -> tuple[str, ...]:
    return tuple(each.text() for each in _some(entry))


def _text(fields: Mapping[str, Entry], name: str) -> str:
    return fields[name].text() if name in fields else ""


def _flag(fields: Mapping[str, Entry], name: str) -> bool:
    return name in fields and _boolean(fields[name])


def _boolean(entry: Entry) -> bool:
    if entry.text() not in ("true", "false"):
        raise entry.refused("这里应写 true 或 false")
    return entry.text() == "true"
