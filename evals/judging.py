"""A model's opinion of a worded answer: whether each sentence is proven by its statements, and whether it helps."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import ModelFailed, ModelFault
from assistant.ports import ChatModel
from assistant.worded.prompts import Prompt, fence_around

PROMPT = Path(__file__).resolve().parent / "prompts" / "judge.md"
VARIABLES = {"fence", "statements", "question", "answer", "again"}
SECONDS = 120.0
MOST_TOKENS = 2000
"""Models that reason first need most of them for that."""
TRIES = 2
LONGEST_REST = 60.0
"""A service that says when to come again is waited for so long."""
_OWN = "（程序的话）"
# With these no further question will be answered either.
_HOPELESS = frozenset(
    {ModelFault.UNREACHABLE, ModelFault.UNAUTHORISED, ModelFault.UNKNOWN_MODEL, ModelFault.BAD_REQUEST}
)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of an answer with its markers; the program's `own` need no proof."""

    text: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class Exhibit:
    """What is judged: a question, the statements by number with their origin, and the answer sentence by sentence."""

    question: str
    statements: Mapping[int, str]
    answer: Sequence[Line]


class Verdict(BaseModel):
    """What a judge says. `sentence` is the first one that is not proven; `useful` is 0, 1 or 2."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    faithful: bool
    sentence: int | None
    useful: Annotated[int, Field(ge=0, le=2)]
    reason: str


@dataclass(frozen=True, slots=True)
class Opinion:
    """A verdict, or why there is none: an answer without one is never counted as good."""

    verdict: Verdict | None
    problem: str = ""


class Unparsable(ValueError):
    """A reply that is not what was asked for; its message says why, in words for the judge."""


def parsed(reply: str, answer: Sequence[Line]) -> Verdict:
    """The verdict of a reply of one line; raises Unparsable."""
    line = reply.strip()
    if "\n" in line:
        raise Unparsable("回复不止一行")
    try:
        verdict = Verdict.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise Unparsable(f"{where or '回复'}不合格式：{first['msg']}") from error
    if verdict.faithful is not (verdict.sentence is None):
        raise Unparsable("faithful 与 sentence 矛盾")
    if verdict.sentence is not None:
        if not 1 <= verdict.sentence <= len(answer):
            raise Unparsable(f"没有第 {verdict.sentence} 句")
        if answer[verdict.sentence - 1].own:
            raise Unparsable(f"第 {verdict.sentence} 句是程序的话，不查依据")
    return verdict


class Judge:
    """Asks a chat model, and once more where nothing comes of it that can be read."""

    def __init__(self, model: ChatModel) -> None:
        self._model = model
        self._prompt = Prompt.from_file(PROMPT, VARIABLES)

    @property
    def prompt_digest(self) -> str:
        """Names the wording of the prompt in reports."""
        return self._prompt.digest

    def __call__(self, exhibit: Exhibit) -> Opinion:
        """Raises ModelFailed where asking on makes no sense, such as for a wrong key."""
        unread = why = ""
        for attempt in range(TRIES):
            try:
                return Opinion(parsed(self._reply(exhibit, unread), exhibit.answer))
            except Unparsable as error:
                unread = why = str(error)
            except ModelFailed as failed:
                if failed.fault in _HOPELESS:
                    raise
                why = failed.fault
                if attempt + 1 < TRIES:
                    time.sleep(min(failed.retry_after or 0.0, LONGEST_REST))
        return Opinion(None, why)

    def _reply(self, exhibit: Exhibit, unread: str) -> str:
        question = _one_line(exhibit.question)
        statements = "\n".join(f"[{number}] {_one_line(text)}" for number, text in exhibit.statements.items())
        answer = "\n".join(
            f"句{number}：{_OWN if line.own else ''}{_one_line(line.text)}"
            for number, line in enumerate(exhibit.answer, 1)
        )
        asked = self._prompt.filled(
            fence=fence_around(question, statements, answer),
            question=question,
            statements=statements,
            answer=answer,
            again=f"上一次的回复不能用（{unread}）。" if unread else "",
        )
        with closing(self._model.stream(asked, time.monotonic() + SECONDS, MOST_TOKENS)) as pieces:
            return "".join(pieces)


def _one_line(text: str) -> str:
    return " ".join(text.split())
