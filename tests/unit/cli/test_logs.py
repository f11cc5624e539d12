from __future__ import annotations

import json
import logging

import pytest
import structlog

from assistant.channels.logs import configure


def test_our_log_and_a_library_s_are_json_lines_with_the_request_id(capsys: pytest.CaptureFixture[str]) -> None:
    configure("INFO")
    with structlog.contextvars.bound_contextvars(request_id="r-1"):
        structlog.get_logger("assistant.web").info("ready", index="kb")
        logging.getLogger("somebody").warning("看这里")
    ours, theirs = (json.loads(line) for line in capsys.readouterr().err.splitlines())
    assert (ours["event"], ours["index"], ours["level"], ours["request_id"]) == ("ready", "kb", "info", "r-1")
    assert (theirs["event"], theirs["logger"], theirs["request_id"]) == ("看这里", "somebody", "r-1")


def test_a_crash_is_logged_with_its_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    configure("INFO")
    try:
        raise ZeroDivisionError("inside")
    except ZeroDivisionError:
        structlog.get_logger("assistant.web").exception("request_crashed")
    (entry,) = (json.loads(line) for line in capsys.readouterr().err.splitlines())
    assert "ZeroDivisionError: inside" in entry["exception"]


def test_libraries_do_not_narrate(capsys: pytest.CaptureFixture[str]) -> None:
    configure("DEBUG")
    for library in ("chromadb", "httpx", "alembic.runtime", "uvicorn.error"):
        logging.getLogger(library).info("working")
    assert capsys.readouterr().err == ""


def test_a_quiet_command_logs_only_what_went_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    configure("DEBUG", quiet=True)
    structlog.get_logger("assistant.web").info("ready")
    structlog.get_logger("assistant.web").warning("trouble")
    (entry,) = (json.loads(line) for line in capsys.readouterr().err.splitlines())
    assert entry["event"] == "trouble"


def test_an_unknown_level_is_refused() -> None:
    with pytest.raises(ValueError, match="LOUD"):
        configure("LOUD")
