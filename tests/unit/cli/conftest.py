from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import structlog

from assistant.cli import Wiring, main
from assistant.errors import AssistantError
from assistant.settings import Settings
from tests.fakes.assistant import FakeAssistant

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def _leave_logging_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs the command line over a given Assistant, or over one that cannot be built."""
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str, over: FakeAssistant | AssistantError | None = None) -> tuple[int, str, str]:
        def build(settings: Settings, processes: int = 1, observer: object = None) -> FakeAssistant:
            if isinstance(over, AssistantError):
                raise over
            return over or FakeAssistant()

        with pytest.raises(SystemExit) as ended:
            main(arguments, Wiring(build))
        said = capfd.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return command
