"""Eligibility in a conversation: what a message tells of the enterprise, and which verdicts belong to its answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from assistant.domain import AskedFact, Assessment, Fact, Judged, Outcome, Profile, Verdict
from assistant.eligibility.asking import is_blocked
from assistant.eligibility.assessing import Assessor
from assistant.eligibility.circumstances import PLACE
from assistant.eligibility.telling import MOST_TOLD, as_profile
from assistant.language.quantities import find_quantities

INDUSTRY = "industry"
_FIRST = (PLACE, INDUSTRY)
_COMMON = frozenset(_FIRST)
"""What nearly every programme looks at, so that it singles none out."""
_FEW_MISSING = 3
"""So many facts may be missing for a programme that nobody named to be held against an enterprise."""
_LONGEST_REPLY = 16
"""Characters beside what a reply tells, above which a message is more than the reply to a question."""
_OWN = re.compile(r"我|咱|俺|本厂|本公司|自己")
_BESIDE_A_FIGURE = 2
_OF_SUPPORT = re.compile(r"补|贴|奖|扶持|资助|政策|条件|申[报请]|规定|文件|办法|方案|细则|认定|评")
_ASKS = re.compile(r"[?？吗]|么$|呢$|什么|啥|哪|多少|几时|怎|如何|是不是|能不能|可不可以|有没有")


@dataclass(frozen=True, slots=True)
class ReadFact:
    """A fact and the code point span of the message that tells it."""

    fact: Fact
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Heard:
    """What a message tells; `skipped` says that the person does not know or will not say what was asked."""

    facts: tuple[ReadFact, ...] = ()
    skipped: bool = False


class Intake(Protocol):
    """Reads what a message tells of an enterprise."""

    def read(self, text: str, today: date, asked: str = "") -> Heard:
        """`asked` is the id of the fact that was asked for last."""
        ...


Further = Callable[[str, Container[str], date], tuple[Fact, ...]]
"""Finds facts of a message beside those of which the ids are known."""


@dataclass(frozen=True, slots=True)
class Asking:
    """How people ask whether they qualify: for what they name, or `widely` for whatever there is."""

    named: tuple[re.Pattern[str], ...] = ()
    widely: tuple[re.Pattern[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """A message in a conversation: what is known after it, and what was judged `before`.

    `tells` when it told something of the enterprise, `is_reply` when it does nothing but that and asks for nothing,
    `is_unread` when it seems to and could not be read. `named` are ids of programmes that it calls by a name.
    """

    profile: Profile
    before: Judged
    skipped: tuple[str, ...] = ()
    tells: bool = False
    is_reply: bool = False
    is_unread: bool = False
    asks: bool = False
    asks_widely: bool = False
    named: tuple[str, ...] = ()

    @property
    def concerns(self) -> bool:
        """Whether anybody's eligibility is in question now."""
        return self.tells or self.is_reply or self.is_unread or self.asks or self.asks_widely


