"""Where Chinese sentences begin and end."""

from __future__ import annotations

TERMINALS = "。！？"
_CLOSER_OF = {"“": "”", "《": "》", "（": "）", "「": "」", "『": "』", "(": ")"}
_CLOSERS = frozenset(_CLOSER_OF.values())
_GOES_ON = frozenset("，、；：,;:的")


def sentence_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the sentences of `text[start:end]`, in order, without the whitespace around them.

    A sentence ends at 。！？, but inside quotation marks, book title marks or brackets only where the closing
    mark follows at once and the sentence does not go on after it.
    """
    spans: list[tuple[int, int]] = []
    first = position = start
    awaited: list[str] = []
    while position < end:
        character = text[position]
        position += 1
        if character in _CLOSER_OF and text.find(_CLOSER_OF[character], position, end) >= 0:
            awaited.append(_CLOSER_OF[character])
        elif awaited and character == awaited[-1]:
            awaited.pop()
        elif _is_terminal(text, position - 1, end):
            after = _after_closers(text, position, end, awaited)
            if after is not None:
                _append(spans, text, first, after)
                first = position = after
                awaited.clear()
    _append(spans, text, first, end)
    return spans


def _is_terminal(text: str, at: int, end: int) -> bool:
    if text[at] in TERMINALS:
        return True
    # Half-width marks also stand inside addresses ("?id=1"), where no space follows.
    return text[at] in "!?" and (at + 1 == end or text[at + 1].isspace())


def _after_closers(text: str, position: int, end: int, awaited: list[str]) -> int | None:
    """Where the sentence ends whose terminal stands before `position`; None if it goes on."""
    still_open = list(awaited)
    while position < end and (text[position] in TERMINALS or text[position] in _CLOSERS):
        if still_open and text[position] == still_open[-1]:
            still_open.pop()
        elif text[position] in _CLOSERS:
            break
        position += 1
    if still_open or (awaited and position < end and text[position] in _GOES_ON):
        return None
    return position


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))
