"""The rule that the parts before a further question are about, and whether that one answers it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.evidence import rule_of
from assistant.answering.reading import BARE
from assistant.answering.stretches import MORE
from assistant.answering.turn import Part


def held_by(parts: Sequence[Part]) -> str:
    """The rule that the parts before a further one are about: the last that was named or answered from."""
    for part in reversed(parts):
        held = part.reading.documents[0] if len(part.reading.documents) == 1 else rule_of(part)
        if held:
            return held
    return ""


def called_before(held: str, earlier: Sequence[Part]) -> tuple[str, ...]:
    """The words in which the parts before a further one name a rule: 广州小技改 is one of its grants."""
    named = (part.reading.names for part in reversed(earlier) if part.reading.documents == (held,))
    return next(filter(None, named), ())


def is_as_good(of_held: Part, found: Part) -> bool:
    """Whether the rule that was spoken of answers, and hardly less what people ask than any other one does."""
    ours, theirs = of_held.evidence, found.evidence
    if ours is None or theirs is None or not ours.answers:
        return False
    tells = bool(found.reading.own_words) and len(found.reading.text) > BARE
    heard, other = (each.signs.heard if each.signs else 0.0 for each in (ours, theirs))
    return not tells or not theirs.answers or heard >= MORE * other
