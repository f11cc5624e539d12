"""A MessageStore without a database."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Lock

from assistant.domain import Contact, Correspondent, Cursor, Delivery, Message, Reply, StaffReply
from assistant.language.masking import masked


@dataclass
class MemoryMessageStore:
    """MessageStore without a database; safe to share by threads."""

    messages: dict[str, Message] = field(default_factory=dict)
    leases: dict[str, datetime] = field(default_factory=dict)
    contacts: dict[Correspondent, Contact] = field(default_factory=dict)
    staff: dict[str, StaffReply] = field(default_factory=dict)
    states: dict[tuple[str, str, str], str] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def receive(
        self,
        messages: Sequence[Message],
        leased_until: datetime,
        cursor: Cursor | None = None,
        staff: Sequence[StaffReply] = (),
    ) -> frozenset[str]:
        with self.lock:
            new = {each.id: each for each in reversed(messages) if each.id not in self.messages}
            for each in reversed(new.values()):
                self.messages[each.id] = replace(each, text=masked(each.text))
                self.leases[each.id] = leased_until
                known = self.contacts.get(each.sender, Contact())
                self.contacts[each.sender] = replace(known, heard_at=each.received_at, pushes=0)
            for reply in staff:
                self.staff.setdefault(reply.id, reply)
            if cursor is not None:
                self.states[cursor.channel, cursor.account, "cursor"] = cursor.value
        return frozenset(new)

    def message(self, id: str) -> Message | None:
        return self.messages.get(id)

    def claim(self, id: str, now: datetime, leased_until: datetime) -> bool:
        with self.lock:
            message = self.messages.get(id)
            if message is None or message.reply is not None or self.leases[id] > now:
                return False
            self.leases[id] = leased_until
            return True

    def claim_delivery(self, id: str, now: datetime, leased_until: datetime) -> bool:
        with self.lock:
            message = self.messages.get(id)
            if message is None or not message.left or self.leases[id] > now:
                return False
            self.leases[id] = leased_until
            return True

    def hold(self, id: str, draft: str, leased_until: datetime) -> None:
        with self.lock:
            message = self.messages.get(id)
            if message is not None and message.reply is None:
                self.messages[id], self.leases[id] = replace(message, draft=draft), leased_until

    def unanswered(self, channel: str, now: datetime, limit: int) -> tuple[Message, ...]:
        return tuple(
            self._found(lambda m: m.sender.channel == channel and m.reply is None and self.leases[m.id] <= now)
        )[:limit]

    def answered(
        self, id: str, reply: Reply, now: datetime, way: Delivery = Delivery.NONE, told: int = 0
    ) -> Message | None:
        with self.lock:
            message = self.messages.get(id)
            if message is None:
                return None
            if message.reply is None:
                message = replace(message, reply=replace(reply, kept_at=now))
            if way is not Delivery.NONE and message.delivery is Delivery.NONE:
                message = replace(message, delivery=way, told=told)
            self.messages[id], self.leases[id] = message, now
            if reply.conversation_id is not None and message.sender in self.contacts:
                known = self.contacts[message.sender]
                self.contacts[message.sender] = replace(known, conversation_id=reply.conversation_id)
            return message

    def deliver(self, id: str, way: Delivery, instead_of: Delivery, told: int = 0) -> bool:
        with self.lock:
            message = self.messages.get(id)
            if message is None or message.delivery is not instead_of:
                return False
            self.messages[id] = replace(message, delivery=way, told=told)
            return True

    def tell(self, id: str, told: int, way: Delivery | None = None) -> bool:
        with self.lock:
            message = self.messages.get(id)
            if message is None or message.told >= told or way not in (None, message.delivery):
                return False
            self.messages[id] = replace(message, told=told)
            return True

    def hold_back(self, id: str, part: int) -> bool:
        with self.lock:
            message = self.messages.get(id)
            if message is None or message.reply is None or len(message.reply.parts) <= part:
                return False
            if message.delivery not in (Delivery.PUSH, Delivery.PULL):
                return False
            self.messages[id] = replace(message, delivery=Delivery.PULL, told=min(message.told, part))
            return True

    def hand_on(self, id: str, to: str, now: datetime, way: Delivery = Delivery.NONE, told: int = 0) -> Message | None:
        with self.lock:
            given, taker = self.messages.get(id), self.messages.get(to)
            if taker is None or taker.reply is not None:
                return taker
            if given is None or given.reply is None or not given.left:
                return None
            rest = replace(given.reply, parts=given.left, kept_at=now)
            self.messages[id] = replace(given, told=len(given.reply.parts))
            self.messages[to] = replace(taker, reply=rest)
            if way is not Delivery.NONE and taker.delivery is Delivery.NONE:
                self.messages[to] = replace(self.messages[to], delivery=way, told=told)
            self.leases[to] = now
            return self.messages[to]

    def undelivered(self, channel: str, way: Delivery, since: datetime, limit: int) -> tuple[Message, ...]:
        return tuple(
            self._found(
                lambda m: m.sender.channel == channel and m.delivery is way and m.received_at >= since and bool(m.left)
            )
        )[:limit]

    def held(self, sender: Correspondent, since: datetime) -> Message | None:
        of_sender = list(self._found(lambda m: m.sender == sender and m.received_at >= since))
        waiting = [m for m in of_sender if m.delivery is Delivery.PULL and (m.reply is None or m.left)]
        begun = [m for m in of_sender if m.delivery is Delivery.PASSIVE and m.left]
        return next(iter(waiting + begun + [m for m in of_sender if m.reply is None]), None)

    def last(self, sender: Correspondent, since: datetime) -> Message | None:
        seen = self._found(
            lambda m: (
                m.sender == sender
                and m.received_at >= since
                and bool(m.reply and m.reply.parts and m.reply.kept_at)
                and (m.delivery is not Delivery.PULL or m.told > 0)
            )
        )
        return max(reversed(list(seen)), key=lambda m: m.reply.kept_at, default=None)

    def contact(self, sender: Correspondent) -> Contact:
        return self.contacts.get(sender, Contact())

    def count_push(self, sender: Correspondent, most: int, heard_since: datetime) -> bool:
        with self.lock:
            known = self.contacts.get(sender)
            if known is None or known.heard_at is None or known.heard_at < heard_since or known.pushes >= most:
                return False
            self.contacts[sender] = replace(known, pushes=known.pushes + 1)
            return True

    def hand_over(self, sender: Correspondent, with_staff: bool) -> None:
        with self.lock:
            if known := self.contacts.get(sender):
                self.contacts[sender] = replace(known, with_staff=with_staff)

    def forget(self, sender: Correspondent) -> str | None:
        with self.lock:
            self.messages = {id: each for id, each in self.messages.items() if each.sender != sender}
            self.staff = {id: each for id, each in self.staff.items() if each.receiver != sender}
            return self.contacts.pop(sender, Contact()).conversation_id

    def state(self, channel: str, account: str, name: str) -> str:
        return self.states.get((channel, account, name), "")

    def note(self, channel: str, account: str, name: str, value: str) -> None:
        self.states[channel, account, name] = value

    def renote(self, channel: str, account: str, name: str, value: str, instead_of: str) -> bool:
        with self.lock:
            if self.states.get((channel, account, name), "") != instead_of:
                return False
            self.states[channel, account, name] = value
            return True

    def noted(self, channel: str, name: str) -> dict[str, str]:
        states = self.states.items()
        return {account: value for (of, account, by), value in states if (of, by) == (channel, name) and value}

    def remove_before(self, moment: datetime) -> int:
        with self.lock:
            kept = {id: each for id, each in self.messages.items() if each.received_at >= moment}
            removed = len(self.messages) - len(kept)
            self.messages = kept
            return removed

    def _found(self, wanted: Callable[[Message], bool]) -> Iterator[Message]:
        return iter([each for each in list(self.messages.values()) if wanted(each)])
