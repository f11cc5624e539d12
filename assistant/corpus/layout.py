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
_BOLD = re.compile(r"((?:\\.|[^\\])*?)\*\*")
_ESCAPED = re.compile(r"\\([\\#*+_|-])")
_CELL = re.compile(r"((?:\\.|[^|\\])*)\|")
_KEPT_IN_TABLES = "\\|"
_OPENS_LAYOUT = re.compile(r"(?=(?:#{1,6}|[-*+])[ \t]|([-*_])(?:[ \t]*\1){2,}[ \t]*$|\|)")
_SOURCE = re.compile(r"\[\^([a-z0-9_-]+)\]")


@dataclass(slots=True)
class _Page:
    """The text so far, as lines, with the marks found in it."""

    lines: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[LayoutMark] = field(default_factory=list)

    def add(self, line: str, kept: str = "") -> tuple[int, int]:
        """Append a line as it is read: without `**` pairs, `[^source]` marks and backslashes; its span in the text.

        Backslashes before a `kept` mark stay.
        """
        start = self.length
        parts = _split_bold(line)
        if len(parts) % 2 == 0:
            parts[-2:] = ["**".join(parts[-2:])]
        parts = [unescape(part, kept) for part in parts]
        position = start
        plain = []
        for index, marked in enumerate(parts):
            part = self._without_sources(marked, position)
            if index % 2 and part.strip():
                self.marks.append(LayoutMark(MarkKind.BOLD, position, position + len(part)))
            position += len(part)
            plain.append(part)
        self.lines.append("".join(plain))
        self.length = position + 1
        return start, position

    def _without_sources(self, marked: str, position: int) -> str:
        """A stretch as it is read; each source mark is kept at the place where it stood."""
        plain, last = "", 0
        for found in _SOURCE.finditer(marked):
            plain += marked[last : found.start()]
            place = position + len(plain)
            self.marks.append(LayoutMark(MarkKind.SOURCE, place, place, source=found[1]))
            last = found.end()
        return plain + marked[last:]


def strip_layout(markdown: str) -> tuple[str, tuple[LayoutMark, ...]]:
    """The verbatim text of a Markdown body, and its layout marks in order of position.

    A line is a paragraph. Taken off: `#` of headings, `**` pairs, `- ` of list items, rules, the rule under a
    table's header, and `[^source]` marks. All other characters stay, spaces within lines included. A backslash
    before a mark says that it is text; a table keeps it before `|`, so that its rows can still be cut into cells.
    """
    page = _Page()
    lines = markdown.strip("\n").split("\n")
    number = 0
    while number < len(lines):
        line = lines[number]
        below = lines[number + 1] if number + 1 < len(lines) else ""
        if _TABLE_ROW.fullmatch(line) and _TABLE_RULE.fullmatch(below):
            start, end = page.add(line, _KEPT_IN_TABLES)
            number += 2
            while number < len(lines) and _TABLE_ROW.fullmatch(lines[number]):
                end = page.add(lines[number], _KEPT_IN_TABLES)[1]
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


def escape_inline(text: str) -> str:
    """What stands behind a mark of a line, in Markdown that `strip_layout` turns back into `text`."""
    escaped = text.replace("\\", "\\\\")
    return escaped.replace("*", "\\*") if "**" in text else escaped


def escape_line(text: str) -> str:
    """A line of Markdown that `strip_layout` turns back into `text`, whatever marks it holds."""
    escaped = escape_inline(text)
    content = text.lstrip(" \t")
    escaped_content = escaped.lstrip(" \t")
    if _OPENS_LAYOUT.match(content) and not escaped_content.startswith("\\"):
        return text[: len(text) - len(content)] + "\\" + escaped_content
    return escaped


def escape_cell(text: str) -> str:
    """A table cell that `table_cells` turns back into `text`."""
    return escape_inline(text).replace("|", "\\|")


def table_cells(row: str) -> tuple[str, ...]:
    """The cells of a table row of a document's text."""
    return tuple(unescape(row[start:end].strip()) for start, end in cell_spans(row))


def cell_spans(row: str) -> tuple[tuple[int, int], ...]:
    """Where the cells of a table row of a document's text stand in it, without the bars around them."""
    begin = len(row) - len(row.lstrip())
    return tuple(found.span(1) for found in _CELL.finditer(row, begin + row.startswith("|", begin)))


def unescape(text: str, kept: str = "") -> str:
    """Text without the backslashes before its marks; those before a `kept` mark stay."""
    return _ESCAPED.sub(lambda found: found[0] if found[1] in kept else found[1], text)


def _split_bold(line: str) -> list[str]:
    if "\\" not in line:
        return line.split("**")
    parts, position = [], 0
    for found in _BOLD.finditer(line):
        parts.append(found[1])
        position = found.end()
    return [*parts, line[position:]]
