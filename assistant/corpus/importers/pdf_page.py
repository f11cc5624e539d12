"""One page of a PDF: its characters with their places, cut into lines and table cells, without what is hidden."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING

from assistant.corpus.check import Finding
from assistant.corpus.importers.extraction import Dropped, Passage, at_page, hidden, warning
from assistant.corpus.importers.pdf_hiding import Painted, Sight
from assistant.corpus.importers.pdf_tables import Borders
from assistant.corpus.importers.print_lines import Line, Page

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_LEAST_PATHS, _MOST_PATHS = 4, 5_000
_HYPHENS = "\x02\ufffe"
_WRAPS = 1.8
# From this share on the text is not worth reading, and the page is looked at instead.
_MOST_UNMAPPED = 0.1


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character from the top left of the page as it is shown. Spaces and breaks that pdfium adds have no place."""

    text: str
    left: float = 0
    top: float = 0
    right: float = 0
    bottom: float = 0
    size: float = 0
    how: str = ""
    generated: bool = False


class PageReader:
    """Reads a page once; what it finds besides the lines stands in `dropped` and `findings`."""

    def __init__(self, page: PdfPage, number: int) -> None:
        self._page, self._number = page, number
        self._text = page.get_textpage()
        self._painted = Painted(page)
        self.dropped: list[Dropped] = []
        self.findings: list[Finding] = []

    @property
    def is_picture(self) -> bool:
        """Whether the page shows something but holds no text, or text of fonts that do not say their characters."""
        if not self._text.get_text_range().strip():
            return self._painted.has_images
        characters: int = self._text.count_chars()
        return self._unmapped > _MOST_UNMAPPED * characters

    @cached_property
    def _unmapped(self) -> int:
        from pypdfium2 import raw

        return sum(raw.FPDFText_HasUnicodeMapError(self._text, at) == 1 for at in range(self._text.count_chars()))

    @property
    def has_borders(self) -> bool:
        """Whether lines are drawn that may be those of a table; a map has thousands."""
        return _LEAST_PATHS <= self._painted.path_count <= _MOST_PATHS

    def passages(self) -> Iterator[Passage]:
        """The page's text as pdfium gives it whole."""
        for line in self._text.get_text_range().splitlines():
            text = "".join("-" if character in _HYPHENS else character for character in line if _is_text(character))
            if text.strip():
                yield Passage(text, at_page(self._number))

    def read(self, tables: Sequence[Borders]) -> Page:
        """Its lines, and each table in its place."""
        glyphs = list(self._glyphs())
        self._report_hidden(glyphs)
        lines: list[Line] = []
        cells: dict[int, dict[int, list[Glyph]]] = {}
        line: list[Glyph] = []
        for glyph in glyphs:
            place = _place(tables, glyph)
            if place is not None and not glyph.how:
                cells.setdefault(place[0], {}).setdefault(place[1], []).append(glyph)
            if place is not None or glyph.text == "\n":
                lines += _line_of(line)
                line = []
            elif not glyph.how:
                line.append(glyph)
        lines += _line_of(line)
        for index, held in cells.items():
            left, top, right, bottom = tables[index].box
            texts = {at: _cell_text(inside, tables[index].cells[at][2]) for at, inside in held.items()}
            lines.append(Line("", left, top, right, bottom, 0, tables[index].rows(texts)))
        return Page(self._number, self._page.get_width(), self._page.get_height(), tuple(lines))

    def _report_hidden(self, glyphs: list[Glyph]) -> None:
        seen = [glyph for glyph in glyphs if not glyph.generated]
        for how, group in groupby(seen, key=lambda glyph: glyph.how):
            text = "".join(glyph.text for glyph in group)
            if how and text.strip():
                dropped, finding = hidden(text, how, at_page(self._number))
                self.dropped.append(dropped)
                self.findings.append(finding)
        if self._sight.has_text_layer:
            told = "页面是扫描图，文字取自文件自带的识别结果，可能有错字。请对照原件逐字核对"
            self.findings.append(warning(at_page(self._number), told))
        if self._unmapped:
            told = f"有 {self._unmapped} 个字的字体没有文字编码，读不出来或读错。请对照原件补正"
            self.findings.append(warning(at_page(self._number), told))

    @cached_property
    def _sight(self) -> Sight:
        return Sight(self._page, self._text, self._painted)

    def _glyphs(self) -> Iterator[Glyph]:
        from pypdfium2 import raw

        box = [ctypes.c_double() for _ in range(4)]
        matrix = raw.FS_MATRIX()
        turned = Turned(self._page)
        for index in range(self._text.count_chars()):
            code = raw.FPDFText_GetUnicode(self._text, index)
            text = "-" if chr(code) in _HYPHENS else chr(code)
            if raw.FPDFText_IsGenerated(self._text, index) == 1 or text in "\r\n":
                if text != "\r":
                    yield Glyph(text, generated=True)
                continue
            if not _is_text(text):
                continue
            raw.FPDFText_GetCharBox(self._text, index, *box)
            left, right, bottom, top = (each.value for each in box)
            raw.FPDFText_GetMatrix(self._text, index, matrix)
            size = raw.FPDFText_GetFontSize(self._text, index) * math.hypot(matrix.c, matrix.d)
            how = "" if text.isspace() else self._sight.hiding(index, (left, bottom, right, top), size)
            yield Glyph(text, *turned.box(left, bottom, right, top), size, how)


