"""Cuts text into messages where a person would, and never where it would spoil a character or a link."""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

_ATOMS = regex.compile(r"<a\b[^>]*>[^<]*</a>|\[[^\[\]]*\]\([^()\s]*\)|\X")
"""What stays whole: a link of ours, else what a person takes for one character."""
_ENDS = tuple(
    re.compile(pattern)
    for pattern in (r"\n\s*\n", r"\n", r"[。！？!?；;…][”’」』）)〕]*(?:\[\d+\])*", r"[，、,：:）) ]")
)
"""Where to cut, the best place first."""
_LEAST_FULL = 0.5
"""A better place is taken only where the part is then so full: many short messages annoy more than a torn sentence."""


def size(text: str) -> int:
    """Bytes of a text as it is sent."""
    return len(text.encode())


def cut(text: str, limit: int, foot: int = 0) -> tuple[str, ...]:
    """Parts of at most `limit` bytes, all but the last with room for a foot of `foot` bytes; none is empty.

    Together they hold every character but blanks at the seams. The text must hold no halves of pairs.
    """
    parts: list[str] = []
    rest = text.strip()
    while size(rest) > limit:
        end = _end(rest, limit - foot)
        parts.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return (*filter(None, parts), *([rest] if rest else []))


def _end(text: str, room: int) -> int:
    """Where the first part of a text that does not fit ends."""
    borders = dict(_borders(text, room))
    most = max(borders, default=0)
    if not most:
        return _code_points(text, room)
    for pattern in _ENDS:
        found = [each.end() for each in pattern.finditer(text, 0, most) if each.end() in borders]
        if found and borders[found[-1]] >= room * _LEAST_FULL:
            return found[-1]
    return most


def _borders(text: str, room: int) -> Iterator[tuple[int, int]]:
    """The places where the text may be cut and fits, and how many bytes stand before each."""
    used = 0
    for atom in _ATOMS.finditer(text):
        used += size(atom.group())
        if used > room:
            return
        yield atom.end(), used


def _code_points(text: str, room: int) -> int:
    """For what is longer than a whole part and yet one character: letters with marks without end."""
    return max(1, len(text.encode()[:room].decode(errors="ignore")))
