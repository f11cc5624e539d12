"""Finds the reply of each message once, whichever process it was delivered to and however often."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from weakref import WeakValueDictionary

import structlog
from anyio import CapacityLimiter, to_thread

from assistant.channels.allowance import Allowance
from assistant.channels.messages.correspondence import REMEMBERED, Correspondence
from assistant.channels.messages.wishes import wants_more
from assistant.channels.wechat.official.fetching import Fetching, told_by
from assistant.channels.wechat.official.messages import WELCOME
from assistant.channels.wechat.official.pace import Pace
from assistant.domain import Correspondent, Delivery, Message, Reply
from assistant.errors import AssistantError

READY_SECONDS = 60.0

log = structlog.get_logger("assistant.wechat")


class Replying:
    """Messages that this process answers. For one event loop.

    `ready` tells whether questions can be answered yet, `limiter` how many at a time.
    """

    def __init__(
        self,
        correspondence: Correspondence,
        pace: Pace,
        per_minute: int,
        limiter: CapacityLimiter,
        ready: Callable[[], bool],
        replied: Callable[[Message], None],
    ) -> None:
        self._correspondence, self._pace, self._per_minute = correspondence, pace, per_minute
        self._limiter, self._ready, self._replied = limiter, ready, replied
        self._store, self._texts, self._clock = correspondence.store, correspondence.texts, correspondence.clock
        self._fetching = Fetching(correspondence)
        self._allowance = Allowance()
        self._running: dict[str, asyncio.Task[Message | None]] = {}
        self._waiting: Counter[str] = Counter()
        self._turns: WeakValueDictionary[Correspondent, asyncio.Lock] = WeakValueDictionary()

    async def receive(self, message: Message) -> Message | None:
        """The message as it is kept; the first time that it comes it is answered from now on. None where it is gone."""
        until = self._lease()
        if await to_thread.run_sync(self._store.receive, [message], until):
            self._start(message, until)
            return message
        return await to_thread.run_sync(self._store.message, message.id)

    async def take_over(self, message: Message) -> bool:
        """Whether nobody was answering the message any more, so that it is answered here now."""
        until = self._lease()
        # A database that stood still may let the lease of our own work run out.
        if message.id in self._running:
            return False
        if not await to_thread.run_sync(self._store.claim, message.id, self._clock(), until):
            return False
        log.info("message_taken_over", message=message.id)
        self._start(message, until)
        return True

    async def reply_of(self, message: Message, seconds: float) -> Message | None:
        """The message with its reply, None where there is none in time or the message is gone."""
        ends = asyncio.get_running_loop().time() + seconds
        while True:
            left = ends - asyncio.get_running_loop().time()
            if running := self._running.get(message.id):
                await asyncio.wait({running}, timeout=max(left, 0))
                return running.result() if running.done() else None
            kept = await to_thread.run_sync(self._store.message, message.id)
            if kept is None or kept.reply is not None or left <= 0:
                return kept if kept and kept.reply else None
            if not await self.take_over(message):
                await asyncio.sleep(self._pace.look)

    @contextmanager
    def awaited(self, id: str) -> Iterator[None]:
        """Held while a connection waits for the reply of a message, which goes there as soon as it is known."""
        self._waiting[id] += 1
        try:
            yield
        finally:
            self._waiting[id] -= 1
            if not self._waiting[id]:
                del self._waiting[id]

    def turn(self, sender: Correspondent) -> asyncio.Lock:
        """Held while something of a person is done: what they write is answered in turn."""
        return self._turns.setdefault(sender, asyncio.Lock())

    async def finish(self, seconds: float) -> None:
        """Let what is being answered end, and give it up after so many seconds."""
        if running := set(self._running.values()):
            _, late = await asyncio.wait(running, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _start(self, message: Message, leased_until: datetime) -> None:
        task = asyncio.create_task(self._keep_answering(message, leased_until))
        self._running[message.id] = task
        task.add_done_callback(lambda _: self._running.pop(message.id, None))

    async def _keep_answering(self, message: Message, leased_until: datetime) -> Message | None:
        """Answer, renewing the lease until it is done."""
        work = asyncio.create_task(self._answer(message))
        try:
            while not (await asyncio.wait({work}, timeout=self._pace.lease / 3))[0]:
                until = self._lease()
                # As of its own end the lease is over, unless another process has taken the message over.
                if await to_thread.run_sync(self._store.claim, message.id, leased_until, until):
                    leased_until = until
            kept = work.result()
        except AssistantError as error:
            log.error("reply_not_kept", message=message.id, code=error.code, error=error.message)
            return None
        finally:
            work.cancel()
        if kept is not None:
            self._replied(kept)
        return kept

    async def _answer(self, message: Message) -> Message | None:
        if wants_more(message.text):
            fetched = await to_thread.run_sync(self._fetching.fetch, message, self._way(message))
            if fetched is not None:
                return fetched
        aside = await to_thread.run_sync(self._aside, message)
        if aside is not None:
            return await to_thread.run_sync(self._fetching.keep, message, aside, self._way(message))
        if not self._allowance.take(message.sender.user_id, self._per_minute):
            return await to_thread.run_sync(self._too_many, message)
        await self._opened()
        async with self.turn(message.sender):
            reply = await to_thread.run_sync(self._correspondence.reply, message, limiter=self._limiter)
            # Kept here and not by the thread: who is cancelled at the end of the server keeps no fault for an answer.
            return await to_thread.run_sync(self._keep, message, reply)

    def _aside(self, message: Message) -> Reply | None:
        return self._texts.welcome() if message.text == WELCOME else self._correspondence.aside(message)

    def _too_many(self, message: Message) -> Message | None:
        reply = self._correspondence.beside(message, "too_many", asked=message.text)
        return self._fetching.keep(message, reply, self._way(message))

    def _keep(self, message: Message, reply: Reply) -> Message | None:
        way = self._way(message)
        if way is Delivery.PASSIVE and len(reply.parts) == 1:
            held = self._store.held(message.sender, self._clock() - REMEMBERED)
            if held is not None and held.reply is not None and held.delivery is Delivery.PULL:
                reply = replace(
                    reply, parts=(f"{reply.parts[0]}\n\n{self._texts.say('held_before', asked=message.text)}",)
                )
        kept = self._store.answered(message.id, reply, self._clock(), way, told_by(way))
        if kept is None and reply.conversation_id is not None:
            self._correspondence.forget_conversation(reply.conversation_id)
        return kept

    def _way(self, message: Message) -> Delivery:
        """A reply goes at once where a connection waits for it, else it is seen later how."""
        return Delivery.PASSIVE if self._waiting[message.id] else Delivery.NONE

    async def _opened(self) -> None:
        """Wait until questions can be answered, for a while: who asks while the server starts needs not ask again."""
        ends = asyncio.get_running_loop().time() + READY_SECONDS
        while not self._ready() and asyncio.get_running_loop().time() < ends:
            await asyncio.sleep(self._pace.look)

    def _lease(self) -> datetime:
        return self._clock() + timedelta(seconds=self._pace.lease)
