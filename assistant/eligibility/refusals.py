"""Why a text that somebody typed for a fact is no value of it, so that it can be said what to write instead."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from assistant.domain.eligibility import FactType
from assistant.eligibility.agreeing import is_doubtful
from assistant.eligibility.facts import FactKind
from assistant.eligibility.plain import plain
from assistant.eligibility.plausible import is_plausible, is_whole
from assistant.eligibility.values import figures_of, in_unit, is_of_something_else, told_day

_FIGURES = (FactType.MONEY, FactType.SHARE, FactType.COUNT, FactType.YEARS)
_TOO_LONG = re.compile(r"[\d〇零一二三四五六七八九]{16,}")


class Refusal(StrEnum):
    """What is wrong with a text; UNREAD where nothing more is known."""

    UNREAD = "unread"
    SOMETHING_ELSE = "something_else"
    NEGATIVE = "negative"
    NOT_WHOLE = "not_whole"
    BEYOND = "beyond"
    DOUBTFUL = "doubtful"


def refusal_of(kind: FactKind, text: str, today: date) -> Refusal:
    """Why a text of which no value was read was refused."""
    said = plain(text)
    if is_of_something_else(kind, said):
        return Refusal.SOMETHING_ELSE
    if kind.type in (FactType.YES_NO, FactType.CHOICE):
        return Refusal.DOUBTFUL if is_doubtful(said) else Refusal.UNREAD
    if kind.type is FactType.DAY:
        return Refusal.BEYOND if told_day(kind, said, today) else Refusal.UNREAD
    figures = figures_of(kind, said) if kind.type in _FIGURES else ()
    if any(figure.negative for figure in figures):
        return Refusal.NEGATIVE
    if not figures and kind.type in _FIGURES and _TOO_LONG.search(said):
        return Refusal.BEYOND
    told = in_unit(kind, figures[0]) if len(figures) == 1 else None
    if told is None or is_plausible(kind, told):
        return Refusal.UNREAD
    return Refusal.BEYOND if is_whole(kind, told) else Refusal.NOT_WHOLE
