"""Which conversation a request goes on with, for clients that only send what was said before."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import timedelta

from assistant.channels.openai_api.asked import Asked
from assistant.domain import Answer, ApiKey
from assistant.ports import Clock, SessionStore

MOST_REPLAYED = 5
"""Earlier questions that are asked again where the conversation is not known; a follow-up refers to no older ones."""


@dataclass(frozen=True, slots=True)
class Going:
    """The conversation that a question goes on with, or the earlier questions to ask again first.

    `session` and `answer` are the names that it came by, or empty.
    """

    conversation_id: str | None = None
    again: tuple[str, ...] = ()
    session: str = ""
    answer: str = ""


class Sessions:
    """Finds conversations by the name of a session, else by the answer that the client shows as the last one."""

    def __init__(self, store: SessionStore, clock: Clock, days: int, before_number: str) -> None:
        """`before_number` is what stands before the id of an answer where its text has no link to it."""
        self._store, self._clock, self._kept = store, clock, timedelta(days=days)
        self._mark = re.compile(f"(?:/a/|{re.escape(before_number)})([A-Za-z0-9_-]{{1,64}})")

    def going(self, key: ApiKey, asked: Asked) -> Going:
        """What goes before: a session, the last answer that is shown, and a `user` where nothing else is told.

        An answer is gone on with once: who asks otherwise after it, or had it copied, begins beside that.
        """
        since = self._clock() - self._kept
        session = _name(key, "session", asked.session) or _name(key, "user", asked.user)
        if session and (asked.session or not asked.earlier) and (found := self._store.find(session, since)):
            return Going(found, session=session)
        answer = _name(key, "answer", self._last_answer(asked))
        if answer and (found := self._store.take(answer, since)):
            return Going(found, session=session, answer=answer)
        again = tuple(turn.text for turn in asked.earlier if turn.by_person)
        return Going(None, again[-MOST_REPLAYED:], session)

    def keep(self, key: ApiKey, going: Going, answer: Answer, is_marked: bool) -> None:
        """Remember where an answer was given; one without a mark is found by the one before it."""
        names = {going.session, _name(key, "answer", answer.id) if is_marked else going.answer} - {""}
        now = self._clock()
        self._store.keep(names, answer.conversation_id, now, now - self._kept)

    def _last_answer(self, asked: Asked) -> str:
        for turn in reversed(asked.earlier):
            if not turn.by_person and (marks := self._mark.findall(turn.text)):
                return str(marks[-1])
        return ""


def _name(key: ApiKey, sort: str, given: str) -> str:
    """The digest under which a name is kept, so that no key finds what another one named; empty for none."""
    return hashlib.sha256(f"{key.id}\0{sort}\0{given}".encode("utf-8", "replace")).hexdigest() if given else ""
