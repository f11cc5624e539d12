"""A server with 微信客服 open, before a platform of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from starlette.testclient import TestClient

from assistant.channels.messages.alerts import NO_ALERTS, Alerts
from assistant.channels.messages.handovers import NO_HAND_OVERS, HandOvers
from assistant.channels.web.app import create_app
from assistant.channels.wechat.kf.door import PATH, KfAccount, KfDoor
from assistant.domain import Answer, Choice, Question, Reply
from assistant.message_ports import MessageStore
from tests.fakes.assistant import TODAY, FakeAssistant
from tests.fakes.wecom_platform.crypto import AES_KEY, CORP_ID, TOKEN
from tests.fakes.wecom_platform.kf import SECRET, KfPlatform

SAMPLES = tuple(Choice(n, asked, asked) for n, asked in enumerate(("技改补多少？", "小升规奖多少？"), 1))


class ShortTexts:
    """Words as short as can be; an answer in two parts."""

    def tell(self, answer: Answer) -> Reply:
        return Reply(
            (answer.text, f'依据 <a href="https://x/a/{answer.id}">查看</a>'), (), answer.id, answer.conversation_id
        )

    def say(self, name: str, **given: str) -> str:
        return " ".join([name, *given.values()])

    def welcome(self, name: str = "welcome") -> Reply:
        return Reply((name,), SAMPLES)

    def foot(self, left: int) -> str:
        return f"〔{left}〕"

    def chosen(self, text, choices):
        return next((each.said for each in choices if str(each.number) == text), None)


class Told:
    """Notes what would be told at once."""

    def __init__(self) -> None:
        self.words: list[str] = []

    def handed_over(self) -> None:
        self.words.append("handed_over")

    def not_answered(self, answer_id: str) -> None:
        self.words.append(f"not_answered {answer_id}")

    def trouble(self, name: str) -> None:
        self.words.append(f"trouble {name}")


class Pausable(FakeAssistant):
    """Answers only while it is let."""

    def __init__(self, **given) -> None:
        super().__init__(**given)
        self.let = threading.Event()
        self.let.set()

    def answer(self, question: Question) -> Answer:
        assert self.let.wait(20)
        return super().answer(question)


@contextmanager
def opened(
    platform: KfPlatform,
    store: MessageStore,
    assistant: FakeAssistant,
    folder: Path,
    alerts: Alerts = NO_ALERTS,
    per_minute: int = 100,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    catch_up_seconds: float = 60.0,
    settle_seconds: float = 0.0,
    hand_overs: HandOvers = NO_HAND_OVERS,
) -> Iterator[TestClient]:
    account = KfAccount(CORP_ID, SECRET, TOKEN, AES_KEY, platform.http.url)
    seconds = (0.1, catch_up_seconds, settle_seconds)
    door = KfDoor(account, assistant, store, ShortTexts(), clock, per_minute, alerts, *seconds, hand_overs)
    app = create_app(assistant, today=lambda: TODAY, static_dir=folder, doors=[door])
    with TestClient(app) as client:
        platform.notify = lambda query, body: _taken(client, query, body)
        yield client


def _taken(client: TestClient, query: dict[str, str], body: str) -> None:
    reply = client.post(PATH, params=query, content=body)
    assert (reply.status_code, reply.text) == (200, "")


def soon(found: Callable[[], bool], seconds: float = 10.0) -> None:
    """Waits until something is so."""
    ends = time.monotonic() + seconds
    while not found():
        assert time.monotonic() < ends, "it did not come to be so"
        time.sleep(0.01)
