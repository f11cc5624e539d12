"""Where the sentences of an answer come from, as lines below them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from assistant.channels.messages.showing import Showing
from assistant.domain import Answer, Citation, Kind, Validity

MOST_PLACES = 6
"""So many places of a document are listed in a message where a page lists all."""
_LONG_RUN = 4
"""So many numbers in a row are told by the first and the last."""


def marks(numbers: Sequence[int]) -> str:
    """[1][2], or [1]—[9] for a long run."""
    runs: list[list[int]] = []
    for n in numbers:
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return "".join(map(_run, runs))


def _run(numbers: Sequence[int]) -> str:
    if len(numbers) >= _LONG_RUN:
        return f"[{numbers[0]}]—[{numbers[-1]}]"
    return "".join(f"[{n}]" for n in numbers)


def day_text(day: date) -> str:
    """A day as people write it."""
    return f"{day.year}年{day.month}月{day.day}日"


@dataclass(frozen=True, slots=True)
class Basis:
    """The cited places of a message below the names of their documents, the short ones where `is_short`.

    Those in `linked` lead to their words. Of many in one document where a page has all, some are `listed` only, and
    always the `foremost`.
    """

    answer: Answer
    cited: Sequence[Citation]
    linked: Collection[int]
    show: Showing
    is_short: bool
    foremost: Collection[int] = ()

    @property
    def listed(self) -> Set[int]:
        """The numbers that have a line: no other may be shown."""
        return {each.n for _, places, _ in self._documents() for at in places for each in at}

    def lines(self) -> Iterator[str]:
        """A line each place, or one for a document of which one place is cited."""
        if self.cited:
            yield self.show("basis.lead", as_of=day_text(self.answer.as_of))
        for name, located, left in self._documents():
            if len(located) == 1 and not left:
                yield f"{self._marks(located[0])}{name}，{self._place(located[0][0])}"
                continue
            yield name
            yield from (f"{self._marks(places)} {self._place(places[0])}" for places in located)
            if left:
                yield self.show("basis.more_places", n=left)

    def _documents(self) -> Iterator[tuple[str, list[list[Citation]], int]]:
        for places in _by_document(self.cited).values():
            located = list(_by_locator(places).values())
            shown = self._foremost(located) if self.show.page else located
            yield _document(places[0], self.show, self.is_short), shown, len(located) - len(shown)

    def _foremost(self, located: list[list[Citation]]) -> list[list[Citation]]:
        """Those of sentences that rest on few places before those that are a few among many, in their order."""
        few = {n for each in self.answer.sentences if len(each.citations) < _LONG_RUN for n in each.citations}
        others = [places for places in located if not self._is_foremost(places)]
        ranked = sorted(others, key=lambda places: few.isdisjoint(each.n for each in places))[:MOST_PLACES]
        return [places for places in located if places in ranked or self._is_foremost(places)]

    def _is_foremost(self, places: Sequence[Citation]) -> bool:
        return any(each.n in self.foremost for each in places)

    def _marks(self, places: Sequence[Citation]) -> str:
        return marks([each.n for each in places])

    def _place(self, citation: Citation) -> str:
        locator = self.show.quoted(citation.locator).replace(" · ", "·")
        if not self.show.page or citation.n not in self.linked:
            return locator
        read = self.show("basis.read_digest" if citation.kind is Kind.DIGEST else "basis.read")
        return f"{locator} {self.show.place(citation.n, read)}"


def _by_document(cited: Sequence[Citation]) -> Mapping[tuple[str, int], list[Citation]]:
    found: dict[tuple[str, int], list[Citation]] = {}
    for citation in cited:
        found.setdefault((citation.document_id, citation.version), []).append(citation)
    return found


def _by_locator(cited: Sequence[Citation]) -> Mapping[str, list[Citation]]:
    found: dict[str, list[Citation]] = {}
    for citation in cited:
        found.setdefault(citation.locator, []).append(citation)
    return found


def _document(citation: Citation, show: Showing, is_short: bool) -> str:
    """《技改资金细则》（要点）粤工信规字〔2024〕7号, and whether it holds; by its full title where it has no number."""
    short = citation.short_title and (is_short or citation.doc_number)
    sort = "" if citation.kind is Kind.OFFICIAL_TEXT else show(f"basis.{citation.kind}")
    holds = citation.validity is Validity.IN_FORCE
    standing = "" if holds else show(f"basis.validity.{citation.validity}")
    title = show.quoted(f"《{citation.short_title if short else citation.title}》")
    return f"{title}{sort}{show.quoted(citation.doc_number or '')}{standing}"
