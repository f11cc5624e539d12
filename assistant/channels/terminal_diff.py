"""What changed between two versions, and what rests on it, as a person reads it on a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from assistant.channels.citation_wire import Wire
from assistant.channels.labels import SORT_LABELS, VALUE_LABELS, field_label, field_text
from assistant.channels.terminal import INDENT, print_text
from assistant.corpus.changes import Sort, ValueKind

NONE = "（无）"
SORT_STYLES = {Sort.ADDED: "bold green", Sort.REMOVED: "bold red", Sort.REWORDED: "bold yellow"}


def print_diff(console: Console, diff: Wire) -> None:
    """Fields first, then clause by clause both wordings and the values that changed, then what rests on them."""
    print_text(console, Text(f"《{diff['title']}》 {_version(diff, 'before')} → {_version(diff, 'after')}", "bold"))
    print_text(console, Text(_in_numbers(diff), "dim"))
    for change in diff["fields"]:
        pair = " → ".join(field_text(change[side]) or NONE for side in ("before", "after"))
        print_text(console, Text.assemble(("文件信息 ", "bold"), f"{field_label(change['name'])}：{pair}"))
    for change in diff["changes"]:
        console.print()
        _print_change(console, change)
    for pair in diff["renumbered"]:
        print_text(console, Text(f"只改编号 {_numbers(pair)}", "dim"))
    _print_answers(console, diff["cited_by"])
    _print_quoted_by(console, diff["quoted_by"])


def _version(diff: Wire, side: str) -> str:
    return f"第 {diff[side]} 版（{diff[f'{side}_recorded_at'][:10]}）"


def _in_numbers(diff: Wire) -> str:
    if diff["before"] == diff["after"]:
        return "两边是同一个版本，没有变化。"
    if not (diff["changes"] or diff["fields"] or diff["renumbered"]):
        return "条款与文件信息都没有变化。"
    sorts = Counter(change["sort"] for change in diff["changes"])
    counts = [f"{label} {sorts[sort]}" for sort, label in SORT_LABELS.items()]
    return "，".join([*counts, f"只改编号 {len(diff['renumbered'])}", f"文件信息 {len(diff['fields'])}"])


def _print_change(console: Console, change: Wire) -> None:
    sort = Sort(change["sort"])
    place = (change["after"] or change["before"])["locator"]
    moved = f"（{_numbers(change)}）" if change["renumbered"] else ""
    print_text(console, Text.assemble((f"{SORT_LABELS[sort]} ", SORT_STYLES[sort]), place, moved))
    for label, side, spans, style in (("旧", "before", "removed", "red strike"), ("新", "after", "added", "green")):
        if change[side]:
            text = Text(change[side]["text"])
            for start, end in change[spans]:
                text.stylize(style, start, end)
            print_text(console, Text.assemble((f"{label} ", "dim"), "“", text, "”"), INDENT)
    for value in change["values"]:
        kind = VALUE_LABELS[ValueKind(value["kind"])]
        pair = " → ".join(value[side]["value"] if value[side] else NONE for side in ("before", "after"))
        print_text(console, Text.assemble((f"{kind} ", "bold"), pair), INDENT)


def _numbers(pair: Wire) -> str:
    old, new = pair["before"], pair["after"]
    places = (old["locator"], new["locator"]) if old["locator"] != new["locator"] else (old["id"], new["id"])
    return f"{places[0]} → {places[1]}"


def _print_answers(console: Console, cited_by: Wire) -> None:
    if answers := cited_by["answers"]:
        _print_heading(console, f"引用了这些文字的回答 {cited_by['count']} 个，最近 {len(answers)} 个：")
        for answer in answers:
            stands = all(citation["quote_stands"] for citation in answer["citations"])
            day, state = answer["asked_at"][:10], "所引原话仍在" if stands else "所引原话已改"
            told = f"{day}  {' '.join(answer['question'].split())}  （{answer['id']}，{state}）"
            print_text(console, Text(told), INDENT)


def _print_quoted_by(console: Console, quoted_by: Wire) -> None:
    others = (f"《{each['title']}》{each['locator']}：“{each['quote']}”" for each in quoted_by["documents"])
    _print_list(console, "其他文件还写着原来的话：", others)
    phrasings = (f"{each['file']}:{each['line']} “{each['quote']}”" for each in quoted_by["phrasings"])
    _print_list(console, "这些问法（phrasings/）所引的原话已不在文件里，请改正：", phrasings)
    basis = (f"“{phrase}”" for phrase in quoted_by["validity_basis"])
    _print_list(console, "validity_basis 的这些话已不在正文里，请改正：", basis)


def _print_list(console: Console, heading: str, lines: Iterable[str]) -> None:
    if found := list(lines):
        _print_heading(console, heading)
        for line in found:
            print_text(console, Text(line), INDENT)


def _print_heading(console: Console, heading: str) -> None:
    console.print()
    print_text(console, Text(heading, "bold"))
