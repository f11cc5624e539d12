"""Plain text files."""

from __future__ import annotations

from assistant.corpus.importers.decoding import decode, is_text
from assistant.corpus.importers.extraction import Block, BlockKind, Extraction, Format, Passage, Source

# Hard-wrapped text: this share of its lines is about as long as the longest.
_WRAPPED_SHARE = 0.4
_LEAST_WIDTH = 20
RTF = b"{\\rtf"


def _recognises(source: Source) -> bool:
    # RTF is text for a machine only.
    return not source.data.startswith(RTF) and is_text(source.data)


def _extract(source: Source) -> Extraction:
    lines = [(number, line) for number, line in enumerate(decode(source.data, source.charset).split("\n"), 1)]
    written = [(number, line) for number, line in lines if line.strip()]
    width = _wrapped_at([line for _, line in written])
    blocks = tuple(
        Block(
            BlockKind.PARAGRAPH,
            line.strip(),
            fills_line=bool(width) and len(line.rstrip()) >= width,
            indented=line.startswith(("\u3000", "  ", "\t")),
        )
        for _, line in written
    )
    return Extraction(blocks, tuple(Passage(line, f"第{number}行") for number, line in written))


def _wrapped_at(lines: list[str]) -> int:
    """From which length on a line runs to the margin; 0 for text with one line a paragraph."""
    longest = max((len(line.rstrip()) for line in lines), default=0)
    near = sum(len(line.rstrip()) >= longest - 2 for line in lines)
    wrapped = longest >= _LEAST_WIDTH and len(lines) > 3 and near >= _WRAPPED_SHARE * len(lines)
    return longest - 2 if wrapped else 0


FORMAT = Format("纯文本", (".txt", ".text"), ("text/plain",), _recognises, _extract)
