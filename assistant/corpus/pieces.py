"""Cut runs into pieces: a heading, a run-in title, an item, a sentence. Each piece becomes one clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from assistant.corpus.endings import mark_endings
from assistant.corpus.inline_lists import split_inline_list
from assistant.corpus.labels import Label, Style
from assistant.corpus.layout import table_cells
from assistant.corpus.runs import Run, RunKind, lines_of
from assistant.corpus.sentences import sentence_spans
from assistant.corpus.titles import Titles, clean_heading, is_deeper
from assistant.domain import Document, Level


@dataclass(frozen=True, slots=True)
class Piece:
    """A future clause. `rank` is None for a sentence, which stands under whatever heading is open, and for a heading
    without a number, which finds its own level.

    `key` is its part of the clause id; a `#` in it becomes the ordinal among its siblings. `sentences` counts those
    of its paragraph; `opens_paragraph` marks the first of a 款; headings of rank `closes` and below end before it.
    `counted`: people call it by its count ("第3行"), not by its words.
    """

    start: int
    end: int
    level: Level
    rank: int | None = None
    key: str = ""
    label: str = ""
    heading: str = ""
    sentences: int = 1
    opens_paragraph: bool = False
    closes: int | None = None
    counted: bool = False


TITLE_RANK = -1


def pieces_of(document: Document) -> list[Piece]:
    """All pieces of a document, in reading order; between two of them stands only whitespace."""
    lines = mark_endings(document.text, lines_of(document))
    runs = [run for line in lines for run in _split(document.text, line)]
    cutter = _Cutter(document)
    return [piece for run, below in zip_longest(runs, runs[1:]) for piece in cutter.cut(run, below)]


def _split(text: str, line: Run) -> list[Run]:
    return split_inline_list(text, line) if line.kind is RunKind.PARAGRAPH else [line]


def _is_table(run: Run | None) -> bool:
    """A table stands beside the item before it, whose sentence would else be a heading."""
    return run is not None and run.kind in (RunKind.TABLE_CAPTION, RunKind.TABLE_HEADER)


class _Cutter:
    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._titles = Titles(document.text, document.marks)

    def cut(self, run: Run, below: Run | None) -> Iterator[Piece]:
        """The pieces of a run; `below` is the run that follows."""
        match run.kind:
            case RunKind.TITLE:
                yield self._outline(run.start, run.end, TITLE_RANK, "title")
            case RunKind.HEADING:
                key = run.label.key if run.label else "h#"
                yield self._outline(run.start, run.end, run.rank, key, run.label)
            case RunKind.TABLE_CAPTION:
                yield self._outline(run.start, run.end, run.rank, "t#")
            case RunKind.TABLE_HEADER:
                yield self._table_header(run)
            case RunKind.TABLE_ROW:
                yield Piece(run.start, run.end, Level.TEXT, run.rank, "r#", counted=True)
            case RunKind.BULLET if is_deeper(below, run) and not _is_table(below):
                yield self._outline(run.start, run.end, run.rank, "i#")
            case RunKind.BULLET:
                yield Piece(run.start, run.end, Level.TEXT, run.rank, "i#", counted=True)
            case RunKind.SIGNATURE:
                yield Piece(run.start, run.end, Level.TEXT, run.rank, "z#", counted=True)
            case RunKind.ATTACHMENT if run.label is not None:
                yield Piece(run.start, run.end, Level.TEXT, run.rank, run.label.key, run.label.text)
            case RunKind.ATTACHMENTS:
                yield self._outline(run.start, run.end, run.rank, "x", run.label)
            case RunKind.PARAGRAPH if run.label is not None:
                yield from self._labelled(run, run.label, below)
            case _:
                yield from self._plain(run)

    def _outline(self, start: int, end: int, rank: int | None, key: str, label: Label | None = None) -> Piece:
        heading = clean_heading(self._text[label.end if label else start : end])
        return Piece(start, end, Level.OUTLINE, rank, key, label.text if label else "", heading)

    def _table_header(self, run: Run) -> Piece:
        heading = "、".join(filter(None, table_cells(self._text[run.start : run.end])))
        if run.rank == Style.TABLE:
            return Piece(run.start, run.end, Level.OUTLINE, run.rank, "t#", "", heading, counted=True)
        return Piece(run.start, run.end, Level.OUTLINE, run.rank, "h", "", heading)

    def _plain(self, run: Run) -> Iterator[Piece]:
        if self._titles.fills(run):
            yield self._outline(run.start, run.end, None, "h#")
            return
        closes = Style.BULLET if run.after_list is None else run.after_list
        yield from self._paragraph(run.start, run.end, opens=run.after_list is None, closes=closes)

    def _labelled(self, run: Run, label: Label, below: Run | None) -> Iterator[Piece]:
        style, key = label.style, label.key
        title_end = self._titles.end_after(run, label, below)
        if style is Style.PART:
            if title_end is None:
                yield from self._plain(run)
                return
            if title_end < run.end:
                # "第一部分“…”。提出…" opens a paragraph of a section; alone on its line it stands above sections.
                style, key = Style.INLINE_PART, str(label.number)
        if title_end is None and style is not Style.ARTICLE and not is_deeper(below, run):
            alone = len(sentence_spans(self._text, label.end, run.end)) == 1
            if alone and not self._titles.run_in(label.end, run.end):
                yield Piece(run.start, run.end, Level.TEXT, style, key, label.text)
                return
        outline_end = label.end if title_end is None else title_end
        yield self._outline(run.start, outline_end, style, key, label)
        yield from self._paragraph(outline_end, run.end, opens=style is Style.ARTICLE)

    def _paragraph(self, start: int, end: int, *, opens: bool, closes: int | None = None) -> Iterator[Piece]:
        """The sentences of a paragraph, and its run-in titles with the sentences of each."""
        titles = self._titles.run_in(start, end)
        borders = [title_start for title_start, _ in titles] + [end]
        yield from self._sentences(start, borders[0], opens=opens, closes=closes)
        for (title_start, title_end), next_start in zip(titles, borders[1:], strict=True):
            yield self._outline(title_start, title_end, Style.INLINE_TITLE, "#")
            yield from self._sentences(title_end, next_start)

    def _sentences(self, start: int, end: int, *, opens: bool = False, closes: int | None = None) -> Iterator[Piece]:
        spans = sentence_spans(self._text, start, end)
        for first, last in spans:
            yield Piece(first, last, Level.TEXT, sentences=len(spans), opens_paragraph=opens, closes=closes)
            opens, closes = False, None
