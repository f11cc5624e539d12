"""An HTTP endpoint that search can do without: who it is, how it fails, and how long a question waits for it.

openai is imported with the first `Patience`: 38 MB and 0.8 s that nobody pays who has set no endpoint.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from assistant.errors import EndpointRefused, EndpointUnavailable

if TYPE_CHECKING:
    from httpx2 import Client

logger = logging.getLogger(__name__)

REST_SECONDS = 5.0
"""After a failure nobody asks for so long: of the questions of that time only one has waited in vain."""
BUILD_AGAIN_SECONDS = 60.0
"""A build that fails for its endpoint costs seconds of the processor, and a text that is refused now always is."""
KEYLESS = "none"
"""openai demands a key; servers of one's own mostly want none."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """`what` names it in messages, `setting` is how its settings begin; the key is never shown."""

    what: str
    setting: str
    url: str
    name: str
    key: str = field(default="", repr=False)


class Patience:
    """Waits `seconds` for each answer of an endpoint and lets it rest after a failure. All threads may share it.

    That it fails, and that it answers again, is logged once each; `problem` is what it suffers from now, or empty.
    """

    def __init__(self, endpoint: Endpoint, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        # `reported` needs it, and the first question would not wait for the import.
        import openai  # noqa: F401

        self._endpoint, self._seconds, self._clock = endpoint, seconds, clock
        self._rests_until = 0.0
        self.problem = ""

    def ask(self, call: Callable[[], T]) -> T:
        """What the call gives, or an error of `reported`; raises EndpointUnavailable at once while it rests."""
        now = self._clock()
        if self.problem:
            if now < self._rests_until:
                raise EndpointUnavailable(self.problem)
            # Only this question tries it; the others go on without.
            self._rests_until = now + REST_SECONDS
        try:
            given = self._within(call)
        except EndpointRefused:
            raise
        except EndpointUnavailable as error:
            if not self.problem:
                logger.warning("searching without an endpoint until it answers again: %s", error.message)
            self.problem, self._rests_until = error.message, self._clock() + REST_SECONDS
            raise
        if self.problem:
            logger.warning("%s answers again", self._endpoint.setting)
            self.problem = ""
        return given

    def _within(self, call: Callable[[], T]) -> T:
        """In a thread of its own, since neither looking up a name nor a server that drips heeds a timeout."""
        reply: Future[T] = Future()

        def work() -> None:
            try:
                with reported(self._endpoint):
                    reply.set_result(call())
            except EndpointUnavailable as error:
                reply.set_exception(error)

        threading.Thread(target=work, name="endpoint", daemon=True).start()
        try:
            return reply.result(self._seconds)
        except TimeoutError:
            raise EndpointUnavailable(
                f"{self._endpoint.what}在 {self._seconds * 1000:.0f} 毫秒内没有回答。"
                f"请检查 {self._endpoint.setting}_URL 的服务是否太忙或太远"
            ) from None


@dataclass(slots=True)
class Setback:
    """The last build that failed for its endpoint, so that nobody begins the next one at once."""

    error: EndpointUnavailable | None = None
    until: float = 0.0

    def note(self, error: EndpointUnavailable) -> None:
        """Hold back what comes after this failure."""
        self.error, self.until = error, time.monotonic() + BUILD_AGAIN_SECONDS

    def check(self) -> None:
        """Raises the error of the build that failed just now."""
        if self.error is not None and time.monotonic() < self.until:
            raise self.error


def open_http() -> Client:
    """Connections for openai's clients, to be closed by whoever opens them."""
    # openai looks into this module when it is loaded, even half loaded by another thread that imports chromadb.
    import httpx  # noqa: F401
    import openai

    return openai.DefaultHttpxClient()


@contextmanager
def reported(endpoint: Endpoint) -> Iterator[None]:
    """Raises EndpointUnavailable, in Chinese with what to do, for whatever a call of the endpoint ends in.

    What the endpoint says is left out: it may hold the question.
    """
    import openai

    try:
        yield
    except openai.APIStatusError as error:
        kind = EndpointRefused if error.status_code in _REFUSED else EndpointUnavailable
        told = f"{endpoint.what}{_meaning(error.status_code)}（HTTP {error.status_code}）"
        raise kind(f"{told}。{_remedy(error.status_code, endpoint.setting)}") from None
    except openai.APITimeoutError:
        raise EndpointUnavailable(
            f"{endpoint.what}迟迟没有回答。请检查 {endpoint.setting}_URL 的服务是否太忙"
        ) from None
    except openai.APIConnectionError:
        raise EndpointUnavailable(f"连接不上{endpoint.what}。请检查 {endpoint.setting}_URL、网络与代理") from None
    except (openai.OpenAIError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise unreadable(endpoint, f"格式不对（{type(error).__name__}）") from None


def unreadable(endpoint: Endpoint, problem: str) -> EndpointUnavailable:
    """For a reply that came and is not what such endpoints give."""
    return EndpointUnavailable(
        f"{endpoint.what}的回复无法使用：{problem}。请检查 {endpoint.setting}_URL 与 {endpoint.setting}_NAME"
    )


_REFUSED = (400, 413, 422)


def _meaning(status: int) -> str:
    if status in _REFUSED:
        return "不接受这段文字"
    return {401: "不认密钥", 403: "不认密钥", 404: "没有这个地址或模型", 429: "限流，或额度已用尽"}.get(status, "出错")


def _remedy(status: int, setting: str) -> str:
    if status in _REFUSED:
        return f"请检查 {setting}_NAME；文字太长的，换用上下文更长的模型，或让服务端自动截断"
    if status in (401, 403):
        return f"请检查 {setting}_KEY"
    if status == 404:
        return f"请检查 {setting}_URL 与 {setting}_NAME"
    return "稍后会再试；反复出现时请查看服务端的额度与日志"
