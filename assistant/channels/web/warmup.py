"""Bringing the corpus up to date behind the running server, then opening what the first questions can do without."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

import structlog

from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.service import Assistant

AGAIN_SECONDS = 5.0

log = structlog.get_logger("assistant.web")


class WarmUp:
    """One thread that syncs, from where on questions are answered, and warms up.

    What stands in the way is often gone a moment later (a full disk, another process that syncs), so it
    tries again until it succeeds; `problem` says what it waits for.
    """

    def __init__(self, assistant: Assistant, again_seconds: float = AGAIN_SECONDS) -> None:
        self._assistant = assistant
        self._again_seconds = again_seconds
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self.problem = ""

    def start(self) -> None:
        """Begin in the background."""
        self._stopping.clear()
        self._thread = threading.Thread(target=self._run, name="warm-up", daemon=True)
        self._thread.start()

    def finish(self) -> None:
        """Let the attempt under way end and try no more, so that nothing is closed under its hands."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        for step in (self._sync, self._assistant.warm_up):
            while not self._succeeds(step):
                if self._stopping.wait(self._again_seconds):
                    return

    def _succeeds(self, step: Callable[[], None]) -> bool:
        try:
            step()
        except AssistantError as error:
            if error.message != self.problem:
                log.error("warm_up_failed", code=error.code, reason=error.message)
            self.problem = error.message
            return False
        except Exception:  # a thread has nobody above it; the server must stay up and say so
            log.exception("warm_up_crashed")
            self.problem = "启动时出错，详情见日志。"
            return False
        self.problem = ""
        return True

    def _sync(self) -> None:
        report = self._assistant.sync()
        for problem in report.problems:
            log.warning("document_unusable", reason=str(problem))
        log.info(
            "ready",
            index=report.index_name,
            added=len(report.added),
            changed=len(report.changed),
            withdrawn=len(report.withdrawn),
            unchanged=len(report.unchanged),
            seconds=round(report.seconds, 2),
        )
