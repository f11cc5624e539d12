"""An Assistant that takes as long for an answer as the question says."""

from __future__ import annotations

import threading
import time
from collections import Counter
from pathlib import Path

from assistant.domain import Answer, Question
from tests.fakes.answers import full_answer
from tests.fakes.assistant import FakeAssistant


class Slow(FakeAssistant):
    """Answers `7 问题` after seven seconds of a platform's time, and counts how often it was asked what.

    With a file it also writes there what it was asked, a line each, for who is in another process.
    """

    def __init__(self, scale: float, asked_in: Path | None = None) -> None:
        super().__init__()
        self.scale, self.asked_in = scale, asked_in
        self.asked: Counter[str] = Counter()
        self.conversations: list[str | None] = []
        self.forgotten: list[str] = []
        self.lock = threading.Lock()

    def answer(self, question: Question) -> Answer:
        with self.lock:
            self.asked[question.text] += 1
            self.conversations.append(question.conversation_id)
        if self.asked_in is not None:
            with self.asked_in.open("a", encoding="utf-8") as written:
                written.write(f"{question.text}\n")
        seconds, _, rest = question.text.partition(" ")
        is_slow = seconds.isdecimal() and bool(rest)
        if is_slow:
            time.sleep(int(seconds) * self.scale)
        if "崩溃" in question.text:
            raise RuntimeError("secret detail")
        number = sum(self.asked.values())
        text = f"答：{rest if is_slow else question.text}"
        return full_answer(f"a{number}", question.conversation_id or f"c {question.text}"[:64], text=text)

    def forget(self, conversation_id: str) -> None:
        self.forgotten.append(conversation_id)
