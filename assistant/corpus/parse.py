"""Cut a document into clauses with readable ids and locators."""

from __future__ import annotations

import hashlib

from assistant.corpus.locators import locator
from assistant.corpus.outline import Placed, build_outline
from assistant.corpus.pieces import pieces_of
from assistant.domain import Clause, Document, Level

# Part of every document's digest: a parser that cuts differently makes new versions of unchanged files.
PARSER_VERSION = 2


def parse_clauses(document: Document) -> tuple[Clause, ...]:
    """All clauses of a document in reading order; their spans hold every character but whitespace.

    Ids are `<document id>:<number>`: `title`, `0.s1` in the preamble, `2.2.1.s1` by headings, `a12.p2` for the
    second 款 of 第十二条, `t1.r3` for a table row, `x1` for the first annex. A number that occurs twice ends in `-2`.
    """
    placed = build_outline(pieces_of(document))
    has_headings = any(each.piece.level is Level.OUTLINE and each.number != "title" for each in placed)
    return tuple(_clause(document, ordinal, each, has_headings) for ordinal, each in enumerate(placed))


def _clause(document: Document, ordinal: int, placed: Placed, has_headings: bool) -> Clause:
    piece, parent = placed.piece, placed.parent
    text = document.text[piece.start : piece.end]
    return Clause(
        id=f"{document.id}:{placed.number}",
        document_id=document.id,
        ordinal=ordinal,
        level=piece.level,
        depth=0 if placed.number == "title" else parent.depth + 1,
        locator=_locator(placed, has_headings),
        heading=piece.heading,
        label=piece.label,
        text=text,
        start=piece.start,
        end=piece.end,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        parent_id=f"{document.id}:{parent.clause_id}" if parent.clause_id else None,
    )


def _locator(placed: Placed, has_headings: bool) -> str:
    if placed.number == "title":
        return "标题"
    return locator(placed.place, placed.paragraph) or ("前言" if has_headings else "正文")
