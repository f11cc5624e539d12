"""Short numbered choices, for people who answer with one digit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from assistant.channels.messages.words import MessageWords
from assistant.domain import AskedFact, Choice, FactType, Script

_CHOSEN = re.compile(
    r"(?:我?(?:就?选择?|回复?|答|要)|第)?\s*[“\"']?(\d{1,2}|[一二三四五六七八九十])(?:\ufe0f?\u20e3)?[”\"']?"
    r"(?:个|项|号)?\s*[.。、,，:：)）!！~]*\s*(.*)"
)
_NUMERALS = {numeral: at for at, numeral in enumerate("一二三四五六七八九十", 1)}


def chosen(text: str, choices: Sequence[Choice]) -> str | None:
    """What a reply says by the number of a choice: 1, １, ①, 1。, 选1, 1、是, 一; None for any other message."""
    found = _CHOSEN.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if not found:
        return None
    told, label = found[1], found[2].strip(" 。.!！")
    number = _NUMERALS[told] if told in _NUMERALS else int(told)
    choice = next((each for each in choices if each.number == number), None)
    if choice is None or label not in ("", choice.said, unicodedata.normalize("NFKC", choice.label)):
        return None
    return choice.said


def choices_of(asked: AskedFact, words: MessageWords, script: Script) -> tuple[Choice, ...]:
    """What may be chosen where the fact is yes or no or has named values; else nothing, for there 3 may be a figure."""
    if asked.type is FactType.YES_NO:
        said = [(words(f"asked.{name}", script), words(f"asked.said_{name}", script)) for name in ("yes", "no")]
    elif asked.options:
        said = [(name, name) for _, name in asked.options]
    else:
        return ()
    said.append((words("asked.skip", script), words("asked.said_skip", script)))
    return numbered(said)


def numbered(said: Sequence[tuple[str, str]]) -> tuple[Choice, ...]:
    """Choices from labels and what each says."""
    return tuple(Choice(number, label, words) for number, (label, words) in enumerate(said, 1))


def choice_lines(choices: Sequence[Choice]) -> str:
    """A line each, as they are shown."""
    return "\n".join(f"{each.number}. {each.label}" for each in choices)
