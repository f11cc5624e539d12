"""The walk through a Word document's body: paragraph by paragraph, table by table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from assistant.corpus.check import Finding
from assistant.corpus.importers.docx_numbering import AutoNumber, Numbering
from assistant.corpus.importers.docx_styles import Styles
from assistant.corpus.importers.docx_xml import FALLBACK, MATH_TEXT, LinkedNode, Node, W, number_at, text_of
from assistant.corpus.importers.extraction import Block, BlockKind, Dropped, Reason, hidden
from assistant.corpus.importers.grid import Span, fill_grid

_MOST_COLUMNS = 500
_DELETED = frozenset((f"{W}del", f"{W}moveFrom"))
_WRITTEN = {f"{W}tab": " ", f"{W}ptab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": ""}


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a paragraph; `how` says how it is hidden, `deleted` that a revision took it out."""

    text: str
    how: str = ""
    deleted: bool = False
    bold: bool = False


class Walk:
    """Collects blocks; lists count on from paragraph to paragraph."""

    def __init__(self, styles: Node, numbering: Node | None) -> None:
        self._styles = Styles(styles)
        self._numbering = Numbering(numbering)
        self.blocks: list[Block] = []
        self.dropped: list[Dropped] = []
        self.findings: list[Finding] = []

    def body(self, element: LinkedNode) -> None:
        """Everything below a body, a content control or a cell that only frames."""
        for child in element:
            if child.tag == f"{W}p":
                self._paragraph(child)
            elif child.tag == f"{W}tbl":
                self._table(child)
            elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}smartTag"):
                self.body(child)

    def notes(self, texts: Iterable[str]) -> None:
        """Footnotes and endnotes, after the text."""
        self.blocks += [Block(BlockKind.PARAGRAPH, text.strip()) for text in texts]

    def _paragraph(self, paragraph: LinkedNode) -> None:
        boxes = list(_boxes(paragraph))
        text, bold = self._visible(paragraph)
        # An empty line of a list counts, one that is hidden or deleted does not.
        number = self._number(paragraph) if text.strip() or not text_of(paragraph) else None
        level = self._styles.heading_level(paragraph)
        kind = BlockKind.HEADING if level else BlockKind.PARAGRAPH
        if number is not None and number.bullet and not level:
            kind, level = BlockKind.ITEM, number.level + 1
        for line in filter(str.strip, text.split("\n")):
            parts = tuple(part for part in bold if part in line and part != line.strip())
            self.blocks.append(Block(kind, line.strip(), level, number.text if number else "", bold=parts))
            number = None
        for box in boxes:
            self.body(box)

    def _table(self, table: LinkedNode) -> None:
        rows = [list(_below(row, f"{W}tc")) for row in _below(table, f"{W}tr")]
        if max((len(row) for row in rows), default=0) < 2:
            for cell in (cell for row in rows for cell in row):
                self.body(cell)
            return
        spans: list[Span] = []
        open_cells: dict[int, int] = {}
        for at, row in enumerate(rows):
            column = _skipped(row)
            for cell in row:
                width = min(number_at(cell, "tcPr/gridSpan", 1), _MOST_COLUMNS)
                merged = cell.find(f"{W}tcPr/{W}vMerge")
                goes_on = merged is not None and merged.get(f"{W}val", "continue") == "continue"
                text, generated = self._cell(cell)
                if goes_on and column in open_cells and not text:
                    index = open_cells[column]
                    above = spans[index]
                    spans[index] = Span(above.row, column, at - above.row + 1, above.width, above.text, above.generated)
                else:
                    open_cells[column] = len(spans)
                    spans.append(Span(at, column, 1, width, text, generated))
                column += width
        if filled := fill_grid(spans):
            self.blocks.append(Block(BlockKind.TABLE, rows=filled))

    def _cell(self, cell: LinkedNode) -> tuple[str, str]:
        """Its text in one line, and the automatic numbers in it."""
        words, numbers = [], []
        for paragraph in cell.iter(f"{W}p"):
            if next(paragraph.iterancestors(FALLBACK), None) is not None:
                continue
            text = " ".join(self._visible(paragraph)[0].split("\n")).strip()
            if text:
                number = self._number(paragraph)
                numbers.append(number.text if number else "")
                words.append(numbers[-1] + text)
        return " ".join(words), "".join(numbers)

    def _number(self, paragraph: LinkedNode) -> AutoNumber | None:
        said = self._styles.number_of(paragraph)
        if said is None or said[0] == "0":
            return None
        number_id, level = said
        return self._numbering.next(number_id, self._level_of_style(paragraph) if level is None else level)

    def _level_of_style(self, paragraph: LinkedNode) -> int:
        """The level of a list that names the paragraph's style as its own."""
        for style, _ in self._styles.style_names(paragraph):
            if place := self._numbering.place_of_style(style):
                return place[1]
        return 0

    def _visible(self, paragraph: LinkedNode) -> tuple[str, list[str]]:
        """The paragraph's text and its parts in bold; what cannot be seen goes to the ledger."""
        shown: list[_Piece] = []
        unseen: list[_Piece] = []
        for piece in self._pieces(paragraph, paragraph):
            if piece.deleted and piece.text.strip():
                self.dropped.append(Dropped(piece.text, Reason.DELETED, "正文"))
            elif piece.how and piece.text.strip():
                if unseen and unseen[-1].how == piece.how:
                    unseen[-1] = _Piece(unseen[-1].text + piece.text, piece.how)
                else:
                    unseen.append(piece)
            elif not piece.deleted:
                shown.append(piece)
        for piece in unseen:
            dropped, finding = hidden(piece.text, piece.how, "正文")
            self.dropped.append(dropped)
            self.findings.append(finding)
        runs = ("".join(piece.text for piece in run) for bold, run in groupby(shown, lambda each: each.bold) if bold)
        return "".join(piece.text for piece in shown), [text.strip() for text in runs if text.strip()]

    def _pieces(self, element: LinkedNode, paragraph: LinkedNode, deleted: bool = False) -> Iterator[_Piece]:
        for child in element:
            if child.tag == f"{W}r":
                how = self._styles.hiding(child, paragraph)
                bold = self._styles.is_bold(child, paragraph)
                yield from (_Piece(text, how, deleted, bold) for text in _run_texts(child))
            elif child.tag == MATH_TEXT:
                yield _Piece(child.text or "", deleted=deleted)
            elif child.tag not in (f"{W}pPr", f"{W}rPr", FALLBACK):
                yield from self._pieces(child, paragraph, deleted or child.tag in _DELETED)


def _run_texts(run: Node) -> Iterator[str]:
    for child in run:
        if child.tag in (f"{W}t", f"{W}delText"):
            yield child.text or ""
        elif child.tag in _WRITTEN:
            yield _WRITTEN[child.tag]


def _boxes(paragraph: LinkedNode) -> Iterator[LinkedNode]:
    """Contents of its text boxes, once each: a drawing and its fallback say the same."""
    for box in paragraph.iter(f"{W}txbxContent"):
        above = list(box.iterancestors())
        owner = next(each for each in above if each.tag == f"{W}p")
        if owner is paragraph and not any(each.tag == FALLBACK for each in above):
            yield box


def _below(element: LinkedNode, tag: str) -> Iterator[LinkedNode]:
    """Rows of a table or cells of a row, also those inside content controls and insertions."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _below(child, tag)


def _skipped(row: list[LinkedNode]) -> int:
    """How many columns a row leaves out at its start."""
    owner = next(row[0].iterancestors(f"{W}tr"), None) if row else None
    return min(number_at(owner, "trPr/gridBefore"), _MOST_COLUMNS)
