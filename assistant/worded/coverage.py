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
# That something is applied for goes without saying; what is before what, and each of what, is compared elsewhere.
_UNSAID = re.compile("申请|申报|[之以][前后]|每.*|不在|若干")
_REACHED = re.compile(r"(?:https?://|www\.)[^\s，。；）)]+|[\w.]+@[\w.]+|[\w-]+\.(?:com|cn|org|net)\b")
_BODY = re.compile(r"[\u4e00-\u9fff]{2,3}(?:局|厅|委员会|办公室|中心|银行|协会|商会|研究院|学院|公司|政府|平台|系统)")
# What runs into a name from before it.
_LEAD = re.compile(r"^.*(?:的|是|给|由|向|您|申请|找|到|和|与|从|通过|在|即)(?=.)")
_SPACE = re.compile(r"\s+")
# What stands before and behind a figure does not become one word when it is taken out.
_GAP = "·"
_FIGURE = re.compile(r"\d")
# 不超过已付利息的30% is one figure; what it is a share of is said in words all the same.
_BASE = re.compile(r"^(?:不?(?:得|能|应)?(?:超[过出]|[低高少多大小]于|突破)|最[高低多少]|至[多少])?(?P<base>\D+的)")


@dataclass(frozen=True, slots=True)
class Coverage:
    """Finds what a sentence says that is in none of its statements.

    `connecting` are words that only join and address: they need no proof.
    """

    tokenizer: Tokenizer
    connecting: Collection[str]

    def unknown(self, sentence: str, held: str, titles: Collection[str] = ()) -> Iterator[str]:
        """Names, things and addresses that `held` does not hold; other words where they are too many of a part.

        The words of `titles` only name a document: 制造业 of one does not make 高新技术企业 a 制造业企业.
        """
        known = self.spelled(held)
        yield from (name for name in _names(sentence) if self.spelled(name) not in known)
        for title in titles:
            sentence, held = sentence.replace(title, _GAP), held.replace(title, _GAP)
        known = self.spelled(held)
        proven = 0
        for part in _PARTS.split(_without_figures(sentence)):
            words = [word for word in self.tokenizer.content_words(part) if not self._connects(word)]
            missing = [word for word in words if not self.stands(word, known)]
            proven += len(words) - len(missing)
            things = [word for word in missing if self.tokenizer.names_a_thing(word)]
            yield from things or (missing if len(missing) > MOST_UNKNOWN * len(words) else ())
        if not proven and not find_quantities(sentence):
            yield sentence.strip()

    def spelled(self, text: str) -> str:
        """The spelling that words are looked up in."""
        return _SPACE.sub("", self.tokenizer.normalise(text))

    def telling(self, part: str, frame: str) -> list[str]:
        """The words of a part of a text that a sentence about it tells; what `frame` holds names the document."""
        named = self.spelled(frame)
        words = self.tokenizer.content_words(_without_figures(part))
        telling = (word for word in words if len(word) > 1 and word not in named and not self._connects(word))
        return [word for word in telling if not _UNSAID.fullmatch(word)]

    def is_thing(self, word: str) -> bool:
        """See Tokenizer.names_a_thing."""
        return self.tokenizer.names_a_thing(word)

    def _connects(self, word: str) -> bool:
        return word in self.connecting or bool(_FIGURE.search(word))

    def stands(self, word: str, known: str) -> bool:
        """Whether it is told: as it is, or as the shorter words that it is made of."""
        if word in known:
            return True
        pieces = [piece for piece in self.tokenizer.words(word) if piece != word]
        return len("".join(pieces)) >= len(word) and all(piece in known for piece in pieces)


def _names(sentence: str) -> Iterator[str]:
    yield from (found.group() for pattern in (_NAMED, _REACHED) for found in pattern.finditer(sentence))
    yield from (_LEAD.sub("", found.group()) for found in _BODY.finditer(sentence))


def _without_figures(sentence: str) -> str:
    """Figures and document numbers are proven elsewhere, and their units are no words."""
    spans = [(each.start, each.end) for each in find_quantities(sentence)]
    spans += [(each.start, each.end) for each in find_document_numbers(sentence)]
    text = list(sentence)
    for start, end in spans:
        base = _BASE.match(sentence[start:end])
        kept = range(start + base.start("base"), start + base.end("base")) if base else ()
        text[start:end] = [sentence[i] if i in kept else _GAP for i in range(start, end)]
    return "".join(text)
