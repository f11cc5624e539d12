"""What became of an original, as the person who reviews the draft reads it."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from assistant.channels.terminal import print_text
from assistant.corpus.importers.drafts import Written
from assistant.corpus.importers.importing import Draft
from assistant.corpus.importers.ledger import Balance

_NO_VALUE = "没有写明"


def print_draft(console: Console, draft: Draft, written: Written) -> None:
    """Title, front matter, counts, findings, the balance, and what to do next."""
    title = str(draft.fields["title"].value or "没有认出标题")
    print_text(console, Text(f"{title if title.startswith('《') else f'《{title}》'}（{draft.label}）", "bold"))
    for name, field in draft.fields.items():
        value = "；".join(field.value) if isinstance(field.value, tuple) else field.value
        comment = f"  # {field.comment}" if field.comment else ""
        line = Text.assemble(f"{name}: ", (value or _NO_VALUE, "" if value else "yellow"), (comment, "dim"))
        print_text(console, line, 4)
    print_text(console, Text(f"结构：{_structure(draft)}"))
    print_text(console, Text(f"台账：{_balanced(draft.balance)}"))
    for finding in draft.findings:
        print_text(console, Text.assemble(("注意 ", "yellow"), f"{finding.place}：{finding.message}"))
    print_text(console, Text(f"草稿 {written.draft}\n台账 {written.ledger}"))
    print_text(console, Text(_next(draft, written)))


def _structure(draft: Draft) -> str:
    counts = draft.counts
    levels = "，".join(f"{name} {number}" for name, number in counts.levels.items())
    tables = f"；表格 {counts.tables} 个，{counts.cells} 格" if counts.tables else ""
    return f"标题 {counts.headings}，条款 {counts.texts}" + (f"（{levels}）" if levels else "") + tables


def _balanced(balance: Balance) -> str:
    dropped = "，".join(f"{reason} {count}" for reason, count in balance.dropped.items())
    told = f"原文 {balance.source} 字，进入草稿 {balance.headings + balance.kept}"
    told += f"，没有放入 {sum(balance.dropped.values())}" + (f"（{dropped}）" if dropped else "")
    return f"{told}，去向不明 {balance.unaccounted}" + (f"，重复 {balance.surplus}" if balance.surplus else "")


def _next(draft: Draft, written: Written) -> str:
    unknown = [name for name, field in draft.fields.items() if not field.value]
    fill = f"，补上或确认 {'、'.join(unknown)}" if unknown else ""
    return (
        f"接下来：对照原件逐字核对草稿{fill}；把 {written.draft.name} 移到 knowledge/documents/，"
        "原件和台账移到 knowledge/originals/；运行 assistant check，再运行 assistant sync。"
    )
