"""Where Chinese lines break: within no number or word, not before a full stop, not after an opening bracket."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Paragraph
from reportlab.platypus.paragraph import ParaLines, cjkU, makeCJKParaLine

_NEVER_FIRST = frozenset("，。、；：？！）》」』】〕〉”’…—·％,.;:?!)]}%°")
_NEVER_LAST = frozenset("（《「『【〔〈“‘([{")
_FIRST_OF_CHINESE = 0x2E80
_ROUNDING = 0.001


class ChineseParagraph(Paragraph):  # type: ignore[misc]
    """A paragraph whose lines break so; the library keeps only some of these rules, and for Japanese."""

    def breakLinesCJK(self, maxWidths: float | Sequence[float]) -> object:
        """Called by the library with the width of the first lines; the last holds for all that follow."""
        if hasattr(self, "blPara") and getattr(self, "_splitpara", False):
            return self.blPara
        widths = [maxWidths] if isinstance(maxWidths, (int, float)) else list(maxWidths)
        signs = [cjkU(sign, frag, "utf8") for frag in self.frags for sign in frag.text or ("",)]
        lines: list[object] = []
        start = 0
        while start < len(signs):
            width = widths[min(len(lines), len(widths) - 1)]
            end, used = _end_of_line(signs, start, width)
            breaks = hasattr(signs[end - 1].frag, "lineBreak")
            lines.append(makeCJKParaLine(signs[start:end], width, used, width - used, breaks, False))
            start = end
        return ParaLines(kind=1, lines=lines)


def _end_of_line(signs: Sequence[Any], start: int, width: float) -> tuple[int, float]:
    """Where the line that begins at `start` ends, and how wide it is."""
    used, last = 0.0, (start, 0.0)
    for at in range(start, len(signs)):
        if at > start and may_break(signs[at - 1], signs[at]):
            last = at, used
        if used + signs[at].width > width + _ROUNDING and at > start:
            # What has no place to break, such as a long address, is cut.
            return last if last[0] > start else (at, used)
        used += signs[at].width
        if hasattr(signs[at].frag, "lineBreak"):
            return at + 1, used
    return len(signs), used


def may_break(before: str, after: str) -> bool:
    """Whether a line may end between two characters."""
    if not before or not after or after.isspace():
        return False
    if before == "]" and after == "[":
        return True
    if before in _NEVER_LAST or after in _NEVER_FIRST or after == "[":
        return False
    return before.isspace() or not (_is_within_word(before) and _is_within_word(after))


def _is_within_word(sign: str) -> bool:
    return ord(sign) < _FIRST_OF_CHINESE
