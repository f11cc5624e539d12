"""Verdicts as a person reads them on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from assistant.channels.citation_wire import Wire
from assistant.channels.labels import OUTCOME_LABELS
from assistant.channels.terminal import INDENT, print_text
from assistant.domain import Outcome

_MARKS = {True: ("✓", "green"), False: ("✗", "red"), None: ("?", "yellow")}


def print_assessment(console: Console, assessment: Wire) -> None:
    """What was read, each programme with its conditions, and what is to be told next."""
    for problem in assessment["problems"]:
        print_text(console, Text(problem["message"], "yellow"))
    told = " · ".join(f"{fact['name']} {fact['value']}" for fact in assessment["facts"])
    print_text(console, Text.assemble(("企业情况 ", "bold"), told or "还没有"))
    for verdict in assessment["verdicts"]:
        console.print()
        print_verdict(console, verdict)
    console.print()
    print_asked(console, assessment["missing_facts"])
    print_text(console, Text(f"按 {assessment['as_of']} 判断", "dim"))


def print_verdict(console: Console, verdict: Wire) -> None:
    """One programme: how it stands, each condition with the words that state it, and what it may bring."""
    quotes = {citation["n"]: citation["quote"] for citation in verdict["citations"]}
    print_text(
        console, Text.assemble((verdict["programme"], "bold"), f"  {OUTCOME_LABELS[Outcome(verdict['outcome'])]}")
    )
    for finding in verdict["findings"]:
        mark, style = _MARKS[finding["met"]]
        label = Text.assemble((f"{mark} ", style), finding["label"])
        if finding["confirm"] and finding["met"] is None:
            label.append("（按材料核对）", "dim")
        print_text(console, label, INDENT)
        for n in finding["citations"]:
            print_text(console, Text.assemble((f"[{n}] ", "cyan"), (quotes[n], "italic")), 2 * INDENT)
    for estimate in verdict["estimates"]:
        line = f"{estimate['label']}：{estimate['formula']}"
        print_text(console, Text(f"{line}，{estimate['text']}" if estimate["text"] else line), INDENT)
    if verdict["next_round"]:
        print_text(console, Text(verdict["next_round"]["text"], "dim"), INDENT)


def print_asked(console: Console, missing: list[Wire]) -> None:
    """The fact that would decide most."""
    if missing:
        print_text(
            console, Text.assemble(("最要紧的还缺 ", "bold"), f"{missing[0]['ask']}（--fact {missing[0]['id']}=…）")
        )
