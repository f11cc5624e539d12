"""What a person gets who asks for what is held for them."""

from __future__ import annotations

from assistant.channels.messages.correspondence import REMEMBERED, Correspondence
from assistant.channels.messages.offers import meant
from assistant.domain import Delivery, Message, Reply


class Fetching:
    """Hands out the next part of what a person reads, or an answer that waits for them. Safe to share by threads."""

    def __init__(self, correspondence: Correspondence) -> None:
        self._correspondence, self._store = correspondence, correspondence.store
        self._texts, self._clock = correspondence.texts, correspondence.clock

    def fetch(self, message: Message, way: Delivery) -> Message | None:
        """The message with its reply, or None where it asks for nothing and is a message like any other."""
        last = self._correspondence.last(message)
        if last is not None and last.delivery is Delivery.PASSIVE and last.left:
            return self._hand_on(last, message, way)
        is_chosen = meant(message.text, last, self._texts.chosen) is not None
        is_own = is_chosen and bool(last and last.reply and last.reply.choices)
        held = self._store.held(message.sender, self._clock() - REMEMBERED)
        if held is not None and held.id == message.id:
            held = None
        if held is not None and held.reply is not None and not (is_own and held.delivery is Delivery.PASSIVE):
            return self._hand_on(held, message, way)
        is_made = held is not None and held.reply is None
        if is_made and held and not (is_chosen and last and last.received_at > held.received_at):
            return self._still_searching(message, way)
        if last is None or is_chosen:
            return None
        # A reply that is being sent, or whose next delivery is near, comes by itself.
        if last.left:
            return self._still_searching(message, way)
        again = self._correspondence.again(message)
        # It may have been lost on its way: WeChat does not tell.
        return self.keep(message, again, way) if again else None

    def keep(self, message: Message, reply: Reply, way: Delivery) -> Message | None:
        """Keep a reply that costs no answer, and begin its delivery."""
        return self._store.answered(message.id, reply, self._clock(), way, told_by(way))

    def _still_searching(self, message: Message, way: Delivery) -> Message | None:
        reply = self._correspondence.beside(message, "still_searching_again", asked=message.text)
        return self.keep(message, reply, way)

    def _hand_on(self, held: Message, message: Message, way: Delivery) -> Message | None:
        handed = self._store.hand_on(held.id, message.id, self._clock(), way, told_by(way))
        # Another message of the same person was faster, so that something else may be next.
        return handed or self.fetch(message, way)


def told_by(way: Delivery) -> int:
    """How many parts of a reply are handed out by beginning its delivery this way."""
    return 1 if way is Delivery.PASSIVE else 0
