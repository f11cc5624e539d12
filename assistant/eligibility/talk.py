"""Eligibility in a conversation: what a message tells of the enterprise, and which verdicts belong to its answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from assistant.domain import AskedFact, Assessment, Fact, Judged, Verdict
from assistant.eligibility.asking import missing_of
from assistant.eligibility.assessing import Assessor
from assistant.eligibility.choosing import COMMON, chosen, foremost, is_singled_out
from assistant.eligibility.circumstances import PLACE
from assistant.eligibility.clauses import asks
from assistant.eligibility.correcting import Correction, correction
from assistant.eligibility.following import beside_facts, follow_up
from assistant.eligibility.forgetting import forgotten_in, wants_all_forgotten
from assistant.eligibility.heard import Asking, FollowUp, Further, Heard, Intake, Message, ReadFact
from assistant.eligibility.telling import MOST_TOLD, as_profile
from assistant.language.quantities import find_quantities

_LONGEST_REPLY = 16
"""Characters beside what a reply tells, above which a message is more than the reply to a question."""
_OWN = re.compile(r"我|咱|俺|本厂|本公司|自己")
_BESIDE_A_FIGURE = 2
_OF_SUPPORT = re.compile(r"补|贴|奖|扶持|资助|政策|条件|申[报请]|规定|文件|办法|方案|细则|认定|评")
_ASKS = re.compile(r"[?？吗]|么$|呢$|什么|啥|哪|多少|几时|怎|如何|是不是|能不能|可不可以|有没有")
_SUM = re.compile(
    r"(?:[补拿领给奖贴得报]|补贴|奖励|补助)(?:到|回|上|有|能|是)*(?:多少|几多|几万)|多少(?:钱|补贴|奖励|补助)"
)


class Talk:
    """What a conversation says of an enterprise. Safe to share by threads."""

    def __init__(
        self,
        assessor: Assessor,
        intake: Intake,
        asking: Asking,
        plain: Callable[[str], str],
        further: Further | None = None,
        standard: Callable[[str], str] | None = None,
    ) -> None:
        """`plain` brings a message to simplified characters, in which programmes and patterns are written, `standard`
        to the words of the written language, too.

        `further` finds facts that the intake missed, and takes its time.
        """
        self.assessor, self.intake, self._asking, self._plain = assessor, intake, asking, plain
        self._further, self._standard = further, standard or plain
        self._names = assessor.judge.names()
        self.fact_names = {kind.id: kind.name for kind in assessor.facts}

    def hear(self, text: str, before: Judged | None, given: Mapping[str, str], today: date) -> Message:
        """Read a message after what is known; `given` are facts told beside it, which count as said now."""
        before = before or Judged(())
        plain, standard = self._plain(text).lower(), self._standard(text)
        if before.profile and wants_all_forgotten(standard, self._asking.restarts, self._asking.forgets):
            return Message({}, before, restarts=True)
        right = self._put_right(standard, before, today)
        heard = Heard() if right else self.intake.read(text, today, _asked(before))
        told = self._told(text, heard, right, before, today)
        beside, _ = self.assessor.profile({id: said for id, said in given.items() if id in self.assessor.facts}, today)
        forgotten = self._forgotten(standard, before, right) if not told else ()
        known = {id: fact for id, fact in {**as_profile(before.profile), **beside}.items() if id not in told}
        rest = beside_facts(text, heard.facts)
        message = Message(
            # What was told last stands last, for a correction means that.
            profile={id: fact for id, fact in (known | told).items() if id not in forgotten},
            before=before,
            skipped=tuple(dict.fromkeys((*before.skipped, *_skipped(heard, before)))),
            told=tuple(told),
            tells=bool(told or beside),
            is_unclear=bool(right and not right.fact and not right.taken_back),
            asks=any(pattern.search(plain) for pattern in self._asking.named)
            and (bool(before.profile or told or beside) or _OWN.search(plain) is not None),
            asks_widely=any(pattern.search(plain) for pattern in self._asking.widely),
            named=self._named(plain),
            forgotten=forgotten,
            places=heard.places,
            asks_sum=_SUM.search(self._standard(rest)) is not None,
            asks_nothing=not (_ASKS.search(plain) or asks(standard) or _OF_SUPPORT.search(self._plain(rest))),
        )
        return replace(
            message,
            is_reply=bool(right and right.fact) or _is_reply(heard, told, rest, before),
            is_account=bool(before.profile or before.programmes) and _is_account(message, told, rest),
            is_unread=_is_unread(text, message, heard, told),
            follows=self._follows(plain, rest, message),
        )

    def _put_right(self, standard: str, before: Judged, today: date) -> Correction | None:
        if not before.profile:
            return None
        return correction(standard, before.profile, _asked(before), self.assessor.facts, today, self.assessor.places)

    def _told(self, text: str, heard: Heard, right: Correction | None, before: Judged, today: date) -> dict[str, Fact]:
        """The facts of a message as people are shown them."""
        if right:
            return {right.fact.id: self.assessor.shown(right.fact)} if right.fact else {}
        if before.missing and not heard.facts and not heard.skipped and _is_bare_figure(text):
            return self._of_another(text, before.missing[1:], today)
        return {each.fact.id: self.assessor.shown(each.fact) for each in heard.facts}

    def _of_another(self, text: str, missing: Sequence[AskedFact], today: date) -> dict[str, Fact]:
        """A bare figure that cannot answer what was asked: told of the one missing fact that it fits."""
        read = [self.intake.read(text, today, each.id).facts for each in missing]
        fitting = [facts[0].fact for each, facts in zip(missing, read, strict=True) if _is_of(each.id, facts)]
        return {fitting[0].id: self.assessor.shown(fitting[0])} if len(fitting) == 1 else {}

    def _forgotten(self, standard: str, before: Judged, right: Correction | None) -> tuple[str, ...]:
        """Ids of facts that are to count no longer."""
        if right:
            return (right.taken_back,) if right.taken_back else ()
        return forgotten_in(standard, before.profile, self._asking.forgets, self.assessor.facts)

    def _follows(self, plain: str, rest: str, message: Message) -> FollowUp | None:
        """What a message asks of the verdicts that stand; of one that it names only what concerns the asker."""
        if not message.before.verdicts or not message.profile:
            return None
        standard = self._standard(rest)
        if message.named:
            name = max((name for name in self._names if name in standard), key=len, default="")
            sort = follow_up(standard.replace(name, ""), self._asking)
            return sort if name and _OWN.search(plain) and sort in (FollowUp.SUM, FollowUp.STANDING) else None
        return follow_up(standard, self._asking)

    def hear_further(self, message: Message, text: str, today: date) -> Message:
        """The message with what a model finds in it, where it asks how an enterprise stands and nothing was read."""
        if self._further is None or message.tells or not (message.asks or message.asks_widely):
            return message
        found = self._further(text, message.profile, today)
        told = {fact.id: self.assessor.shown(fact) for fact in found}
        return replace(message, profile={**told, **message.profile}, tells=message.tells or bool(told))

    def judge(self, message: Message, document_ids: Iterable[str], as_of: date, refused: bool = False) -> Judged | None:
        """What belongs beside an answer that quotes these documents; None where nobody's eligibility is in question.

        Beside an answer that `refused` only what the person told of stands, not whatever there is.
        """
        if message.restarts:
            return Judged(())
        profile = tuple(message.profile.values())
        kept = replace(message.before, profile=profile, verdicts=(), skipped=message.skipped)
        if message.places and not message.before.programmes and message.asks_nothing:
            return replace(kept, missing=(self._asked(PLACE),))
        ids = chosen(message, set(document_ids), self.assessor, as_of) if message.concerns else ()
        if refused and not (message.named or message.asks_nothing):
            ids = tuple(id for id in ids if is_singled_out(id, message.profile, self.assessor))
        if not ids:
            return kept if profile or message.skipped else None
        assessment = self.assessor.assess(message.profile, as_of, ids)
        verdicts = foremost(assessment, message, self.assessor)
        missing = (*self._common_ground(message), *self._missing(message, assessment, verdicts[0]))
        return Judged(
            profile=profile,
            verdicts=verdicts[:MOST_TOLD],
            missing=tuple(map(self._asked, self.assessor.facts.to_ask(missing, message.skipped))),
            skipped=message.skipped,
            programmes=ids,
        )

    def _missing(self, message: Message, assessment: Assessment, lead: Verdict) -> tuple[str, ...]:
        """What decides most; in a talk about what somebody told of first what decides that."""
        first = message.goes_on and is_singled_out(lead.programme_id, message.profile, self.assessor)
        return (*(missing_of([lead]) if first else ()), *assessment.missing)

    def _common_ground(self, message: Message) -> tuple[str, ...]:
        """Where it is and what it makes, which nearly every programme asks and nobody minds telling first."""
        first = len(message.before.programmes) == 0 and not message.named and (message.asks or message.asks_widely)
        going_on = any(each.id in COMMON for each in message.before.missing[:2])
        asked = COMMON if first or going_on else COMMON[:1] if message.places else ()
        return tuple(id for id in asked if id not in message.profile)

    def _asked(self, id: str) -> AskedFact:
        return self.assessor.facts[id].asked

    def _named(self, plain: str) -> tuple[str, ...]:
        """Programmes of the longest name that the message holds."""
        held = max((name for name in self._names if name in plain), key=len, default="")
        return self._names.get(held, ())


def _asked(before: Judged) -> str:
    return before.missing[0].id if before.missing else ""


def _skipped(heard: Heard, before: Judged) -> tuple[str, ...]:
    return (_asked(before),) if heard.skipped and before.missing else ()


def _is_of(id: str, facts: Sequence[ReadFact]) -> bool:
    return len(facts) == 1 and facts[0].fact.id == id


def _is_reply(heard: Heard, told: Collection[str], rest: str, before: Judged) -> bool:
    """Whether a message answers what was asked for, or what is missing beside, and does little else."""
    answers = heard.skipped or any(each.id in told for each in before.missing)
    return bool(before.missing) and answers and (not heard.facts or _is_short(rest))


def _is_account(message: Message, told: Collection[str], rest: str) -> bool:
    """Whether a message tells things of an enterprise that nobody asked for, and neither asks nor speaks of support."""
    unasked = set(told) - {_asked(message.before)}
    return bool(unasked) and message.asks_nothing and (len(told) > 1 or _is_short(rest))


def _is_short(rest: str) -> bool:
    """Whether little stands beside the facts of a message, and nothing that asks."""
    return len(rest.strip()) <= _LONGEST_REPLY and not _ASKS.search(rest)


def _is_unread(text: str, message: Message, heard: Heard, told: Collection[str]) -> bool:
    """Whether a bare figure after a question fits nothing that is missing, or a reply leaves open what was asked."""
    understood = told or heard.skipped or message.is_unclear or message.forgotten
    return bool(message.before.missing) and not understood and (heard.unread or _is_bare_figure(text))


def _is_bare_figure(text: str) -> bool:
    """5百万 or 3.5%: a figure, and no word that asks."""
    figures = find_quantities(text)
    said = sum(each.end - each.start for each in figures)
    return bool(figures) and len(text.strip()) - said <= _BESIDE_A_FIGURE
