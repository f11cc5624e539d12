"""Web pages: our own walk over the tree, so that headings and tables stay and navigation goes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.corpus.check import Finding
from assistant.corpus.importers.decoding import decode, is_text
from assistant.corpus.importers.extraction import (
    Block,
    BlockKind,
    Dropped,
    Extraction,
    Format,
    Passage,
    Source,
    hidden,
)
from assistant.corpus.importers.html_furniture import furniture, line_of_furniture
from assistant.corpus.importers.html_hiding import Hiding
from assistant.corpus.importers.html_tables import is_layout_table, outside_cells, table_rows
from assistant.corpus.importers.libraries import needs
from assistant.errors import UnreadableSource

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

MOST_NODES = 200_000
DEEPEST = 256
_OPENS_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title)[\s>]", re.IGNORECASE)
_SNIFFED = 2048
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "legend", "li", "main", "nav", "ol",
    "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
_WHOLE_NUMBER = re.compile(r"-?\d{1,9}")
_SPACES = re.compile(r"[ \t\n\r\f]+")


def _recognises(source: Source) -> bool:
    said = source.media_type in ("text/html", "application/xhtml+xml") or source.suffix in (".html", ".htm", ".shtml")
    opens = _OPENS_HTML.search(source.data[:_SNIFFED]) is not None
    return (opens or (said and b"<" in source.data)) and is_text(source.data)


def _extract(source: Source) -> Extraction:
    with needs("import", "导入网页"):
        from selectolax.lexbor import LexborHTMLParser
    tree = LexborHTMLParser(decode(source.data, source.charset, markup=True))
    _refuse_mazes(tree, source.name)
    walk = _Walk(Hiding(tree))
    if tree.root is not None:
        walk.visit(tree.root)
        walk.flush()
    return Extraction(tuple(walk.blocks), _passages(tree), tuple(walk.dropped), tuple(walk.findings))


def _refuse_mazes(tree: LexborHTMLParser, name: str) -> None:
    """Raises UnreadableSource for a page whose elements are too many or too deep to be written by a person."""
    node, depth, count = tree.root, 0, 0
    while node is not None:
        count += 1
        if count > MOST_NODES or depth > DEEPEST:
            told = f"{name} 的网页结构太大或嵌套太深。请在浏览器里打印成 PDF 再导入。"
            raise UnreadableSource(told)
        following = node.child
        if following is not None:
            depth += 1
        while following is None and node is not None:
            following = node.next
            if following is None:
                node, depth = node.parent, depth - 1
        node = following


def _passages(tree: LexborHTMLParser) -> tuple[Passage, ...]:
    found: list[Passage] = []
    nodes = tree.root.traverse(include_text=True) if tree.root else ()
    for node in nodes:
        if node.is_text_node and (text := node.text_content) and text.strip():
            found.append(Passage(text, f"<{node.parent.tag}>" if node.parent else "正文"))
    return tuple(found)


@dataclass
class _Walk:
    """Collects blocks in reading order; inline text gathers until a block ends."""

    hiding: Hiding
    blocks: list[Block] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    _line: list[str] = field(default_factory=list)
    _bold: list[str] = field(default_factory=list)
    _kind: BlockKind = BlockKind.PARAGRAPH
    _level: int = 0
    _number: str = ""
    _list_numbers: dict[int, int] = field(default_factory=dict)

    def visit(self, node: LexborNode) -> None:
        """One node with all below it."""
        if node.is_text_node:
            self._line.append(node.text_content or "")
            return
        if not node.is_element_node or self._drops(node):
            return
        tag = node.tag or ""
        if tag == "table" and not is_layout_table(node):
            self.flush()
            for stray in outside_cells(node):
                self.visit(stray)
            self.flush()
            if rows := table_rows(node, self._drops):
                self.blocks.append(Block(BlockKind.TABLE, rows=rows))
            return
        if tag == "br" and (self._number or self._kind is not BlockKind.PARAGRAPH):
            self._line.append(" ")
            return
        if tag in ("b", "strong"):
            self._visit_bold(node)
            return
        if tag not in _BLOCKS and tag not in _HEADINGS:
            self._visit_children(node)
            return
        self.flush()
        opened = self._opens(node, tag)
        self._visit_children(node)
        self.flush()
        if opened:
            self._kind, self._level, self._number = BlockKind.PARAGRAPH, 0, ""

    def flush(self) -> None:
        """End the block that is being gathered."""
        text = _SPACES.sub(" ", "".join(self._line)).strip(" ")
        self._line.clear()
        if text.strip():
            if reason := line_of_furniture(text):
                self.dropped.append(Dropped(text, reason, "正文"))
            else:
                bold = tuple(part for part in self._bold if part != text)
                self.blocks.append(Block(self._kind, text, self._level, self._number, bold=bold))
            self._kind, self._level, self._number = BlockKind.PARAGRAPH, 0, ""
        self._bold.clear()

    def _visit_bold(self, node: LexborNode) -> None:
        begins = len(self._line)
        self._visit_children(node)
        if text := _SPACES.sub(" ", "".join(self._line[begins:])).strip():
            self._bold.append(text)

    def _visit_children(self, node: LexborNode) -> None:
        child = node.child
        while child is not None:
            self.visit(child)
            child = child.next

    def _opens(self, node: LexborNode, tag: str) -> bool:
        """Whether the element says what its first line is."""
        if tag in _HEADINGS:
            self._kind, self._level = BlockKind.HEADING, _HEADINGS[tag]
        elif tag == "li" and node.parent and node.parent.tag == "ol":
            self._number = self._list_number(node, node.parent)
        elif tag == "li":
            self._kind, self._level = BlockKind.ITEM, _list_depth(node)
        return tag == "li" or tag in _HEADINGS

    def _list_number(self, item: LexborNode, numbered: LexborNode) -> str:
        """The number that a browser would show before an item of an ordered list."""
        if item.mem_id not in self._list_numbers:
            # The whole list at once: looking back from every item would cost the square of their number.
            first = numbered.attributes.get("start") or "1"
            number = int(first) if _WHOLE_NUMBER.fullmatch(first) else 1
            child = numbered.child
            while child is not None:
                if child.tag == "li":
                    self._list_numbers[child.mem_id] = number
                    number += 1
                child = child.next
        return f"{self._list_numbers[item.mem_id]}. "

    def _drops(self, node: LexborNode) -> bool:
        """Whether the node is none of the text; then its text goes to the ledger."""
        reason = furniture(node)
        how = "" if reason else self.hiding.how(node)
        text = _all_text(node) if reason or how else ""
        if reason and text.strip():
            self.dropped.append(Dropped(_SPACES.sub(" ", text).strip(), reason, f"<{node.tag}>"))
        elif how and text.strip():
            dropped, finding = hidden(text, how, f"网页的 <{node.tag}>")
            self.dropped.append(dropped)
            self.findings.append(finding)
        return bool(reason or how)


def _all_text(node: LexborNode) -> str:
    return "\n".join(each.text_content or "" for each in node.traverse(include_text=True) if each.is_text_node)


def _list_depth(node: LexborNode) -> int:
    depth, above = 0, node.parent
    while above is not None:
        depth += above.tag in ("ul", "ol")
        above = above.parent
    return max(depth, 1)


FORMAT = Format("网页", (".html", ".htm", ".shtml"), ("text/html",), _recognises, _extract)