def _is_text(character: str) -> bool:
    """Whether it can stand in a text: codes of glyphs without a character are control characters."""
    return character in _HYPHENS or unicodedata.category(character) not in ("Cc", "Cs")


def _place(tables: Sequence[Borders], glyph: Glyph) -> tuple[int, int] | None:
    if glyph.generated:
        return None
    x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
    for index, table in enumerate(tables):
        if (cell := table.cell_at(x, y)) is not None:
            return index, cell
    return None


def _line_of(glyphs: Sequence[Glyph]) -> list[Line]:
    text = "".join(glyph.text for glyph in glyphs).strip()
    inked = [glyph for glyph in glyphs if not glyph.text.isspace()]
    if not inked:
        return []
    return [
        Line(
            text,
            min(glyph.left for glyph in inked),
            min(glyph.top for glyph in inked),
            max(glyph.right for glyph in inked),
            max(glyph.bottom for glyph in inked),
            median(glyph.size for glyph in inked),
        )
    ]


def _cell_text(glyphs: Sequence[Glyph], border: float) -> str:
    """The text of a cell; a line that runs to its border goes on without a space."""
    words = ""
    before: Glyph | None = None
    for glyph in glyphs:
        if before is not None and glyph.top > before.bottom - 1 and glyph.left < before.right:
            wraps = before.right > border - _WRAPS * before.size and not (
                before.text.isascii() and glyph.text.isascii()
            )
            words += "" if wraps else " "
        words += glyph.text
        before = before if glyph.text.isspace() else glyph
    return " ".join(words.split())


class Turned:
    """Places from the top left of a page as it is shown, also when it is stored on its side."""

    def __init__(self, page: PdfPage) -> None:
        self._left, self._bottom, right, top = page.get_bbox()
        self._width, self._height = right - self._left, top - self._bottom
        self._rotation = page.get_rotation()

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Left, top, right and bottom as shown."""
        corners = [
            self._point(left - self._left, bottom - self._bottom),
            self._point(right - self._left, top - self._bottom),
        ]
        (x1, y1), (x2, y2) = corners
        return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)

    def _point(self, x: float, y: float) -> tuple[float, float]:
        if self._rotation == 90:
            return y, x
        if self._rotation == 180:
            return self._width - x, y
        if self._rotation == 270:
            return self._height - y, self._width - x
        return x, self._height - y
