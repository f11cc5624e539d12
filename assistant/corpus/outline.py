"""Put pieces in their tree: which heading each stands under, its number and its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.corpus.labels import Style
from assistant.corpus.locators import Place
from assistant.corpus.pieces import Piece
from assistant.domain import Level


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece in the tree. `place` is its own, for a sentence its heading's; `paragraph` is its 款, 0 for none."""

    piece: Piece
    number: str
    place: Place
    parent: Place
    paragraph: int


_ROOT, _TITLE = -2, -1
_SAID_INSTEAD = {"t#": "表{}", "r#": "第{}行", "i#": "第{}项"}


def build_outline(pieces: Iterable[Piece]) -> list[Placed]:
    """The pieces in order, each with its number within the document (`2.2.1.s1`) and its place."""
    tree = _Tree()
    return [tree.add(piece) for piece in pieces]


class _Tree:
    def __init__(self) -> None:
        self._open = [Place(_ROOT, (), "", "", None, None, 0)]
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
        key = piece.key.replace("#", str(ordinal))
        path = (*self._base(parent, rank), key)
        number = self._unique(".".join(path))
        said = piece.heading
        if (
            not piece.label
            and (piece.level is Level.TEXT or rank == Style.TABLE)
            and not piece.heading.startswith("表")
        ):
            said = _SAID_INSTEAD.get(piece.key, "").format(ordinal)
        depth = 0 if rank == _TITLE else parent.depth + 1
        place = Place(rank, path, piece.label, said, parent, number, depth)
        article = self._article()
        if piece.level is Level.OUTLINE:
            self._open.append(place)
        return Placed(piece, number, place, parent, article.paragraphs if article else 0)

    def _base(self, parent: Place, rank: float) -> tuple[str, ...]:
        """Articles are numbered through a whole text, and rows through a table, whatever stands between."""
        wanted = (
            {Style.ARTICLE: Style.ANNEX, Style.TABLE_ROW: Style.TABLE}.get(Style(rank)) if rank in _STYLES else None
        )
        if wanted is not None:
            return next((place.path for place in self._open if place.rank == wanted), ())
        return () if parent.rank == _TITLE else parent.path

    def _add_sentence(self, piece: Piece) -> Placed:
        if piece.closes is not None:
            self._close(piece.closes)
        article = self._article()
        if article is not None and piece.opens_paragraph:
            self._close(Style.ARTICLE + 0.1)
            article.paragraphs += 1
        place = self._open[-1]
        base = ".".join(place.path if place.rank > _TITLE else ()) or "0"
        if place is article:
            base += f".p{article.paragraphs}"
        if place is article and piece.sentences == 1:
            number = self._unique(base)
        else:
            number = self._unique(f"{base}.s{place.next_ordinal(f'{base}.s#')}")
        return Placed(piece, number, place, place, article.paragraphs if article else 0)

    def _unique(self, number: str) -> str:
        unique, count = number, 1
        while unique in self._numbers:
            count += 1
            unique = f"{number}-{count}"
        self._numbers.add(unique)
        return unique


_STYLES = frozenset(Style)
