"""Finds known phrases in a text, however many are known."""

from __future__ import annotations

from collections.abc import Iterable


class Phrases:
    """A set of phrases. Looking up costs the length of the text, not the number of phrases."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = frozenset(phrase for phrase in phrases if phrase)
        self._lengths = sorted({len(phrase) for phrase in self._phrases}, reverse=True)

    def __contains__(self, phrase: str) -> bool:
        return phrase in self._phrases

    def find(self, text: str) -> list[str]:
        """The phrases that stand in the text, longest first, each once, without the ones inside longer ones."""
        found: list[str] = []
        for length in self._lengths:
            runs = [text[start : start + length] for start in range(len(text) - length + 1)]
            for phrase in filter(self._phrases.__contains__, runs):
                if not any(phrase in longer for longer in found):
                    found.append(phrase)
        return found
