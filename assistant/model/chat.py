"""ChatModel over any chat model of LangChain."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Generator, Sequence
from contextlib import aclosing
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, TypeAlias

from assistant.errors import ModelFault
from assistant.model.background import Background
from assistant.model.faults import explained, failed
from assistant.model.options import Options
from assistant.model.reply import Reply
from assistant.ports import Message

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk

    Arrived: TypeAlias = SimpleQueue[AIMessageChunk | BaseException | None]


class LangChainChatModel:
    """ChatModel that waits no longer than it may, whatever the library does."""

    def __init__(self, model: BaseChatModel, name: str, release: Callable[[], Awaitable[None]] | None = None) -> None:
        self._model, self._name, self._release = model, name, release
        self._options = Options()
        self._background = Background(f"chat-{name}")

    @property
    def name(self) -> str:
        """See ChatModel."""
        return self._name

    def stream(self, messages: Sequence[Message], until: float, most_tokens: int) -> Generator[str, None, int | None]:
        """See ChatModel."""
        arrived: Arrived = SimpleQueue()
        request = self._background.start(self._ask(messages, most_tokens, arrived))
        reply = Reply()
        try:
            while (chunk := _next(arrived, until)) is not None:
                if text := reply.take(chunk):
                    yield text
        finally:
            request.cancel()
        if fault := reply.fault():
            raise fault
        return reply.tokens

    def close(self) -> None:
        """End the thread and the connections; to be called once."""
        self._background.close(self._released())

    async def _released(self) -> None:
        if self._release:
            await self._release()

    async def _ask(self, messages: Sequence[Message], most_tokens: int, arrived: Arrived) -> None:
        """Put chunks as they come, then None or what went wrong."""
        try:
            await self._read(messages, most_tokens, arrived)
            arrived.put(None)
        except Exception as error:  # noqa: BLE001 - it is raised where the answer is awaited
            arrived.put(error)

    async def _read(self, messages: Sequence[Message], most_tokens: int, arrived: Arrived) -> None:
        from langsmith import tracing_context

        said = [(message.role.value, message.text) for message in messages]
        options = self._options.of_request(most_tokens)
        try:
            # Questions go to the model that the operator chose, and nowhere else.
            with tracing_context(enabled=False):
                chunks = self._model.astream(said, **options)
                async with aclosing(chunks):  # type: ignore[type-var]
                    async for chunk in chunks:
                        arrived.put(chunk)
        except Exception as error:
            if not self._options.learn(error, options):
                raise
            await self._read(messages, most_tokens, arrived)


def _next(arrived: Arrived, until: float) -> AIMessageChunk | None:
    left = until - time.monotonic()
    try:
        if left <= 0:
            raise Empty
        chunk = arrived.get(timeout=left)
    except Empty:
        raise failed(ModelFault.TIMEOUT) from None
    if isinstance(chunk, BaseException):
        # Not chained: what a service writes may repeat the question or the key, and chains are printed.
        raise explained(chunk) from None
    return chunk
