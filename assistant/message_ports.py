"""What the messengers need from storage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from assistant.domain import Contact, Correspondent, Cursor, Delivery, Message, Reply, StaffReply


class MessageStore(Protocol):
    """Messages, their replies and who wrote them; several processes may share it."""

    def receive(
        self,
        messages: Sequence[Message],
        leased_until: datetime,
        cursor: Cursor | None = None,
        staff: Sequence[StaffReply] = (),
    ) -> frozenset[str]:
        """Keep messages that are new and tell their ids; the caller is to answer those until `leased_until`.

        Numbers by which a person can be found are not kept. The senders were heard, so that what may be sent to them
        counts from nothing. The cursor up to which they were fetched and what staff wrote among them is kept with them:
        all or nothing.
        """
        ...

    def message(self, id: str) -> Message | None:
        """A message by its id."""
        ...

    def claim(self, id: str, now: datetime, leased_until: datetime) -> bool:
        """Whether the caller may answer a message now: it has no reply, and nobody else is at it."""
        ...

    def claim_delivery(self, id: str, now: datetime, leased_until: datetime) -> bool:
        """Whether the caller may hand out a reply now: some of it is left, and nobody else is at it."""
        ...

    def hold(self, id: str, draft: str, leased_until: datetime) -> None:
        """Keep what is proven of a reply so far, and go on answering until then; nothing once the reply is there."""
        ...

    def unanswered(self, channel: str, now: datetime, limit: int) -> tuple[Message, ...]:
        """Messages without a reply that nobody is at, oldest first."""
        ...

    def answered(
        self, id: str, reply: Reply, now: datetime, way: Delivery = Delivery.NONE, told: int = 0
    ) -> Message | None:
        """Keep the reply and the sender's conversation, and begin its delivery where nobody has; the message now.

        A message that has a reply keeps it; None where the message is gone.
        """
        ...

    def deliver(self, id: str, way: Delivery, instead_of: Delivery, told: int = 0) -> bool:
        """Whether the delivery was `instead_of` and is `way` now, with so many parts handed out."""
        ...

    def tell(self, id: str, told: int, way: Delivery | None = None) -> bool:
        """Whether more parts are handed out now than were, so many; with a way, only while the reply goes that way."""
        ...

    def hold_back(self, id: str, part: int) -> bool:
        """Whether a reply that goes by PUSH or PULL has this part; what of it and after it was sent waits by PULL now.

        What is held back from an earlier part stays so.
        """
        ...

    def hand_on(self, id: str, to: str, now: datetime, way: Delivery = Delivery.NONE, told: int = 0) -> Message | None:
        """Make what is left of a reply that of another message, and begin its delivery; that message now.

        The reply that it comes from is handed out whole then. None where nothing is left of it.
        """
        ...

    def undelivered(self, channel: str, way: Delivery, since: datetime, limit: int) -> tuple[Message, ...]:
        """Messages received since then whose reply goes this way and is not handed out whole, oldest first."""
        ...

    def held(self, sender: Correspondent, since: datetime) -> Message | None:
        """What the sender, who asks for it, is to get of their messages since then.

        The oldest whose reply waits to be asked for, or will when it is there; else the oldest of which only the first
        part went in the reply to the callback; else the oldest that is being answered.
        """
        ...

    def last(self, sender: Correspondent, since: datetime) -> Message | None:
        """The sender's message since then whose reply was kept last; one that waits to be fetched was not seen."""
        ...

    def contact(self, sender: Correspondent) -> Contact:
        """What is known of a sender."""
        ...

    def count_push(self, sender: Correspondent, most: int, heard_since: datetime) -> bool:
        """Whether one more may be sent to somebody heard since then; it is counted."""
        ...

    def hand_over(self, sender: Correspondent, with_staff: bool) -> None:
        """Note who answers the sender from now on."""
        ...

    def forget(self, sender: Correspondent) -> str | None:
        """Remove all that is known of a sender; the id of their conversation."""
        ...

    def state(self, channel: str, account: str, name: str) -> str:
        """What was noted of an account by this name, empty when nothing was; a cursor is noted as `cursor`."""
        ...

    def note(self, channel: str, account: str, name: str, value: str) -> None:
        """Note something of an account."""
        ...

    def renote(self, channel: str, account: str, name: str, value: str, instead_of: str) -> bool:
        """Whether what was noted was `instead_of` and is `value` now."""
        ...

    def noted(self, channel: str, name: str) -> Mapping[str, str]:
        """What was noted by this name, by account; what is empty is left out."""
        ...

    def remove_before(self, moment: datetime) -> int:
        """Remove messages received before then; how many."""
        ...
