"""Whether fresh drafts of replies are proven, and how long the check takes: `python -m evals.bench.replies`."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from assistant.bootstrap import build_assistant
from assistant.desk.building import ReplySettings, build_checking
from assistant.desk.checking import Checking, Reply, ReplyFlaw
from assistant.desk.composing import ANSWERED, Composing
from assistant.desk.draft_words import DRAFTS, DraftWords
from assistant.domain import Answer, Citation, DraftForm, Paragraph, Question
from assistant.language.script import ScriptConverter
from assistant.service import Assistant
from assistant.settings import Settings
from evals.bench.questions import development_questions, varied
from evals.dataset import load
from evals.percentiles import percentile

BAR_MS = 50.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what fresh drafts hold; 1 when one is not proven, or when 95 of 100 checks take longer than the bar."""
    parser = argparse.ArgumentParser(description="起草回复并核对")
    parser.add_argument("--questions", type=int, default=400, help="起草多少份")
    count = parser.parse_args(arguments).questions
    questions = list(islice(cycle(varied(development_questions(load()), count)), count))
    found: Counter[str] = Counter()
    fresh, edited = [], []
    with tempfile.TemporaryDirectory(prefix="bench-replies-") as room:
        settings = Settings(_env_file=None, data_dir=Path(room))
        with closing(build_assistant(settings)) as assistant:
            assistant.sync()
            desk = _Desk(assistant, settings)
            for question, form in zip(questions, cycle(DraftForm), strict=False):
                answer = assistant.answer(Question(ScriptConverter().to_simplified(question), channel="eval"))
                reply = desk.drafted(answer, form, found)
                # Another check knows nothing of these paragraphs yet.
                checking = build_checking(desk.read, assistant)
                fresh.append(_timed(checking, reply))
                *others, last = reply.paragraphs
                touched = Paragraph(f"{last.text}请知悉。", last.citations)
                edited.append(_timed(checking, replace(reply, paragraphs=(*others, touched))))
                if answer.status in ANSWERED:
                    found["有答案的回复"] += 1
                    if objections := checking.objections(reply, reply.as_of):
                        found["没核对上的回复"] += 1
                        print(f"{question}：{objections[0].message}")
    print("，".join(f"{name} {number}" for name, number in sorted(found.items())))
    print(f"核对一份：头一次 {_times(fresh)}；改一段之后 {_times(edited)}（目标 p95 不超过 {BAR_MS:g} ms）")
    return int(bool(found["没核对上的回复"]) or percentile(fresh, 95) > BAR_MS)


class _Desk:
    def __init__(self, assistant: Assistant, settings: Settings) -> None:
        self.read = ReplySettings(settings.prompts_dir, settings.knowledge_dirs[0], settings.contact, False)
        self._checking = build_checking(self.read, assistant)
        self._composing = Composing(DraftWords.from_file(settings.prompts_dir / DRAFTS), settings.contact)

    def drafted(self, answer: Answer, form: DraftForm, found: Counter[str]) -> Reply:
        """The answer as a reply, as the desk drafts it."""

        def proven(paragraph: Paragraph, citations: Sequence[Citation]) -> bool:
            objections = self._checking.objections(Reply((paragraph,), citations, answer.as_of), answer.as_of)
            is_proven = all(each.flaw is ReplyFlaw.EXPIRED for each in objections)
            found["句"] += 1
            found["没有写进去的句"] += not is_proven
            return is_proven

        composed = self._composing.reply(answer, form, 1, ("资料",), proven)
        return Reply(composed.paragraphs, composed.citations, answer.as_of)


def _timed(checking: Checking, reply: Reply) -> float:
    began = time.perf_counter()
    checking.objections(reply, reply.as_of)
    return (time.perf_counter() - began) * 1000


def _times(taken: Sequence[float]) -> str:
    return f"p50 {percentile(taken, 50):.1f} ms，p95 {percentile(taken, 95):.1f} ms，最长 {max(taken):.1f} ms"


if __name__ == "__main__":
    sys.exit(main())
