"""Cut runs into pieces: a heading, a run-in title, an item, a sentence. Each piece becomes one clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.corpus.labels import Label, Style
from assistant.corpus.runs import Run, RunKind, runs_of
from assistant.corpus.sentences import TERMINALS, sentence_spans
from assistant.domain import Document, Level, MarkKind


@dataclass(frozen=True, slots=True)
class Piece:
    """A future clause. `rank` is None for a sentence, which stands under whatever heading is open.

    `key` is its part of the clause id; a `#` in it becomes the ordinal among its siblings. A sentence that opens a
    paragraph of its own says so, and how many sentences that paragraph has; `closes` is the rank from which open
    headings end before it.
    """

    start: int
    end: int
    level: Level
    rank: float | None = None
    key: str = ""
    label: str = ""
    heading: str = ""
    opens_paragraph: bool = False
    sentences: int = 1
    closes: int | None = None


_TITLE_LIMIT = 60
_RUN_IN_LIMIT = 40
_CLOSING = "。，：；、！？,:;"
_NOT_IN_A_RUN_IN_TITLE = re.compile(r"[，；：,;:\d%％]|应|不得|可以|须|由|给予|是|按|将")
_ARTICLE_TITLE = re.compile(r"[ \t\u3000]*(【[^】\n]{1,30}】|[（(][^）)\n]{1,30}[）)](?=[ \t\u3000]))")
_STANDING_HEADINGS = frozenset({Style.ANNEX, Style.PART, Style.BOOK, Style.CHAPTER, Style.SECTION, Style.CHINESE})


def pieces_of(document: Document) -> list[Piece]:
    """All pieces of a document, in reading order; between two of them stands only whitespace."""
    runs = runs_of(document)
    cutter = _Cutter(document)
    return [
        piece
        for index, run in enumerate(runs)
        for piece in cutter.cut(run, runs[index + 1] if index + 1 < len(runs) else None)
    ]


def clean_heading(text: str) -> str:
    """A heading as one says it: without closing punctuation, and without marks around the whole."""
    heading = " ".join(text.split()).rstrip(_CLOSING).strip()
    for opening, closing in ("“”", "【】", "（）", "「」"):
        if heading.startswith(opening) and heading.endswith(closing) and opening not in heading[1:]:
            heading = heading[1:-1]
    return heading.lstrip("：:").strip()


class _Cutter:
    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._bold = [mark for mark in document.marks if mark.kind is MarkKind.BOLD]

    def cut(self, run: Run, below: Run | None) -> Iterator[Piece]:
        if run.kind is RunKind.TITLE:
            yield self._outline(run, run.start, -1, "title")
        elif run.kind is RunKind.HEADING:
            yield self._outline(run, run.label.end if run.label else run.start, run.rank, None)
        elif run.kind is RunKind.TABLE_CAPTION:
            yield self._outline(run, run.start, Style.TABLE, "t#")
        elif run.kind is RunKind.TABLE_HEADER:
            yield self._table_header(run)
        elif run.kind is RunKind.TABLE_ROW:
            yield Piece(run.start, run.end, Level.TEXT, Style.TABLE_ROW, "r#")
        elif run.kind is RunKind.BULLET:
            yield self._bullet(run, below)
        elif run.label is not None:
            yield from self._labelled(run, run.label, below)
        else:
            yield from self._plain(run)

    def _outline(self, run: Run, content_start: int, rank: float | None, key: str | None) -> Piece:
        label = run.label
        return Piece(
            run.start,
            run.end,
            Level.OUTLINE,
            rank,
            key or (label.key if label else "h#"),
            label.text if label else "",
            clean_heading(self._text[content_start : run.end]),
        )

    def _table_header(self, run: Run) -> Piece:
        cells = [cell.strip() for cell in self._text[run.start : run.end].strip("|").split("|")]
        key = "t#" if run.rank == Style.TABLE else "h"
        return Piece(run.start, run.end, Level.OUTLINE, run.rank, key, "", "、".join(filter(None, cells)))

    def _bullet(self, run: Run, below: Run | None) -> Piece:
        if not _is_deeper(below, run):
            return Piece(run.start, run.end, Level.TEXT, run.rank, "i#")
        heading = clean_heading(self._text[run.start : run.end])
        return Piece(run.start, run.end, Level.OUTLINE, run.rank, "i#", "", heading)

    def _plain(self, run: Run) -> Iterator[Piece]:
        bold = next((mark for mark in self._bold if mark.start == run.start and mark.end == run.end), None)
        if bold and run.end - run.start <= _TITLE_LIMIT and self._text[run.end - 1] not in TERMINALS:
            heading = clean_heading(self._text[run.start : run.end])
            yield Piece(run.start, run.end, Level.OUTLINE, None, "h#", "", heading)
            return
        closes = run.after_list if run.after_list is not None else Style.BULLET
        yield from self._paragraph(run.start, run.end, opens=run.after_list is None, closes=closes)

    def _labelled(self, run: Run, label: Label, below: Run | None) -> Iterator[Piece]:
        title_end = self._title_end(run, label, below)
        style = label.style
        if style is Style.PART and title_end is not None and title_end < run.end:
            # "第一部分“…”。提出…" opens a paragraph of a section; alone on its line it is a part above all sections.
            style = Style.INLINE_PART
        key = str(label.number) if style is Style.INLINE_PART else label.key
        if title_end is None and style is Style.PART:
            yield from self._plain(run)
            return
        if title_end is None and style is not Style.ARTICLE and not _is_deeper(below, run):
            sentences = sentence_spans(self._text, label.end, run.end)
            if len(sentences) == 1 and not self._run_in_titles(label.end, run.end):
                yield Piece(run.start, run.end, Level.TEXT, style, key, label.text)
                return
        outline_end = title_end if title_end is not None else label.end
        heading = clean_heading(self._text[label.end : outline_end])
        yield Piece(run.start, outline_end, Level.OUTLINE, style, key, label.text, heading)
        yield from self._paragraph(outline_end, run.end, opens=style is Style.ARTICLE, closes=None)

    def _title_end(self, run: Run, label: Label, below: Run | None) -> int | None:
        """Where the title after a number ends; None if what follows is no title."""
        rest = self._text[label.end : run.end]
        if label.style is Style.ARTICLE:
            if titled := _ARTICLE_TITLE.match(self._text, label.end, run.end):
                return titled.end()
            alone = below is not None and below.rank is None
            return run.end if rest.strip() and alone and len(rest) <= 30 and rest[-1] not in _CLOSING else None
        start = label.end + len(rest) - len(rest.lstrip())
        titles = self._run_in_titles(label.end, run.end)
        if titles and titles[0][0] == start:
            return titles[0][1]
        sentences = sentence_spans(self._text, label.end, run.end)
        if not sentences:
            return run.end
        first = self._text[slice(*sentences[0])]
        if len(sentences) == 1 and first[-1] not in TERMINALS:
            stands = label.style in _STANDING_HEADINGS or _is_deeper(below, run) or _is_plain(below)
            limit = 20 if first[-1] in "：:" else _TITLE_LIMIT
            return run.end if stands and len(first) <= limit and first[-1] not in "；，;," else None
        if titles and titles[0][0] == sentences[1][0] if len(sentences) > 1 else False:
            return sentences[0][1]
        if len(sentences) > 1 and len(first) <= _RUN_IN_LIMIT and not _NOT_IN_A_RUN_IN_TITLE.search(first):
            return sentences[0][1]
        return None

    def _paragraph(self, start: int, end: int, *, opens: bool, closes: int | None) -> Iterator[Piece]:
        """Run-in titles and the sentences after each."""
        titles = self._run_in_titles(start, end)
        borders = [title[0] for title in titles]
        yield from self._sentences(start, borders[0] if borders else end, opens=opens, closes=closes)
        for (title_start, title_end), next_start in zip(titles, [*borders, end][1:], strict=True):
            heading = clean_heading(self._text[title_start:title_end])
            yield Piece(title_start, title_end, Level.OUTLINE, Style.INLINE_TITLE, "#", "", heading)
            yield from self._sentences(title_end, next_start, opens=False, closes=None)

    def _sentences(self, start: int, end: int, *, opens: bool, closes: int | None) -> Iterator[Piece]:
        spans = sentence_spans(self._text, start, end)
        for index, (first, last) in enumerate(spans):
            yield Piece(
                first,
                last,
                Level.TEXT,
                opens_paragraph=opens and index == 0,
                sentences=len(spans),
                closes=closes if index == 0 else None,
            )

    def _run_in_titles(self, start: int, end: int) -> list[tuple[int, int]]:
        """Bold spans that open a sentence and are a title of what follows, with their closing punctuation."""
        titles = []
        for mark in self._bold:
            if not start <= mark.start < mark.end <= end or mark.end - mark.start > _TITLE_LIMIT:
                continue
            before = self._text[start : mark.start].rstrip()
            inside = self._text[mark.start : mark.end]
            after = mark.end + (self._text[mark.end : mark.end + 1] in tuple(_CLOSING))
            closed = after > mark.end or inside[-1] in _CLOSING
            opens_sentence = not before or before[-1] in TERMINALS or before[-1] in "”》）"
            if closed and opens_sentence and self._text[after:end].strip() and not _has_inner_end(inside):
                titles.append((mark.start, after))
        return titles


def _has_inner_end(text: str) -> bool:
    return any(character in TERMINALS for character in text[:-1])


def _is_plain(run: Run | None) -> bool:
    return run is not None and run.kind is RunKind.PARAGRAPH and run.rank is None


def _is_deeper(below: Run | None, run: Run) -> bool:
    return below is not None and below.rank is not None and run.rank is not None and below.rank > run.rank
