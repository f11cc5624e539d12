"""The way of an original: take it apart, mend it, propose its front matter, count it, write the draft."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.corpus.check import Finding
from assistant.corpus.importers.characters import drop_invisible, flag_unknown, restore_radicals
from assistant.corpus.importers.extraction import Block, BlockKind, Source
from assistant.corpus.importers.formats import format_of, mismatch
from assistant.corpus.importers.instructions import flag_instructions
from assistant.corpus.importers.joining import join_lines, join_tables
from assistant.corpus.importers.ledger import Balance, balance, ledger_text, where_missing
from assistant.corpus.importers.opening import take_opening
from assistant.corpus.importers.proposal import Field, Origin, front_matter, propose
from assistant.corpus.importers.rendering import render
from assistant.corpus.importers.running import drop_running_lines
from assistant.corpus.labels import Style, label_at
from assistant.corpus.layout import strip_layout
from assistant.corpus.parse import parse_clauses
from assistant.domain import Clause, Document, Kind, Level
from assistant.errors import TextUnaccounted, UnreadableSource


@dataclass(frozen=True, slots=True)
class Counts:
    """What the parser makes of a draft; `levels` by the name of the number: 章, 条, 一、 …"""

    headings: int
    texts: int
    levels: Mapping[str, int]
    tables: int
    cells: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft that is not written yet, with what a person should know of it."""

    identifier: str
    label: str
    markdown: str
    ledger: str
    fields: Mapping[str, Field]
    counts: Counts
    balance: Balance
    findings: tuple[Finding, ...]


_STEPS = (restore_radicals, drop_running_lines, drop_invisible, flag_unknown, join_tables, join_lines)
_LEVEL_NAMES = {
    Style.PART: "部分",
    Style.BOOK: "编",
    Style.CHAPTER: "章",
    Style.SECTION: "节",
    Style.ARTICLE: "条",
    Style.CHINESE: "一、",
    Style.CHINESE_BRACKETED: "（一）",
    Style.DIGIT: "1.",
    Style.DIGIT_PAIR: "1.1",
    Style.DIGIT_TRIPLE: "1.1.1",
    Style.DIGIT_BRACKETED: "（1）",
    Style.DIGIT_HALF_BRACKETED: "1）",
    Style.CIRCLED: "①",
    Style.ANNEX: "附件",
    Style.ANNEX_MENTION: "附件目录",
}
_PARAGRAPH = re.compile(r":(?:.*\.)?a\d+(?:-\d+)?\.(p\d+)")


def make_draft(source: Source, identifier: str, instructions: Sequence[re.Pattern[str]]) -> Draft:
    """Raises UnreadableSource, LibraryMissing, and TextUnaccounted when the ledger does not balance."""
    kind = format_of(source)
    extraction = kind.extract(source)
    for step in _STEPS:
        extraction = step(extraction)
    extraction = replace(extraction, blocks=tuple(block for block in extraction.blocks if _says_something(block)))
    extraction = flag_instructions(extraction, instructions)
    extraction, opening = take_opening(extraction)
    if opening.title is None and not extraction.blocks:
        raise UnreadableSource(f"{source.name} 里没有可以导入的文字。请确认下载完整，或换一份有正文的原件。")
    body = render(opening.title, extraction.blocks)
    counted = balance(extraction, opening.title, body)
    if not counted.holds:
        raise TextUnaccounted(_unbalanced(source, counted))
    text, _ = strip_layout(body)
    fields = propose(text, opening, Origin(source.name, source.url, identifier))
    head = front_matter(fields)
    first_line = head.count("\n") + 3 + (2 if opening.title else 0)
    origin = {
        "original": source.url or source.name,
        "sha256": hashlib.sha256(source.data).hexdigest(),
        "format": kind.label,
        "document": str(fields["id"].value),
    }
    findings = (*mismatch(source, kind), *extraction.findings)
    extraction = replace(extraction, findings=findings)
    return Draft(
        identifier=str(fields["id"].value),
        label=kind.label,
        markdown=f"{head}\n\n{body}",
        ledger=ledger_text(origin, counted, extraction, first_line),
        fields=fields,
        counts=_counts(fields, body, extraction.blocks),
        balance=counted,
        findings=findings,
    )


def _says_something(block: Block) -> bool:
    return bool(block.text.strip() or block.rows)


def _unbalanced(source: Source, counted: Balance) -> str:
    where = where_missing(counted)
    return (
        f"{source.name} 共 {counted.source} 字，其中 {counted.unaccounted} 字没有进入草稿、也没有记入台账，"
        f"{counted.surplus} 字重复，超过百分之一，没有写草稿。缺的文字在：{where}。"
        "请把原件另存为别的格式（例如 DOCX 或 PDF）再导入，或人工录入。"
    )


def _counts(fields: Mapping[str, Field], body: str, blocks: Sequence[Block]) -> Counts:
    clauses = parse_clauses(_document(fields, body))
    levels: Counter[str] = Counter()
    for clause in clauses:
        label = label_at(clause.label, 0, len(clause.label)) if clause.label else None
        if label is not None and label.style in _LEVEL_NAMES:
            levels[_LEVEL_NAMES[label.style]] += 1
    levels["款"] = len({paragraph for clause in clauses if (paragraph := _paragraph(clause))})
    tables = [block for block in blocks if block.kind is BlockKind.TABLE]
    return Counts(
        headings=sum(clause.level is Level.OUTLINE for clause in clauses),
        texts=sum(clause.level is Level.TEXT for clause in clauses),
        levels={name: levels[name] for name in (*_LEVEL_NAMES.values(), "款") if levels[name]},
        tables=len(tables),
        cells=sum(len(row) for table in tables for row in table.rows),
    )


def _paragraph(clause: Clause) -> str:
    found = _PARAGRAPH.search(clause.id)
    return clause.id[: found.end(1)] if found else ""


def _document(fields: Mapping[str, Field], body: str) -> Document:
    """The draft as the parser reads it, with empty words where a person must still fill some in."""
    text, marks = strip_layout(body)
    return Document(
        id=str(fields["id"].value),
        title=str(fields["title"].value or ""),
        short_title="",
        kind=Kind.OFFICIAL_TEXT,
        issuer=str(fields["issuer"].value or ""),
        doc_number=None,
        issued_on=None,
        effective_on=None,
        expires_on=None,
        repealed_on=None,
        region="",
        url="",
        text=text,
        digest="",
        marks=marks,
    )
