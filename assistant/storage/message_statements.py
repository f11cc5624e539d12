"""The statements of SqlMessageStore. Each change that several processes may want is one, guarded by what it expects."""

from __future__ import annotations

from sqlalchemy import and_, bindparam, case, or_, select, update

from assistant.domain import Delivery
from assistant.storage.tables import account_states, correspondents, messages

_SENDER = tuple(messages.c[name] == bindparam(name) for name in ("channel", "account", "user_id"))
_OF_SENDER = and_(*_SENDER)
CONTACT_OF = and_(*(correspondents.c[name] == bindparam(f"b_{name}") for name in ("channel", "account", "user_id")))
BY_ID = select(messages).where(messages.c.id == bindparam("id"))
CLAIM = (
    update(messages)
    .where(messages.c.id == bindparam("b_id"), messages.c.reply.is_(None), messages.c.leased_until <= bindparam("now"))
    .values(leased_until=bindparam("until"))
)
_HAS_LEFT = and_(messages.c.reply.is_not(None), messages.c.told < messages.c.parts)
CLAIM_DELIVERY = (
    update(messages)
    .where(messages.c.id == bindparam("b_id"), _HAS_LEFT, messages.c.leased_until <= bindparam("now"))
    .values(leased_until=bindparam("until"))
)
EMPTY = update(messages).where(messages.c.id == bindparam("b_id"), _HAS_LEFT).values(told=messages.c.parts)
UNANSWERED = (
    select(messages)
    .where(
        messages.c.channel == bindparam("channel"),
        messages.c.reply.is_(None),
        messages.c.leased_until <= bindparam("now"),
    )
    .order_by(messages.c.sequence)
    .limit(bindparam("limit"))
)
ANSWER = update(messages).where(messages.c.id == bindparam("b_id"), messages.c.reply.is_(None))
HOLD = ANSWER.values(draft=bindparam("draft_now"), leased_until=bindparam("until"))
DELIVER = (
    update(messages)
    .where(messages.c.id == bindparam("b_id"), messages.c.delivery == bindparam("instead_of"))
    .values(delivery=bindparam("way"), told=bindparam("told_now"))
)
TELL = (
    update(messages)
    .where(messages.c.id == bindparam("b_id"), messages.c.told < bindparam("told_now"))
    .values(told=bindparam("told_now"))
)
TELL_BY = TELL.where(messages.c.delivery == bindparam("way"))
HOLD_BACK = (
    update(messages)
    .where(
        messages.c.id == bindparam("b_id"),
        messages.c.reply.is_not(None),
        messages.c.delivery.in_((Delivery.PUSH, Delivery.PULL)),
        messages.c.parts > bindparam("part"),
    )
    .values(
        delivery=Delivery.PULL,
        told=case((messages.c.told < bindparam("part"), messages.c.told), else_=bindparam("part")),
    )
)
UNDELIVERED = (
    select(messages)
    .where(
        messages.c.channel == bindparam("channel"),
        messages.c.delivery == bindparam("way"),
        messages.c.received_at >= bindparam("since"),
        _HAS_LEFT,
    )
    .order_by(messages.c.sequence)
    .limit(bindparam("limit"))
)
_WAY = messages.c.delivery
HELD = (
    select(messages)
    .where(
        _OF_SENDER,
        messages.c.received_at >= bindparam("since"),
        or_(messages.c.reply.is_(None), and_(_WAY.in_((Delivery.PULL, Delivery.PASSIVE)), _HAS_LEFT)),
    )
    .order_by(case((_WAY == Delivery.PULL, 0), (_WAY == Delivery.PASSIVE, 1), else_=2), messages.c.sequence)
    .limit(1)
)
_SEEN = and_(messages.c.parts > 0, or_(_WAY != Delivery.PULL, messages.c.told > 0))
SEEN = (
    select(messages)
    .where(_OF_SENDER, messages.c.reply.is_not(None), _SEEN, messages.c.received_at >= bindparam("since"))
    .order_by(messages.c.sequence.desc())
    .limit(20)
)
"""The newest first; so many are not answered while one waits for its answer."""
CONTACT = select(correspondents).where(CONTACT_OF)
CONVERSE = update(correspondents).where(CONTACT_OF).values(conversation_id=bindparam("to"))
HAND_OVER = update(correspondents).where(CONTACT_OF).values(with_staff=bindparam("to"))
PUSH = (
    update(correspondents)
    .where(
        CONTACT_OF,
        correspondents.c.pushes < bindparam("most"),
        correspondents.c.heard_at >= bindparam("heard_since"),
    )
    .values(pushes=correspondents.c.pushes + 1)
)
STATE = select(account_states.c.value).where(
    account_states.c.channel == bindparam("channel"),
    account_states.c.account == bindparam("account"),
    account_states.c.name == bindparam("name"),
)
NOTED = select(account_states.c.account, account_states.c.value).where(
    account_states.c.channel == bindparam("channel"),
    account_states.c.name == bindparam("name"),
    account_states.c.value != "",
)
RENOTE = (
    update(account_states)
    .where(
        account_states.c.channel == bindparam("b_channel"),
        account_states.c.account == bindparam("b_account"),
        account_states.c.name == bindparam("b_name"),
        account_states.c.value == bindparam("instead_of"),
    )
    .values(value=bindparam("to"))
)
