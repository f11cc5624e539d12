"""How the XML of a Word document is read, whichever library has parsed it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
FALLBACK = f"{_COMPATIBILITY}Fallback"
_LONGEST_NUMBER = 6


class Node(Protocol):
    """What elements of the standard library and of lxml have in common."""

    tag: str
    text: str | None

    def __iter__(self) -> Iterator[Node]: ...

    def get(self, key: str, default: str, /) -> str:
        """An attribute."""
        ...

    def find(self, path: str, /) -> Node | None:
        """The first that a path leads to."""
        ...

    def iter(self, tag: str = ..., /) -> Iterator[Node]:
        """It and all below."""
        ...


class LinkedNode(Node, Protocol):
    """An element that knows what it stands in."""

    def __iter__(self) -> Iterator[LinkedNode]: ...

    def find(self, path: str, /) -> LinkedNode | None:
        """The first that a path leads to."""
        ...

    def iter(self, tag: str = ..., /) -> Iterator[LinkedNode]:
        """It and all below."""
        ...

    def iterancestors(self, tag: str = ..., /) -> Iterator[LinkedNode]:
        """What it stands in, from the nearest on."""
        ...


def value_of(node: Node | None) -> str:
    """The `w:val` of an element; empty where there is none."""
    return "" if node is None else node.get(f"{W}val", "")


def value_at(node: Node | None, path: str) -> str:
    """The `w:val` of what stands at a path of `w:` names."""
    return "" if node is None else value_of(node.find("/".join(f"{W}{name}" for name in path.split("/"))))


def number_at(node: Node | None, path: str, default: int = 0) -> int:
    """The whole number at a path; the default where there is none or something else."""
    value = value_at(node, path)
    return int(value) if value.isdecimal() and len(value) < _LONGEST_NUMBER else default


def text_of(node: Node) -> str:
    """All text below an element, as it is stored."""
    return "".join(each.text or "" for each in node.iter(f"{W}t"))
