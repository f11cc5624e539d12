"""Text for clients that read Markdown: what others wrote makes no mark in it, links are our own."""

from __future__ import annotations

import re

from assistant.channels.messages.plain import plain
from assistant.channels.messages.showing import Style

_MARKS = str.maketrans({"*": "＊", "`": "｀", "~": "～", "|": "｜", "\\": "＼"})
# Inside a word, as in an address, an underscore is none.
_UNDERSCORE = re.compile(r"(?<![0-9A-Za-z])_|_(?![0-9A-Za-z])")
_AT_LINE_START = re.compile(r"^([ \t]*)([#+=-])(?=[#=+ -]|$)", re.MULTILINE)
_LINK = re.compile(r"\](?=[(\[:])")
_WIDE = str.maketrans("#+=-", "＃＋＝－")


def marked(text: str) -> str:
    """The text with wide characters where Markdown would read a mark."""
    text = _UNDERSCORE.sub("＿", plain(text).translate(_MARKS))
    text = _AT_LINE_START.sub(lambda mark: mark[1] + mark[2].translate(_WIDE), text)
    return _LINK.sub("］", text)


def paragraphs(text: str) -> str:
    """Each line as a paragraph of its own, for Markdown joins lines."""
    return re.sub(r"\n+", "\n\n", text)


def _link(address: str, text: str) -> str:
    return f"[{text}]({address})"


MARKDOWN = Style(marked, _link, lambda address: _link(address, address))
