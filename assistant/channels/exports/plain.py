"""What all files share: text that no program obeys, addresses that may be linked, findings as rows of a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from assistant.eligibility.checklist_parts import Checklist, Item, Line, Mark, Origin, Reference
from assistant.eligibility.checklist_words import ChecklistWords

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Control characters, those that turn the direction of writing, halves of pairs, and what Unicode assigns to nothing.
_OBEYED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_IN_ADDRESSES = "/:?#[]@!$&'()*+,;=%~"


def printable(text: str) -> str:
    """The text with its own line breaks; what would be obeyed or refused is shown as U+FFFD."""
    return _OBEYED.sub("\ufffd", _BREAKS.sub("\n", text).replace("\t", " "))


def one_line(text: str) -> str:
    """The text on one line."""
    return " ".join(printable(text).split())


def link_to(address: str, base_url: str) -> str:
    """An address that may be linked: http(s), or a path of our own below `base_url`; else empty."""
    whole = f"{base_url.rstrip('/')}{address}" if base_url and address.startswith("/") else address
    try:
        parts = urlsplit(whole)
    except ValueError:
        return ""
    is_link = parts.scheme in ("http", "https") and bool(parts.netloc)
    return quote(whole, safe=_IN_ADDRESSES) if is_link else ""


def links_by_number(references: Iterable[Reference], base_url: str) -> dict[int, str]:
    """Where the marker of a citation leads: to the clause in the reader, else to the page of the document."""
    return {each.n: link_to(each.reader_url, base_url) or link_to(each.url, "") for each in references}


@dataclass(frozen=True, slots=True)
class Row:
    """A finding as a row of a table; `depth` is 1 for one of several of which one is enough."""

    mark: Mark
    state: str
    label: str
    citations: tuple[int, ...]
    quotes: tuple[Line, ...]
    told: tuple[Line, ...]
    depth: int = 0


def rows_of(items: Iterable[Item], depth: int = 0, above: frozenset[str] = frozenset()) -> Iterator[Row]:
    """All rows; words that stand in the row of the group are not repeated for each of its members."""
    for item in items:
        quotes = tuple(line for line in item.quotes if line.text not in above)
        yield Row(item.mark, item.state, item.label, item.citations, quotes, item.told, depth)
        yield from rows_of(item.alternatives, depth + 1, above | {line.text for line in item.quotes})


def by_origin(references: Iterable[Reference]) -> Mapping[Origin, tuple[Reference, ...]]:
    """The references of each document, which is then described once."""
    found: dict[Origin, tuple[Reference, ...]] = {}
    for reference in references:
        found[reference.origin] = (*found.get(reference.origin, ()), reference)
    return found


def origin_lines(origin: Origin, checklist: Checklist, words: ChecklistWords) -> tuple[str, str]:
    """Who issued a document, under which number and when; what sort of text it is and how it stands."""
    number = words("reference.number", number=one_line(origin.doc_number or ""))
    issued = words("reference.issued", day=origin.issued_on)
    published = (
        number if origin.doc_number else words("reference.no_number"),
        words("reference.issuer", issuer=one_line(origin.issuer)),
        issued if origin.issued_on else words("reference.not_issued"),
    )
    sort = words("reference.sort", sort=origin.sort)
    standing = words("reference.standing", as_of=checklist.as_of, standing=origin.standing)
    return " · ".join(published), f"{sort} · {standing}"


def reference_text(reference: Reference, words: ChecklistWords) -> str:
    """Where the words stand, and the words."""
    return words("reference.words", place=one_line(reference.locator), quote=without_bars(reference.quote))


def pages_of(references: Iterable[Reference]) -> Mapping[str, tuple[int, ...]]:
    """The pages outside that show the words, each with the numbers that stand on it."""
    found: dict[str, tuple[int, ...]] = {}
    for reference in references:
        if address := link_to(reference.url, ""):
            found[address] = (*found.get(address, ()), reference.n)
    return found


def without_bars(quote: str) -> str:
    """A row of a table without the bars that begin and end it in Markdown."""
    return quote.strip("| ") if quote.startswith("|") else quote
