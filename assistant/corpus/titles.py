"""Where a title ends: after a number, or in bold at the start of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.corpus.labels import Label, Style
from assistant.corpus.runs import Run, RunKind
from assistant.corpus.sentences import TERMINALS, sentence_spans
from assistant.domain import LayoutMark, MarkKind

TITLE_LIMIT = 60
_RUN_IN_LIMIT = 40
_COLON_LIMIT = 20
_CLOSING = "。，：；、！？,:;"
_BRACKETS = (("“", "”"), ("【", "】"), ("（", "）"), ("「", "」"))
# A short first sentence is a title ("制定方案。"), unless it rules or counts something ("企业应当登记。").
_NO_TITLE = re.compile(r"[，；：,;:\d%％]|应|不得|可以|须|由|给予|是|按|将")
_ARTICLE_TITLE = re.compile(r"[ \t\u3000]*(【[^】\n]{1,30}】|[（(][^）)\n]{1,30}[）)](?=[ \t\u3000]))")
_STANDING = frozenset(
    {Style.ANNEX, Style.ANNEX_MENTION, Style.PART, Style.BOOK, Style.CHAPTER, Style.SECTION, Style.CHINESE}
)


def clean_heading(text: str) -> str:
    """A heading as one says it: without closing punctuation, and without marks around the whole."""
    heading = " ".join(text.split()).rstrip(_CLOSING).lstrip("：:").strip()
    for opening, closing in _BRACKETS:
        if heading.startswith(opening) and heading.find(closing) == len(heading) - 1 > 0:
            heading = heading[1:-1]
    return heading


def is_deeper(below: Run | None, run: Run) -> bool:
    """Whether the run that follows is a heading, item or table that stands under this one."""
    return below is not None and below.rank is not None and run.rank is not None and below.rank > run.rank


class Titles:
    """Finds the titles of one text."""

    def __init__(self, text: str, marks: Iterable[LayoutMark]) -> None:
        self._text = text
        self._bold = [mark for mark in marks if mark.kind is MarkKind.BOLD]

    def fills(self, run: Run) -> bool:
        """Whether the run is one bold line without the end of a sentence: a heading without a number."""
        bold = any((mark.start, mark.end) == (run.start, run.end) for mark in self._bold)
        return bold and run.end - run.start <= TITLE_LIMIT and self._text[run.end - 1] not in TERMINALS

    def run_in(self, start: int, end: int) -> list[tuple[int, int]]:
        """Bold spans in a paragraph that open a sentence and head what follows, with their closing punctuation."""
        titles = []
        for mark in self._bold:
            if not start <= mark.start < mark.end <= end or mark.end - mark.start > TITLE_LIMIT:
                continue
            inside = self._text[mark.start : mark.end]
            before = self._text[start : mark.start].rstrip()
            after = mark.end + (mark.end < end and self._text[mark.end] in _CLOSING)
            opens_sentence = not before or before[-1] in TERMINALS or before[-1] in "”》）"
            closed = after > mark.end or inside[-1] in _CLOSING
            one_sentence = not any(character in TERMINALS for character in inside[:-1])
            if opens_sentence and closed and one_sentence and self._text[after:end].strip():
                titles.append((mark.start, after))
        return titles

    def end_after(self, run: Run, label: Label, below: Run | None) -> int | None:
        """Where the title after a run's number ends, its punctuation included; None if no title follows."""
        if label.style is Style.ARTICLE:
            return self._end_after_article(run, label, below)
        sentences = sentence_spans(self._text, label.end, run.end)
        if not sentences:
            return run.end
        run_in = self.run_in(label.end, run.end)
        if run_in and run_in[0][0] == sentences[0][0]:
            return run_in[0][1]
        first = self._text[slice(*sentences[0])]
        if len(sentences) == 1:
            return run.end if self._is_line_title(first, run, label, below) else None
        heads_titles = bool(run_in) and run_in[0][0] == sentences[1][0]
        if heads_titles or (len(first) <= _RUN_IN_LIMIT and not _NO_TITLE.search(first)):
            return sentences[0][1]
        return None

    def _end_after_article(self, run: Run, label: Label, below: Run | None) -> int | None:
        if bracketed := _ARTICLE_TITLE.match(self._text, label.end, run.end):
            return bracketed.end()
        rest = self._text[label.end : run.end].strip()
        above_text = below is not None and below.rank is None
        if rest and above_text and len(rest) <= _RUN_IN_LIMIT and rest[-1] not in _CLOSING:
            return run.end
        return None

    def _is_line_title(self, line: str, run: Run, label: Label, below: Run | None) -> bool:
        if line[-1] in TERMINALS or line[-1] in "；;，,":
            return False
        heads_text = below is not None and below.kind is RunKind.PARAGRAPH and below.rank is None
        if not (label.style in _STANDING or heads_text or is_deeper(below, run)):
            return False
        return len(line) <= (_COLON_LIMIT if line[-1] in "：:" else TITLE_LIMIT)
