"""Cut a text into runs: its lines, and what stands inside one line but is a thing of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.corpus.labels import Label, Style, label_at
from assistant.domain import Document, LayoutMark, MarkKind


class RunKind(StrEnum):
    """What a run is by its layout; numbers are looked at besides."""

    TITLE = "title"
    HEADING = "heading"
    BULLET = "bullet"
    TABLE_CAPTION = "table_caption"
    TABLE_HEADER = "table_header"
    TABLE_ROW = "table_row"
    ATTACHMENTS = "attachments"
    ATTACHMENT = "attachment"
    SIGNATURE = "signature"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one line. `rank` orders headings and items (None: plain text).

    `after_list` is the style of the list inside the same line that ends before this run.
    """

    kind: RunKind
    start: int
    end: int
    rank: int | None = None
    label: Label | None = None
    after_list: Style | None = None


_LINE = re.compile(r"[^\n]+")
_CAPTION = re.compile(r"表[ \t]*[\d一二三四五六七八九十]+")


def lines_of(document: Document) -> list[Run]:
    """One run a line that is not blank."""
    text = document.text
    marks = {mark.start: mark for mark in document.marks if mark.kind in (MarkKind.HEADING, MarkKind.ITEM)}
    tables = [mark for mark in document.marks if mark.kind is MarkKind.TABLE]
    runs: list[Run] = []
    numbers: dict[Style, Label] = {}
    for start, end in _line_spans(text):
        table = next((mark for mark in tables if mark.start <= start < mark.end), None)
        if table is not None:
            runs.append(_table_line(text, table, start, end, runs))
            continue
        run = _line(text, marks.get(start), start, end)
        if run.label and not run.label.follows(numbers.get(run.label.style)):
            run = Run(RunKind.PARAGRAPH, start, end)
        if run.label:
            numbers[run.label.style] = run.label
        if not runs and _is_title(document, run):
            run = Run(RunKind.TITLE, start, end)
        runs.append(run)
    return runs


def _line_spans(text: str) -> Iterator[tuple[int, int]]:
    for line in _LINE.finditer(text):
        content = line[0].strip()
        if content:
            start = line.start() + line[0].index(content)
            yield start, start + len(content)


def _line(text: str, mark: LayoutMark | None, start: int, end: int) -> Run:
    if mark is not None and mark.kind is MarkKind.ITEM:
        return Run(RunKind.BULLET, start, end, Style.BULLET + mark.depth)
    label = label_at(text, start, end)
    if mark is not None:
        return Run(RunKind.HEADING, start, end, Style.ANNEX_MENTION + mark.depth, label)
    return Run(RunKind.PARAGRAPH, start, end, label.style if label else None, label)


def _table_line(text: str, table: LayoutMark, start: int, end: int, runs: list[Run]) -> Run:
    if start > table.start + text[table.start : table.end].index("|"):
        return Run(RunKind.TABLE_ROW, start, end, Style.TABLE_ROW)
    above = runs[-1] if runs else None
    if above and above.kind is RunKind.PARAGRAPH and _CAPTION.match(text, above.start, above.end):
        runs[-1] = replace(above, kind=RunKind.TABLE_CAPTION, rank=Style.TABLE, label=None)
        return Run(RunKind.TABLE_HEADER, start, end, Style.TABLE_HEADER)
    return Run(RunKind.TABLE_HEADER, start, end, Style.TABLE)


def _is_title(document: Document, run: Run) -> bool:
    if run.kind is RunKind.HEADING and run.rank == Style.ANNEX_MENTION + 1 and run.label is None:
        return True
    line = "".join(document.text[run.start : run.end].split())
    return line.removeprefix(document.issuer) == "".join(document.title.split()).removeprefix(document.issuer)
