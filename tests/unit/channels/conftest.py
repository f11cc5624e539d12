from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.channels.web.app import create_app
from tests.fakes.assistant import TODAY, FakeAssistant
from tests.fakes.eligibility import CHECKLIST_WORDS

OPERATOR_TOKEN = "operator-token"
Open = Callable[[FakeAssistant], TestClient]


@pytest.fixture
def open_web(tmp_path: Path) -> Iterator[Open]:
    """Starts a web channel around an Assistant and stops it after the test."""
    with ExitStack() as stack:

        def start(assistant: FakeAssistant) -> TestClient:
            app = create_app(
                assistant,
                today=lambda: TODAY,
                static_dir=tmp_path / "static",
                operator_token=OPERATOR_TOKEN,
                checklist_words=CHECKLIST_WORDS,
            )
            client = stack.enter_context(TestClient(app))
            app.state.web.warm_up.finish()
            return client

        yield start


@pytest.fixture
def assistant() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture
def web(open_web: Open, assistant: FakeAssistant) -> TestClient:
    return open_web(assistant)
