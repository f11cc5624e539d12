from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from assistant.model.chat import LangChainChatModel
from assistant.model.opening import open_chat_model
from assistant.ports import Message, Role
from evals.chat_server import KEY, MODEL, Behaviour, ChatServer, Script, chat_server

ASKED = (Message(Role.SYSTEM, "你是政策助手。"), Message(Role.USER, "技改补几成？"))

Serve = Callable[..., ChatServer]
Open = Callable[..., LangChainChatModel]
Ask = Callable[..., str]


@pytest.fixture(autouse=True)
def _straight_to_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts scripted servers."""
    with ExitStack() as stack:
        yield lambda *script: stack.enter_context(chat_server(*script))


@pytest.fixture
def connect() -> Iterator[Open]:
    """Opens models at a server."""
    with ExitStack() as stack:

        def at(server: ChatServer | str, key: str = KEY, name: str = MODEL) -> LangChainChatModel:
            model = open_chat_model(server if isinstance(server, str) else server.url, key, name)
            stack.callback(model.close)
            return model

        yield at


@pytest.fixture
def ask(serve: Serve, connect: Open) -> Ask:
    """What a model says that behaves like this; raises what it raises."""

    def answer(*script: Behaviour | Script, seconds: float = 20.0) -> str:
        return "".join(connect(serve(*script)).stream(ASKED, time.monotonic() + seconds, 200))

    return answer
