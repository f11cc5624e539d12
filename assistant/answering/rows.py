"""A row of a table as a person reads it: each cell after the head of its column, word for word."""

from __future__ import annotations

import re

from assistant.answering.turn import Span
from assistant.corpus.catalogue import Catalogue
from assistant.domain import Clause

_CELL = re.compile(r"(?<=\|)(?:\\\||[^|])+(?=\|)")
_NOTHING = {"", "—", "-", "–", "/", "无"}


def is_row(clause: Clause) -> bool:
    """Whether a clause is a row of a table."""
    return clause.text.startswith("|") and clause.text.rstrip().endswith("|")


def read_row(catalogue: Catalogue, clause: Clause, between: str) -> tuple[str | Span, ...]:
    """方式：设备奖励；上限：每个项目1500万元. Cells that hold nothing are left out; a table without heads goes without.

    `between` stands between two cells.
    """
    head = catalogue.clauses.get(clause.parent_id or "")
    heads = cells_of(head) if head is not None and is_row(head) else ()
    cells = cells_of(clause)
    pieces: list[str | Span] = []
    for number, cell in enumerate(cells):
        if clause.text[cell.start : cell.end] in _NOTHING:
            continue
        pieces += [between] if pieces else []
        if len(heads) == len(cells) and head is not None and head.text[heads[number].start : heads[number].end]:
            pieces += [heads[number], "："]
        pieces.append(cell)
    return tuple(pieces)


def cells_of(clause: Clause) -> tuple[Span, ...]:
    """The words of each cell of a row."""
    found = []
    for cell in _CELL.finditer(clause.text):
        words = cell.group().strip()
        start = cell.start() + cell.group().index(words) if words else cell.start()
        found.append(Span(clause.id, start, start + len(words)))
    return tuple(found)
