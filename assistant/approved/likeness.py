"""How surely two questions ask the same."""

from __future__ import annotations

from assistant.approved.reading import Asked

SURE = 0.8
"""From here on an approved answer is given; chosen on `evals/approved.yaml`, where no other question comes so far."""
SPARED, REPLACED, MOVED, MENDED = 0.5, 0.02, 0.05, 0.06
"""What takes from being sure: words that only one of them has, by their share of all characters; another word for the
same; another order; a slip that was mended."""


def likeness(one: Asked, other: Asked, mended: int = 0) -> float:
    """0 where anything that tells them apart differs, 1 for the same words; `mended` slips were in one of them."""
    if one.key != other.key or not _ask_alike(one, other):
        return 0.0
    moved = _moved(one.said, other.said)
    if moved is None:
        return 0.0
    spared = sum(map(len, set(one.spared) ^ set(other.spared)))
    lost = SPARED * spared / (len(one.said) + spared) + REPLACED * abs(one.replaced - other.replaced)
    return max(0.0, 1.0 - lost - MOVED * moved - MENDED * mended)


def _ask_alike(one: Asked, other: Asked) -> bool:
    """Whether both ask of what one may, or of what one must; who asks how or how much may leave it out."""
    said = one.sort.modals, other.sort.modals
    return said[0] == said[1] or (one.sort.is_open and not all(said))


def _moved(one: str, other: str) -> bool | None:
    """Whether one stretch of the text stands elsewhere in the other; None where more than that differs.

    怎么申请技改补贴 and 技改补贴怎么申请 ask the same. Two that changed places, as in 甲转乙 and 乙转甲, do not.
    """
    if one == other:
        return False
    if len(one) != len(other):
        return None
    start = next(at for at in range(len(one)) if one[at] != other[at])
    end = next(at for at in range(1, len(one) + 1) if one[-at] != other[-at])
    middle, there = one[start : len(one) - end + 1], other[start : len(other) - end + 1]
    return True if middle in there + there else None
