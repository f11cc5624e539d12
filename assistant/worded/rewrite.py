"""A rambling question or a follow-up, put by the model into questions that stand by themselves; code checks them."""

from __future__ import annotations

import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from assistant.answering.lexicon import Places
from assistant.answering.proof import unproven_figures
from assistant.domain import Exchange
from assistant.errors import ModelFailed
from assistant.language.tokens import Tokenizer
from assistant.ports import ChatModel, Message
from assistant.worded.messages import Messages

SECONDS = 6.0
"""A person waits for the first words meanwhile."""
MOST_LINES, LONGEST_LINE = 3, 60
MOST_TOKENS = 200
MOST_KEPT = 256
MOST_NEW = 0.4
"""Share of the words of a question that may be others than those of the dialogue: written for spoken ones."""
_TITLE = re.compile(r"《[^》]*》")
_LIST_MARK = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.、)）])\s*")


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Gives the rewritten question, or nothing when the model adds to what was said, or has nothing to give."""

    model: ChatModel
    messages: Messages
    tokenizer: Tokenizer
    places: Places
    simplified: Callable[[str], str]
    _kept: OrderedDict[tuple[Message, ...], str] = field(default_factory=OrderedDict, repr=False, compare=False)
    _changing: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)

    def __call__(self, question: str, history: Sequence[Exchange], earlier: Sequence[str], until: float) -> str:
        """The question as it may be answered instead; empty for none."""
        asked = self.messages.understand(question, history, earlier)
        with self._changing:
            if asked in self._kept:
                self._kept.move_to_end(asked)
                return self._kept[asked]
        try:
            lines = self._lines(asked, min(until, time.monotonic() + SECONDS))
        except ModelFailed:
            return ""
        said = self.simplified("\n".join((question, *(each.standalone or each.question for each in history), *earlier)))
        sound = all(self._adds_nothing(line, said) for line in lines)
        rewritten = "".join(f"{line}？" for line in lines) if sound else ""
        with self._changing:
            self._kept[asked] = rewritten
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return rewritten

    def _lines(self, asked: tuple[Message, ...], until: float) -> list[str]:
        with closing(self.model.stream(asked, until, MOST_TOKENS)) as pieces:
            reply = self.simplified("".join(pieces))
        lines = [_LIST_MARK.sub("", line).strip().rstrip("？?。") for line in reply.splitlines()]
        kept = [line for line in lines if line and line != "无"]
        return kept if len(kept) <= MOST_LINES and all(len(line) <= LONGEST_LINE for line in kept) else []

    def _adds_nothing(self, line: str, said: str) -> bool:
        """No figure, place, number or title that nobody said, and mostly the words of the dialogue."""
        if unproven_figures(line, [said]) or any(place not in said for place in self.places.find(line)):
            return False
        if any(title not in said for title in _TITLE.findall(line)):
            return False
        words = self.tokenizer.content_words(line)
        new = [word for word in words if word not in self.tokenizer.normalise(said)]
        return bool(words) and len(new) <= MOST_NEW * len(words)
