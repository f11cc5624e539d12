"""What a person reads as the place of a clause: "二、（二）… · 强化技改，大抓升级", "第十二条第二款"."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import zip_longest

from assistant.corpus.labels import Style
from assistant.corpus.numerals import chinese

ANNEXES = frozenset({Style.ANNEX, Style.ANNEX_MENTION})
_NAMED = frozenset({Style.PART, Style.BOOK, Style.CHAPTER, Style.SECTION, Style.INLINE_PART})
_DECIMAL = frozenset({Style.DIGIT_PAIR, Style.DIGIT_TRIPLE})
_SPACED = _NAMED | _DECIMAL | ANNEXES


@dataclass(slots=True)
class Place:
    """A heading, item or row in the tree of a document. `paragraphs` counts the 款 of an article."""

    rank: float
    path: tuple[str, ...]
    label: str
    heading: str
    parent: Place | None
    clause_id: str | None
    depth: int
    paragraphs: int = 0
    ordinals: dict[str, int] = field(default_factory=dict)

    def chain(self) -> list[Place]:
        """Places from the top heading down to this one, without title and root."""
        above = self.parent.chain() if self.parent else []
        return [*above, self] if self.rank >= 0 else above

    def next_ordinal(self, key: str) -> int:
        """Counts from 1 the children whose key has this shape."""
        self.ordinals[key] = self.ordinals.get(key, 0) + 1
        return self.ordinals[key]


def locator(place: Place, paragraph: int = 0) -> str:
    """The place in words; `paragraph` is the 款 of a sentence or item within its article, 0 for none."""
    chain = place.chain()
    article = next((index for index, above in enumerate(chain) if above.rank == Style.ARTICLE), None)
    if article is None:
        return _outline_locator(chain)
    annexes = [above for above in chain[:article] if above.rank in ANNEXES]
    return " · ".join(filter(None, [_outline_locator(annexes), _article_locator(chain[article:], paragraph)]))


def _outline_locator(chain: list[Place]) -> str:
    words = ""
    glued = True
    for place, follower in zip_longest(chain, chain[1:]):
        label = _label_before(place, follower)
        said = _words(place) if label is None else label
        if said:
            words += said if glued else f" · {said}"
        glued = label is not None
    return words


def _label_before(place: Place, follower: Place | None) -> str | None:
    """The label that is enough before a numbered heading ("二、" before "（二）…"); None where the words are needed."""
    numbered = bool(follower and follower.label and (follower.heading or not place.heading))
    if follower is None or not numbered or not place.label or place.rank in ANNEXES:
        return None
    if follower.rank in _DECIMAL and place.rank in _DECIMAL | {Style.DIGIT}:
        return ""
    return f"{place.label} " if place.rank in _NAMED and follower.rank not in _NAMED else place.label


def _article_locator(chain: list[Place], paragraph: int) -> str:
    article, *below = chain
    words = article.label
    if paragraph and article.paragraphs > 1:
        words += f"第{chinese(paragraph)}款"
    for depth, place in enumerate(below):
        if place.label and depth < 2:
            words += f"第{place.label.rstrip('.．、')}{'项目'[depth]}"
        else:
            words += f" · {_words(place)}"
    return words


def _words(place: Place) -> str:
    gap = " " if place.label and place.heading and place.rank in _SPACED else ""
    return f"{place.label}{gap}{place.heading}"
