"""Opens tickets: one for each asker and question, merged at once where others already wait for the same."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from assistant.desk.similar import Similar
from assistant.desk.ticket_events import changed_by, opened_by
from assistant.desk.told_facts import ToldFacts
from assistant.desk_ports import TicketStore
from assistant.domain import STANDING, Asker, Ticket, TicketSource, TicketStatus, User
from assistant.errors import Conflict, TicketRefused
from assistant.language.masking import masked, plain_text, reach_in
from assistant.ports import Clock

NO_QUESTION = "没有写明问题，要求转人工。"
LONGEST_QUESTION, LONGEST_REACH, LONGEST_TAG, MOST_TAGS = 4000, 200, 40, 10
_OWN = 100
_TRIES = 5
_OWN_AFFAIRS = re.compile("[我咱俺]|[本敝](?:公司|厂|企业|单位|司|店|人)")
_GATHERED = (TicketSource.UNANSWERED, TicketSource.RATED_DOWN)


@dataclass(frozen=True, slots=True)
class NewTicket:
    """A question that needs a person, as it came to the desk."""

    question: str
    source: TicketSource
    asker: Asker = field(default_factory=Asker)
    answer_id: str | None = None
    tags: tuple[str, ...] = ()
    due_at: datetime | None = None


class Opening:
    """`due` after a ticket was opened its reply is due, None where nobody promised anything.

    Those who `told_facts` of an enterprise are not merged with others: the reply may rest on them.
    """

    def __init__(
        self, store: TicketStore, similar: Similar, clock: Clock, due: timedelta | None, told_facts: ToldFacts
    ) -> None:
        self._store, self._similar, self._clock, self._due = store, similar, clock, due
        self._told_facts = told_facts

    def open(self, asked: NewTicket, actor: User | None = None) -> Ticket:
        """The ticket of a question, a new one or the asker's own of the same; raises TicketRefused.

        An asker who comes again after the reply opens theirs again.
        """
        told = plain_text(asked.question)
        if not told:
            raise TicketRefused("问题是空的，请写一句话。")
        if len(told) > LONGEST_QUESTION and asked.source not in _GATHERED:
            raise TicketRefused(f"问题超过 {LONGEST_QUESTION} 字，请缩短。")
        asked = replace(asked, asker=self._reachable(asked, told), question=masked(told), tags=tidy_tags(asked.tags))
        known = self._store.of_answer(asked.answer_id) if asked.answer_id else None
        for _ in range(_TRIES):
            known = known or self._own(asked)
            if known is None:
                key = self._key(asked, told)
                return self._store.open(self._new(asked, key), key, opened_by(actor))
            try:
                return self._again(known, asked, actor)
            except Conflict:
                known = self._store.ticket(known.number)
        raise Conflict("这个工单正被同事修改，请稍后再试。")

    def _new(self, asked: NewTicket, key: str) -> Ticket:
        now = self._clock()
        # Who types a question in is shown those that are alike, and decides.
        main = None if asked.source is TicketSource.STAFF else self._same(key)
        return Ticket(
            number=0,
            question=asked.question,
            status=TicketStatus.OPEN if main is None else TicketStatus.MERGED,
            source=asked.source,
            asker=asked.asker,
            created_at=now,
            changed_at=now,
            answer_id=asked.answer_id,
            due_at=asked.due_at or self._due_from(now),
            tags=asked.tags,
            merged_into=main,
        )

    def _own(self, asked: NewTicket) -> Ticket | None:
        own = self._store.of_asker(asked.asker, _OWN)
        if asked.question == NO_QUESTION:
            return next((each for each in own if self._is_waited_for(each)), None)
        key = self._similar.key(asked.question)
        return next((each for each in own if self._similar.key(each.question) == key), None)

    def _same(self, key: str) -> int | None:
        """The standing ticket of the same question, unless its asker told facts since."""
        number = self._store.same(key)
        main = self._store.ticket(number) if number is not None else None
        return None if main is None or self._told_facts(main.asker, main.answer_id) else main.number

    def _key(self, asked: NewTicket, told: str) -> str:
        """What the same questions share, empty for one that is of its asker's own affairs and so like no other."""
        key = self._similar.key(asked.question)
        is_own = (
            asked.question == NO_QUESTION
            or asked.question != told
            or _OWN_AFFAIRS.search(key)
            or self._told_facts(asked.asker, asked.answer_id)
        )
        return "" if is_own or not key else hashlib.sha256(key.encode()).hexdigest()

    def _again(self, known: Ticket, asked: NewTicket, actor: User | None) -> Ticket:
        now = self._clock()
        changed = known
        if asked.asker.reach:
            changed = replace(changed, asker=replace(changed.asker, reach=asked.asker.reach))
        if asked.source is TicketSource.HAND_OVER:
            changed = replace(changed, source=asked.source)
        if not self._is_waited_for(known):
            changed = replace(changed, status=TicketStatus.OPEN, merged_into=None, reopened_at=now)
            changed = replace(changed, due_at=self._due_from(now))
        if changed == known:
            return known
        changed = replace(changed, changed_at=now)
        return self._store.save(changed, known.revision, changed_by(known, changed, actor, "提问人"))

    def _is_waited_for(self, ticket: Ticket) -> bool:
        main = ticket if ticket.merged_into is None else self._store.ticket(ticket.merged_into)
        return main.status in STANDING

    def _due_from(self, moment: datetime) -> datetime | None:
        return moment + self._due if self._due else None

    def _reachable(self, asked: NewTicket, told: str) -> Asker:
        reach = plain_text(asked.asker.reach).replace("\n", " ")
        if not reach and asked.source not in _GATHERED:
            # It is masked in the question, and yet it is there to be used.
            reach = reach_in(told)
        return replace(asked.asker, reach=reach[:LONGEST_REACH])


def tidy_tags(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Tags as they are kept, each once; raises TicketRefused for too many or too long ones."""
    tidied = tuple(sorted(set(_tidied(tags))))
    if len(tidied) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in tidied):
        raise TicketRefused(f"一张工单最多 {MOST_TAGS} 个标签，每个最多 {LONGEST_TAG} 字。")
    return tidied


def _tidied(tags: tuple[str, ...]) -> Iterator[str]:
    for tag in tags:
        if shown := " ".join(masked(plain_text(tag)).split()):
            yield shown
