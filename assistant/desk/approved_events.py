"""The events that tell what became of an approved answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from assistant.desk.draft_events import NOBODY
from assistant.domain import ApprovedAnswer, AuditEvent, User


def approved_event(
    action: str,
    answer: ApprovedAnswer,
    by: User | None,
    at: datetime,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> AuditEvent:
    """What somebody, or the program, did with an approved answer."""
    actor_id, actor_name = (by.id, by.display_name) if by else (None, NOBODY)
    return AuditEvent(at, actor_id, actor_name, action, "approved_answer", answer.id, before or {}, after or {})


def told_of(answer: ApprovedAnswer) -> dict[str, object]:
    """What of an answer may change, by name."""
    return {
        "question": answer.question,
        "variants": list(answer.variants),
        "paragraphs": [f"{each.text} {list(each.citations)}" for each in answer.paragraphs],
        "citations": [
            f"[{each.n}] {each.clause_id}@{each.version} {each.start}-{each.end} {each.quote}"
            for each in answer.citations
        ],
        "state": answer.state.value,
        "owner": answer.owner_id,
        "review_on": answer.review_on.isoformat(),
        "expires_on": answer.expires_on.isoformat() if answer.expires_on else None,
        "flags": list(answer.flags),
    }
