from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.channels.api_keys import ApiKeys, keys_of_settings, make_key, new_secret
from assistant.channels.openai_api.door import OpenAIDoor
from assistant.channels.openai_api.words import FILE, read_words
from assistant.channels.web.app import create_app
from assistant.channels.web.serve import listen
from assistant.domain import KeyScope
from tests.fakes.assistant import TODAY, FakeAssistant
from tests.fakes.stores import MemoryApiKeyStore, MemorySessionStore

ROOT = Path(__file__).resolve().parents[4]
NOW = datetime(2024, 6, 1, 12, tzinfo=UTC)
PUBLIC = "https://policy.example.cn"
STATIC_KEY = "a-static-key-of-the-settings"
ASKED = "2024年推动多少家企业技改？"


@dataclass
class House:
    """A door over memory; `now` may be moved."""

    assistant: FakeAssistant
    public_url: str = PUBLIC
    now: datetime = NOW
    keys: MemoryApiKeyStore = field(default_factory=MemoryApiKeyStore)
    sessions: MemorySessionStore = field(default_factory=MemorySessionStore)

    def clock(self) -> datetime:
        return self.now

    def key(self, name: str = "bot", *scopes: KeyScope, per_minute: int = 600) -> str:
        """A new key's secret."""
        secret = new_secret()
        self.keys.add(make_key(secret, name, scopes or (KeyScope.CHAT,), per_minute, self.now))
        return secret

    def app(self, static_dir: Path) -> FastAPI:
        door = OpenAIDoor(
            ApiKeys(self.keys, self.clock, keys_of_settings([STATIC_KEY], 600, self.now)),
            self.sessions,
            read_words(ROOT / "prompts" / FILE),
            clock=self.clock,
            kept_days=7,
            public_url=self.public_url,
        )
        return create_app(self.assistant, today=lambda: TODAY, static_dir=static_dir, doors=(door,))


Open = Callable[[House], TestClient]


@pytest.fixture
def open_house(tmp_path: Path) -> Iterator[Open]:
    """Serves a house to a client that shows a key."""
    with ExitStack() as stack:

        def start(house: House) -> TestClient:
            app = house.app(tmp_path)
            client = stack.enter_context(TestClient(app, headers={"Authorization": f"Bearer {STATIC_KEY}"}))
            app.state.web.warm_up.finish()
            return client

        yield start


@pytest.fixture
def house() -> House:
    return House(FakeAssistant())


@pytest.fixture
def client(open_house: Open, house: House) -> TestClient:
    return open_house(house)


def body(question: str = ASKED, *earlier: tuple[str, str], **fields: object) -> dict[str, object]:
    """A request; `earlier` are exchanges of a question and what was replied."""
    messages = [
        {"role": role, "content": text}
        for exchange in earlier
        for role, text in zip(("user", "assistant"), exchange, strict=True)
    ]
    return {"model": "policy-qa", "messages": [*messages, {"role": "user", "content": question}]} | fields


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[House], str]]:
    """Serves a house on loopback for real clients; the base address that they are given."""
    with ExitStack() as stack:

        def start(house: House) -> str:
            listening = stack.enter_context(listen("127.0.0.1", 0))
            config = uvicorn.Config(house.app(tmp_path), log_config=None, timeout_graceful_shutdown=1)
            server = uvicorn.Server(config)
            thread = threading.Thread(target=server.run, args=([listening],))
            thread.start()
            stack.callback(thread.join)
            stack.callback(setattr, server, "should_exit", True)
            return f"http://127.0.0.1:{listening.getsockname()[1]}/v1"

        yield start
