"""Facts that a chat model finds in a message; each counts only as code reads it from the person's own words."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Container
from contextlib import closing
from dataclasses import dataclass
from datetime import date

from assistant.answering.lexicon import Places
from assistant.domain import Fact, FactType
from assistant.eligibility.clauses import asks
from assistant.eligibility.facts import FactKind, FactsCatalogue
from assistant.eligibility.values import read_value
from assistant.errors import ModelFailed
from assistant.ports import ChatModel
from assistant.worded.messages import Messages

SECONDS = 4.0
"""The answer is on the screen meanwhile; what is read only adds to it."""
MOST_TOKENS = 200
_LEAST_CHARS = 12
_FIGURES = (FactType.MONEY, FactType.SHARE, FactType.COUNT, FactType.YEARS, FactType.DAY)
_NONE = "无"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ModelReading:
    """Finds what patterns missed. Without an answer in time, or with one that is not proven, nothing is added."""

    model: ChatModel
    messages: Messages
    facts: FactsCatalogue
    places: Places
    simplified: Callable[[str], str]

    def __call__(self, message: str, known: Container[str], today: date) -> tuple[Fact, ...]:
        """Facts beside the known ones."""
        open_kinds = [kind for kind in self.facts if kind.id not in known]
        if len(message) < _LEAST_CHARS or not open_kinds:
            return ()
        asked = self.messages.facts(message, [f"{kind.id}：{kind.name}" for kind in open_kinds])
        try:
            with closing(self.model.stream(asked, time.monotonic() + SECONDS, MOST_TOKENS)) as pieces:
                reply = "".join(pieces)
        except ModelFailed as fault:
            logger.info("no facts from the model: %s", fault.message)
            return ()
        kinds = {kind.id: kind for kind in open_kinds}
        found: dict[str, Fact] = {}
        for line in reply.splitlines():
            id, _, words = (each.strip() for each in line.strip().lstrip("-*• ").partition("|"))
            fact = self._proven(kinds[id], words, message, today) if id in kinds and words != _NONE else None
            if fact is not None:
                found[id] = fact
        return tuple(found.values())

    def _proven(self, kind: FactKind, words: str, message: str, today: date) -> Fact | None:
        """The fact as code reads it from words that the person really said, and that ask nothing."""
        at = message.find(words)
        if not words or at < 0:
            return None
        after = message[at + len(words) : at + len(words) + 1]
        cut = kind.type in _FIGURES and (message[at - 1 : at].isdigit() or after.isdigit())
        plain = self.simplified(words)
        if cut or asks(plain) or after in ("?", "？", "吗"):
            return None
        value = read_value(kind, plain, today, self.places)
        return None if value is None else Fact(kind.id, value, words)
