from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from typing import Protocol

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page

from assistant.channels.web.app import create_app
from assistant.channels.web.serve import listen
from tests.conftest import STATIC
from tests.fakes.assistant import TODAY, FakeAssistant
from tests.fakes.eligibility import CHECKLIST_WORDS

DESKTOP = {"width": 1280, "height": 800}
CONTACT = "请问属地工业和信息化主管部门。"
PHONE = {"width": 360, "height": 667}


class Serve(Protocol):
    """Serves an Assistant that takes this day for today; gives back the address."""

    def __call__(self, assistant: FakeAssistant, today: date = TODAY) -> str:
        """Until the test is over."""


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serves the built page over an Assistant; the address."""
    with ExitStack() as stack:

        def start(assistant: FakeAssistant, today: date = TODAY) -> str:
            listening = stack.enter_context(listen("127.0.0.1", 0))
            app = create_app(
                assistant, today=lambda: today, static_dir=STATIC, contact=CONTACT, checklist_words=CHECKLIST_WORDS
            )
            server = uvicorn.Server(uvicorn.Config(app, log_config=None, timeout_graceful_shutdown=1))
            thread = threading.Thread(target=server.run, args=([listening],))
            thread.start()
            stack.callback(thread.join)
            stack.callback(setattr, server, "should_exit", True)
            return f"http://127.0.0.1:{listening.getsockname()[1]}"

        yield start


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def screen(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=request.param, locale="zh-CN")
    yield context
    context.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=DESKTOP, locale="zh-CN")
    yield context.new_page()
    context.close()
