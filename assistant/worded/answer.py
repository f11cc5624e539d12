"""The way of a question with a model: quotes first, then the model's words, each proven; quotes again when it fails."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.answering.pipeline import Pipeline
from assistant.answering.replies import Replies
from assistant.answering.turn import Turn
from assistant.domain import AnswerStatus, Mode, Quotes, Script, Sentence, Step
from assistant.errors import ModelFailed, ModelFault
from assistant.worded.completeness import untold
from assistant.worded.compose import ComposeWithModel, Count
from assistant.worded.gate import Fault, Judged
from assistant.worded.kept import KeptWordings
from assistant.worded.rewrite import Rewrite
from assistant.worded.script import converted
from assistant.worded.statements import Statement, statements_of

logger = logging.getLogger(__name__)

Event = Step | Sentence | Quotes | Turn
# What the corpus answers, or does not say, is decided; only a question that was not understood is worth another try.
_NOT_UNDERSTOOD = (AnswerStatus.NO_EVIDENCE, AnswerStatus.CLARIFICATION_NEEDED)
_ANSWERED = (AnswerStatus.ANSWERED, AnswerStatus.PARTLY_ANSWERED)
_UNAVAILABLE = "status.error_model"
_NOTICES = {
    ModelFault.UNPROVEN: "notices.unproven",
    ModelFault.FOREIGN_LANGUAGE: "notices.unproven",
    ModelFault.OVER_BUDGET: "notices.over_budget",
}


@dataclass(frozen=True, slots=True)
class Worded:
    """Runs the pipeline and lets a model word what it found, for at most `seconds` an answer."""

    pipeline: Pipeline
    compose: ComposeWithModel
    rewrite: Rewrite
    kept: KeptWordings
    replies: Replies
    traditional: Callable[[str], str]
    seconds: float

    def run(self, turn: Turn) -> Iterator[Event]:
        """Each step as it ends, the quotes, each sentence as it is proven, the finished turn last."""
        if turn.question.mode is Mode.QUOTES:
            yield from self.pipeline.run(turn)
            return
        until = time.monotonic() + self.seconds
        found = yield from self._found(turn, until)
        statements = statements_of(found.sentences, found.citations)
        if not statements:
            yield from found.sentences
            yield found
            return
        yield Quotes(found.sentences, found.citations)
        yield from self._worded(found, statements, until)

    def _found(self, turn: Turn, until: float) -> Generator[Step, None, Turn]:
        """What the pipeline finds for the question, or for what the model makes of one that was not understood."""
        found = yield from _steps(self.pipeline.run(turn))
        if found.status not in _NOT_UNDERSTOOD:
            return found
        started = time.perf_counter()
        rewritten = self.rewrite(turn.question.text, turn.history, turn.earlier, until)
        yield _step("rewrite", started, {"rewritten": rewritten})
        if not rewritten:
            return found
        again = replace(turn.question, text=self._in_script(rewritten, found.script))
        other = yield from _steps(self.pipeline.run(Turn(again, turn.as_of)))
        if other.status not in _ANSWERED:
            return found
        notice = self._in_script(self.replies("notices.rewritten", rewritten=rewritten.rstrip("？")), found.script)
        return replace(other, question=turn.question, standalone=rewritten, notices=(*other.notices, notice))

    def _worded(self, found: Turn, statements: Mapping[int, Statement], until: float) -> Iterator[Event]:
        """What stands before the quotes, the worded sentences, the quotes that these leave out, and what follows."""
        started = time.perf_counter()
        before, after = _around(found.sentences)
        yield from before
        telling = _Telling()
        for judged in self._told(found, statements, until, telling):
            telling.judged.append(judged)
            telling.shown.append(self._shown(judged, found.script))
            yield telling.shown[-1]
        told = [(each.text, {one.number for one in each.statements}) for each in telling.judged]
        left = tuple(each.sentence for each in untold(statements, told))
        yield from (*left, *after)
        yield _step("word", started, self._detail(telling, left))
        notices = found.notices
        if telling.fault is not None:
            notices = (*notices, self._in_script(self.replies(_NOTICES.get(telling.fault, _UNAVAILABLE)), found.script))
        yield replace(
            found,
            sentences=(*before, *telling.shown, *left, *after),
            notices=notices,
            mode=Mode.MODEL if telling.judged else Mode.QUOTES,
        )

    def _told(
        self, found: Turn, statements: Mapping[int, Statement], until: float, telling: _Telling
    ) -> Iterator[Judged]:
        """The sentences as they were worded before, or by the model now; a fault ends them and is noted."""
        standalone = found.standalone or found.question.text
        key = self.kept.key(found.question, standalone, found.as_of, statements)
        kept = self.kept.find(key, statements)
        if kept is not None:
            telling.kept = True
            yield from kept
            return
        try:
            yield from self.compose(standalone, statements, found.as_of, until, telling.count)
        except ModelFailed as error:
            telling.fault = error.fault
            logger.info("quoted instead of worded: %s", error.fault)
        if telling.fault is None and not telling.judged:
            foreign = telling.count.failures.get(Fault.LANGUAGE, 0) >= telling.count.left_out > 0
            telling.fault = ModelFault.FOREIGN_LANGUAGE if foreign else ModelFault.UNPROVEN
        if telling.fault is None:
            self.kept.keep(key, telling.judged)

    def _shown(self, judged: Judged, script: Script) -> Sentence:
        sentence = judged.sentence
        if script is not Script.TRADITIONAL:
            return sentence
        return replace(sentence, text=converted(sentence.text, self.traditional))

    def _in_script(self, text: str, script: Script) -> str:
        return self.traditional(text) if script is Script.TRADITIONAL else text

    def _detail(self, telling: _Telling, left: Sequence[Sentence]) -> dict[str, object]:
        count = telling.count
        return {
            "model": self.compose.model.name,
            "prompt": self.compose.messages.prompts.word.digest,
            "kept": telling.kept,
            "proven": len(telling.judged),
            "repaired": count.repaired,
            "left_out": count.left_out,
            "failures": dict(count.failures),
            "quoted": len(left),
            "fault": telling.fault,
        }


@dataclass(slots=True)
class _Telling:
    """What has been worded so far, and how."""

    judged: list[Judged] = field(default_factory=list)
    shown: list[Sentence] = field(default_factory=list)
    count: Count = field(default_factory=Count)
    kept: bool = False
    fault: ModelFault | None = None


def _steps(events: Iterator[object]) -> Generator[Step, None, Turn]:
    """The steps of a run as they end; returns its turn, whose sentences are told later."""
    for event in events:
        if isinstance(event, Turn):
            return event
        if isinstance(event, Step):
            yield event
    raise AssertionError("a pipeline always ends in a turn")


def _around(sentences: Sequence[Sentence]) -> tuple[tuple[Sentence, ...], tuple[Sentence, ...]]:
    """What the program itself says before the first wordable sentence, and after it."""
    first = next(number for number, sentence in enumerate(sentences) if sentence.wordable)
    return tuple(sentences[:first]), tuple(sentence for sentence in sentences[first:] if not sentence.wordable)


def _step(name: str, started: float, detail: dict[str, object]) -> Step:
    return Step(name, round((time.perf_counter() - started) * 1000, 3), detail)
