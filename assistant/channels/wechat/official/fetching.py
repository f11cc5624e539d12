"""What a person gets who asks for what is held for them."""

from __future__ import annotations

from assistant.channels.messages.correspondence import REMEMBERED, Texts
from assistant.domain import Delivery, Message, Reply
from assistant.message_ports import MessageStore
from assistant.ports import Clock


class Fetching:
    """Hands out the next part of what a person reads, or an answer that waits for them. Safe to share by threads."""

    def __init__(self, store: MessageStore, texts: Texts, clock: Clock) -> None:
        self._store, self._texts, self._clock = store, texts, clock

    def fetch(self, message: Message, way: Delivery) -> Message | None:
        """The message with its reply, or None where it asks for nothing and is a message like any other."""
        since = self._clock() - REMEMBERED
        last = self._store.last(message.sender, since)
        if last is not None and last.delivery is Delivery.PASSIVE and last.left:
            return self._hand_on(last, message, way)
        reply = last.reply if last else None
        chosen = reply is not None and self._texts.chosen(message.text, reply.choices) is not None
        held = self._store.held(message.sender, since)
        if held is not None and held.id == message.id:
            held = None
        if held is not None and held.reply is not None and not (chosen and held.delivery is Delivery.PASSIVE):
            return self._hand_on(held, message, way)
        if held is not None and held.reply is None and not (chosen and last and last.received_at > held.received_at):
            return self.aside(message, self._texts.say("still_searching_again", asked=message.text), way)
        if last is None or reply is None or reply.choices or last.delivery is not Delivery.PASSIVE:
            return None
        # It may have been lost on its way: WeChat does not tell.
        return self.aside(message, reply.parts[0], way)

    def aside(self, message: Message, text: str, way: Delivery) -> Message | None:
        """Reply beside the talk: what could be read on or chosen before can be still."""
        last = self._store.last(message.sender, self._clock() - REMEMBERED)
        choices = last.reply.choices if last and last.reply and not last.left else ()
        return self._store.answered(message.id, Reply((text,), choices), self._clock(), way, told_by(way))

    def _hand_on(self, held: Message, message: Message, way: Delivery) -> Message | None:
        handed = self._store.hand_on(held.id, message.id, self._clock(), way, told_by(way))
        # Another message of the same person was faster, so that something else may be next.
        return handed or self.fetch(message, way)


def told_by(way: Delivery) -> int:
    """How many parts of a reply are handed out by beginning its delivery this way."""
    return 1 if way is Delivery.PASSIVE else 0
