"""Whether the words of a worded sentence stand in what it rests on."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from assistant.language.quantities import find_document_numbers, find_quantities
from assistant.language.tokens import Tokenizer

MOST_UNKNOWN = 0.25
"""Share of the words of a part that may be other words: verbs and adverbs, never things or names."""
_PARTS = re.compile(r"[，,；;。！？!?：:\n|]")
_NAMED = re.compile(r"《[^》]*》")
_REACHED = re.compile(r"(?:https?://|www\.)[^\s，。；）)]+|[\w.]+@[\w.]+|[\w-]+\.(?:com|cn|org|net)\b")
_BODY = re.compile(r"[\u4e00-\u9fff]{2,3}(?:局|厅|委员会|办公室|中心|银行|协会|商会|研究院|学院|公司|政府|平台|系统)")
_SPACE = re.compile(r"\s+")
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Coverage:
    """Finds what a sentence says that is in none of its statements.

    `connecting` are words that only join and address: they need no proof.
    """

    tokenizer: Tokenizer
    connecting: Collection[str]

    def unknown(self, sentence: str, held: str) -> Iterator[str]:
        """Names, things and addresses that `held` does not hold; other words where they are too many of a part."""
        known = _SPACE.sub("", self.tokenizer.normalise(held))
        yield from (name for name in _names(sentence) if _SPACE.sub("", self.tokenizer.normalise(name)) not in known)
        proven = 0
        for part in _PARTS.split(_without_figures(sentence)):
            words = [word for word in self.tokenizer.content_words(part) if not self._connects(word)]
            missing = [word for word in words if not self._stands(word, known)]
            proven += len(words) - len(missing)
            things = [word for word in missing if self.tokenizer.names_a_thing(word)]
            yield from things or (missing if len(missing) > MOST_UNKNOWN * len(words) else ())
        if not proven and not find_quantities(sentence):
            yield sentence.strip()

    def _connects(self, word: str) -> bool:
        return word in self.connecting or bool(_FIGURE.search(word))

    def _stands(self, word: str, known: str) -> bool:
        """As it is, or as the shorter words that it is made of."""
        if word in known:
            return True
        pieces = [piece for piece in self.tokenizer.words(word) if piece != word]
        return len("".join(pieces)) >= len(word) and all(piece in known for piece in pieces)


def _names(sentence: str) -> Iterator[str]:
    yield from (found.group() for pattern in (_NAMED, _REACHED) for found in pattern.finditer(sentence))
    yield from (found.group() for found in _BODY.finditer(sentence))


def _without_figures(sentence: str) -> str:
    """Figures and document numbers are proven elsewhere, and their units are no words."""
    spans = [(each.start, each.end) for each in find_quantities(sentence)]
    spans += [(each.start, each.end) for each in find_document_numbers(sentence)]
    text = list(sentence)
    for start, end in spans:
        text[start:end] = " " * (end - start)
    return "".join(text)
