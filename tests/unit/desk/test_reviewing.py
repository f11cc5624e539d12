"""What is not proven goes no further, and with four eyes nobody approves what they wrote."""

import pytest

from assistant.domain import DraftState, TicketStatus
from assistant.errors import Conflict, NotAllowed, ReplyUnproven
from tests.fakes.desk import AGENT, REVIEWER
from tests.fakes.reply_desk import ReplyDesk


def submitted(desk: ReplyDesk):
    draft = desk.begin()
    return desk.replies.reviewing.submit(draft.id, draft.revision, "请看", AGENT)


def test_a_reply_goes_to_review_and_is_approved():
    desk = ReplyDesk()
    draft = submitted(desk)
    assert (draft.state, draft.comment) == (DraftState.IN_REVIEW, "请看")
    assert desk.tickets.ticket(1).status is TicketStatus.IN_REVIEW
    approved = desk.replies.reviewing.approve(draft.id, draft.revision, "", REVIEWER)
    assert (approved.state, approved.reviewer_id) == (DraftState.APPROVED, REVIEWER.id)
    assert desk.actions() == ["draft_added", "draft_submitted", "ticket_changed", "draft_approved"]


def test_it_is_given_back_with_what_to_change():
    desk = ReplyDesk()
    draft = submitted(desk)
    with pytest.raises(Conflict, match="写明"):
        desk.replies.reviewing.give_back(draft.id, draft.revision, " ", REVIEWER)
    returned = desk.replies.reviewing.give_back(draft.id, draft.revision, "语气再缓和些", REVIEWER)
    assert (returned.state, returned.comment) == (DraftState.RETURNED, "语气再缓和些")
    assert desk.tickets.ticket(1).status is TicketStatus.OPEN


def test_a_wrong_figure_stops_every_step_and_is_named():
    desk = ReplyDesk()
    draft = desk.rewrite(desk.begin(), "5000家", "6000家")
    for step in (
        lambda: desk.replies.reviewing.submit(draft.id, draft.revision, "", AGENT),
        lambda: desk.replies.sending.send(draft.id, draft.revision, AGENT),
    ):
        with pytest.raises(ReplyUnproven, match="第 2 段“6000家"):
            step()
    assert desk.drafts.draft(draft.id) == draft


def test_nobody_approves_what_does_not_hold_any_more():
    desk = ReplyDesk()
    draft = submitted(desk)
    desk.assistant._withdrawn = frozenset({"plan-2024"})
    with pytest.raises(ReplyUnproven, match="撤下"):
        desk.replies.reviewing.approve(draft.id, draft.revision, "", REVIEWER)


def test_with_four_eyes_who_wrote_last_does_not_approve():
    desk = ReplyDesk(four_eyes=True)
    draft = desk.rewrite(submitted(desk), "您好", "您好呀", by=REVIEWER)
    draft = desk.replies.reviewing.submit(draft.id, draft.revision, "", AGENT)
    with pytest.raises(NotAllowed, match="另一位"):
        desk.replies.reviewing.approve(draft.id, draft.revision, "", REVIEWER)


def test_with_four_eyes_who_wrote_earlier_does_not_approve_either():
    desk = ReplyDesk(four_eyes=True)
    draft = desk.rewrite(submitted(desk), "您好", "您好呀", by=REVIEWER)
    draft = desk.rewrite(draft, "您好呀", "您好", by=AGENT)
    draft = desk.replies.reviewing.submit(draft.id, draft.revision, "", AGENT)
    with pytest.raises(NotAllowed, match="另一位"):
        desk.replies.reviewing.approve(draft.id, draft.revision, "", REVIEWER)


def test_with_four_eyes_nothing_is_sent_that_nobody_approved():
    desk = ReplyDesk(four_eyes=True)
    draft = desk.begin()
    with pytest.raises(Conflict, match="送审"):
        desk.replies.sending.send(draft.id, draft.revision, AGENT)
    draft = desk.replies.reviewing.submit(draft.id, draft.revision, "", AGENT)
    with pytest.raises(Conflict, match="审核"):
        desk.replies.sending.send(draft.id, draft.revision, AGENT)
    draft = desk.replies.reviewing.approve(draft.id, draft.revision, "", REVIEWER)
    assert desk.replies.sending.send(draft.id, draft.revision, AGENT).state is DraftState.SENT


@pytest.mark.parametrize("step", ["approve", "give_back"])
def test_only_what_was_handed_in_is_decided(step):
    desk = ReplyDesk()
    draft = desk.begin()
    with pytest.raises(Conflict):
        getattr(desk.replies.reviewing, step)(draft.id, draft.revision, "好", REVIEWER)
