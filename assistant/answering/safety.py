"""Input that is refused before any policy is read: injection, prompt requests, fraud, hidden text, identity numbers."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.answering.lexicon import Conversation
from assistant.language.masking import IDENTITY
from assistant.language.normalise import Harm, find_invisible, nfkc, strip_invisible

# The lookahead lets matches overlap: a year before the number must not hide it.
_IDENTITY = re.compile(r"(?<!\d)(?=((?:\d[\s.·-]{0,3}){17}[\dXx])(?!\d))")
_CITIZEN = re.compile(r"[1-8]\d{5}(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]")
_GAPS = re.compile(r"[\s.·-]")
_TEXTS_KEPT = 64
"""Every shelf judges the same question."""


def hidden_text(text: str) -> bool:
    """Whether the text holds characters that change what a reader sees: bidi overrides, tags, control characters."""
    return any(invisible.harm is Harm.DECEPTIVE for invisible in find_invisible(text))


def identity_number(text: str) -> bool:
    """Whether the text holds a resident identity number: place and birthday as in GB 11643.

    The check digit is not asked for: a mistyped number is personal data as well. What was masked before it came here
    held one.
    """
    if IDENTITY in text:
        return True
    candidates = (_GAPS.sub("", found) for found in _IDENTITY.findall(nfkc(strip_invisible(text))))
    return any(_CITIZEN.fullmatch(found) for found in candidates)


@lru_cache(_TEXTS_KEPT)
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


@lru_cache(_TEXTS_KEPT)
def small_talk_reply(plain_text: str, conversation: Conversation) -> str | None:
    """Name of the reply for a greeting, thanks, “who are you” and the like; None for anything else."""
    for name, patterns in conversation.small_talk.items():
        if any(pattern.search(plain_text) for pattern in patterns):
            return name
    return None
