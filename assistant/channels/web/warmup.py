"""Bringing the corpus up to date and opening the indexes behind the running server."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import structlog

from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.service import Assistant

log = structlog.get_logger("assistant.web")


class WarmUp:
    """One thread that syncs and warms up; the server answers /healthz meanwhile."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._thread: threading.Thread | None = None
        self.problem = ""

    def start(self) -> None:
        """Begin in the background."""
        self._thread = threading.Thread(target=self._run, name="warm-up", daemon=True)
        self._thread.start()

    def finish(self) -> None:
        """Wait until it has ended, so that nothing is closed under its hands."""
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        try:
            report = self._assistant.sync()
            self._assistant.warm_up()
        except AssistantError as error:
            self.problem = error.message
            log.error("warm_up_failed", code=error.code, reason=error.message)
        except Exception:  # a thread has nobody above it; the server must stay up and say so
            self.problem = "启动时出错，详情见日志。"
            log.exception("warm_up_crashed")
        else:
            log.info(
                "ready",
                index=report.index_name,
                added=len(report.added),
                changed=len(report.changed),
                withdrawn=len(report.withdrawn),
                unchanged=len(report.unchanged),
                problems=[str(problem) for problem in report.problems],
                seconds=round(report.seconds, 2),
            )
