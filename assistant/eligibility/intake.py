"""Reads what a message tells of an enterprise: precisely rather than much, for what is wrongly read decides wrongly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.answering.language import Language
from assistant.domain.eligibility import Fact, FactType
from assistant.eligibility.agreeing import is_doubtful, is_reply
from assistant.eligibility.binding import Bound, bind_figures
from assistant.eligibility.circumstances import PLACE
from assistant.eligibility.clauses import Clause, Mode, asks, cut
from assistant.eligibility.dating import bind_days
from assistant.eligibility.days import find_days
from assistant.eligibility.facts import FactKind, FactsCatalogue
from assistant.eligibility.heard import Heard, ReadFact
from assistant.eligibility.nouns import AMOUNTS
from assistant.eligibility.placing import placed, several
from assistant.eligibility.stating import stated
from assistant.eligibility.traced import Traced, traced
from assistant.eligibility.values import read_value

_SAID = (FactType.YES_NO, FactType.CHOICE)
_SKIPS = re.compile(
    r"不(?:知道?|清楚|晓得|记得|了解|确定|懂|方便|想[说讲填答]|好说|告诉)|忘了|跳过|略过|先?不填|先不[说管答]|保密|说不准|没算过|没统计|"
    r"下次|下一[个题项]|以后再|回头|晚点|问(?:问|下|一下)?(?:会计|财务|老板|银行)|skip|pass|\bidk\b"
)
_GRANTED = re.compile(r"[能补奖贴]")
_NOTHING = re.compile(r"(?:都|也|还|暂时?)?(?:没有?|冇|无|未有?)(?:过|了|啊|呀|的|哦)*[。.!]?")
_CORRECTING = re.compile(
    r"^(?:哦|噢|啊|嗯|等等|等下)*(?:刚才|刚刚|前面|上面)?我?(?:[说讲写打搞弄填]?(?:错(?!不)|不对)了?|不是|更正|更正一下)"
    r"(?:了|啊|哦|的)*[,。!]?(?:应该)?(?:是|改成|改为)?"
)


class Intake:
    """The facts of a catalogue, read from talk. Safe to share by threads."""

    def __init__(self, facts: FactsCatalogue, language: Language) -> None:
        self._facts, self._language = facts, language

    def read(self, text: str, today: date, asked: str = "") -> Heard:
        """What a message tells; `asked` is the id of the fact that was asked for last, to which it may only reply."""
        language = self._language
        message = traced(text, language.dialect, language.lexicon.places, language.script)
        clauses = cut(message.text)
        bound = tuple(self._bound(message.text, clauses, today))
        told = _settled([each for each in bound if each.fact])
        facts = [_read(each, message) for each in told]
        if asked in self._facts and all(each.fact != asked for each in told):
            skips = bool(_SKIPS.search(message.text)) and not _asks_back(message.text, clauses)
            # 不方便说 holds a 不, which is no answer no.
            words = self._facts[asked].type in _SAID
            reply = None if skips and words else self._reply(message, clauses, bound, today, asked)
            # 没有 to a question that it cannot answer, such as for a day, says that there is nothing to tell.
            skips = skips or (not facts and _NOTHING.fullmatch(message.text) is not None)
            if reply or skips:
                return Heard((*facts, *([reply] if reply else [])), skipped=reply is None)
            is_unread = words and not facts and not asks(message.text) and is_reply(self._facts[asked], message.text)
            if is_unread:
                return Heard(unread=True)
        return Heard(tuple(facts), places=() if any(each.fact == PLACE for each in told) else several(bound))

    def _bound(self, text: str, clauses: Sequence[Clause], today: date) -> Iterator[Bound]:
        days = find_days(text, today, past=True)
        figures = bind_figures(text, clauses, days, self._facts)
        cases = frozenset(each.clause for each in figures if each.fact and each.clause.mode is Mode.CASE)
        yield from figures
        for each in bind_days(text, clauses, today, self._facts):
            if each.clause.mode is Mode.TOLD or not each.fact:
                yield each
        yield from stated(text, clauses, cases, self._facts)
        if PLACE in self._facts:
            yield from placed(text, clauses, cases, self._language.lexicon.places)

    def _reply(
        self, message: Traced, clauses: Sequence[Clause], bound: Sequence[Bound], today: date, asked: str
    ) -> ReadFact | None:
        """The value of what was asked for, read from what tells nothing else."""
        kind = self._facts[asked]
        last = max((at for at, clause in enumerate(clauses) if clause.corrects), default=0)
        taken = {each.clause for each in bound if each.fact or _is_told_of_nothing(each, kind, message.text)}
        modes = (Mode.TOLD, Mode.DENIED) if kind.type is FactType.YES_NO else (Mode.TOLD,)
        rest = [each for each in clauses[last:] if each.mode in modes and each not in taken]
        whole = ",".join(each.text for each in rest)
        # 不是高新 answers no, 不是500万 takes back.
        answers = kind.type is FactType.YES_NO and whole.startswith("不是")
        said = whole if answers else _CORRECTING.sub("", whole) or whole
        # 不是没有 holds two denials, of which the first only seems to correct.
        if not said or (kind.type in _SAID and is_doubtful(whole)):
            return None
        value = read_value(kind, said, today, self._language.lexicon.places)
        if value is None:
            return None
        start, end = message.span(rest[0].start, rest[-1].end)
        return ReadFact(Fact(asked, value, message.message[start:end]), start, end)


def _asks_back(text: str, clauses: Sequence[Clause]) -> bool:
    """Whether a message asks something; 不知道多少钱 does not, 不知道能补多少 does."""
    shrugs = len(clauses) == 1 and "?" not in text and _SKIPS.match(text) and not _GRANTED.search(text)
    return asks(text) and not shrugs


def _is_told_of_nothing(bound: Bound, kind: FactKind, text: str) -> bool:
    """Whether a figure, or a day, that is no fact keeps its clause from being the reply: 补贴拿了80万.

    A day may repeat the word of the question: 什么时候签的 — 去年3月签的.
    """
    if bound.is_day:
        return kind.type is FactType.DAY and text[bound.end - 1] not in kind.ask
    return kind.type in AMOUNTS


def _read(bound: Bound, message: Traced) -> ReadFact:
    start, end = message.span(bound.start, bound.end)
    assert bound.value is not None
    return ReadFact(Fact(bound.fact, bound.value, message.message[start:end]), start, end)


def _settled(bound: Sequence[Bound]) -> tuple[Bound, ...]:
    """One value a fact: what corrects counts, of several others none, unless only one of them stands by its word."""
    by_fact: dict[str, list[Bound]] = {}
    for each in sorted(bound, key=lambda each: each.start):
        held = by_fact.setdefault(each.fact, [])
        if each.clause.corrects:
            held.clear()
        held.append(each)
    chosen = []
    for held in by_fact.values():
        near = [each for each in held if each.near] or held
        if len({each.value for each in near}) == 1 and near[0].value is not None:
            chosen.append(near[0])
    return tuple(sorted(chosen, key=lambda each: each.start))
