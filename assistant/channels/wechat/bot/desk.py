"""Answers what people ask a bot; how far an answer has come is in the store, for whichever process is asked for it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from weakref import WeakValueDictionary

import structlog
from anyio import to_thread

from assistant.channels.allowance import Allowance
from assistant.channels.messages.correspondence import REMEMBERED, Correspondence
from assistant.channels.messages.wishes import wants_more, wants_staff
from assistant.channels.wechat.bot.callbacks import Rated
from assistant.channels.wechat.bot.words import BotTexts
from assistant.channels.wechat.serving import Serving
from assistant.domain import Correspondent, Delivery, Message, Reply
from assistant.errors import AssistantError, NotFound

run = to_thread.run_sync
LEASE = timedelta(seconds=20)
"""A process that says nothing of an answer for so long is taken for dead."""
_AT_ONCE = 50

log = structlog.get_logger("assistant.wechat")


class BotDesk:
    """Messages of one channel; `answered` is told of each reply once it is kept. For one event loop."""

    def __init__(
        self,
        channel: str,
        correspondence: Correspondence,
        texts: BotTexts,
        serving: Serving,
        per_minute: int,
        beat_seconds: float,
        answered: Callable[[Message], Awaitable[None]],
    ) -> None:
        self._channel, self._correspondence, self._texts, self._serving = channel, correspondence, texts, serving
        self._per_minute, self._beat_seconds, self._answered = per_minute, beat_seconds, answered
        self.store, self.clock = correspondence.store, correspondence.clock
        self._allowance = Allowance()
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._turns: WeakValueDictionary[Correspondent, asyncio.Lock] = WeakValueDictionary()

    async def take(self, message: Message) -> bool:
        """Whether a message is new; it is answered from now on."""
        is_new = bool(await run(self.store.receive, [message], self.clock() + LEASE))
        if is_new:
            self._start(message)
        return is_new

    async def look(self, message_id: str, seconds: float = 0.0) -> Message | None:
        """The message as it stands, or with its reply if that comes within so many seconds.

        Where the process that was at it is gone, this one answers it. None where there is no such message.
        """
        if seconds and (task := self._tasks.get(message_id)):
            await asyncio.wait({task}, timeout=seconds)
        message = await run(self.store.message, message_id)
        if message is not None and message.reply is None and message_id not in self._tasks:
            await self._take_over(message)
        return message

    async def resume(self) -> None:
        """Answer what another process was cut off from."""
        for message in await run(self.store.unanswered, self._channel, self.clock(), _AT_ONCE):
            await self._take_over(message)

    async def welcome(self, message: Message) -> str:
        """What somebody who opens the chat is told; it is kept, so that its choices can be picked."""
        reply = self._texts.welcome()
        await run(self.store.receive, [message], self.clock())
        await run(self.store.answered, message.id, reply, self.clock(), Delivery.PASSIVE, len(reply.parts))
        return "\n\n".join(reply.parts)

    async def rate(self, rated: Rated) -> None:
        """Keep what a person thinks of an answer; a reply that was none cannot be rated."""
        message = await run(self.store.message, rated.message_id)
        answer_id = message.reply.answer_id if message and message.reply else None
        if answer_id is None or rated.rating is None:
            return
        try:
            await run(self._serving.rate, answer_id, rated.rating, "", rated.comment)
        except NotFound:
            log.info("rated_answer_gone")

    async def close(self) -> None:
        """Stop; what is not answered stays in the store."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _take_over(self, message: Message) -> None:
        now = self.clock()
        if message.id not in self._tasks and await run(self.store.claim, message.id, now, now + LEASE):
            self._start(message)

    def _start(self, message: Message) -> None:
        self._tasks[message.id] = task = asyncio.create_task(self._answer(message))
        task.add_done_callback(lambda _: self._tasks.pop(message.id, None))

    async def _answer(self, message: Message) -> None:
        sentences: list[str] = []
        work = asyncio.create_task(self._reply(message, sentences.append))
        try:
            while not (await asyncio.wait({work}, timeout=self._beat_seconds))[0]:
                draft = self._texts.draft(sentences)
                await run(self.store.hold, message.id, draft, self.clock() + LEASE)
            answered = await run(self.store.answered, message.id, work.result(), self.clock())
            if answered is not None:
                await self._answered(answered)
        except AssistantError as error:
            log.warning("bot_not_answered_yet", code=error.code, reason=error.message)
        except Exception:  # a task has nobody above it; the message is taken up again when its lease ends
            log.exception("bot_crashed")
        finally:
            work.cancel()

    async def _reply(self, message: Message, heard: Callable[[str], None]) -> Reply:
        beside = self._correspondence.beside
        if not message.text:
            return await run(beside, message, "unsupported_kind")
        if wants_more(message.text) and (fetched := await self._fetched(message)):
            return fetched
        if aside := await run(self._correspondence.aside, message):
            return aside
        if not self._allowance.take(message.sender.user_id, self._per_minute):
            return await run(beside, message, "too_many")
        if wants_staff(message.text):
            is_noted = await run(self._hand_over, message.sender)
            return await run(beside, message, "handover_noted" if is_noted else "handover_unavailable")
        await self._serving.ready()
        # Whoever waits for a turn of their own must not keep others from theirs.
        async with self._turns.setdefault(message.sender, asyncio.Lock()):
            reply = self._correspondence.reply
            return await to_thread.run_sync(reply, message, heard, limiter=self._serving.answering)

    def _hand_over(self, sender: Correspondent) -> bool:
        return self._correspondence.hand_over(sender, self._correspondence.answered_last(sender))

    async def _fetched(self, message: Message) -> Reply | None:
        held = await run(self.store.held, message.sender, self.clock() - REMEMBERED)
        handed = await run(self.store.hand_on, held.id, message.id, self.clock()) if held else None
        return handed.reply if handed else await run(self._correspondence.again, message)
