"""Answers what people wrote: those of one person in order, what they wrote in one go as one question."""

from __future__ import annotations

import asyncio
import re
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import structlog
from anyio import to_thread

from assistant.channels.allowance import Allowance
from assistant.channels.messages.alerts import Alerts
from assistant.channels.messages.correspondence import REMEMBERED, Correspondence
from assistant.channels.messages.wishes import is_complete, wants_more, wants_staff
from assistant.channels.wechat.kf.api import CHANNEL, KfApi, State
from assistant.channels.wechat.kf.pulling import ANSWERING, MAY_SEND, run
from assistant.channels.wechat.kf.sending import Sender
from assistant.channels.wechat.platform import PlatformRefused, PlatformUnavailable
from assistant.channels.wechat.serving import Serving
from assistant.domain import Correspondent, Delivery, Message, Reply

ONE_GO = timedelta(seconds=15)
"""Messages that follow each other within this time are taken as one question, if none was answered yet."""
SETTLE_SECONDS = 2.0
"""So long a message that asks nothing waits for the next: people tell what they have before they ask."""
MOST_MERGED = 5
AGAIN = timedelta(seconds=3)
"""After so long a message is tried again that could not be answered because of the platform."""
SILENCE = Reply(())
_ASKS = re.compile(
    r"[?？吗嗎呢]|多少|几|幾|什么|什麼|怎|如何|哪|咩|点样|點樣|能不能|可不可以|有没有|有沒有|有冇|是不是"
)
_AT_ONCE = 50
_BEAT_SECONDS = 8.0

log = structlog.get_logger("assistant.wechat")


