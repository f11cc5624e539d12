"""People, tickets and replies of the help desk, for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from assistant.domain import (
    WEB_CHANNEL,
    Asker,
    AuditEvent,
    Draft,
    DraftForm,
    DraftState,
    Paragraph,
    StaffRole,
    Ticket,
    TicketSource,
    TicketStatus,
    User,
)

MONDAY = datetime(2024, 6, 3, 9, 0, tzinfo=UTC)
AGENT = User("u-agent", "lin", "林小姐", StaffRole.AGENT, MONDAY)
REVIEWER = User("u-reviewer", "chen", "陈科长", StaffRole.REVIEWER, MONDAY)
ON_THE_WEB = Asker(WEB_CHANNEL, conversation_id="c-1")
FOLLOWER = Asker("wechat", "gh_1", "openid-1")
CUSTOMER = Asker("kf", "wk_1", "wm_1")
BY_PHONE = Asker(reach="13800000000")
TICKET = Ticket(
    1, "2024年要推动多少家企业技改？", TicketStatus.OPEN, TicketSource.HAND_OVER, ON_THE_WEB, MONDAY, MONDAY
)
DRAFT = Draft(
    id="d-1",
    ticket=1,
    form=DraftForm.WEBSITE,
    state=DraftState.WRITING,
    paragraphs=(Paragraph("您好！"), Paragraph("推动5000家规模以上工业企业开展技术改造。", (1,))),
    citations=(),
    as_of=date(2024, 6, 1),
    author_id=AGENT.id,
    written_at=MONDAY,
    changed_at=MONDAY,
    first="您好！\n\n推动5000家规模以上工业企业开展技术改造。",
)


def ticket(number: int, asker: Asker = ON_THE_WEB, **changed: object) -> Ticket:
    """The ticket under another number, of another asker."""
    return replace(TICKET, number=number, asker=asker, **changed)


def event(action: str = "draft_changed", subject_id: str = DRAFT.id) -> AuditEvent:
    """What an agent did."""
    return AuditEvent(MONDAY, AGENT.id, AGENT.display_name, action, "draft", subject_id, {}, {"state": "writing"})
