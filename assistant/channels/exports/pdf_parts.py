"""Pieces of a PDF file: the embedded font, marked text, pages that know how many they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from assistant.channels.exports.plain import printable

FONT, RARE = "NotoSansSC-Part", "STSong-Light"
LINK = "#1F4E9E"
_FILE = Path(__file__).parent / "fonts" / f"{FONT}.ttf"
_UNSEEN = re.compile("[\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff]")
_CHINESE = re.compile("[\u3400-\u9fff\uf900-\ufaff]")


@cache
def covered() -> frozenset[str]:
    """The characters that the embedded font draws; registers the fonts when it is first asked."""
    font = TTFont(FONT, str(_FILE))
    pdfmetrics.registerFont(font)
    pdfmetrics.registerFont(UnicodeCIDFont(RARE))
    return frozenset(map(chr, font.face.charToGlyph))


def style(name: str, size: float, **values: float | str) -> ParagraphStyle:
    """Lines broken as Chinese is: between any two characters, but within no number, and not before a full stop."""
    return ParagraphStyle(name, fontName=FONT, fontSize=size, leading=size * 1.5, wordWrap="CJK", **values)


def marked(text: str) -> str:
    """Text as a paragraph reads it.

    A rare Chinese character is drawn by a font that the viewer has. For what none draws printers have a sign, 〓; so
    for everything beyond U+FFFF, which the library lets nobody copy rightly.
    """
    drawn = "".join(map(_drawable, _UNSEEN.sub("", printable(text))))
    rare = {char for char in set(drawn) - covered() if char != "\n"}
    safe = escape(drawn)
    if rare:
        safe = re.sub(f"[{''.join(rare)}]+", lambda found: f'<font name="{RARE}">{found.group()}</font>', safe)
    return safe.replace("\n", "<br/>")


def _drawable(char: str) -> str:
    return char if char == "\n" or (char in covered() and char <= "\uffff") or _CHINESE.match(char) else "〓"


def linked(text: str, address: str, size: float = 0) -> str:
    """Text that leads somewhere, or plain text where there is no address."""
    shown = marked(text)
    if size:
        shown = f'<super size="{size}" rise="3">{shown}</super>'
    return f'<a href={quoteattr(address)} color="{LINK}">{shown}</a>' if address else shown


def canvas_maker(footer: Callable[[int, int], str]) -> type[Canvas]:
    """A canvas that writes the foot of all pages when it knows how many there are."""

    class Numbered(Canvas):  # type: ignore[misc]
        def __init__(self, *arguments: object, **named: object) -> None:
            super().__init__(*arguments, **named)
            self._pages: list[dict[str, object]] = []

        def showPage(self) -> None:
            self._pages.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for number, page in enumerate(self._pages, 1):
                self.__dict__.update(page)
                self.setFont(FONT, 8.5)
                self.drawCentredString(self._pagesize[0] / 2, 32, footer(number, len(self._pages)))
                super().showPage()
            super().save()

    return Numbered
