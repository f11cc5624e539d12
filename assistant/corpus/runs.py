"""Cut a text into runs: lines, and the items of a list that stands inside one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.corpus.labels import Label, Style, label_at
from assistant.corpus.sentences import sentence_spans
from assistant.domain import Document, LayoutMark, MarkKind


class RunKind(StrEnum):
    """What a run is by its layout; numbers are looked at besides."""

    TITLE = "title"
    HEADING = "heading"
    BULLET = "bullet"
    TABLE_CAPTION = "table_caption"
    TABLE_HEADER = "table_header"
    TABLE_ROW = "table_row"
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
_BEFORE_INLINE_ITEM = re.compile(r"[：；。，:;,][ \t]*(?=[（(①-⑳\d])")
_INLINE_STYLES = frozenset({Style.CHINESE_BRACKETED, Style.DIGIT_BRACKETED, Style.DIGIT, Style.CIRCLED})


def runs_of(document: Document) -> tuple[Run, ...]:
    """The runs of a document's text, in reading order; together they hold every character but whitespace."""
    marks = {mark.start: mark for mark in document.marks if mark.kind in (MarkKind.HEADING, MarkKind.ITEM)}
    tables = [mark for mark in document.marks if mark.kind is MarkKind.TABLE]
    runs: list[Run] = []
    for start, end in _lines(document.text):
        table = next((mark for mark in tables if mark.start <= start < mark.end), None)
        if table is not None:
            runs.extend(_table_run(document.text, table, start, end, runs))
            continue
        run = _line_run(document.text, marks.get(start), start, end)
        if not runs and _is_title(document, run):
            runs.append(Run(RunKind.TITLE, start, end))
        elif run.kind is RunKind.PARAGRAPH:
            runs.extend(_split_inline_list(document.text, run))
        else:
            runs.append(run)
    return tuple(runs)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for line in _LINE.finditer(text):
        content = line[0].strip()
        if content:
            start = line.start() + line[0].index(content)
            yield start, start + len(content)


def _line_run(text: str, mark: LayoutMark | None, start: int, end: int) -> Run:
    if mark is not None and mark.kind is MarkKind.ITEM:
        return Run(RunKind.BULLET, start, end, Style.BULLET + mark.depth)
    label = label_at(text, start, end)
    if mark is not None:
        return Run(RunKind.HEADING, start, end, mark.depth, label)
    return Run(RunKind.PARAGRAPH, start, end, label.style if label else None, label)


def _table_run(text: str, table: LayoutMark, start: int, end: int, runs: list[Run]) -> Iterator[Run]:
    if start > table.start + text[table.start : table.end].index("|"):
        yield Run(RunKind.TABLE_ROW, start, end, Style.TABLE_ROW)
        return
    rank = Style.TABLE
    above = runs[-1] if runs else None
    if above and above.kind is RunKind.PARAGRAPH and _CAPTION.match(text, above.start, above.end):
        runs[-1] = replace(above, kind=RunKind.TABLE_CAPTION, rank=Style.TABLE, label=None)
        rank = Style.TABLE_HEADER
    yield Run(RunKind.TABLE_HEADER, start, end, rank)


def _is_title(document: Document, run: Run) -> bool:
    if run.kind is RunKind.HEADING and run.rank == 1 and run.label is None:
        return True
    line = "".join(document.text[run.start : run.end].split())
    return line.removeprefix(document.issuer) == "".join(document.title.split()).removeprefix(document.issuer)


def _split_inline_list(text: str, run: Run) -> list[Run]:
    """The run, or its lead-in, the items "（一）…；（二）…" that follow in its line, and what comes after."""
    labels = _inline_labels(text, run)
    if not labels:
        return [run]
    starts = [start for start, _ in labels]
    runs = [replace(run, end=_trimmed(text, run.start, starts[0]))]
    for (start, label), next_start in zip(labels, [*starts[1:], run.end], strict=True):
        end = _trimmed(text, start, next_start)
        runs.append(Run(RunKind.PARAGRAPH, start, end, label.style, label))
    last = runs[-1]
    before_last = text[: last.start].rstrip()[-1]
    sentences = sentence_spans(text, last.start, last.end)
    if before_last in "；;，," and len(sentences) > 1:
        runs[-1] = replace(last, end=sentences[0][1])
        runs.append(Run(RunKind.PARAGRAPH, sentences[1][0], last.end, after_list=labels[-1][1].style))
    return runs


def _inline_labels(text: str, run: Run) -> list[tuple[int, Label]]:
    """Numbers inside a line that count on from its own number, or from one, at least to two."""
    found: dict[Style, list[tuple[int, Label]]] = {}
    content_start = run.label.end if run.label else run.start
    for before in _BEFORE_INLINE_ITEM.finditer(text, content_start, run.end):
        label = label_at(text, before.end(), run.end)
        if label and label.style in _INLINE_STYLES:
            found.setdefault(label.style, []).append((before.end(), label))
    accepted: list[tuple[int, Label]] = []
    for style, candidates in found.items():
        own = run.label.number if run.label and run.label.style is style else 0
        chain = [candidate for count, candidate in enumerate(candidates, own + 1) if candidate[1].number == count]
        if len(chain) == len(candidates) and (own or len(chain) > 1):
            accepted.extend(chain)
    return sorted(accepted, key=lambda pair: pair[0])


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())
