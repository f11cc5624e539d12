"""Text of a platform's JSON as every database can hold it."""

from __future__ import annotations


def storable(text: str) -> str:
    """Without halves of characters and without NUL, which JSON can spell and a database refuses."""
    return text.encode("utf-8", "replace").decode().replace("\0", "")
