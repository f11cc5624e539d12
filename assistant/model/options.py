"""What a request says beside its messages. Services differ in what they take; each tells what it refuses."""

from __future__ import annotations

from typing import Any

from assistant.model.faults import refused_words

# As near to always the same answer as every service allows; some refuse 0.
_TEMPERATURE = 0.01


class Options:
    """What is asked of one model, without what it has refused by name."""

    def __init__(self) -> None:
        self._always: dict[str, Any] = {"temperature": _TEMPERATURE}
        self._limit = "max_tokens"

    def of_request(self, most_tokens: int) -> dict[str, Any]:
        """Arguments for LangChain's `astream`."""
        return self._always | {self._limit: most_tokens}

    def learn(self, error: BaseException, sent: dict[str, Any]) -> bool:
        """Whether a refusal of what was sent names something that is said otherwise, or left out, from now on."""
        words = refused_words(error)
        if "max_completion_tokens" in words and "max_tokens" in sent:
            self._limit = "max_completion_tokens"
        elif "temperature" in words and "temperature" in sent:
            self._always.pop("temperature", None)
        elif "stream_options" in words and "stream_usage" not in sent:
            self._always["stream_usage"] = False
        else:
            return False
        return True