class KfDesk:
    """For one event loop. Who is cut off by a crash is answered by `resume`."""

    def __init__(
        self,
        api: KfApi,
        sender: Sender,
        correspondence: Correspondence,
        serving: Serving,
        per_minute: int,
        alerts: Alerts,
        settle_seconds: float = SETTLE_SECONDS,
    ) -> None:
        self._settle_seconds = settle_seconds
        self._api, self._sender, self._correspondence = api, sender, correspondence
        self._serving, self._per_minute, self._alerts = serving, per_minute, alerts
        self._store, self._clock, self._say = correspondence.store, correspondence.clock, correspondence.texts.say
        self._waiting: defaultdict[Correspondent, deque[Message]] = defaultdict(deque)
        self._tasks: dict[Correspondent, asyncio.Task[None]] = {}
        self._here: dict[str, datetime] = {}
        self._allowance = Allowance()

    def take(self, messages: Sequence[Message]) -> None:
        """Answer messages that are ours, after those of the same people that wait already."""
        for message in messages:
            if message.id not in self._here:
                self._here[message.id] = self._clock()
                self._waiting[message.sender].append(message)
        for person in {each.sender for each in messages} - self._tasks.keys():
            self._tasks[person] = asyncio.create_task(self._serve(person))

    async def resume(self) -> None:
        """Go on with what was cut off: messages without a reply, and replies that were not sent whole."""
        now = self._clock()
        for message in await run(self._store.unanswered, CHANNEL, now, _AT_ONCE):
            if message.id not in self._here and await run(self._store.claim, message.id, now, now + ANSWERING):
                self.take([message])
        for message in await run(self._store.undelivered, CHANNEL, Delivery.PUSH, now - MAY_SEND, _AT_ONCE):
            if message.id not in self._here:
                await self._sender.deliver(message, resumed=True)

    async def close(self) -> None:
        """Stop; what is not answered stays in the store."""
        for task in list(self._tasks.values()):
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def _serve(self, person: Correspondent) -> None:
        waiting = self._waiting[person]
        try:
            await self._ready(waiting)
            while waiting:
                if _may_go_on(waiting[-1]):
                    await asyncio.sleep(self._settle_seconds)
                burst = _burst(waiting)
                try:
                    await self._answered_or_put_back(burst, waiting)
                except Exception:  # a task has nobody above it; the messages are taken up again when their lease ends
                    log.exception("kf_crashed")
                self._leave(burst)
        finally:
            self._leave(waiting)
            del self._waiting[person], self._tasks[person]

    def _leave(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self._here.pop(message.id, None)

    async def _ready(self, waiting: deque[Message]) -> None:
        """Wait until questions can be answered, and keep other processes from taking those that wait meanwhile."""
        ready = asyncio.ensure_future(self._serving.ready())
        try:
            while not (await asyncio.wait({ready}, timeout=_BEAT_SECONDS))[0]:
                await self._hold(waiting, ANSWERING)
        finally:
            ready.cancel()

    async def _answered_or_put_back(self, burst: Sequence[Message], waiting: deque[Message]) -> None:
        await self._hold((*burst, *waiting), ANSWERING)
        # Who waited long here may have been taken up by another process meanwhile.
        burst = [each for each in burst if not await self._is_answered(each)]
        if not burst:
            return
        work = asyncio.create_task(self._answer(burst))
        try:
            while not (await asyncio.wait({work}, timeout=_BEAT_SECONDS))[0]:
                await self._hold((*burst, *waiting), ANSWERING)
            work.result()
        except (PlatformRefused, PlatformUnavailable) as error:
            log.warning("kf_not_answered_yet", code=error.code, reason=error.message)
            await self._hold(burst, AGAIN)
        finally:
            work.cancel()

    async def _is_answered(self, message: Message) -> bool:
        kept = await run(self._store.message, message.id)
        return kept is None or kept.reply is not None

    async def _hold(self, burst: Iterable[Message], lasts: timedelta) -> None:
        for message in tuple(burst):
            await run(self._store.hold, message.id, "", self._clock() + lasts)

    async def _answer(self, burst: Sequence[Message]) -> None:
        carrier = burst[-1]
        state = await self._api.state(carrier.sender)
        if state not in (State.UNTOUCHED, State.ASSISTANT):
            log.info("kf_with_staff", state=state.name)
            await self._settle(burst, SILENCE)
            return
        if state is State.UNTOUCHED:
            await self._move_to_us(carrier.sender)
        if wants_staff(carrier.text):
            reply = await self._hand_over(carrier)
        elif wants_more(carrier.text) and (held := await self._held(carrier.sender)):
            handed = await run(self._store.hand_on, held.id, carrier.id, self._clock(), Delivery.PUSH)
            if handed is not None:
                await self._sender.deliver(handed)
            return
        else:
            reply = await self._reply(burst)
        answered = await self._settle(burst, reply)
        if answered is not None:
            await self._sender.deliver(answered)

    async def _reply(self, burst: Sequence[Message]) -> Reply:
        carrier = burst[-1]
        beside = self._correspondence.beside
        if not carrier.text:
            return await run(beside, carrier, "unsupported_kind")
        if wants_more(carrier.text) and (again := await run(self._correspondence.again, carrier)):
            # Who wrote it before the answer came has it by now. The platform's own times are of whole seconds.
            return SILENCE if again.kept_at and again.kept_at > self._here[carrier.id] else again
        if aside := await run(self._correspondence.aside, carrier):
            return aside
        if not self._allowance.take(carrier.sender.user_id, self._per_minute):
            return await run(beside, carrier, "too_many")
        question = replace(carrier, text="\n".join(each.text for each in burst))
        reply = await to_thread.run_sync(self._correspondence.reply, question, limiter=self._serving.answering)
        if await self._held(carrier.sender):
            return replace(reply, parts=(*reply.parts, self._say("held_before")))
        return reply

    async def _settle(self, burst: Sequence[Message], reply: Reply) -> Message | None:
        """Keep the reply of the last message, then that the others have theirs in it."""
        *before, carrier = burst
        answered = await run(self._store.answered, carrier.id, reply, self._clock(), Delivery.PUSH)
        for message in before:
            await run(self._store.answered, message.id, SILENCE, self._clock(), Delivery.PUSH)
        return answered

    async def _hand_over(self, message: Message) -> Reply:
        person = message.sender
        try:
            code = await self._api.move(person, State.POOL)
        except PlatformRefused as error:
            log.warning("kf_nobody_to_hand_over_to", number=error.number)
            is_noted = await run(self._note, person)
            name = "handover_noted" if is_noted else "handover_unavailable"
            return await run(self._correspondence.beside, message, name)
        await run(self._store.hand_over, person, True)
        await run(self._note, person)
        self._alerts.handed_over()
        if code:
            try:
                await self._api.say_on_event(code, self._say("handed_over"))
            except (PlatformRefused, PlatformUnavailable) as error:
                log.warning("kf_hand_over_not_told", reason=error.message)
        return SILENCE

    def _note(self, person: Correspondent) -> bool:
        return self._correspondence.hand_over(person, self._correspondence.answered_last(person))

    async def _move_to_us(self, person: Correspondent) -> None:
        try:
            await self._api.move(person, State.ASSISTANT)
        except PlatformRefused as error:
            # One may answer in the first state as well.
            log.info("kf_state_not_moved", number=error.number)

    async def _held(self, person: Correspondent) -> Message | None:
        """A reply that waits to be asked for; those under way come by themselves."""
        held = await run(self._store.held, person, self._clock() - REMEMBERED)
        return held if held and held.reply and held.delivery is Delivery.PULL else None


def _burst(waiting: deque[Message]) -> list[Message]:
    """The next messages to answer as one; what is short for something else stands by itself."""
    burst = [waiting.popleft()]
    while waiting and len(burst) < MOST_MERGED and _goes_on(burst[-1], waiting[0]):
        burst.append(waiting.popleft())
    return burst


def _goes_on(message: Message, after: Message) -> bool:
    is_near = after.received_at - message.received_at <= ONE_GO
    return is_near and all(map(_is_asked, (message, after)))


def _may_go_on(message: Message) -> bool:
    return _is_asked(message) and _ASKS.search(message.text) is None


def _is_asked(message: Message) -> bool:
    text = message.text.strip()
    return len(text) > 2 and not is_complete(text)
