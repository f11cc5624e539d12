"""Cuts a stream of text into sentences as they become complete."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 400
"""Characters after which a sentence is cut where it stands: what never ends is no sentence."""
# A sentence takes the markers and closing quotes behind its full stop, so its end is known by what comes after them.
_MARKER = r"\s*[\[［【]\^?\d+(?:\s*[,，、]\s*\d+)*[\]］】]"
_CLOSING = "”’」』）)】"
_END = re.compile(rf"(?:[。！？!?]|(?<!\d)\.(?=\s))(?:[{_CLOSING}]|{_MARKER})*(?=[^\s{_CLOSING}\[［【])")
_LINE = re.compile(r"[^\n]*\n")
_OPEN_LEAD = re.compile(r"[：:]\s*$")
# 3.5% at the beginning of a line is no third point.
_LIST_MARK = re.compile(
    r"^\s*(?:[-*•·]\s+|#{1,6}\s+|\d{1,2}[.、)）](?!\d)\s*|[（(][\d一二三四五六七八九十]{1,2}[)）]\s*|[①-⑳]\s*|>\s*)+"
)
_EMPHASIS = re.compile(r"\*\*|__|`")
_RULE = re.compile(r"^[\s|:*_=，-]*$")


class SentenceCutter:
    """Takes text in pieces; gives each sentence, row of a table and line of a list when it has ended."""

    def __init__(self) -> None:
        self._held = ""
        self._lead = ""

    def feed(self, text: str) -> Iterator[str]:
        """What has become complete by this piece, without list marks and emphasis."""
        self._held += text
        while (line := _LINE.match(self._held)) is not None:
            self._held = self._held[line.end() :]
            yield from self._line(line.group())
        yield from self._ended()

    def rest(self) -> Iterator[str]:
        """What stands after the last end, once nothing more comes."""
        held, self._held = self._held, ""
        yield from self._line(held)
        if self._lead:
            lead, self._lead = self._lead, ""
            yield lead

    def _ended(self) -> Iterator[str]:
        if self._held.lstrip().startswith("|") and len(self._held) <= LONGEST:
            return
        while (end := _END.search(self._held)) is not None or len(self._held) > LONGEST:
            at = end.end() if end is not None else LONGEST
            sentence, self._held = self._held[:at], self._held[at:]
            yield from self._told(sentence)

    def _line(self, line: str) -> Iterator[str]:
        """A whole line: the cells of a row are told as one sentence, all else is cut into sentences."""
        if line.strip().startswith("|"):
            yield from self._told("，".join(cell.strip() for cell in line.strip().strip("|").split("|")))
            return
        rest = line
        while (end := _END.search(rest)) is not None:
            yield from self._told(rest[: end.end()])
            rest = rest[end.end() :]
        yield from self._told(rest)

    def _told(self, text: str) -> Iterator[str]:
        """可以申请两项： says nothing without what follows, so both are one."""
        plain = _EMPHASIS.sub("", _LIST_MARK.sub("", text)).strip()
        if not plain or _RULE.match(plain):
            return
        plain, self._lead = self._lead + plain, ""
        if _OPEN_LEAD.search(plain) and len(plain) <= LONGEST:
            self._lead = plain
            return
        yield plain
