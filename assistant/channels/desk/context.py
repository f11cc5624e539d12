"""What a route of the desk needs to do its work, put on the app once and handed out by type."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from anyio import CapacityLimiter
from fastapi import Depends, Request

from assistant.channels.allowance import Allowance
from assistant.channels.api_keys import ApiKeys
from assistant.channels.desk.flagging import Flagging
from assistant.channels.desk.gatherer import Gatherer
from assistant.channels.desk.settling import Settling
from assistant.channels.desk.watching import Changes
from assistant.desk.accounts import Accounts
from assistant.desk.approved import Approving
from assistant.desk.approved_making import Making
from assistant.desk.importing import Importing
from assistant.desk.insights import InsightReader
from assistant.desk.opening import Opening
from assistant.desk.replies import Replies
from assistant.desk.signing_in import SigningIn
from assistant.desk.tickets import Tickets
from assistant.desk_ports import AnswerRecord, AuditStore


def _two_at_once() -> CapacityLimiter:
    # Each password takes its memory and a processor; who asks questions must not wait for them.
    return CapacityLimiter(2)


@dataclass(frozen=True, slots=True)
class DeskContext:
    """The activities of the desk while the server runs. `public_url` begins its links, empty if nobody knows it."""

    admission: SigningIn
    accounts: Accounts
    audit: AuditStore
    replies: Replies
    approving: Approving
    making: Making
    flagging: Flagging
    settling: Settling
    public_url: str
    tickets: Tickets
    opening: Opening
    importing: Importing
    answer_record: AnswerRecord
    insights: InsightReader
    changes: Changes
    gatherer: Gatherer
    keys: ApiKeys
    tries: Allowance = field(default_factory=Allowance)
    hashing: CapacityLimiter = field(default_factory=_two_at_once)

    @property
    def secure(self) -> bool:
        """Whether browsers reach the desk by https, so that its cookie must not travel otherwise."""
        return self.public_url.startswith("https://")


async def desk_context(request: Request) -> DeskContext:
    """The app's desk."""
    desk: DeskContext = request.app.state.desk
    return desk


DeskDep = Annotated[DeskContext, Depends(desk_context)]
