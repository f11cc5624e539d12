"""Put pieces in their tree: which heading each stands under, its number and its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.corpus.labels import Style
from assistant.corpus.locators import ANNEXES, Place
from assistant.corpus.pieces import TITLE_RANK, Piece
from assistant.domain import Level


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece in the tree. `place` is its own, for a sentence its heading's; `paragraph` is its 款, 0 for none."""

    piece: Piece
    number: str
    place: Place
    parent: Place
    paragraph: int


_ROOT_RANK = TITLE_RANK - 1
_SAID_OF = {"t#": "表{}", "r#": "第{}行", "i#": "第{}项", "z#": "落款"}
# Articles are numbered through a whole text, and rows through a table, whatever stands between.
_NUMBERED_WITHIN = {Style.ARTICLE: ANNEXES, Style.TABLE_ROW: {Style.TABLE}}


def build_outline(pieces: Iterable[Piece]) -> list[Placed]:
    """The pieces in order, each with its number within the document (`2.2.1.s1`) and its place."""
    tree = _Tree()
    return [tree.add(piece) for piece in pieces]


class _Tree:
    def __init__(self) -> None:
        self._open = [Place(_ROOT_RANK, (), "", "", None, None, 0)]
        self._numbers: set[str] = set()

    def add(self, piece: Piece) -> Placed:
        if piece.rank is None and piece.level is Level.TEXT:
            return self._add_sentence(piece)
        return self._add_place(piece, self._free_rank() if piece.rank is None else piece.rank)

    def _free_rank(self) -> float:
        """A bold line without a number is a sibling of the last such line, else it stands below what is open."""
        for place in self._open:
            if place.rank > 0 and place.rank % 1:
                return place.rank
        self._close(Style.INLINE_PART)
        return max(self._open[-1].rank, 0) + 0.5

    def _close(self, rank: float) -> None:
        while self._open[-1].rank >= rank:
            self._open.pop()

    def _article(self) -> Place | None:
        return next((place for place in self._open if place.rank == Style.ARTICLE), None)

    def _add_place(self, piece: Piece, rank: float) -> Placed:
        self._close(rank)
        parent = self._open[-1]
        ordinal = parent.next_ordinal(piece.key) if "#" in piece.key else 0
        number = self._unique((*self._path_above(parent, rank), piece.key.replace("#", str(ordinal))))
        depth = 0 if rank == TITLE_RANK else parent.depth + 1
        place = Place(rank, tuple(number.split(".")), piece.label, _said(piece, ordinal), parent, number, depth)
        article = self._article()
        if piece.level is Level.OUTLINE:
            self._open.append(place)
        return Placed(piece, number, place, parent, article.paragraphs if article else 0)

    def _path_above(self, parent: Place, rank: float) -> tuple[str, ...]:
        for style, within in _NUMBERED_WITHIN.items():
            if rank == style:
                return next((place.path for place in self._open if place.rank in within), ())
        return () if parent.rank == TITLE_RANK else parent.path

    def _add_sentence(self, piece: Piece) -> Placed:
        if piece.closes is not None:
            self._close(piece.closes)
        article = self._article()
        if article is not None and piece.opens_paragraph:
            self._close(Style.ARTICLE + 0.1)
            article.paragraphs += 1
        place = self._open[-1]
        base = place.path if place.rank > TITLE_RANK else ("0",)
        if place is article:
            base = (*base, f"p{article.paragraphs}")
        ordinal = place.next_ordinal(".".join(base))
        alone = place is article and piece.opens_paragraph and piece.sentences == 1
        number = self._unique(base if alone else (*base, f"s{ordinal}"))
        return Placed(piece, number, place, place, article.paragraphs if article else 0)

    def _unique(self, path: tuple[str, ...]) -> str:
        number = unique = ".".join(path)
        count = 1
        while unique in self._numbers:
            count += 1
            unique = f"{number}-{count}"
        self._numbers.add(unique)
        return unique


def _said(piece: Piece, ordinal: int) -> str:
    """The piece's words in a locator; a header under a caption adds none."""
    if piece.counted:
        return _SAID_OF[piece.key].format(ordinal)
    return "" if piece.rank == Style.TABLE_HEADER else piece.heading
