"""What `doctor` found, as a person reads it on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from assistant.channels.terminal import INDENT, print_text


def print_finding(console: Console, works: bool, told: str, remedy: str) -> None:
    """A line with its sign; below it what to change."""
    sign = ("✓ ", "green") if works else ("✗ ", "bold red")
    print_text(console, Text.assemble(sign, told))
    if remedy:
        print_text(console, Text(remedy), INDENT)
