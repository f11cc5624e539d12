"""A chat model that says what it is told to say."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence

from assistant.errors import ModelFailed
from assistant.ports import Message

Reply = str | ModelFailed | tuple[str | ModelFailed, ...]


class ScriptedChatModel:
    """Gives its replies one after the other, character by character; a fault is raised where it stands.

    A callable gives the reply to the messages instead.
    """

    def __init__(self, *replies: Reply, answer: Callable[[Sequence[Message]], Reply] | None = None) -> None:
        self._replies, self._answer = list(replies), answer
        self.asked: list[tuple[Message, ...]] = []
        self.closed = 0

    @property
    def name(self) -> str:
        return "scripted"

    def stream(self, messages: Sequence[Message], until: float, most_tokens: int) -> Generator[str, None, None]:
        self.asked.append(tuple(messages))
        reply = self._answer(messages) if self._answer else self._replies.pop(0)
        try:
            for piece in reply if isinstance(reply, tuple) else (reply,):
                if isinstance(piece, ModelFailed):
                    raise piece
                yield from piece
        finally:
            self.closed += 1
