"""A chat model behind a circuit breaker and a daily budget, with what an operator wants to know."""

from __future__ import annotations

import time
from collections.abc import Generator, Sequence
from contextlib import closing
from typing import Protocol

import structlog

from assistant.errors import ModelFailed, ModelFault, StorageUnavailable
from assistant.model.breaker import Breaker
from assistant.model.tokens import estimated
from assistant.ports import ChatModel, Message, ModelUsageStore, Today

_LOG = structlog.stdlib.get_logger(__name__)
# A request that was turned away, with nothing said, costs nothing.
_FREE = frozenset(
    {
        ModelFault.UNREACHABLE,
        ModelFault.UNAUTHORISED,
        ModelFault.RATE_LIMITED,
        ModelFault.SERVER_ERROR,
        ModelFault.UNKNOWN_MODEL,
        ModelFault.BAD_REQUEST,
        ModelFault.CONTEXT_OVERFLOW,
    }
)


class Observer(Protocol):
    """Is told of every request how it went."""

    def __call__(self, fault: ModelFault | None, seconds: float, tokens: int) -> None:
        """No fault where the answer came whole, or was given up by the one who asked."""
        ...


class ClosableChatModel(ChatModel, Protocol):
    """A ChatModel that holds connections."""

    def close(self) -> None:
        """End them; to be called once."""
        ...


class GuardedChatModel:
    """ChatModel that asks another one while that makes sense and is paid for."""

    def __init__(
        self,
        model: ClosableChatModel,
        usage: ModelUsageStore,
        today: Today,
        daily_tokens: int,
        observer: Observer,
        breaker: Breaker,
    ) -> None:
        self._model, self._usage, self._today = model, usage, today
        self._daily_tokens, self._observer, self._breaker = daily_tokens, observer, breaker
        self._told: tuple[ModelFault | None, bool] = (None, False)

    @property
    def name(self) -> str:
        """See ChatModel."""
        return self._model.name

    def stream(self, messages: Sequence[Message], until: float, most_tokens: int) -> Generator[str, None, int | None]:
        """See ChatModel; also raises ModelFailed for a model that rests and for a budget that is spent."""
        given = self._enter()
        request = _Request(messages)
        try:
            request.tokens = yield from request.follow(self._model.stream(messages, until, most_tokens))
        except ModelFailed as failed:
            request.fault = failed.fault
            self._breaker.leave(given, failed.fault, failed.retry_after)
            raise
        except BaseException:
            # Given up by the one who asked: what was said so far shows that the model works.
            if request.said:
                self._breaker.leave(given, None)
            else:
                self._breaker.give_up(given)
            raise
        else:
            self._breaker.leave(given, None)
        finally:
            self._account(request)
        return request.tokens

    def close(self) -> None:
        """End the connections; to be called once."""
        self._model.close()

    def _enter(self) -> int:
        if self._daily_tokens and self._usage.used(self._today()).tokens >= self._daily_tokens:
            raise self._turned_away(ModelFault.OVER_BUDGET, "今天给模型的额度已经用完，明天恢复", None)
        given = self._breaker.enter()
        if given is None:
            rests = self._breaker.rests_for()
            raise self._turned_away(ModelFault.RESTING, "模型刚才出了错，正在歇一会儿，稍后自动再试", rests)
        return given

    def _turned_away(self, fault: ModelFault, message: str, retry_after: float | None) -> ModelFailed:
        self._observer(fault, 0.0, 0)
        if fault is ModelFault.OVER_BUDGET:
            self._tell(fault)
        return ModelFailed(fault, f"{message}。", retry_after)

    def _account(self, request: _Request) -> None:
        tokens = request.cost()
        self._observer(request.fault, request.seconds(), tokens)
        self._tell(request.fault)
        try:
            self._usage.add(self._today(), tokens, request.fault is not None)
        except StorageUnavailable as error:
            # The answer is there; that it was not counted must not take it away.
            _LOG.warning("model_usage_not_counted", reason=error.message)

    def _tell(self, fault: ModelFault | None) -> None:
        """Log what changed, never what was asked; the same cause is logged once."""
        rests = self._breaker.rests_for()
        state = (fault, rests > 0)
        if state == self._told:
            return
        self._told = state
        if fault is None:
            _LOG.info("model_works", model=self.name)
        else:
            _LOG.warning("model_fails", model=self.name, fault=fault.value, rests_seconds=round(rests))


class _Request:
    """What one request came to."""

    def __init__(self, messages: Sequence[Message]) -> None:
        self._asked = "".join(message.text for message in messages)
        self._began = time.monotonic()
        self._text: list[str] = []
        self.tokens: int | None = None
        self.fault: ModelFault | None = None

    @property
    def said(self) -> bool:
        return any(self._text)

    def follow(self, stream: Generator[str, None, int | None]) -> Generator[str, None, int | None]:
        """Hand on, and keep what was said."""
        with closing(stream):
            while True:
                try:
                    text = next(stream)
                except StopIteration as ended:
                    tokens: int | None = ended.value
                    return tokens
                self._text.append(text)
                yield text

    def seconds(self) -> float:
        return time.monotonic() - self._began

    def cost(self) -> int:
        if self.tokens is not None:
            return self.tokens
        if self.fault in _FREE and not self.said:
            return 0
        return estimated(self._asked) + estimated("".join(self._text))
