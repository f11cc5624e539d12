"""A reply is sent once to each asker; what may have arrived is sent again only by somebody who knows."""

from dataclasses import replace

import pytest

from assistant.desk.sending import DeliveryUncertain, NotDelivered
from assistant.domain import DeliveryState, DraftForm, DraftState, Paragraph, ReplyWay, TicketStatus
from assistant.errors import Conflict, ReplyUnproven
from tests.fakes.desk import AGENT, BY_PHONE, CUSTOMER, FOLLOWER, ON_THE_WEB, event, ticket
from tests.fakes.reply_desk import ReplyDesk


def merged(number: int, asker):
    return ticket(number, asker, status=TicketStatus.MERGED, merged_into=1)


def sent(desk: ReplyDesk, **how):
    draft = desk.drafts.of_ticket(1)[-1]
    return desk.replies.sending.send(draft.id, draft.revision, AGENT, **how)


def states(draft) -> dict[int, str]:
    return {each.ticket: each.state.value for each in draft.deliveries}


def test_on_the_page_sent_means_visible():
    desk = ReplyDesk()
    draft = desk.begin()
    assert desk.drafts.sent_to("c-1") == ()
    done = sent(desk)
    assert (done.state, done.revision, done.sent_at) == (DraftState.SENT, draft.revision + 1, desk.now)
    assert [each.draft for each in desk.drafts.sent_to("c-1")] == [done]
    assert desk.tickets.ticket(1).status is TicketStatus.REPLIED
    assert desk.actions() == ["draft_added", "draft_sent", "ticket_changed"]
    assert desk.tickets.events[1].after["text"] == draft.text


def test_what_staff_changed_of_the_draft_is_counted():
    desk = ReplyDesk()
    desk.rewrite(desk.begin(), "您好！", "您好，")
    assert sent(desk).distance == 1


def test_it_says_that_it_is_being_sent_before_the_platform_is_asked():
    desk = ReplyDesk(ticket(1, FOLLOWER))
    seen = []
    desk.platform.before = lambda: seen.append(desk.drafts.of_ticket(1)[0].state)
    draft = desk.begin()
    done = sent(desk)
    assert (seen, done.state) == ([DraftState.SENDING], DraftState.SENT)
    ((asker, text, key),) = desk.platform.sent
    assert (asker, text, key) == (FOLLOWER, draft.text, f"{draft.id}-1")


def test_the_asker_is_shown_only_the_citations_that_are_used():
    desk = ReplyDesk()
    draft = desk.begin()
    bare = [Paragraph(each.text) for each in draft.paragraphs if not each.citations]
    desk.replies.drafting.change(draft.id, draft.revision, bare, (), AGENT)
    assert desk.drafts.of_ticket(1)[0].citations
    assert sent(desk).citations == ()


def test_numbers_of_citations_are_not_sent():
    desk = ReplyDesk(ticket(1, FOLLOWER))
    draft = desk.begin()
    changed = [Paragraph(each.text.replace("改造。", "改造[1]。"), each.citations) for each in draft.paragraphs]
    desk.replies.drafting.change(draft.id, draft.revision, changed, (), AGENT)
    sent(desk)
    assert "[1]" not in desk.platform.sent[0][1]


def test_a_refusal_is_told_and_may_be_tried_again():
    desk = ReplyDesk(ticket(1, FOLLOWER))
    draft = desk.begin()
    desk.platform.fail[f"{draft.id}-1"] = NotDelivered("对方 48 小时内没有来信，请复制后另行告知。")
    failed = sent(desk)
    assert (failed.state, failed.failure) == (DraftState.FAILED, "对方 48 小时内没有来信，请复制后另行告知。")
    assert (failed.sent_at, desk.tickets.ticket(1).status) == (None, TicketStatus.OPEN)
    desk.platform.fail.clear()
    assert sent(desk).state is DraftState.SENT
    assert len(desk.platform.sent) == 1


