"""What is answered from the talk about an enterprise, not from the corpus: verdicts, and what counts as told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.domain import AnswerStatus, Citation, Judged, Outcome, Script, Sentence, Verdict
from assistant.eligibility.choosing import looks_at
from assistant.eligibility.heard import FollowUp, Message
from assistant.eligibility.telling import Telling, as_profile, news

NOTED, PASSED, UNREAD, UNCLEAR, RESTARTED = "noted", "passed", "unread", "unclear", "restarted"
_ABOUT_ONE = (FollowUp.MATERIALS, FollowUp.STEPS, FollowUp.TIME)


@dataclass(frozen=True, slots=True)
class Reply:
    """Sentences with what they rest on, and what kind of answer that is."""

    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    status: AnswerStatus


def reply(message: Message, judged: Judged, names: Mapping[str, str], telling: Telling, script: Script) -> Reply:
    """What to say to a message that goes on with the talk about verdicts; `names` are those of facts by id."""
    noticed = tuple(_noticed(message, telling, script))
    verdicts = _told(message, judged)
    sentences, citations = telling.tell(
        verdicts, as_profile(judged.profile), script, message.follows, names, message.told
    )
    if not noticed and not sentences:
        is_passed = len(message.skipped) > len(message.before.skipped)
        noticed = (telling.say(PASSED if is_passed else NOTED, script),)
    if message.is_unread:
        noticed = (*noticed, *(Sentence(telling.asked(each, script).ask) for each in judged.missing[:1]))
    asks_back = message.is_unread or message.is_unclear or bool(message.places) or (judged.missing and not citations)
    status = AnswerStatus.CLARIFICATION_NEEDED if asks_back else AnswerStatus.ANSWERED
    return Reply((*noticed, *sentences), citations, status)


def notices(message: Message, judged: Judged | None, telling: Telling, script: Script) -> Iterator[Sentence]:
    """What to say beside an answer from the corpus: what counts otherwise now, and where a sum is reckoned."""
    yield from _changes(message, telling, script)
    lead = judged.verdicts[0] if judged and judged.verdicts else None
    if lead and message.asks_sum and any(each.high is not None and each.missing == () for each in lead.estimates):
        yield telling.say("reckoned", script, programme=lead.programme)


def _changes(message: Message, telling: Telling, script: Script) -> Iterator[Sentence]:
    """That something counts otherwise than was told before, and which plant is meant where several were told."""
    for old, new in message.changed:
        yield telling.say("changed", script, label=new.name, typed=old.shown or old.told, corrected=new.shown)
    if message.places:
        yield telling.say("which_place", script, labels="、".join(message.places))


def _noticed(message: Message, telling: Telling, script: Script) -> Iterator[Sentence]:
    """What became of what the message tells."""
    if message.restarts:
        yield telling.say(RESTARTED, script)
    for each in message.before.profile:
        if each.id in message.forgotten:
            yield telling.say("forgotten", script, label=each.name)
    if message.is_unread:
        yield telling.say(UNREAD, script)
    if message.is_unclear:
        yield telling.say(UNCLEAR, script)
    yield from _changes(message, telling, script)


def _told(message: Message, judged: Judged) -> Sequence[Verdict]:
    """The verdicts to tell: those that a question follows up, else what is new."""
    if message.is_unread or message.is_unclear or (message.places and not message.follows):
        return ()
    possible = [each for each in judged.verdicts if each.conditions is not Outcome.NOT_ELIGIBLE] or judged.verdicts
    if message.follows in _ABOUT_ONE:
        return possible[:1]
    if message.follows is FollowUp.SUM:
        return [each for each in possible if any(sum.high is not None for sum in each.estimates)] or possible[:1]
    if message.follows:
        decided = [each for each in judged.verdicts[1:] if each.conditions is not Outcome.UNDETERMINED]
        return [*judged.verdicts[:1], *decided]
    changed = [old.id for old, _ in message.changed]
    touched = [each for each in judged.verdicts if looks_at(each, changed) or (changed and each is judged.verdicts[0])]
    if touched or not (judged.missing or message.forgotten):
        return touched or judged.verdicts
    return news(judged.verdicts, message.before.verdicts)
