"""A model that words well, by rules: what evals and benches need where no real one may be asked."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence

from assistant.ports import Message

_STATEMENT = re.compile(r"^(?:（[^（）]*）)?\[(\d+)\]（[^\n]*?·[^\n]*?·[^\n]*?）(.+)$", re.MULTILINE)
_LEAD = re.compile(r"^《[^》]+》[^：]{0,8}：")
_ENDING = "。；;"


def wording_of(prompt: str) -> str:
    """Each numbered statement of a prompt as a sentence with its marker, as a careful model would tell them.

    A prompt without statements asks for a rewritten question, for which it has nothing.
    """
    told = [(number, _LEAD.sub("", text).strip().rstrip(_ENDING)) for number, text in _STATEMENT.findall(prompt)]
    return "\n".join(f"{text}[{number}]。" for number, text in told) or "无"


class WellBehavedModel:
    """ChatModel over `wording_of`."""

    @property
    def name(self) -> str:
        """See ChatModel."""
        return "well-behaved"

    def stream(self, messages: Sequence[Message], until: float, most_tokens: int) -> Generator[str, None, int | None]:
        """See ChatModel."""
        text = wording_of(messages[-1].text)
        yield from (text[start : start + 4] for start in range(0, len(text), 4))
        return None
