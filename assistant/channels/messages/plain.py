"""Text that a messenger shows as it stands: nothing in it is a link, a mark of Markdown or a hidden character."""

from __future__ import annotations

import re

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# What XML 1.0 refuses, other control characters, and those that turn the direction of writing.
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+", re.MULTILINE)
_FENCE = re.compile(r"^[ \t]*(?:```|~~~)[^\n]*\n?", re.MULTILINE)
_STRONG = re.compile(r"\*\*(?=\S)([^*\n]+)(?<=\S)\*\*|__(?=\S)([^_\n]+)(?<=\S)__|`([^`\n]+)`")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\(((?:https?:|www\.|[/#])[^)\s]*)\)")
_ROW = re.compile(r"^[ \t]*\|(.*)\|[ \t]*$", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*\|?[ \t:|-]*-{3,}[ \t:|-]*$\n?", re.MULTILINE)
_TAG = str.maketrans({"<": "＜", ">": "＞"})
_ENTITY = re.compile(r"&(?=#|[lg]t\b)", re.IGNORECASE)


def visible(text: str) -> str:
    """The text with its own line breaks, without characters that are not seen or that XML refuses."""
    return _HIDDEN.sub("", _BREAKS.sub("\n", text).replace("\t", " "))


def plain(text: str) -> str:
    """The text without marks of Markdown, and with nothing in it that a messenger could take for a link."""
    text = _FENCE.sub("", visible(text))
    text = _ROW.sub(lambda row: "，".join(filter(None, map(str.strip, row[1].split("|")))), _RULE.sub("", text))
    text = _HEADING.sub("", text)
    text = _STRONG.sub(lambda strong: next(filter(None, strong.groups())), text)
    text = _LINK.sub(lambda link: " ".join(filter(None, link.groups())), text)
    return _ENTITY.sub("＆", text.translate(_TAG))
