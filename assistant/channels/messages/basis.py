"""Where the sentences of an answer come from, as lines below them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from assistant.channels.messages.showing import Showing
from assistant.domain import Answer, Citation, Kind, Validity


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
            yield f"{_numbers(places)}{name}，{_place(places[0], show)}"
            continue
        yield name
        yield from (f"{_numbers(each)} {_place(each[0], show)}" for each in located.values())


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


def _numbers(cited: Sequence[Citation]) -> str:
    return "".join(f"[{each.n}]" for each in cited)


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
