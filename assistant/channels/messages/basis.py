"""Where the sentences of an answer come from, as lines below them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
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


def basis_lines(answer: Answer, numbers: Collection[int], show: Showing, is_short: bool) -> Iterator[str]:
    """The cited places of these numbers, below the name of their document, the short one where `is_short`."""
    cited = [each for each in answer.citations if each.n in numbers]
    if cited:
        yield show("basis.lead", as_of=day_text(answer.as_of))
    for places in _by_document(cited).values():
        located = _by_locator(places)
        name = _document(places[0], show, is_short)
        if len(located) == 1:
            yield f"{marks([each.n for each in places])}{name}，{_place(places[0], show)}"
            continue
        yield name
        shown = _foremost(list(located.values()), answer) if show.page else list(located.values())
        yield from (f"{marks([each.n for each in places])} {_place(places[0], show)}" for places in shown)
        if left := len(located) - len(shown):
            yield show("basis.more_places", n=left)


def _foremost(located: list[list[Citation]], answer: Answer) -> list[list[Citation]]:
    """Those of sentences that rest on few places before those that are a few among many, in their order."""
    few = {n for each in answer.sentences if len(each.citations) < _LONG_RUN for n in each.citations}
    ranked = sorted(located, key=lambda places: few.isdisjoint(each.n for each in places))[:MOST_PLACES]
    return [places for places in located if places in ranked]


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


def _place(citation: Citation, show: Showing) -> str:
    locator = show.quoted(citation.locator).replace(" · ", "·")
    if not show.page:
        return locator
    read = show("basis.read_digest" if citation.kind is Kind.DIGEST else "basis.read")
    return f"{locator} {show.place(citation.n, read)}"
