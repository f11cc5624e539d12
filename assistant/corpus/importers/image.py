"""Photographs and scans of pages."""

from __future__ import annotations

import io

from assistant.corpus.importers.extraction import Extraction, Format, Passage, Source, at_page
from assistant.corpus.importers.libraries import needs
from assistant.corpus.importers.ocr import Recogniser
from assistant.corpus.importers.print_lines import Page, blocks_of
from assistant.errors import UnreadableSource

MOST_PIXELS = 60_000_000
MOST_FRAMES = 100
_OPENINGS = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"BM")


def _recognises(source: Source) -> bool:
    return source.data.startswith(_OPENINGS) or (source.data[:4] == b"RIFF" and source.data[8:12] == b"WEBP")


def _extract(source: Source) -> Extraction:
    with needs("import-ocr", "识别图片里的文字"):
        import numpy as np
        from PIL import Image, ImageSequence, UnidentifiedImageError
    recogniser = Recogniser()
    pages: list[Page] = []
    try:
        with Image.open(io.BytesIO(source.data)) as image:
            frames = getattr(image, "n_frames", 1)
            for number, frame in enumerate(ImageSequence.Iterator(image), 1):
                # Each frame of a TIFF has a size of its own.
                if frame.width * frame.height > MOST_PIXELS or frames > MOST_FRAMES:
                    told = f"{source.name} 太大（{frame.width}×{frame.height}，{frames} 幅）。请缩小或拆开再导入。"
                    raise UnreadableSource(told)
                lines = recogniser.lines(np.asarray(frame.convert("RGB")), number, 1.0)
                pages.append(Page(number, float(frame.width), float(frame.height), lines))
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise UnreadableSource(f"{source.name} 已损坏，打不开。请重新扫描或下载。") from error
    passages = tuple(Passage(line.text, at_page(page.number)) for page in pages for line in page.lines)
    return Extraction(tuple(blocks_of(pages)), passages, findings=tuple(recogniser.findings))


FORMAT = Format(
    "图片",
    (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"),
    ("image/png", "image/jpeg", "image/tiff", "image/bmp", "image/webp"),
    _recognises,
    _extract,
)
