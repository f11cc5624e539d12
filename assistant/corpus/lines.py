"""A document's text as a reader shows it: its lines, which of them are headings, and the cells of its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.corpus.layout import cell_spans
from assistant.domain import DocumentVersion, Level, MarkKind

Span = tuple[int, int]
DEEPEST = 6


class LineSort(StrEnum):
    """How a line is shown."""

    HEADING = "heading"
    TEXT = "text"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line that is not blank; all spans are code point offsets into the document's text.

    `level` is that of a heading, 1..6, where marks or the outline tell it. `cells` of a row stand in the text
    without bars and the blanks beside them, with the backslashes that keep them whole. `clause_ids` are the clauses
    of which it holds some, in order.
    """

    start: int
    end: int
    sort: LineSort
    level: int | None = None
    is_header: bool = False
    cells: tuple[Span, ...] = ()
    clause_ids: tuple[str, ...] = ()


def text_lines(version: DocumentVersion) -> Iterator[TextLine]:
    """The lines of a document in order."""
    text, marks = version.document.text, version.document.marks
    outline = [clause for clause in version.clauses if clause.level is Level.OUTLINE]
    headings = [(clause.start, clause.end) for clause in outline]
    depths = {clause.start: clause.depth + 1 for clause in outline}
    depths |= {mark.start: mark.depth for mark in marks if mark.kind is MarkKind.HEADING}
    tables = [(mark.start, mark.end) for mark in marks if mark.kind is MarkKind.TABLE]
    end = -1
    for line in text.split("\n"):
        start, end = end + 1, end + 1 + len(line)
        if not line.strip():
            continue
        words = _stripped(text, start, end)
        ids = tuple(clause.id for clause in version.clauses if clause.start < end and start < clause.end)
        is_heading = _covered(words, headings)
        if table := next((table for table in tables if table[0] <= start and end <= table[1]), None):
            cells = tuple(_stripped(text, start + left, start + right) for left, right in cell_spans(line))
            yield TextLine(start, end, LineSort.ROW, None, is_heading and start == table[0], cells, ids)
        elif is_heading:
            depth = depths.get(start) or depths.get(words[0])
            level = min(depth, DEEPEST) if depth else None
            yield TextLine(start, end, LineSort.HEADING, level, clause_ids=ids)
        else:
            yield TextLine(start, end, LineSort.TEXT, clause_ids=ids)


def _stripped(text: str, start: int, end: int) -> Span:
    """The span without the blanks at both ends; an empty one stays where it begins."""
    words = text[start:end]
    first = start + len(words) - len(words.lstrip()) if words.strip() else start
    return first, first + len(words.strip())


def _covered(span: Span, spans: Sequence[Span]) -> bool:
    """Whether every character stands in one of the spans, which are in order."""
    at = span[0]
    for start, end in spans:
        if start <= at < end:
            at = end
    return at >= span[1]
