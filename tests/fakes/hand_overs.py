"""A desk that takes whom messengers hand over."""

from __future__ import annotations

from assistant.domain import Correspondent, Message


class FakeHandOvers:
    """Keeps who was taken, with the answer that they had last; takes nobody while it is closed."""

    def __init__(self, closed: bool = False) -> None:
        self.closed = closed
        self.taken: list[tuple[str, str | None]] = []

    def take(self, sender: Correspondent, last: Message | None) -> bool:
        if self.closed:
            return False
        self.taken.append((sender.user_id, last.reply.answer_id if last and last.reply else None))
        return True
