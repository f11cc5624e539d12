"""Input that is refused before any policy is read: injection, prompt requests, fraud, hidden text, identity numbers."""

from __future__ import annotations

import re

from assistant.answering.lexicon import Conversation
from assistant.language.normalise import Harm, find_invisible, nfkc

_IDENTITY = re.compile(r"(?<!\d)(\d{17}[\dXx])(?!\d)")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_GAPS = re.compile(r"(?<=\d)[\s-]+(?=[\dXx])")


def hidden_text(text: str) -> bool:
    """Whether the text holds characters that change what a reader sees: bidi overrides, tags, control characters."""
    return any(invisible.harm is Harm.DECEPTIVE for invisible in find_invisible(text))


def identity_number(text: str) -> bool:
    """Whether the text holds a resident identity number with a right check digit (GB 11643)."""
    for found in _IDENTITY.findall(_GAPS.sub("", nfkc(text))):
        total = sum(int(digit) * weight for digit, weight in zip(found[:17], _WEIGHTS, strict=True))
        if _CHECK[total % 11] == found[17].upper():
            return True
    return False


def unsafe_reply(original: str, plain_text: str, conversation: Conversation) -> str | None:
    """Name of the reply for unsafe input, None when there is nothing to refuse."""
    if hidden_text(original):
        return "hidden"
    if identity_number(original):
        return "identity_number"
    for name, patterns in conversation.unsafe.items():
        if any(pattern.search(plain_text) for pattern in patterns):
            return name
    return None


def small_talk_reply(plain_text: str, conversation: Conversation) -> str | None:
    """Name of the reply for a greeting, thanks, a farewell or “who are you”; None for anything else."""
    for name, patterns in conversation.small_talk.items():
        if any(pattern.search(plain_text) for pattern in patterns):
            return name
    return None
