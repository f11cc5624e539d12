"""Finds what a person wants to be forgotten: 把厂在哪里删掉, 别记我的设备."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain import Fact, FactType
from assistant.eligibility.facts import FactKind, FactsCatalogue
from assistant.eligibility.heard import Patterns

_LEAST = 2
_LONGEST = 24
_PLACE_WORDS = ("地址", "厂址", "地方", "地点", "位置", "哪里", "哪儿")
_EVERYTHING = ("全部", "所有", "一切", "说过的", "说的", "这些", "情况", "资料", "信息", "记录", "都")


def wants_all_forgotten(said: str, restarts: Patterns, forgets: Patterns) -> bool:
    """Whether a whole message asks to begin anew."""
    said = said.rstrip("。!吧了 ")
    return any(pattern.fullmatch(said) for pattern in restarts) or any(
        subject and any(word in subject for word in _EVERYTHING) for subject in _subjects(said, forgets)
    )


def forgotten_in(said: str, told: Sequence[Fact], forgets: Patterns, catalogue: FactsCatalogue) -> tuple[str, ...]:
    """Ids of the facts that a message wants to be forgotten."""
    subjects = _subjects(said.rstrip("。!吧 "), forgets)
    known = (fact for fact in told if fact.id in catalogue)
    return tuple(fact.id for fact in known if any(_is_of(fact, catalogue[fact.id], each) for each in subjects))


def _subjects(said: str, forgets: Patterns) -> tuple[str, ...]:
    if len(said) > _LONGEST:
        return ()
    matches = (pattern.fullmatch(said) for pattern in forgets)
    return tuple(subject for match in matches if match and len(subject := match.group("what").strip()) >= _LEAST)


def _is_of(fact: Fact, kind: FactKind, subject: str) -> bool:
    """Whether what is to be forgotten names a fact, or what was told of it."""
    named = subject in kind.name or kind.name in subject
    valued = any(value and value in subject for value in (fact.shown, fact.told))
    placed = kind.type is FactType.PLACE and any(word in subject for word in _PLACE_WORDS)
    return named or valued or placed or any(pattern.search(subject) for pattern in kind.reading.words)
