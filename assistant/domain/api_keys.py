"""Keys by which programs of others use the assistant."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class KeyScope(StrEnum):
    """What a key opens."""

    CHAT = "chat"
    MCP = "mcp"
    DESK = "desk"


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key without its secret, of which only the digest is kept. `id` is the beginning of that digest."""

    id: str
    name: str
    digest: str = field(repr=False)
    scopes: tuple[KeyScope, ...]
    per_minute: int
    created_at: datetime
    revoked_at: datetime | None = None
    last_used_on: date | None = None
