from __future__ import annotations

import io

import pytest
from rich.console import Console
from rich.text import Text

from assistant.channels.terminal import print_text


def printed(text: Text, *, terminal: bool) -> str:
    file = io.StringIO()
    print_text(Console(file=file, force_terminal=terminal, width=80, color_system="standard"), text)
    return file.getvalue()


@pytest.mark.parametrize("terminal", [True, False])
def test_control_characters_are_shown_and_not_obeyed(terminal: bool) -> None:
    shown = printed(Text("补贴\x1b]0;owned\x07\x1b[2J\x9b31m多少\x7f"), terminal=terminal)
    assert not any(command in shown for command in ("\x1b]", "\x1b[2J", "\x07", "\x9b", "\x7f"))
    assert "补贴\ufffd]0;owned" in shown
    assert "多少\ufffd" in shown


def test_lines_and_tabs_stay() -> None:
    assert printed(Text("第一行\n第二行\t完"), terminal=False).split() == ["第一行", "第二行", "完"]


def test_styles_keep_their_places_beside_control_characters() -> None:
    text = Text.assemble("一\x1b", ("重要", "bold"))
    assert "一\ufffd\x1b[1m重要\x1b[0m" in printed(text, terminal=True)
