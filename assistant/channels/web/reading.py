"""A document cut into the lines and stretches that a plain page shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.corpus.layout import unescape
from assistant.corpus.lines import LineSort, Span, text_lines
from assistant.domain import Clause, DocumentVersion, Level


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one line whose letters are all shown alike."""

    text: str
    in_outline: bool
    in_clause: bool
    in_quote: bool
    begins_clause: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document; a heading when all of it is. A row of a table has `cells`, without bars."""

    runs: tuple[Run, ...]
    is_heading: bool = False
    in_table: bool = False
    cells: tuple[tuple[Run, ...], ...] = ()


def lines_of(version: DocumentVersion, clause: Clause, quote: Span) -> Iterator[Line]:
    """The document's lines, cut where headings, the clause and the quote begin and end."""
    outlines = [(other.start, other.end) for other in version.clauses if other.level is Level.OUTLINE]
    cuts = {edge for span in (*outlines, (clause.start, clause.end), quote) for edge in span}

    def runs(start: int, end: int) -> tuple[Run, ...]:
        edges = [start, *sorted(cut for cut in cuts if start < cut < end), end]
        return tuple(
            Run(
                text=version.document.text[left:right],
                in_outline=_within(left, right, *outlines),
                in_clause=_within(left, right, (clause.start, clause.end)),
                in_quote=_within(left, right, quote),
                begins_clause=left <= clause.start < right,
            )
            for left, right in pairwise(edges)
        )

    for line in text_lines(version):
        yield Line(
            runs(line.start, line.end),
            is_heading=line.sort is LineSort.HEADING or line.is_header,
            in_table=line.sort is LineSort.ROW,
            cells=tuple(_unescaped(runs(start, end)) for start, end in line.cells),
        )


def _unescaped(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    return tuple(replace(run, text=unescape(run.text)) for run in runs)


def _within(left: int, right: int, *spans: Span) -> bool:
    return any(start <= left and right <= end for start, end in spans)
