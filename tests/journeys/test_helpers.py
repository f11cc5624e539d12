"""A server that answers with two processes."""

from __future__ import annotations

import os
import signal
import time
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import httpx2
import psutil
import pytest

from assistant.answering.finish import answer_of
from assistant.answering.helpers import Helpers
from assistant.answering.language import Language
from assistant.answering.phrasing_files import read_asking
from assistant.answering.turn import Turn
from assistant.bootstrap import build_assistant, state_of
from assistant.domain import Question
from assistant.helper import COMMAND
from assistant.settings import Settings
from tests.journeys.conftest import PATIENCE_SECONDS, Server, serving

DAY = date(2024, 6, 1)
ASKED = "六大专项行动分别是什么？"


def test_a_helper_gives_the_answers_that_the_server_gives(data_dir: Path) -> None:
    settings = Settings(data_dir=data_dir)
    asking, _ = read_asking(settings.knowledge_dirs)
    language = Language.read(settings.knowledge_dirs[0], settings.prompts_dir, data_dir / "cache")
    lines = [line for group in asking for each in group for line in getattr(each, "asked", ())]
    with closing(build_assistant(settings)) as assistant:
        index_name = assistant.sync().index_name
        state = state_of(settings, replace(language, asking=asking), assistant.documents(), index_name)
        helpers = Helpers(COMMAND, state, 1)
        helpers.start()
        patience = time.monotonic() + PATIENCE_SECONDS
        while helpers.run(Turn(Question(ASKED), DAY)) is None:
            assert time.monotonic() < patience
            time.sleep(0.05)
        for line in lines[::500]:
            run = helpers.run(Turn(Question(line), DAY))
            assert run is not None
            assert isinstance(run[-1], Turn)
            there, here = answer_of(run[-1], "", ()), assistant.answer(Question(line, as_of=DAY))
            assert (there.text, there.status, there.citations) == (here.text, here.status, here.citations)
            assert (there.notices, there.follow_ups) == (here.notices, here.follow_ups)
        helpers.close()


@pytest.mark.skipif((os.cpu_count() or 1) == 1, reason="one processor needs no second process")
def test_a_killed_helper_is_missed_by_nobody_and_replaced(data_dir: Path) -> None:
    with serving(data_dir) as server, httpx2.Client(base_url=server.url, timeout=PATIENCE_SECONDS) as web:
        first = helper_of(server)
        first.send_signal(signal.SIGKILL)
        for number in range(20):
            asked = {"question": ASKED, "as_of": str(DAY + timedelta(days=number))}
            reply = web.post("/api/v1/answers", json=asked)
            assert reply.json()["status"] == "answered"
        assert helper_of(server, other_than=first.pid).is_running()
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(PATIENCE_SECONDS) == 0


@pytest.mark.skipif((os.cpu_count() or 1) == 1, reason="one processor needs no second process")
def test_a_helper_ends_with_its_server_however_that_ends(data_dir: Path) -> None:
    with serving(data_dir) as server:
        helper = helper_of(server)
        server.process.kill()
        helper.wait(PATIENCE_SECONDS)


def test_one_process_is_enough_where_no_more_are_wanted(data_dir: Path) -> None:
    with serving(data_dir, PROCESSES="1") as server:
        assert psutil.Process(server.process.pid).children() == []
        assert httpx2.post(f"{server.url}/api/v1/answers", json={"question": ASKED}).status_code == 200


def helper_of(server: Server, other_than: int = 0) -> psutil.Process:
    patience = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < patience:
        for child in psutil.Process(server.process.pid).children():
            if child.pid != other_than:
                return child
        time.sleep(0.05)
    raise AssertionError("the server has no helper")