def test_what_may_have_arrived_is_not_sent_again_unknowingly():
    desk = ReplyDesk(ticket(1, FOLLOWER))
    draft = desk.begin()
    desk.platform.fail[f"{draft.id}-1"] = DeliveryUncertain("平台没有回话，可能已送出。")
    assert sent(desk).state is DraftState.UNCERTAIN
    desk.platform.fail.clear()
    with pytest.raises(Conflict, match="核对"):
        sent(desk)
    assert desk.platform.sent == []
    assert sent(desk, again=True).state is DraftState.SENT
    assert len(desk.platform.sent) == 1


def test_staff_may_say_that_it_arrived():
    desk = ReplyDesk(ticket(1, FOLLOWER))
    draft = desk.begin()
    desk.platform.fail[f"{draft.id}-1"] = DeliveryUncertain("平台没有回话，可能已送出。")
    sent(desk)
    done = sent(desk, by_hand=(1,))
    assert (done.state, done.failure, desk.platform.sent) == (DraftState.SENT, "", [])


def test_what_was_cut_off_is_uncertain_after_its_lease_and_never_sent_by_the_program():
    desk = ReplyDesk(ticket(1, FOLLOWER), merged(2, CUSTOMER))

    class Killed(BaseException):
        pass

    desk.begin()
    desk.platform.fail = {f"{desk.drafts.of_ticket(1)[0].id}-1": Killed()}
    with pytest.raises(Killed):
        sent(desk)
    assert states(desk.replies.of_ticket(1)[0]) == {1: "sending", 2: "waiting"}
    with pytest.raises(Conflict, match="正在送出"):
        sent(desk)
    desk.wait(minutes=3)
    desk.replies.sending.settle()
    (draft,) = desk.replies.of_ticket(1)
    assert (draft.state, states(draft)) == (DraftState.UNCERTAIN, {1: "uncertain", 2: "failed"})
    assert "核对" in draft.failure
    assert desk.tickets.events[-1].actor_id is None
    assert desk.platform.sent == []


def test_every_asker_of_a_merged_question_gets_it_and_one_failure_resends_to_nobody():
    other = ticket(2).asker.__class__("api", conversation_id="c-2")
    desk = ReplyDesk(ticket(1, ON_THE_WEB), merged(2, other), merged(3, FOLLOWER), merged(4, CUSTOMER))
    draft = desk.begin()
    desk.platform.fail[f"{draft.id}-3"] = NotDelivered("对方 48 小时内没有来信。")
    failed = sent(desk)
    assert failed.state is DraftState.FAILED
    assert states(failed) == {1: "sent", 2: "sent", 3: "failed", 4: "sent"}
    assert [len(desk.drafts.sent_to(each)) for each in ("c-1", "c-2")] == [1, 1]
    desk.platform.fail.clear()
    done = sent(desk)
    assert states(done) == dict.fromkeys((1, 2, 3, 4), "sent")
    assert [key for _, _, key in desk.platform.sent] == [f"{draft.id}-4", f"{draft.id}-3"]


def test_who_asked_twice_gets_it_once():
    desk = ReplyDesk(ticket(1, FOLLOWER), merged(2, FOLLOWER))
    desk.begin()
    assert states(sent(desk)) == {1: "sent"}


def test_one_follower_with_two_conversations_gets_it_once():
    desk = ReplyDesk(
        ticket(1, replace(FOLLOWER, conversation_id="c-1")),
        merged(2, replace(FOLLOWER, conversation_id="c-2", reach="13800000000")),
    )
    desk.begin()
    done = sent(desk)
    assert (states(done), done.deliveries[0].also, len(desk.platform.sent)) == ({1: "sent"}, (2,), 1)
    assert desk.tickets.ticket(2).status is TicketStatus.MERGED


def test_who_comes_while_it_is_sent_is_not_forgotten():
    desk = ReplyDesk(ticket(1, FOLLOWER), ticket(2, CUSTOMER))
    desk.begin()
    desk.platform.before = lambda: desk.tickets.merge(2, 1, 1, desk.now, event())
    assert states(sent(desk)) == {1: "sent"}
    assert desk.tickets.ticket(2).status is TicketStatus.OPEN
    assert desk.tickets.ticket(2).merged_into is None


