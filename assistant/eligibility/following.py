"""Recognises a short question about the verdicts that stand: 那我能拿多少, 要交什么材料, 截止了没."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.eligibility.heard import Asking, FollowUp, Patterns, ReadFact

_PARTS = "，,。.;；、!！~\n"
_ENDS = "?？呢啊呀吧哦噢嘛啦 "


def beside_facts(text: str, facts: Iterable[ReadFact]) -> str:
    """What a message says beside the facts that it tells."""
    told = [(each.start, each.end) for each in facts]
    return "".join(letter for at, letter in enumerate(text) if not any(start <= at < end for start, end in told))


def follow_up(rest: str, asking: Asking) -> FollowUp | None:
    """What is asked by a message that asks nothing else; `rest` is it in standard words without the facts it tells."""
    said = _bare(rest, asking.beside)
    return next(
        (sort for sort, patterns in asking.follow_ups.items() if any(pattern.fullmatch(said) for pattern in patterns)),
        None,
    )


def _bare(said: str, beside: Patterns) -> str:
    """A question without the words before and behind it that ask for nothing."""
    said = said.translate(str.maketrans("", "", _PARTS)).strip().rstrip(_ENDS)
    shorter = True
    while shorter:
        shorter = False
        for pattern in beside:
            match = pattern.match(said)
            if match and 0 < match.end() < len(said):
                said, shorter = said[match.end() :], True
    return said
