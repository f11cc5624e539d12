"""PDF files: text and its place by pdfium, borders of tables by pdfplumber, pictures of text by OCR."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from assistant.corpus.check import Finding
from assistant.corpus.importers.extraction import Dropped, Extraction, Format, Passage, Source, at_page, warning
from assistant.corpus.importers.libraries import needs
from assistant.corpus.importers.ocr import Recogniser
from assistant.corpus.importers.pdf_page import PageReader
from assistant.corpus.importers.pdf_tables import TableFinder
from assistant.corpus.importers.print_lines import Page, blocks_of
from assistant.errors import LibraryMissing, UnreadableSource

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

MOST_PAGES = 500
_HEADER = b"%PDF-"
_HEADER_WITHIN = 1024
_NEEDS_PASSWORD = 4
_OCR_SCALE = 200 / 72
# A4 at that scale has four million.
_MOST_PIXELS = 20_000_000


def _recognises(source: Source) -> bool:
    return _HEADER in source.data[:_HEADER_WITHIN]


def _extract(source: Source) -> Extraction:
    with needs("import", "导入 PDF"):
        from pypdfium2 import PdfiumError
    document = _opened(source)
    try:
        return _Reading(source).of(document)
    except PdfiumError as error:
        raise UnreadableSource(f"{source.name} 已损坏，有的页打不开。请重新下载，或打印成新的 PDF 再导入。") from error
    finally:
        document.close()


def _opened(source: Source) -> PdfDocument:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(source.data)
    except PdfiumError as error:
        # The library says so of a file without pages, too.
        if error.err_code == _NEEDS_PASSWORD and b"/Encrypt" in source.data:
            raise UnreadableSource(f"{source.name} 加了密码。请先去掉密码另存，再导入。") from error
        raise UnreadableSource(
            f"{source.name} 已损坏或一页也没有，打不开。请重新下载，或打印成新的 PDF 再导入。"
        ) from error
    if not 0 < len(document) <= MOST_PAGES:
        count = len(document)
        document.close()
        raise UnreadableSource(f"{source.name} 有 {count} 页，只能导入 1 到 {MOST_PAGES} 页的。请拆成几份再导入。")
    return document


class _Reading:
    """Collects what the pages give."""

    def __init__(self, source: Source) -> None:
        self._tables = TableFinder(source.data)
        self._recogniser = Recogniser()
        self._unread: dict[int, LibraryMissing] = {}
        self._pages: list[Page] = []
        self._passages: list[Passage] = []
        self._dropped: list[Dropped] = []
        self._findings: list[Finding] = []

    def of(self, document: PdfDocument) -> Extraction:
        """The whole document; raises LibraryMissing if it is nothing but pictures and there is no OCR."""
        for number in range(1, len(document) + 1):
            reader = PageReader(document[number - 1], number)
            if reader.is_picture:
                self._recognise(document[number - 1], number)
                continue
            self._pages.append(reader.read(self._tables.on_page(number) if reader.has_borders else ()))
            self._passages += reader.passages()
            self._dropped += reader.dropped
            self._findings += reader.findings
        if self._unread and not self._passages:
            raise next(iter(self._unread.values()))
        if self._unread:
            pages = "、".join(map(at_page, self._unread))
            remedy = next(iter(self._unread.values())).message
            told = f"{pages}是图片，或字体没有文字编码，没有导入。{remedy}"
            self._findings.append(warning("图片页", told))
        return Extraction(
            tuple(blocks_of(self._pages)),
            tuple(self._passages),
            tuple(self._dropped),
            (*self._findings, *self._tables.findings, *self._recogniser.findings),
        )

    def _recognise(self, page: PdfPage, number: int) -> None:
        try:
            scale = min(_OCR_SCALE, math.sqrt(_MOST_PIXELS / (page.get_width() * page.get_height())))
            lines = self._recogniser.lines(page.render(scale=scale).to_numpy(), number, scale)
        except LibraryMissing as error:
            self._unread[number] = error
            return
        self._pages.append(Page(number, page.get_width(), page.get_height(), lines))
        self._passages += [Passage(line.text, at_page(number)) for line in lines]


FORMAT = Format("PDF", (".pdf",), ("application/pdf",), _recognises, _extract)