def test_a_ticket_that_is_opened_again_answers_only_who_waits():
    desk = ReplyDesk(ticket(1, FOLLOWER), merged(2, CUSTOMER))
    desk.begin()
    sent(desk)
    desk.wait(days=30)
    replied = desk.tickets.ticket(1)
    again = replace(replied, status=TicketStatus.OPEN, reopened_at=desk.now)
    desk.tickets.save(again, replied.revision, event())
    desk.begin()
    assert states(sent(desk)) == {1: "sent"}
    assert desk.tickets.ticket(2).status is TicketStatus.REPLIED


def test_of_two_replies_to_a_ticket_the_second_is_sent_only_knowingly():
    desk = ReplyDesk(ticket(1, FOLLOWER))
    first = desk.begin()
    desk.wait(minutes=1)
    desk.begin()
    desk.replies.sending.send(first.id, first.revision, AGENT)
    with pytest.raises(Conflict, match="另一份"):
        sent(desk)
    assert len(desk.platform.sent) == 1
    assert sent(desk, again=True).state is DraftState.SENT


def test_a_copy_is_sent_by_staff_who_say_so():
    desk = ReplyDesk(ticket(1, BY_PHONE))
    desk.begin()
    done = sent(desk)
    assert (done.state, done.deliveries[0].way) == (DraftState.SENT, ReplyWay.COPY)


def test_among_others_an_asker_by_phone_waits_for_staff():
    desk = ReplyDesk(ticket(1), merged(2, BY_PHONE))
    desk.begin()
    done = sent(desk)
    assert (done.state, states(done)) == (DraftState.FAILED, {1: "sent", 2: "failed"})
    assert "复制" in done.failure
    done = sent(desk, by_hand=(2,))
    assert (done.state, {each.state for each in done.deliveries}) == (DraftState.SENT, {DeliveryState.SENT})


def test_what_staff_sent_by_phone_still_goes_to_those_of_the_platforms():
    desk = ReplyDesk(ticket(1, BY_PHONE), merged(2, FOLLOWER))
    draft = desk.begin()
    done = sent(desk, by_hand=(1,))
    assert (done.state, states(done)) == (DraftState.SENT, {1: "sent", 2: "sent"})
    assert [key for _, _, key in desk.platform.sent] == [f"{draft.id}-2"]


def test_what_is_noted_of_one_asker_sends_nothing_again_that_another_may_have():
    desk = ReplyDesk(ticket(1, FOLLOWER), merged(2, CUSTOMER))
    draft = desk.begin()
    desk.platform.fail = {f"{draft.id}-{n}": DeliveryUncertain("平台没有回话，可能已送出。") for n in (1, 2)}
    sent(desk)
    desk.platform.fail.clear()
    noted = sent(desk, by_hand=(2,))
    assert (noted.state, states(noted)) == (DraftState.UNCERTAIN, {1: "uncertain", 2: "sent"})
    assert desk.platform.sent == []


def test_a_platform_that_is_not_open_leaves_it_to_staff():
    desk = ReplyDesk(ticket(1, FOLLOWER))
    desk.replies.sending._ways = {}
    desk.begin()
    assert sent(desk).deliveries[0].way is ReplyWay.COPY


def test_sent_is_sent():
    desk = ReplyDesk()
    desk.begin()
    sent(desk)
    with pytest.raises(Conflict, match="已经送出"):
        sent(desk)


def test_what_is_not_proven_on_the_day_is_not_sent():
    desk = ReplyDesk()
    desk.begin()
    desk.assistant._withdrawn = frozenset({"plan-2024"})
    with pytest.raises(ReplyUnproven):
        sent(desk)


def test_what_is_to_be_said_on_the_phone_reaches_nobody_else():
    desk = ReplyDesk(ticket(1, FOLLOWER))
    desk.begin(DraftForm.PHONE)
    done = sent(desk)
    assert [(each.way, each.state) for each in done.deliveries] == [(ReplyWay.COPY, DeliveryState.SENT)]
    assert desk.platform.sent == []


def test_a_script_for_the_phone_is_not_shown_on_the_page():
    desk = ReplyDesk()
    desk.begin(DraftForm.PHONE)
    sent(desk)
    assert desk.drafts.sent_to("c-1") == ()
