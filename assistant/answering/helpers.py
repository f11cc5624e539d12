"""Further processes that answer: the threads of one Python process share one processor.

A helper has the same state of the corpus and gives the same answers. It works off turns one after the other; whatever
it cannot take is answered where it was asked.
"""

from __future__ import annotations

import logging
import pickle
import signal
import subprocess
import threading
import weakref
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from typing import IO

from assistant.answering.turn import Turn
from assistant.domain import Sentence, Step

Event = Step | Sentence | Turn
Run = tuple[Event, ...]

AT_ONCE = 3
"""Turns that a helper is given: the one that it works on, and the next ones, so that it need not wait for them."""
WAITING_FOR_A_MODEL = 64
"""Answers that a model may be wording at a time; it is asked no more often than that."""
PATIENCE_SECONDS = 30.0
"""An answer takes milliseconds; a helper that takes so long hangs."""
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 1.0, 300.0
"""How long to wait before a helper that ended is started again; twice as long each time that it ends unready."""

READY = "ready"

logger = logging.getLogger(__name__)


class Helpers:
    """Helper processes, which load once started and end when nobody refers to them any more.

    `command` starts one; it reads a pickled `state`, then turns, and writes READY, then a reply for each turn.
    """

    def __init__(self, command: Sequence[str], state: object, count: int) -> None:
        # As bytes it takes a third of the memory, for as long as a helper may have to be started again.
        sent = pickle.dumps(state, pickle.HIGHEST_PROTOCOL)
        self._each = [_Helper(command, sent) for _ in range(count)]
        self._end = weakref.finalize(self, _end, self._each)

    def start(self) -> None:
        """Let them load in the background."""
        for helper in self._each:
            # The thread refers to the helper alone: else this object would never go.
            threading.Thread(target=helper.keep_running, name="helper", daemon=True).start()

    @property
    def waiting(self) -> int:
        """How many turns they have been given and have not answered."""
        return sum(len(helper.waiting) for helper in self._each)

    def run(self, turn: Turn) -> Run | None:
        """The events of the pipeline, all at once; None when no helper could do it."""
        for helper in sorted(self._each, key=_busy):
            reply = helper.ask(turn)
            if reply is not None:
                try:
                    return reply.result(PATIENCE_SECONDS)
                except TimeoutError:
                    helper.kill()
                    return None
        return None

    def close(self) -> None:
        """End the processes; what they work on is answered elsewhere."""
        self._end()


def answers_at_once(processes: int, has_model: bool = False) -> int:
    """How many turns so many processes work on, or have before them, this one with its helpers.

    In one process answering is Python from end to end and takes milliseconds: a second thread only waits for the first
    and costs a tenth more of the processor. Who waits for a model's words leaves the processor to others.
    """
    return WAITING_FOR_A_MODEL if has_model else 1 + AT_ONCE * (processes - 1)


class _Helper:
    """One process with the turns that it was given, in that order."""

    def __init__(self, command: Sequence[str], state: bytes) -> None:
        self._command, self._state = command, state
        self._changing = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._ready = False
        self._closed = threading.Event()
        self.waiting: deque[Future[Run | None]] = deque()

    def ask(self, turn: Turn) -> Future[Run | None] | None:
        """The reply to come, or None when it cannot take the turn."""
        sent = pickle.dumps(turn, pickle.HIGHEST_PROTOCOL)
        with self._changing:
            if not self._ready or self._process is None or len(self.waiting) >= AT_ONCE:
                return None
            reply: Future[Run | None] = Future()
            self.waiting.append(reply)
            try:
                pipe = _pipe(self._process.stdin)
                pipe.write(sent)
                pipe.flush()
            except (OSError, ValueError):  # it ended, and its pipe may be closed by now
                self.waiting.pop()
                return None
            return reply

    def kill(self) -> None:
        """End the process, whatever it does; it is started again."""
        with self._changing:
            if self._process is not None:
                self._process.kill()

    def keep_running(self) -> None:
        """Start the process, hand its replies on, and start it again when it ends."""
        pause = FIRST_PAUSE_SECONDS
        while not self._closed.is_set():
            was_ready = False
            try:
                was_ready = self._run_once()
            except Exception:  # a thread has nobody above it, and the next process may do better
                logger.exception("a helper process could not be used")
            pause = FIRST_PAUSE_SECONDS if was_ready else min(2 * pause, LONGEST_PAUSE_SECONDS)
            self._closed.wait(pause)

    def end(self) -> None:
        self._closed.set()
        with self._changing:
            if self._process is not None:
                self._process.terminate()

    def _run_once(self) -> bool:
        """Whether the process became ready before it ended."""
        became_ready = False
        code: int | None = None
        try:
            # The process is left first: what it did not read fails to be flushed.
            with suppress(OSError, EOFError, pickle.UnpicklingError), self._started() as process:
                pipe = _pipe(process.stdin)
                pipe.write(self._state)
                pipe.flush()
                replies = _pipe(process.stdout)
                became_ready = self._ready = pickle.load(replies) == READY
                while True:
                    reply = pickle.load(replies)
                    self.waiting.popleft().set_result(reply)
        finally:
            with self._changing:
                self._ready = False
                code = self._process.returncode if self._process else None
                lost = [*self.waiting]
                self.waiting.clear()
            for unanswered in lost:
                unanswered.set_result(None)
        if not self._closed.is_set():
            # A service manager that stops the server tells all of its processes at once.
            level = logging.INFO if code == -signal.SIGTERM else logging.WARNING
            logger.log(level, "a helper process ended with code %s and is started again", code)
        return became_ready

    def _started(self) -> subprocess.Popen[bytes]:
        with self._changing:
            if self._closed.is_set():
                raise BrokenPipeError
            self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            return self._process


def serve(replies: IO[bytes], turns: IO[bytes], answer: Callable[[Turn], Sequence[Event]]) -> None:
    """The helper's side, once it has loaded: answer turns until there are no more."""
    _write(replies, READY)
    while True:
        try:
            turn: Turn = pickle.load(turns)
        except EOFError:
            return
        try:
            *told, finished = answer(turn)
        except Exception:  # whoever asked answers it, and tells what is wrong
            logger.exception("a helper process could not answer")
            _write(replies, None)
            continue
        _write(replies, (*told, finished.outcome if isinstance(finished, Turn) else finished))


def _write(pipe: IO[bytes], sent: object) -> None:
    pickle.dump(sent, pipe, pickle.HIGHEST_PROTOCOL)
    pipe.flush()


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise BrokenPipeError
    return pipe


def _busy(helper: _Helper) -> int:
    return len(helper.waiting)


def _end(helpers: Sequence[_Helper]) -> None:
    for helper in helpers:
        helper.end()
