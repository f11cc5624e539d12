"""What a number means to who saw a reply: a choice of its own, or one that was offered before and is still there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.channels.messages.wishes import wants_more
from assistant.domain import Choice, Delivery, Message, Reply

Chosen = Callable[[str, Sequence[Choice]], str | None]
"""What a reply by number means among choices, None where it is an ordinary message."""


def meant(text: str, last: Message | None, chosen: Chosen) -> str | None:
    """What a reply by number says to who saw `last` last; None for any other message.

    1 also asks for what may have been lost on its way, so that it picks one of the earlier choices only right after
    another of them was picked.
    """
    if last is None or last.reply is None:
        return None
    own, earlier = _own(last), last.reply.earlier
    said = chosen(text, own or earlier)
    if own or said is None or not wants_more(text):
        return said
    return said if chosen(last.text, earlier) is not None else None


def offered(last: Message | None) -> tuple[Choice, ...]:
    """The choices that who saw `last` last may pick."""
    if last is None or last.reply is None:
        return ()
    return _own(last) or last.reply.earlier


def beside(text: str, last: Message | None) -> Reply:
    """A reply that leaves the talk as it is: what could be picked or was asked for before is so still."""
    if last is None or last.reply is None:
        return Reply((text,))
    return Reply((text,), _own(last), earlier=last.reply.earlier, awaits=last.reply.awaits)


def _own(last: Message) -> tuple[Choice, ...]:
    """The last part shows them, and that is not there yet."""
    assert last.reply is not None
    return () if last.left and last.delivery is not Delivery.NONE else last.reply.choices
