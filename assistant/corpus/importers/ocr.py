"""Text recognition of pictures, on this machine's processor with the models inside the package."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from assistant.corpus.check import Finding
from assistant.corpus.importers.extraction import at_page, warning
from assistant.corpus.importers.libraries import needs
from assistant.corpus.importers.print_lines import Line

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from rapidocr.utils.output import RapidOCROutput

_UNSURE = 0.9


class Recogniser:
    """Reads pictures; the models are loaded when the first comes."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def lines(self, picture: NDArray[Any], page: int, scale: float) -> tuple[Line, ...]:
        """Lines with places in units of `scale` picture points; what was read unsurely becomes a finding."""
        result = self._recognise(picture)
        if result.boxes is None or result.txts is None or result.scores is None:
            return ()
        found = [_line(text, box / scale) for text, box in zip(result.txts, result.boxes, strict=True) if text.strip()]
        self.findings.append(
            warning(at_page(page), "文字由识别得来，表格不还原，可能有错字。请对照原件逐字核对，数字、日期尤其要看")
        )
        self.findings += [
            warning(at_page(page), f"“{text}”识别得没有把握（{score:.0%}）。请对照原件改正")
            for text, score in zip(result.txts, result.scores, strict=True)
            if score < _UNSURE
        ]
        return tuple(found)

    @cached_property
    def _recognise(self) -> Callable[[NDArray[Any]], RapidOCROutput]:
        with needs("import-ocr", "识别图片里的文字"):
            from rapidocr import RapidOCR
        return cast("Callable[[NDArray[Any]], RapidOCROutput]", RapidOCR(params={"Global.log_level": "error"}))


def _line(text: str, box: NDArray[Any]) -> Line:
    left, top = (float(value) for value in box.min(axis=0))
    right, bottom = (float(value) for value in box.max(axis=0))
    # A box is some pixels higher than the type inside.
    return Line(text, left, top, right, bottom, (bottom - top) * 0.8)
