"""The events that tell what became of a reply."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from assistant.domain import AuditEvent, Draft, User

NOBODY = "程序"


def draft_event(
    action: str,
    draft: Draft,
    by: User | None,
    at: datetime,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> AuditEvent:
    """What somebody, or the program, did with a reply; the ticket and the state stand with what changed."""
    told = {"ticket": draft.ticket, "state": draft.state.value, **(after or {})}
    return AuditEvent(
        at, by.id if by else None, by.display_name if by else NOBODY, action, "draft", draft.id, before or {}, told
    )
