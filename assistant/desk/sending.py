"""Sends replies to their askers, once: what is not known to have arrived is never sent again by the program."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Protocol

from rapidfuzz.distance import Levenshtein

from assistant.desk.draft_events import draft_event
from assistant.desk.reviewing import Reviewing
from assistant.desk_ports import DraftStore, TicketStore
from assistant.domain import (
    Asker,
    DeliveryState,
    Draft,
    DraftForm,
    DraftState,
    ReplyDelivery,
    ReplyWay,
    Ticket,
    TicketStatus,
    User,
)
from assistant.errors import AssistantError, Conflict
from assistant.ports import Clock

LEASE = timedelta(minutes=2)
"""Longer than a platform may take: what is still being sent after that was cut off."""
AT_ONCE = 100
NOT_BEGUN = "送出时程序中断，这一位还没有送出，请重新送出。"
BY_HAND = "这一位要由工作人员联系：请复制回复发给对方，再标记为已送出。"
CUT_OFF = "送出时程序中断，可能已经送出。请先到那边核对；确认没有收到再重发，已收到就标记为已送出。"
_READY = frozenset({DraftState.APPROVED, DraftState.FAILED, DraftState.UNCERTAIN})
_BARE = _READY | {DraftState.WRITING, DraftState.RETURNED}


class NotDelivered(AssistantError):
    """A reply certainly did not reach its asker; the message says why and what to do."""

    code = "not_delivered"


class DeliveryUncertain(AssistantError):
    """Nobody knows whether a reply, or part of it, reached its asker."""

    code = "delivery_uncertain"


class Delivering(Protocol):
    """Brings a text to an asker by the platform of a channel."""

    def deliver(self, asker: Asker, text: str, key: str) -> None:
        """Returns once the platform has it; raises NotDelivered or DeliveryUncertain. Each reply has its own key."""
        ...


class Sending:
    """`ways` are the platforms that are open; without one staff copy the reply and say that they sent it."""

    def __init__(
        self,
        drafts: DraftStore,
        tickets: TicketStore,
        reviewing: Reviewing,
        clock: Clock,
        ways: Mapping[ReplyWay, Delivering],
    ) -> None:
        self._drafts, self._tickets, self._reviewing = drafts, tickets, reviewing
        self._clock, self._ways = clock, ways

    def send(self, draft_id: str, revision: int, by: User, again: bool = False, by_hand: Collection[int] = ()) -> Draft:
        """Send a reply to all of its askers who do not have it yet; its state says how that went.

        `again`: send also what may have arrived before. `by_hand`: the tickets to whose askers staff sent it, or saw
        that it arrived; of them only that is noted. Raises Conflict, or ReplyUnproven.
        """
        self.settle()
        draft = self._drafts.draft(draft_id)
        self._permit(draft, again or bool(by_hand))
        ticket = self._tickets.ticket(draft.ticket)
        people = self._askers(draft, ticket)
        askers = {first.number: first.asker for first, *_ in people}
        deliveries = [self._delivery(draft, *theirs) for theirs in people]
        if all(each.way is ReplyWay.COPY for each in deliveries):
            by_hand = askers
        is_only_noted = all(each.ticket in by_hand for each in deliveries if each.state is not DeliveryState.SENT)
        if not (again or is_only_noted):
            self._demand_first(draft, ticket)
        if not (is_only_noted and draft.state is DraftState.UNCERTAIN):
            self._reviewing.prove(draft)
        sending = self._begun(draft, [self._next(each, by_hand, again) for each in deliveries])
        draft = self._save(sending, revision, "draft_sending" if _waits(sending) else "draft_sent", by)
        for delivery in sending.deliveries:
            if delivery.state is DeliveryState.WAITING:
                draft = self._deliver(draft, delivery.ticket, askers[delivery.ticket], by)
        return draft

    def settle(self) -> None:
        """Say of replies whose sending was cut off that nobody knows whether they arrived."""
        for draft in self._drafts.in_state(DraftState.SENDING, self._clock() - LEASE, AT_ONCE):
            try:
                settled = _judged(draft, [*map(_cut_off, draft.deliveries)])
                self._save(settled, draft.revision, "draft_failed", None)
            except Conflict:
                # Another process settled it, or the one that was slow has gone on.
                continue

    def _permit(self, draft: Draft, knowingly: bool) -> None:
        if draft.state not in (_READY if self._reviewing.four_eyes else _BARE):
            told = {
                DraftState.SENDING: "正在送出，请稍等再看。",
                DraftState.SENT: "已经送出了，不用再送。",
                DraftState.IN_REVIEW: "还在审核，批准后才能送出。",
            }
            raise Conflict(told.get(draft.state, "要先送审并批准，才能送出。"))
        if draft.state is DraftState.UNCERTAIN and not knowingly:
            raise Conflict("上次可能已经送出。请先核对：没收到再选“重新送出”，已收到就选“标记为已送出”。")

    def _demand_first(self, draft: Draft, ticket: Ticket) -> None:
        """Raises Conflict where another reply went, or goes, to who asks since the ticket waits."""
        since = ticket.reopened_at or ticket.created_at
        for other in self._drafts.of_ticket(ticket.number):
            sent = [each.sent_at for each in other.deliveries if each.sent_at]
            if other.id != draft.id and (other.state is DraftState.SENDING or any(each >= since for each in sent)):
                raise Conflict("这张工单已有另一份回复送出或正在送出。请先看那一份；确实要再送这一份，请选“重新送出”。")

    def _askers(self, draft: Draft, own: Ticket) -> list[list[Ticket]]:
        """The ticket and those merged into it, a list for each person, who gets the reply for the first of theirs."""
        found: dict[tuple[str, ...], list[Ticket]] = {}
        known = {each.ticket for each in draft.deliveries}
        for ticket in sorted((own, *self._tickets.merged(own.number)), key=lambda each: each.number not in known):
            found.setdefault(_person(ticket), []).append(ticket)
        return list(found.values())

    def _delivery(self, draft: Draft, first: Ticket, *others: Ticket) -> ReplyDelivery:
        also = tuple(each.number for each in others)
        for before in draft.deliveries:
            if before.ticket == first.number:
                return replace(before, also=also)
        way = first.asker.reply_by
        # What staff say on the phone is a script of theirs, with what not to promise; nobody else is to read it.
        if draft.form is DraftForm.PHONE or not (way is ReplyWay.WEB or way in self._ways):
            way = ReplyWay.COPY
        return ReplyDelivery(first.number, way, DeliveryState.WAITING, also=also)

    def _next(self, delivery: ReplyDelivery, by_hand: Collection[int], again: bool) -> ReplyDelivery:
        """What comes of a delivery at once: the page shows what is sent, of a copy staff have to say that it is."""
        if delivery.state is DeliveryState.SENT:
            return delivery
        if delivery.ticket in by_hand or delivery.way is ReplyWay.WEB:
            return replace(delivery, state=DeliveryState.SENT, failure="", sent_at=self._clock())
        if delivery.way is ReplyWay.COPY:
            return replace(delivery, state=DeliveryState.FAILED, failure=BY_HAND)
        if delivery.state is DeliveryState.UNCERTAIN and not again:
            return delivery
        return replace(delivery, state=DeliveryState.WAITING, failure="")

    def _begun(self, draft: Draft, deliveries: Sequence[ReplyDelivery]) -> Draft:
        distance = Levenshtein.distance(draft.first, draft.text)
        return _judged(replace(draft, citations=draft.cited, distance=distance, failure=""), deliveries)

    def _deliver(self, draft: Draft, number: int, asker: Asker, by: User) -> Draft:
        """Keeps that it is being sent before the platform is asked, and how that went after it."""
        now = self._clock()
        own = next(each for each in draft.deliveries if each.ticket == number)
        draft = self._save(_with(draft, replace(own, state=DeliveryState.SENDING)), draft.revision, "draft_sending", by)
        try:
            self._ways[own.way].deliver(asker, draft.text, f"{draft.id}-{number}")
        except NotDelivered as error:
            told = replace(own, state=DeliveryState.FAILED, failure=error.message)
        except DeliveryUncertain as error:
            told = replace(own, state=DeliveryState.UNCERTAIN, failure=error.message)
        else:
            told = replace(own, state=DeliveryState.SENT, sent_at=now)
        draft = _with(draft, told)
        return self._save(draft, draft.revision, "draft_sent" if told.sent_at else "draft_failed", by)

    def _save(self, draft: Draft, revision: int, action: str, by: User | None) -> Draft:
        now = self._clock()
        sent = [each.sent_at for each in draft.deliveries if each.sent_at]
        draft = replace(draft, changed_at=now, sent_at=min(sent, default=None))
        told: dict[str, object] = {"deliveries": {str(each.ticket): each.state.value for each in draft.deliveries}}
        told |= {"text": draft.text} if action == "draft_sent" else {}
        event = draft_event(action, draft, by, now, {"text": draft.first}, told)
        status = TicketStatus.REPLIED if draft.state is DraftState.SENT else None
        return self._drafts.save(draft, revision, event, status)


def _cut_off(delivery: ReplyDelivery) -> ReplyDelivery:
    """What is to be thought of a delivery when the program that made it is gone."""
    if delivery.state is DeliveryState.SENDING:
        return replace(delivery, state=DeliveryState.UNCERTAIN, failure=CUT_OFF)
    if delivery.state is DeliveryState.WAITING:
        return replace(delivery, state=DeliveryState.FAILED, failure=NOT_BEGUN)
    return delivery


def _waits(draft: Draft) -> bool:
    return any(each.state is DeliveryState.WAITING for each in draft.deliveries)


def _person(ticket: Ticket) -> tuple[str, ...]:
    """Whom a reply reaches; who left nothing to be told apart by is somebody of their own."""
    asker = ticket.asker
    if asker.user_id:
        return (asker.channel, asker.account, asker.user_id)
    return (asker.conversation_id or f"#{ticket.number}",)


def _with(draft: Draft, delivery: ReplyDelivery) -> Draft:
    return _judged(draft, [delivery if each.ticket == delivery.ticket else each for each in draft.deliveries])


def _judged(draft: Draft, deliveries: Sequence[ReplyDelivery]) -> Draft:
    """The draft in the state that its deliveries come to: what is open first, then what needs a person most."""
    states = {each.state for each in deliveries}
    if DeliveryState.SENDING in states or (DeliveryState.WAITING in states and DeliveryState.UNCERTAIN not in states):
        state = DraftState.SENDING
    elif DeliveryState.UNCERTAIN in states:
        state = DraftState.UNCERTAIN
    else:
        state = DraftState.FAILED if DeliveryState.FAILED in states else DraftState.SENT
    failure = "；".join(dict.fromkeys(each.failure for each in deliveries if each.failure))
    return replace(draft, deliveries=tuple(deliveries), state=state, failure=failure)
