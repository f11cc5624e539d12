"""Step: a chat model words the statements of an answer; each sentence is proven, mended once, or left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date

from assistant.answering.proof import Failure
from assistant.errors import ModelFailed, ModelFault
from assistant.ports import ChatModel, Message
from assistant.worded.cutting import SentenceCutter
from assistant.worded.gate import Gate, Judged
from assistant.worded.messages import Messages
from assistant.worded.statements import Statement

MOST_SENTENCES = 12
MOST_REPAIRS = 2
REPAIR_TOKENS = 200
LOOPS_AFTER = 3
"""A model that says the same so often goes on doing so."""
_NOTHING = ("无", "无。")


@dataclass(slots=True)
class Count:
    """What happened while an answer was worded, for the trace."""

    proven: int = 0
    repaired: int = 0
    left_out: int = 0
    failures: dict[str, int] = field(default_factory=dict)

    def note(self, failures: Sequence[Failure]) -> None:
        """Count the reasons against a sentence."""
        for each in failures:
            self.failures[str(each.flaw)] = self.failures.get(str(each.flaw), 0) + 1


@dataclass(frozen=True, slots=True)
class ComposeWithModel:
    """Asks the model and lets through what is proven."""

    model: ChatModel
    gate: Gate
    messages: Messages
    most_tokens: int

    def __call__(
        self, question: str, statements: Mapping[int, Statement], as_of: date, until: float, count: Count
    ) -> Iterator[Judged]:
        """Each proven sentence as soon as it is proven; raises ModelFailed, also after some of them."""
        asked = self.messages.word(question, statements, as_of)
        seen: dict[str, int] = {}
        for raw in self._sentences(asked, until):
            seen[raw] = seen.get(raw, 0) + 1
            if seen[raw] >= LOOPS_AFTER:
                raise ModelFailed(ModelFault.LOOPING, "模型反复说同一句话，已停止。")
            if seen[raw] > 1:
                continue
            judged = self._proven(raw, statements, until, count)
            if judged is None:
                count.left_out += 1
                continue
            count.proven += 1
            yield judged
            if count.proven >= MOST_SENTENCES:
                return

    def _sentences(self, asked: Sequence[Message], until: float) -> Iterator[str]:
        cutter = SentenceCutter()
        with closing(self.model.stream(asked, until, self.most_tokens)) as pieces:
            for piece in pieces:
                yield from cutter.feed(piece)
        yield from cutter.rest()

    def _proven(self, raw: str, statements: Mapping[int, Statement], until: float, count: Count) -> Judged | None:
        judged = self.gate.judge(raw, statements)
        if not judged.failures:
            return judged
        count.note(judged.failures)
        if not judged.statements or count.repaired >= MOST_REPAIRS:
            return None
        return self._repaired(raw, judged, until, count)

    def _repaired(self, raw: str, judged: Judged, until: float, count: Count) -> Judged | None:
        """A second try that sees only the statements that the sentence named; a failing model is no help here."""
        named = {each.number: each for each in judged.statements}
        count.repaired += 1
        asked = self.messages.repair(raw, judged.failures, named)
        try:
            with closing(self.model.stream(asked, until, REPAIR_TOKENS)) as pieces:
                reply = "".join(pieces).strip()
        except ModelFailed:
            return None
        again = self.gate.judge(reply, named) if reply and reply not in _NOTHING else None
        return again if again is not None and not again.failures else None
