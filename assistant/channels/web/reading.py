"""A document cut into the lines and stretches that a plain page shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from assistant.domain import Clause, DocumentVersion, Level, MarkKind

Span = tuple[int, int]
BAR = "|"
_BAR = re.compile(r"(?<!\\)\|")


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
    """One line of a document; a heading when all of it is."""

    runs: tuple[Run, ...]

    in_table: bool = False

    @property
    def is_heading(self) -> bool:
        """Whether the line is nothing but a heading."""
        return all(run.in_outline for run in self.runs)

    @property
    def cells(self) -> tuple[tuple[Run, ...], ...]:
        """The cells of a row of a table, without the bars between them."""
        cells: list[list[Run]] = []
        for run in self.runs:
            if run.text == BAR:
                cells.append([])
            elif cells:
                cells[-1].append(run)
        return tuple(tuple(cell) for cell in cells[:-1])


def lines_of(version: DocumentVersion, clause: Clause, quote: Span) -> Iterator[Line]:
    """The document's lines, cut where headings, the clause and the quote begin and end."""
    outlines = [(other.start, other.end) for other in version.clauses if other.level is Level.OUTLINE]
    tables = [(mark.start, mark.end) for mark in version.document.marks if mark.kind is MarkKind.TABLE]
    cuts = {edge for span in (*outlines, (clause.start, clause.end), quote) for edge in span}
    at = 0
    for text in version.document.text.split("\n"):
        end = at + len(text)
        in_table = text.lstrip().startswith(BAR) and _within(at, end, *tables)
        bars = {
            at + n + after
            for n, sign in enumerate(text)
            if in_table and sign == BAR and text[n - 1 : n] != "\\"
            for after in (0, 1)
        }
        edges = [at, *sorted(cut for cut in cuts | bars if at < cut < end), end]
        runs = tuple(
            Run(
                text=version.document.text[left:right],
                in_outline=_within(left, right, *outlines),
                in_clause=_within(left, right, (clause.start, clause.end)),
                in_quote=_within(left, right, quote),
                begins_clause=left <= clause.start < right,
            )
            for left, right in pairwise(edges)
        )
        if text.strip():
            yield Line(runs, in_table)
        at = end + 1


def _within(left: int, right: int, *spans: Span) -> bool:
    return any(start <= left and right <= end for start, end in spans)
