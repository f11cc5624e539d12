"""Which characters of a PDF page cannot be seen: tiny, off the page, without ink, covered, white on white."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage
    from pypdfium2.raw import FPDF_PAGEOBJECT

_LEAST_POINTS = 4
_NEAR_WHITE = 0xF0
_NEAR_BLACK = 0x30
_OPAQUE = 250
# Modes 3 and 7 of the PDF standard paint nothing.
_NO_INK = (3, 7)
# A picture that fills this share of the page is a scan, and text without ink on it its recognised text.
_SCAN_SHARE = 0.5
# A drawing has many thousands of shapes; what hides or grounds text is among the largest.
_MOST_FILLS = 1_000

Box = tuple[float, float, float, float]
Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Paint:
    """Something painted at a place in the order of painting; a picture has no colour."""

    order: int
    box: Box
    colour: Colour | None


class Painted:
    """What is painted on a page besides text."""

    def __init__(self, page: PdfPage) -> None:
        from pypdfium2 import raw

        self.text_order: dict[int, int] = {}
        self.path_count = 0
        self.has_images = False
        self.has_scan = False
        left, bottom, right, top = page.get_bbox()
        area = (right - left) * (top - bottom)
        fills: list[_Paint] = []
        for order, each in enumerate(page.get_objects()):
            if each.type == raw.FPDF_PAGEOBJ_TEXT:
                self.text_order[_address(each.raw)] = order
            elif each.type == raw.FPDF_PAGEOBJ_IMAGE:
                box = each.get_bounds()
                self.has_images = True
                self.has_scan |= (box[2] - box[0]) * (box[3] - box[1]) >= _SCAN_SHARE * area
                fills.append(_Paint(order, box, None))
            elif each.type == raw.FPDF_PAGEOBJ_PATH:
                self.path_count += 1
                if (colour := _fill_of(each.raw)) is not None:
                    fills.append(_Paint(order, each.get_bounds(), colour))
        self.fills = sorted(fills, key=_area_of, reverse=True)[:_MOST_FILLS]


class Sight:
    """Looks at one character after the other."""

    def __init__(self, page: PdfPage, text: PdfTextPage, painted: Painted) -> None:
        self._text, self._painted = text, painted
        self._page_box = page.get_bbox()
        self.has_text_layer = False

    def hiding(self, index: int, box: Box, size: float) -> str:
        """How a character is hidden, in words; empty if it can be seen."""
        from pypdfium2 import raw

        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        if not _holds(self._page_box, x, y):
            return "在页面之外"
        if 0 < size < _LEAST_POINTS:
            return f"字号 {size:.1f} 磅"
        owner = raw.FPDFText_GetTextObject(self._text, index)
        if raw.FPDFTextObj_GetTextRenderMode(owner) in _NO_INK:
            self.has_text_layer |= self._painted.has_scan
            return "" if self._painted.has_scan else "不着墨的文字"
        order = self._painted.text_order.get(_address(owner), -1)
        around = [paint for paint in self._painted.fills if _holds(paint.box, x, y)]
        if any(paint.order > order >= 0 and _covers(paint.colour) for paint in around):
            return "被色块遮住"
        colour, alpha = self._ink(index)
        if alpha == 0:
            return "完全透明"
        below = [paint for paint in around if paint.order < order]
        ground = max(below, key=lambda paint: paint.order).colour if below else (255, 255, 255)
        return "白底白字" if _is_white(colour) and _is_white(ground) else ""

    def _ink(self, index: int) -> tuple[Colour, int]:
        from pypdfium2 import raw

        parts = [ctypes.c_uint() for _ in range(4)]
        if not raw.FPDFText_GetFillColor(self._text, index, *parts):
            return (0, 0, 0), 255
        red, green, blue, alpha = (part.value for part in parts)
        return (red, green, blue), alpha


def _area_of(paint: _Paint) -> float:
    left, bottom, right, top = paint.box
    return (right - left) * (top - bottom)


def _fill_of(path: FPDF_PAGEOBJECT) -> Colour | None:
    """The colour of an opaque filled shape."""
    from pypdfium2 import raw

    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(path, mode, stroke) or mode.value == 0:
        return None
    parts = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(path, *parts) or parts[3].value < _OPAQUE:
        return None
    return parts[0].value, parts[1].value, parts[2].value


def _address(pointer: FPDF_PAGEOBJECT) -> int:
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _is_white(colour: Colour | None) -> bool:
    return colour is not None and min(colour) >= _NEAR_WHITE


def _covers(colour: Colour | None) -> bool:
    """Whether a shape over text hides it. Coloured ones are markers and pictures mostly seals: one sees through."""
    return colour is not None and (_is_white(colour) or max(colour) <= _NEAR_BLACK)
