"""What people write to messengers, in SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Row, Select, Table, and_, delete

from assistant.domain import Contact, Correspondent, Cursor, Delivery, Message, Reply, StaffReply
from assistant.language.masking import masked
from assistant.storage.desk_tables import tickets
from assistant.storage.engine import Database
from assistant.storage.forgetting import forget_asker
from assistant.storage.message_statements import (
    ANSWER,
    BY_ID,
    CLAIM,
    CLAIM_DELIVERY,
    CONTACT,
    CONTACT_OF,
    CONVERSE,
    DELIVER,
    EMPTY,
    HAND_OVER,
    HELD,
    HOLD,
    HOLD_BACK,
    NOTED,
    PUSH,
    RENOTE,
    SEEN,
    STATE,
    TELL,
    TELL_BY,
    UNANSWERED,
    UNDELIVERED,
)
from assistant.storage.tables import account_states, correspondents, messages, staff_replies
from assistant.storage.upsert import insert_or_keep, insert_or_update

_REPLY = TypeAdapter(Reply)
_CURSOR = "cursor"


class SqlMessageStore:
    """MessageStore over a migrated database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._receive = insert_or_keep(database, messages).returning(messages.c.id)
        self._heard = insert_or_update(database, correspondents, ("heard_at", "pushes"))
        self._note = insert_or_update(database, account_states, ("value",))
        self._begin_note = insert_or_keep(database, account_states)
        self._keep_staff = insert_or_keep(database, staff_replies)

    def receive(
        self,
        messages: Sequence[Message],
        leased_until: datetime,
        cursor: Cursor | None = None,
        staff: Sequence[StaffReply] = (),
    ) -> frozenset[str]:
        """See MessageStore."""
        new = set()
        with self._database.write() as connection:
            for message in messages:
                row = _row(message) | {"leased_until": leased_until}
                if connection.execute(self._receive, row).first() is not None:
                    new.add(message.id)
                    connection.execute(self._heard, _heard(message))
            if staff:
                connection.execute(self._keep_staff, [_staff_row(reply) for reply in staff])
            if cursor is not None:
                noted = {"channel": cursor.channel, "account": cursor.account, "name": _CURSOR, "value": cursor.value}
                connection.execute(self._note, noted)
        return frozenset(new)

    def message(self, id: str) -> Message | None:
        """See MessageStore."""
        return next(iter(self._read(BY_ID, id=id)), None)

    def claim(self, id: str, now: datetime, leased_until: datetime) -> bool:
        """See MessageStore."""
        with self._database.write() as connection:
            return connection.execute(CLAIM, {"b_id": id, "now": now, "until": leased_until}).rowcount == 1

    def claim_delivery(self, id: str, now: datetime, leased_until: datetime) -> bool:
        """See MessageStore."""
        with self._database.write() as connection:
            return connection.execute(CLAIM_DELIVERY, {"b_id": id, "now": now, "until": leased_until}).rowcount == 1

    def hold(self, id: str, draft: str, leased_until: datetime) -> None:
        """See MessageStore."""
        with self._database.write() as connection:
            connection.execute(HOLD, {"b_id": id, "draft_now": draft, "until": leased_until})

    def unanswered(self, channel: str, now: datetime, limit: int) -> tuple[Message, ...]:
        """See MessageStore."""
        return self._read(UNANSWERED, channel=channel, now=now, limit=limit)

    def answered(
        self, id: str, reply: Reply, now: datetime, way: Delivery = Delivery.NONE, told: int = 0
    ) -> Message | None:
        """See MessageStore."""
        with self._database.write() as connection:
            connection.execute(ANSWER.values(**_kept(reply, now)), {"b_id": id})
            if way is not Delivery.NONE:
                connection.execute(DELIVER, _begun(id, way, told))
            row = connection.execute(BY_ID, {"id": id}).first()
            if row is None:
                return None
            message = _message(row)
            if reply.conversation_id is not None:
                connection.execute(CONVERSE, _bound(message.sender) | {"to": reply.conversation_id})
        return message

    def deliver(self, id: str, way: Delivery, instead_of: Delivery, told: int = 0) -> bool:
        """See MessageStore."""
        wanted = {"b_id": id, "way": way, "instead_of": instead_of, "told_now": told}
        with self._database.write() as connection:
            return connection.execute(DELIVER, wanted).rowcount == 1

    def tell(self, id: str, told: int, way: Delivery | None = None) -> bool:
        """See MessageStore."""
        wanted = {"b_id": id, "told_now": told}
        with self._database.write() as connection:
            if way is None:
                return connection.execute(TELL, wanted).rowcount == 1
            return connection.execute(TELL_BY, wanted | {"way": way}).rowcount == 1

    def hold_back(self, id: str, part: int) -> bool:
        """See MessageStore."""
        with self._database.write() as connection:
            return connection.execute(HOLD_BACK, {"b_id": id, "part": part}).rowcount == 1

    def hand_on(self, id: str, to: str, now: datetime, way: Delivery = Delivery.NONE, told: int = 0) -> Message | None:
        """See MessageStore."""
        with self._database.write() as connection:
            # Held, so that the rest is not taken for a message that another process answers meanwhile.
            taker = connection.execute(BY_ID.with_for_update(), {"id": to}).first()
            if taker is None or taker.reply is not None:
                return _message(taker) if taker else None
            row = connection.execute(BY_ID, {"id": id}).first()
            given = _message(row) if row else None
            if given is None or given.reply is None or connection.execute(EMPTY, {"b_id": id}).rowcount == 0:
                return None
            rest = replace(given.reply, parts=given.left)
            connection.execute(ANSWER.values(**_kept(rest, now)), {"b_id": to})
            if way is not Delivery.NONE:
                connection.execute(DELIVER, _begun(to, way, told))
            return _message(connection.execute(BY_ID, {"id": to}).one())

    def undelivered(self, channel: str, way: Delivery, since: datetime, limit: int) -> tuple[Message, ...]:
        """See MessageStore."""
        return self._read(UNDELIVERED, channel=channel, way=way, since=since, limit=limit)

    def held(self, sender: Correspondent, since: datetime) -> Message | None:
        """See MessageStore."""
        return next(iter(self._read(HELD, **_named(sender), since=since)), None)

    def last(self, sender: Correspondent, since: datetime) -> Message | None:
        """See MessageStore."""
        seen = self._read(SEEN, **_named(sender), since=since)
        return max(seen, key=lambda each: (each.reply and each.reply.kept_at) or each.received_at, default=None)

    def contact(self, sender: Correspondent) -> Contact:
        """See MessageStore."""
        with self._database.read() as connection:
            row = connection.execute(CONTACT, _bound(sender)).first()
        return Contact(row.conversation_id, row.with_staff, row.heard_at, row.pushes) if row else Contact()

    def count_push(self, sender: Correspondent, most: int, heard_since: datetime) -> bool:
        """See MessageStore."""
        with self._database.write() as connection:
            wanted = _bound(sender) | {"most": most, "heard_since": heard_since}
            return connection.execute(PUSH, wanted).rowcount == 1

    def hand_over(self, sender: Correspondent, with_staff: bool) -> None:
        """See MessageStore."""
        with self._database.write() as connection:
            connection.execute(HAND_OVER, _bound(sender) | {"to": with_staff})

    def forget(self, sender: Correspondent) -> str | None:
        """See MessageStore."""
        with self._database.write() as connection:
            row = connection.execute(CONTACT, _bound(sender)).first()
            forget_asker(connection, _of_sender(tickets, sender))
            for table in (messages, staff_replies):
                connection.execute(delete(table).where(_of_sender(table, sender)))
            connection.execute(delete(correspondents).where(CONTACT_OF), _bound(sender))
        return row.conversation_id if row else None

    def state(self, channel: str, account: str, name: str) -> str:
        """See MessageStore."""
        with self._database.read() as connection:
            wanted = {"channel": channel, "account": account, "name": name}
            return connection.execute(STATE, wanted).scalar_one_or_none() or ""

    def note(self, channel: str, account: str, name: str, value: str) -> None:
        """See MessageStore."""
        with self._database.write() as connection:
            noted = {"channel": channel, "account": account, "name": name, "value": value}
            connection.execute(self._note, noted)

    def renote(self, channel: str, account: str, name: str, value: str, instead_of: str) -> bool:
        """See MessageStore."""
        wanted = {"b_channel": channel, "b_account": account, "b_name": name, "to": value, "instead_of": instead_of}
        with self._database.write() as connection:
            if not instead_of:
                connection.execute(
                    self._begin_note, {"channel": channel, "account": account, "name": name, "value": ""}
                )
            return connection.execute(RENOTE, wanted).rowcount == 1

    def noted(self, channel: str, name: str) -> Mapping[str, str]:
        """See MessageStore."""
        with self._database.read() as connection:
            return {row.account: row.value for row in connection.execute(NOTED, {"channel": channel, "name": name})}

    def remove_before(self, moment: datetime) -> int:
        """See MessageStore."""
        with self._database.write() as connection:
            return connection.execute(delete(messages).where(messages.c.received_at < moment)).rowcount

    def _read(self, statement: Select[Any], **wanted: object) -> tuple[Message, ...]:
        with self._database.read() as connection:
            return tuple(map(_message, connection.execute(statement, wanted)))


