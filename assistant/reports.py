"""What the Assistant tells of itself: what a sync did, and whether it can answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.errors import MalformedKnowledge


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did, as document ids; `problems` are files that could not be used."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    withdrawn: tuple[str, ...]
    unchanged: tuple[str, ...]
    problems: tuple[MalformedKnowledge, ...]
    index_name: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether questions can be answered, and the state of each part."""

    ready: bool
    parts: Mapping[str, str] = field(default_factory=dict)
