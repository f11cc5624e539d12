"""What comes of one request: text without reasoning, why it ended, how many tokens it took."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.errors import ModelFailed, ModelFault
from assistant.model.faults import failed

if TYPE_CHECKING:
    from langchain_core.messages import AIMessageChunk

_OPENING, _CLOSING = "<think>", "</think>"
_CUT = frozenset({"length", "max_tokens", "model_context_window_exceeded"})
_FILTERED = frozenset({"content_filter", "sensitive", "safety", "refusal"})
_BROKEN = frozenset({"network_error", "insufficient_system_resource", "error"})


class Reply:
    """Takes chunks in their order."""

    def __init__(self) -> None:
        self.tokens: int | None = None
        self._finish = ""
        self._spoken = Spoken()
        self._said = False

    def take(self, chunk: AIMessageChunk) -> str:
        """The text that may be handed on."""
        if chunk.usage_metadata:
            # Some services tell in each chunk what was taken so far.
            self.tokens = max(self.tokens or 0, chunk.usage_metadata["total_tokens"])
        for name in ("finish_reason", "stop_reason", "done_reason"):
            self._finish = str(chunk.response_metadata.get(name) or self._finish).lower()
        text = self._spoken.take(str(chunk.text))
        self._said = self._said or bool(text.strip())
        return text

    def fault(self) -> ModelFailed | None:
        """What was wrong with it, now that nothing more comes."""
        if self._finish in _FILTERED:
            return failed(ModelFault.CONTENT_FILTER, self._finish)
        if self._finish in _BROKEN:
            return failed(ModelFault.SERVER_ERROR, self._finish)
        if self._finish in _CUT:
            return failed(ModelFault.CUT, self._finish)
        if not self._finish:
            return failed(ModelFault.CUT if self._said else ModelFault.MALFORMED)
        return None if self._said else failed(ModelFault.EMPTY)


class Spoken:
    """Leaves out a block of reasoning at the start of a text that comes piece by piece."""

    def __init__(self) -> None:
        self._held = ""
        self._thinking = False
        self._begun = False

    def take(self, text: str) -> str:
        """What of the text so far is certainly no reasoning."""
        if self._begun:
            return text
        self._held += text
        if not self._thinking:
            start = self._held.lstrip()
            if start.startswith(_OPENING):
                self._thinking = True
            elif not _OPENING.startswith(start):
                return self._begin(self._held)
        if self._thinking:
            _, closed, rest = self._held.partition(_CLOSING)
            if closed and rest.strip():
                return self._begin(rest.lstrip())
        return ""

    def _begin(self, text: str) -> str:
        self._begun, self._held = True, ""
        return text
