"""Take the layout marks of Markdown off a text, and remember where they were."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from assistant.domain import LayoutMark, MarkKind

_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_ITEM = re.compile(r"([ \t]*)[-*+][ \t]+(?=\S)")
_RULE = re.compile(r"[ \t]*([-*_])(?:[ \t]*\1){2,}[ \t]*")
_TABLE_ROW = re.compile(r"[ \t]*\|.*\|[ \t]*")
_TABLE_RULE = re.compile(r"[ \t]*\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*")
_BOLD = "**"
_SOURCE = re.compile(r"\[\^([a-z0-9_-]+)\]")


@dataclass(slots=True)
class _Page:
    """The text so far, as lines, with the marks found in it."""

    lines: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[LayoutMark] = field(default_factory=list)

    def add(self, line: str) -> tuple[int, int]:
        """Append a line without its `**` pairs and `[^source]` marks; its span in the text."""
        start = self.length
        line = self._without_sources(line)
        parts = line.split(_BOLD)
        if len(parts) % 2 == 0:
            parts[-2:] = [_BOLD.join(parts[-2:])]
        position = start
        for index, part in enumerate(parts):
            if index % 2 and part.strip():
                self.marks.append(LayoutMark(MarkKind.BOLD, position, position + len(part)))
            position += len(part)
        self.lines.append("".join(parts))
        self.length = position + 1
        return start, position

    def _without_sources(self, line: str) -> str:
        """The line as it is read; each source mark is kept at the place where it stood."""
        plain, last = "", 0
        for found in _SOURCE.finditer(line):
            plain += line[last : found.start()]
            place = self.length + len(plain.replace(_BOLD, ""))
            self.marks.append(LayoutMark(MarkKind.SOURCE, place, place, source=found[1]))
            last = found.end()
        return plain + line[last:]


def strip_layout(markdown: str) -> tuple[str, tuple[LayoutMark, ...]]:
    """The verbatim text of a Markdown body, and its layout marks in order of position.

    A line is a paragraph. Taken off: `#` of headings, `**` pairs, `- ` of list items, rules, the rule under a
    table's header, and `[^source]` marks. All other characters stay, spaces within lines included.
    """
    page = _Page()
    lines = markdown.strip("\n").split("\n")
    number = 0
    while number < len(lines):
        line = lines[number]
        below = lines[number + 1] if number + 1 < len(lines) else ""
        if _TABLE_ROW.fullmatch(line) and _TABLE_RULE.fullmatch(below):
            start, end = page.add(line)
            number += 2
            while number < len(lines) and _TABLE_ROW.fullmatch(lines[number]):
                end = page.add(lines[number])[1]
                number += 1
            page.marks.append(LayoutMark(MarkKind.TABLE, start, end))
            continue
        if heading := _HEADING.match(line):
            start, end = page.add(line[heading.end() :])
            page.marks.append(LayoutMark(MarkKind.HEADING, start, end, len(heading[1])))
        elif _RULE.fullmatch(line):
            page.add("")
        elif item := _ITEM.match(line):
            start, end = page.add(line[item.end() :])
            page.marks.append(LayoutMark(MarkKind.ITEM, start, end, len(item[1].expandtabs(4)) // 2 + 1))
        else:
            page.add(line)
        number += 1
    return "\n".join(page.lines), tuple(sorted(page.marks, key=lambda mark: (mark.start, -mark.end)))
