"""Words of a messenger as short as can be: an answer is told as its text, cut where it says ¶."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain import Answer, Choice, Reply


class PlainTexts:
    """Texts without a file."""

    def tell(self, answer: Answer) -> Reply:
        text, _, offered = answer.text.partition("？")
        choices = tuple(Choice(number, each, each) for number, each in enumerate(offered.split("／"), 1) if each)
        return Reply(tuple(text.split("¶")), choices, answer.id, answer.conversation_id)

    def say(self, name: str, **given: str) -> str:
        return f"[{name}]"

    def welcome(self, name: str = "welcome") -> Reply:
        asked = ("技改补多少", "小升规奖多少", "专精特新什么条件")
        return Reply((f"[{name}]",), tuple(Choice(number, each[:3], each) for number, each in enumerate(asked, 1)))

    def foot(self, left: int) -> str:
        return f" [还有{left}]"

    def chosen(self, text: str, choices: Sequence[Choice]) -> str | None:
        return next((each.said for each in choices if str(each.number) == text), None)