def _named(sender: Correspondent) -> dict[str, str]:
    return {"channel": sender.channel, "account": sender.account, "user_id": sender.user_id}


def _bound(sender: Correspondent) -> dict[str, Any]:
    """The parameters of a sender beside those that a statement sets, which may not share a name."""
    return {f"b_{name}": value for name, value in _named(sender).items()}


def _row(message: Message) -> dict[str, object]:
    return {
        "id": message.id,
        **_named(message.sender),
        "text": masked(message.text),
        "received_at": message.received_at,
        "reply": None,
        "parts": 0,
        "told": 0,
        "delivery": Delivery.NONE,
        "reply_to": message.reply_to,
        "draft": "",
    }


def _heard(message: Message) -> dict[str, object]:
    fresh = {"conversation_id": None, "with_staff": False, "heard_at": message.received_at, "pushes": 0}
    return {**_named(message.sender), **fresh}


def _kept(reply: Reply, now: datetime) -> dict[str, object]:
    kept = replace(reply, kept_at=now)
    return {"reply": _REPLY.dump_json(kept).decode(), "parts": len(reply.parts), "leased_until": now}


def _begun(id: str, way: Delivery, told: int) -> dict[str, object]:
    return {"b_id": id, "way": way, "instead_of": Delivery.NONE, "told_now": told}


def _staff_row(reply: StaffReply) -> dict[str, object]:
    told = {"id": reply.id, "staff_id": reply.staff_id, "text": reply.text, "sent_at": reply.sent_at}
    return {**_named(reply.receiver), **told}


def _message(row: Row[Any]) -> Message:
    return Message(
        id=row.id,
        sender=Correspondent(row.channel, row.account, row.user_id),
        text=row.text,
        received_at=row.received_at,
        reply=None if row.reply is None else _REPLY.validate_json(row.reply),
        delivery=Delivery(row.delivery),
        told=row.told,
        reply_to=row.reply_to,
        draft=row.draft,
    )


def _of_sender(table: Table, sender: Correspondent) -> ColumnElement[bool]:
    return and_(*(table.c[name] == value for name, value in _named(sender).items()))
