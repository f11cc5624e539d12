"""Writes the font that PDF files embed: `make font`.

It is a part of Debian's fonts-noto-cjk (Noto Sans CJK SC), its outlines made TrueType, for reportlab reads no others,
and boxes to tick beside it. fontTools comes with fpdf2. Takes half a minute, and gives the same file each time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import jieba
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "assistant" / "channels" / "exports" / "fonts" / "NotoSansSC-Part.ttf"
INSTALLED = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
SUFFIXES = {".md", ".yaml", ".txt"}
_SYMBOLS = (
    range(0x20, 0x7F), range(0xA0, 0x180), range(0x2010, 0x2070), range(0x20A0, 0x20C0), range(0x2100, 0x2200),
    range(0x2200, 0x2300), range(0x2460, 0x2500), range(0x25A0, 0x2600), range(0x3000, 0x3100), range(0xFF00, 0xFFF0),
)  # fmt: skip
_FREQUENT_BIG5 = 0xC7
_TOLERANCE = 1.0
_MADE = 3_800_000_000
"""Seconds since 1904: the same file each time."""
_LICENCE = "This Font Software is licensed under the SIL Open Font License, Version 1.1."

_SQUARE = (((120, -40), (120, 720), (880, 720), (880, -40)), ((180, 20), (820, 20), (820, 660), (180, 660)))
_TICK = ((265, 345), (320, 400), (445, 265), (690, 560), (750, 510), (450, 150))
_RISING = ((290, 180), (660, 550), (710, 500), (340, 130))
_FALLING = ((290, 500), (340, 550), (710, 180), (660, 130))
_BOXES = {"box": (0x2610, ()), "boxtick": (0x2611, (_TICK,)), "boxcross": (0x2612, (_RISING, _FALLING))}


def wanted() -> set[str]:
    """What people write: GB 2312, the frequent part of Big5, a dictionary with names, and our own content."""
    chars = {chr(code) for codes in _SYMBOLS for code in codes}
    chars |= {*_pairs("gb2312", 0xF8), *_pairs("big5", _FREQUENT_BIG5)}
    chars |= {*Path(jieba.__file__).with_name("dict.txt").read_text("utf-8")}
    chars |= content()
    return chars


def content() -> set[str]:
    """Every character of knowledge and prompts."""
    files = (path for folder in ("knowledge", "prompts") for path in (ROOT / folder).rglob("*"))
    return {char for path in files if path.suffix in SUFFIXES for char in path.read_text("utf-8")}


def _pairs(codec: str, end: int) -> Iterator[str]:
    """The characters of a set of two bytes, by the first of them up to `end`."""
    for first in range(0xA1, end):
        for second in range(0x40, 0xFF):
            try:
                yield from bytes((first, second)).decode(codec)
            except UnicodeDecodeError:
                continue


def build(source: TTFont, chars: Iterable[str]) -> FontBuilder:
    """The part of a font that draws these characters, its cubic outlines made quadratic."""
    names = source.getBestCmap()
    codes = {ord(char): names[ord(char)] for char in sorted(chars) if ord(char) in names}
    order = [".notdef", *dict.fromkeys(codes.values()), *_BOXES]
    drawn = source.getGlyphSet()
    outlines, widths = {}, {}
    for name in order[: -len(_BOXES)]:
        pen = TTGlyphPen(None)
        drawn[name].draw(Cu2QuPen(pen, _TOLERANCE, reverse_direction=True))
        outlines[name] = pen.glyph()
        widths[name] = drawn[name].width
    for name, (code, marks) in _BOXES.items():
        outlines[name], widths[name], codes[code] = _box(marks), source["head"].unitsPerEm, name
    font = FontBuilder(source["head"].unitsPerEm, isTTF=True)
    font.setupGlyphOrder(order)
    font.setupCharacterMap(codes)
    font.setupGlyf(outlines)
    table = font.font["glyf"]
    font.setupHorizontalMetrics({name: (width, getattr(table[name], "xMin", 0)) for name, width in widths.items()})
    head, typographic = source["hhea"], source["OS/2"]
    font.setupHorizontalHeader(ascent=head.ascent, descent=head.descent)
    family = "Noto Sans SC Part"
    font.setupNameTable({
        "copyright": source["name"].getDebugName(0), "familyName": family, "styleName": "Regular",
        "uniqueFontIdentifier": family, "fullName": family, "psName": "NotoSansSC-Part",
        "version": source["name"].getDebugName(5), "licenseDescription": _LICENCE,
    })  # fmt: skip
    ends = {"sTypoAscender": typographic.sTypoAscender, "sTypoDescender": typographic.sTypoDescender}
    font.setupOS2(**ends, fsType=0)
    font.setupPost(keepGlyphNames=False)
    font.updateHead(created=_MADE, modified=_MADE)
    return font


def _box(marks: Iterable[Sequence[tuple[int, int]]]) -> Glyph:
    """A square of lines with marks in it, which the source font lacks."""
    pen = TTGlyphPen(None)
    for points in (*_SQUARE, *marks):
        pen.moveTo(points[0])
        for point in points[1:]:
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()


if __name__ == "__main__":
    faces = TTCollection(str(INSTALLED)).fonts
    (simplified,) = (face for face in faces if face["name"].getDebugName(1) == "Noto Sans CJK SC")
    FILE.parent.mkdir(exist_ok=True)
    made = build(simplified, wanted())
    made.font.recalcTimestamp = False
    made.save(FILE)
