"""Why a reply may not be sent, so that a page can underline it and say what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.answering.proof import Flaw
from assistant.errors import ReplyUnproven

MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Objection:
    """One reason; `start` and `end` count the characters of the paragraph's text, `message` says what to do."""

    paragraph: int
    start: int
    end: int
    flaw: StrEnum
    what: str
    message: str


def unproven(objections: Sequence[Objection]) -> ReplyUnproven:
    """The error that names the first of them."""
    named = "；".join(f"第 {each.paragraph + 1} 段{each.message}" for each in objections[:MOST_NAMED])
    more = f"（共 {len(objections)} 处）" if len(objections) > MOST_NAMED else ""
    return ReplyUnproven(f"这份回复还有没核对上的地方，请先改正：{named}{more}")


SAID: Mapping[StrEnum, str] = {
    Flaw.FIGURE: "“{what}”在这一段的出处里没有，或说的是别的事，请按原文改正，或补上写有它的条款。",
    Flaw.DOCUMENT_NUMBER: "文号“{what}”与出处不符，请按原文改正。",
    Flaw.PLACE: "出处里没有写到“{what}”，请改正，或补上写有它的条款。",
    Flaw.POLARITY: "“{what}”的否定或限制与出处不一致，请按原文改正。",
}
"""What to do about a flaw of the text."""
