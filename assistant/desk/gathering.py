"""Opens tickets for what the assistant could not answer, and for answers that helped nobody."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from assistant.desk.opening import NewTicket, Opening
from assistant.desk_ports import AnswerRecord
from assistant.domain import Gathered
from assistant.errors import TicketRefused
from assistant.ports import Clock

AT_ONCE = 200
FRESH = timedelta(minutes=1)
"""So long what was recorded is looked at again: numbers are given in another order than they come to be seen."""
PLACE = ("desk", "", "gathered")

logger = logging.getLogger(__name__)


class Notes(Protocol):
    """Where it is noted how far the record was read; see MessageStore."""

    def state(self, channel: str, account: str, name: str) -> str:
        """See MessageStore."""
        ...

    def renote(self, channel: str, account: str, name: str, value: str, instead_of: str) -> bool:
        """See MessageStore."""
        ...


class Gathering:
    """To be asked again and again, by one at a time; who is cut off leaves nothing out and makes nothing twice.

    It begins where the record ends when it is asked first: what is older, nobody waits for any more.
    """

    def __init__(self, record: AnswerRecord, opening: Opening, notes: Notes, clock: Clock) -> None:
        self._record, self._opening, self._notes, self._clock = record, opening, notes, clock
        # What did not get a ticket of its own, since its asker has one of the same question.
        self._seen: set[str] = set()

    def step(self) -> bool:
        """Open tickets for what is new; whether there may be more."""
        noted, newest = self._notes.state(*PLACE), self._record.last()
        if not noted:
            self._note(self._clock(), newest, noted)
            return False
        told, answer, rating = noted.split(" ")
        since, fresh = datetime.fromisoformat(told), self._clock() - FRESH
        unanswered = self._record.unanswered(int(answer), since, fresh, AT_ONCE)
        rated = self._record.rated_down(int(rating), since, fresh, AT_ONCE)
        gathered = [each for each in (*unanswered, *rated) if each.answer_id not in self._seen]
        for each in gathered:
            try:
                self._opening.open(NewTicket(each.question, each.source, each.asker, each.answer_id))
            except TicketRefused:
                logger.warning("no ticket can be opened for answer %s", each.answer_id)
        self._seen = {each.answer_id for each in (*unanswered, *rated)}
        self._note(since, (_read(unanswered, newest[0]), _read(rated, newest[1])), noted)
        return len(unanswered) == AT_ONCE or len(rated) == AT_ONCE

    def _note(self, since: datetime, places: tuple[int, int], instead_of: str) -> None:
        value = f"{since.isoformat()} {places[0]} {places[1]}"
        if value != instead_of:
            self._notes.renote(*PLACE, value, instead_of)


def _read(gathered: Sequence[Gathered], newest: int) -> int:
    return newest if len(gathered) < AT_ONCE else gathered[-1].sequence
