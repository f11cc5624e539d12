"""Hands replies in, approves them or gives them back; what is not proven goes no further."""

from __future__ import annotations

from dataclasses import replace

from assistant.desk.draft_events import draft_event
from assistant.desk.drafting import Drafting
from assistant.desk.objections import unproven
from assistant.desk_ports import DraftStore
from assistant.domain import AuditEvent, Draft, DraftState, TicketStatus, User
from assistant.errors import Conflict, NotAllowed
from assistant.ports import Clock


class Reviewing:
    """With `four_eyes` nobody approves what they wrote a part of."""

    def __init__(self, drafts: DraftStore, drafting: Drafting, clock: Clock, four_eyes: bool) -> None:
        self._drafts, self._drafting, self._clock, self.four_eyes = drafts, drafting, clock, four_eyes

    def submit(self, draft_id: str, revision: int, comment: str, by: User) -> Draft:
        """Hand a reply in; raises Conflict, or ReplyUnproven."""
        draft = self._in_state(draft_id, "只有正在写的回复可以送审。", DraftState.WRITING, DraftState.RETURNED)
        self.prove(draft)
        handed_in = replace(draft, citations=draft.cited, state=DraftState.IN_REVIEW, comment=comment, reviewer_id=None)
        return self._save(handed_in, revision, "draft_submitted", by, TicketStatus.IN_REVIEW)

    def approve(self, draft_id: str, revision: int, comment: str, by: User) -> Draft:
        """Approve a reply that was handed in; raises Conflict, ReplyUnproven, or NotAllowed to who wrote it."""
        draft = self._in_state(draft_id, "只有送审中的回复可以批准，请刷新后再看。", DraftState.IN_REVIEW)
        if self.four_eyes and by.id in (draft.author_id, *draft.writers):
            raise NotAllowed("这份回复有您写的内容，要由没有写过它的另一位审核人批准。")
        self.prove(draft)
        approved = replace(draft, state=DraftState.APPROVED, comment=comment, reviewer_id=by.id)
        return self._save(approved, revision, "draft_approved", by)

    def give_back(self, draft_id: str, revision: int, comment: str, by: User) -> Draft:
        """Return a reply to who wrote it, with what to change; raises Conflict."""
        if not comment.strip():
            raise Conflict("请写明要改什么，再退回。")
        states = (DraftState.IN_REVIEW, DraftState.APPROVED)
        draft = self._in_state(draft_id, "只有送审中或已批准的回复可以退回。", *states)
        returned = replace(draft, state=DraftState.RETURNED, comment=comment, reviewer_id=by.id)
        return self._save(returned, revision, "draft_returned", by, TicketStatus.OPEN)

    def prove(self, draft: Draft) -> None:
        """Raises ReplyUnproven where anything of a reply is not proven today; nobody can go past that."""
        if objections := self._drafting.objections(draft):
            raise unproven(objections)

    def _in_state(self, draft_id: str, refused: str, *states: DraftState) -> Draft:
        draft = self._drafts.draft(draft_id)
        if draft.state not in states:
            raise Conflict(refused)
        return draft

    def _save(self, draft: Draft, revision: int, action: str, by: User, status: TicketStatus | None = None) -> Draft:
        now = self._clock()
        draft = replace(draft, changed_at=now)
        told = {"comment": draft.comment} if draft.comment else {}
        event: AuditEvent = draft_event(action, draft, by, now, after=told)
        return self._drafts.save(draft, revision, event, status)
