"""Processes that help to answer: what they are asked, and what becomes of it when they end."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.answering import helpers as module
from assistant.answering.helpers import AT_ONCE, Helpers, Run, answers_at_once
from assistant.answering.pipeline import Pipeline
from assistant.answering.turn import Turn
from assistant.domain import AnswerStatus, Question, Step

PATIENCE_SECONDS = 30
CHILD = """
import os, pickle, sys, time
from dataclasses import replace
from pathlib import Path
from assistant.answering.helpers import serve
from assistant.domain import Step

state = pickle.load(sys.stdin.buffer)

def answer(turn):
    asked = turn.question.text
    if asked == "end":
        os._exit(3)
    if asked == "fail":
        raise ValueError(asked)
    while asked == "wait" and not Path(state, "go on").exists():
        time.sleep(0.01)
    return [Step(str(os.getpid()), 1.0, {}), replace(turn, standalone=f"{state}: {asked}", ended=True)]

serve(sys.stdout.buffer, sys.stdin.buffer, answer)
"""


def turn(text: str) -> Turn:
    return Turn(Question(text), date(2024, 6, 1))


def until(done: Callable[[], object]) -> None:
    patience = time.monotonic() + PATIENCE_SECONDS
    while not done():
        assert time.monotonic() < patience
        time.sleep(0.01)


def started(room: Path, count: int = 1, child: str = CHILD) -> Helpers:
    helpers = Helpers([sys.executable, "-c", child], str(room), count)
    helpers.start()
    return helpers


@pytest.fixture
def helpers(tmp_path: Path) -> Iterator[Helpers]:
    running = started(tmp_path)
    until(lambda: running.run(turn("ready?")))
    yield running
    running.close()


def process_of(run: Run | None) -> int:
    assert run is not None
    assert isinstance(run[0], Step)
    return int(run[0].name)


def test_a_helper_answers_over_the_state_that_it_was_given(helpers: Helpers, tmp_path: Path) -> None:
    run = helpers.run(turn("要不要申报"))
    assert process_of(run) != os.getpid()
    assert run is not None
    assert run[-1] == replace(turn("要不要申报"), standalone=f"{tmp_path}: 要不要申报", ended=True)


def test_each_question_gets_its_own_reply(helpers: Helpers, tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        runs = list(pool.map(lambda number: helpers.run(turn(str(number))), range(200)))
    told = [(number, run[-1].standalone) for number, run in enumerate(runs) if run and isinstance(run[-1], Turn)]
    assert told
    assert all(standalone == f"{tmp_path}: {number}" for number, standalone in told)


def test_a_helper_that_has_enough_to_do_is_asked_nothing_more(helpers: Helpers, tmp_path: Path) -> None:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        waiting = [pool.submit(helpers.run, turn("wait")) for _ in range(AT_ONCE)]
        until(lambda: helpers.waiting == AT_ONCE)
        assert helpers.run(turn("one more")) is None
        (tmp_path / "go on").touch()
        assert all(each.result() for each in waiting)
    assert helpers.run(turn("again")) is not None


def test_two_helpers_share_the_work(tmp_path: Path) -> None:
    both = started(tmp_path, 2)

    def processes() -> set[int]:
        with ThreadPoolExecutor(2 * AT_ONCE) as pool:
            runs = list(pool.map(lambda _: both.run(turn("who?")), range(2 * AT_ONCE)))
        return {process_of(run) for run in runs if run is not None}

    until(lambda: len(processes()) == 2)
    both.close()


def test_what_fails_in_a_helper_is_left_to_whoever_asked(helpers: Helpers) -> None:
    assert helpers.run(turn("fail")) is None
    assert helpers.run(turn("and now")) is not None


def test_a_helper_that_ends_is_started_again(
    helpers: Helpers, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(module, "FIRST_PAUSE_SECONDS", 0.01)
    before = process_of(helpers.run(turn("who?")))
    assert helpers.run(turn("end")) is None
    until(lambda: helpers.run(turn("who?")))
    assert process_of(helpers.run(turn("who?"))) != before
    assert "ended with code 3 and is started again" in caplog.text


def test_a_helper_killed_while_it_loads_is_started_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FIRST_PAUSE_SECONDS", 0.01)
    starts = f"from pathlib import Path\nwith Path({str(tmp_path)!r}, 'starts').open('a') as file: file.write('.')\n"
    first = "import os\nif Path(file.name).stat().st_size == 1: os._exit(9)\n"
    big = Helpers([sys.executable, "-c", starts + first + CHILD], "x" * 1_000_000, 1)
    big.start()
    until(lambda: big.run(turn("ready?")))
    assert (tmp_path / "starts").read_text() == ".."
    big.close()


def test_a_killed_helper_loses_no_question(helpers: Helpers) -> None:
    process = process_of(helpers.run(turn("who?")))
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(helpers.run, turn("wait"))
        until(lambda: helpers.waiting)
        os.kill(process, signal.SIGKILL)
        assert waiting.result(PATIENCE_SECONDS) is None


def test_a_helper_that_cannot_load_is_never_asked(tmp_path: Path) -> None:
    broken = started(tmp_path, child="print('no reply at all')")
    assert broken.run(turn("ready?")) is None
    broken.close()


@pytest.mark.parametrize("let_go", [lambda held: held[0].close(), list.clear], ids=["closed", "forgotten"])
def test_helpers_end_when_they_are(tmp_path: Path, let_go: Callable[[list[Helpers]], None]) -> None:
    held = [started(tmp_path)]
    until(lambda: held[0].run(turn("ready?")))
    process = process_of(held[0].run(turn("who?")))
    let_go(held)
    until(lambda: not _runs(process))


def test_the_pipeline_takes_the_run_of_a_helper_or_works_itself() -> None:
    def here(asked: Turn) -> Turn:
        return replace(asked, standalone="here", status=AnswerStatus.ANSWERED, ended=True)

    def elsewhere(asked: Turn) -> Run | None:
        return (replace(asked, standalone="elsewhere", ended=True),) if asked.question.text == "far" else None

    pipeline = Pipeline([("understand", here)], None, elsewhere)  # type: ignore[arg-type]
    told = [[*pipeline.run(turn(text))][-1] for text in ("far", "near", "far")]
    assert [each.standalone for each in told if isinstance(each, Turn)] == ["elsewhere", "here", "elsewhere"]


def test_each_helper_may_have_questions_waiting() -> None:
    assert [answers_at_once(processes) for processes in (1, 2, 3)] == [1, 1 + AT_ONCE, 1 + 2 * AT_ONCE]


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_helper_that_hangs_is_killed_and_replaced(helpers: Helpers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE_SECONDS", 0.2)
    monkeypatch.setattr(module, "FIRST_PAUSE_SECONDS", 0.01)
    before = process_of(helpers.run(turn("who?")))
    assert helpers.run(turn("wait")) is None
    until(lambda: helpers.run(turn("who?")))
    assert process_of(helpers.run(turn("who?"))) != before


def test_a_reply_that_cannot_be_read_costs_no_question(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FIRST_PAUSE_SECONDS", 0.01)
    unknown = CHILD.replace(
        'if asked == "fail":',
        'if asked == "strange":\n        return [sys.modules["__main__"].Own()]\n    if asked == "fail":',
    )
    strange = started(tmp_path, child=unknown.replace("state = pickle", "class Own: pass\n\nstate = pickle"))
    until(lambda: strange.run(turn("ready?")))
    assert strange.run(turn("strange")) is None
    until(lambda: strange.run(turn("and now")))
    strange.close()