class Talk:
    """What a conversation says of an enterprise. Safe to share by threads."""

    def __init__(
        self,
        assessor: Assessor,
        intake: Intake,
        asking: Asking,
        plain: Callable[[str], str],
        further: Further | None = None,
    ) -> None:
        """`plain` brings a message to simplified characters, in which programmes and patterns are written.

        `further` finds facts that the intake missed, and takes its time.
        """
        self.assessor, self.intake, self._asking, self._plain = assessor, intake, asking, plain
        self._further = further
        self._names = assessor.judge.names()

    def hear(self, text: str, before: Judged | None, given: Mapping[str, str], today: date) -> Message:
        """Read a message after what is known; `given` are facts told beside it, which count as said now."""
        before = before or Judged(())
        asked = before.missing[0].id if before.missing else ""
        heard = self.intake.read(text, today, asked)
        told = {each.fact.id: self.assessor.shown(each.fact) for each in heard.facts}
        beside, _ = self.assessor.profile({id: said for id, said in given.items() if id in self.assessor.facts}, today)
        if before.missing and not told and not heard.skipped and _is_bare_figure(text):
            told = self._of_another(text, before.missing[1:], today)
        replies = bool(asked) and (heard.skipped or bool(told))
        plain = self._plain(text).lower()
        of_own = bool(before.profile or told or beside) or _OWN.search(plain) is not None
        return Message(
            profile={**as_profile(before.profile), **beside, **told},
            before=before,
            skipped=(*before.skipped, asked) if heard.skipped and asked else before.skipped,
            tells=bool(told or beside),
            is_reply=(replies and (not heard.facts or _is_only(text, heard)))
            or (bool(before.programmes) and _is_account(plain, told)),
            is_unread=bool(asked) and not told and not heard.skipped and _is_bare_figure(text),
            asks=of_own and any(pattern.search(plain) for pattern in self._asking.named),
            asks_widely=any(pattern.search(plain) for pattern in self._asking.widely),
            named=self._named(plain),
        )

    def _of_another(self, text: str, missing: Sequence[AskedFact], today: date) -> dict[str, Fact]:
        """A bare figure that cannot answer what was asked: told of the one missing fact that it fits."""
        read = [self.intake.read(text, today, each.id).facts for each in missing]
        fitting = [facts[0].fact for each, facts in zip(missing, read, strict=True) if _is_of(each.id, facts)]
        return {fitting[0].id: self.assessor.shown(fitting[0])} if len(fitting) == 1 else {}

    def hear_further(self, message: Message, text: str, today: date) -> Message:
        """The message with what a model finds in it, where it asks how an enterprise stands and nothing was read."""
        if self._further is None or message.tells or not (message.asks or message.asks_widely):
            return message
        found = self._further(text, message.profile, today)
        told = {fact.id: self.assessor.shown(fact) for fact in found}
        return replace(message, profile={**told, **message.profile}, tells=message.tells or bool(told))

    def judge(self, message: Message, document_ids: Iterable[str], as_of: date) -> Judged | None:
        """What belongs beside an answer that quotes these documents; None where nobody's eligibility is in question."""
        if not message.profile and not message.concerns:
            return None
        kept = replace(message.before, profile=tuple(message.profile.values()), verdicts=(), skipped=message.skipped)
        chosen = self._chosen(message, set(document_ids), as_of) if message.concerns else ()
        if not chosen:
            return kept if message.profile else None
        assessment = self.assessor.assess(message.profile, as_of, chosen)
        missing = (*self._common_ground(message), *assessment.missing)
        return Judged(
            profile=tuple(message.profile.values()),
            verdicts=self._foremost(assessment, message.before)[:MOST_TOLD],
            missing=tuple(self._asked(id) for id in dict.fromkeys(missing) if id not in message.skipped),
            skipped=message.skipped,
            programmes=chosen,
        )

    def _common_ground(self, message: Message) -> tuple[str, ...]:
        """Where it is and what it makes, which nearly every programme asks and nobody minds telling first."""
        first = len(message.before.programmes) == 0 and not message.named and (message.asks or message.asks_widely)
        going_on = any(each.id in _COMMON for each in message.before.missing[:2])
        return tuple(id for id in _FIRST if id not in message.profile) if first or going_on else ()

    def _asked(self, id: str) -> AskedFact:
        return self.assessor.facts[id].asked

    def _foremost(self, assessment: Assessment, before: Judged) -> tuple[Verdict, ...]:
        """First what the person told most of, which they came for; then what turns out not to fit; then the others."""
        told = set(assessment.profile) - _COMMON
        programmes = self.assessor.judge.rulebook.programmes

        def used(verdict: Verdict) -> int:
            return len(told & programmes[verdict.programme_id].versions[-1].facts())

        hoped_for = {each.programme_id for each in before.verdicts if each.conditions is not Outcome.NOT_ELIGIBLE}
        unfit = [each for each in assessment.verdicts if each.conditions is Outcome.NOT_ELIGIBLE]
        possible = [each for each in assessment.verdicts if each not in unfit]
        first = [max(possible, key=used)] if any(map(used, possible)) else []
        turned = [each for each in unfit if each.programme_id in hoped_for]
        ordered = (*first, *turned, *possible, *unfit)
        return tuple({each.programme_id: each for each in ordered}.values())

    def _chosen(self, message: Message, document_ids: set[str], as_of: date) -> tuple[str, ...]:
        """Programmes in question: those before a reply; else those quoted, and those that what is told singles out."""
        programmes = self.assessor.judge.rulebook.programmes
        goes_on = message.is_reply or message.is_unread or (message.asks and not message.named)
        if goes_on and message.before.programmes:
            return tuple(id for id in message.before.programmes if id in programmes)
        singled = self._singled_out(message.profile)
        quoted = tuple(
            id for id, each in programmes.items() if document_ids & {version.document_id for version in each.versions}
        )
        if message.named:
            return tuple(id for id in message.named if id in singled) or message.named
        if message.asks_widely or message.is_reply or (message.asks and not singled):
            return self._open_to(message.profile, {*singled, *quoted}, as_of)
        return tuple(id for id in quoted if id in singled) or quoted or singled

    def _named(self, plain: str) -> tuple[str, ...]:
        """Programmes of the longest name that the message holds."""
        held = max((name for name in self._names if name in plain), key=len, default="")
        return self._names.get(held, ())

    def _singled_out(self, profile: Profile) -> tuple[str, ...]:
        """Programmes that look at something told which few others look at."""
        told = {fact for fact in profile if fact not in _COMMON}
        programmes = self.assessor.judge.rulebook.programmes
        return tuple(id for id, each in programmes.items() if told & each.versions[-1].facts())

    def _open_to(self, profile: Profile, near: Collection[str], as_of: date) -> tuple[str, ...]:
        """All that this enterprise may have, as far as is known: those near, and those that few questions decide."""
        return tuple(
            each.programme_id
            for each in self.assessor.assess(profile, as_of).verdicts
            if each.conditions is not Outcome.NOT_ELIGIBLE and (each.programme_id in near or _is_soon_decided(each))
        )


def _is_soon_decided(verdict: Verdict) -> bool:
    one_can_apply = verdict.outcome in (Outcome.ELIGIBLE, Outcome.LIKELY, Outcome.UNDETERMINED)
    comes_again = verdict.outcome is Outcome.CLOSED and verdict.next_round is not None
    return (one_can_apply or comes_again) and not is_blocked(verdict) and len(verdict.missing) <= _FEW_MISSING


def _is_of(id: str, facts: Sequence[ReadFact]) -> bool:
    return len(facts) == 1 and facts[0].fact.id == id


def _is_account(plain: str, told: Collection[str]) -> bool:
    """Whether a message tells several things of an enterprise and neither asks nor speaks of any support."""
    return len(told) > 1 and not _ASKS.search(plain) and not _OF_SUPPORT.search(plain)


def _is_only(text: str, heard: Heard) -> bool:
    """Whether a message says little beside the facts that it tells, and asks nothing."""
    rest = "".join(
        letter for at, letter in enumerate(text) if not any(each.start <= at < each.end for each in heard.facts)
    )
    return len(rest.strip()) <= _LONGEST_REPLY and not _ASKS.search(rest)


def _is_bare_figure(text: str) -> bool:
    """5百万 or 3.5%: a figure, and no word that asks."""
    figures = find_quantities(text)
    said = sum(each.end - each.start for each in figures)
    return bool(figures) and len(text.strip()) - said <= _BESIDE_A_FIGURE
