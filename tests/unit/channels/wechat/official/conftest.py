"""An official account over a small Assistant, and WeChat in front of it, five times as fast as the real one."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest

from assistant.channels.messages.correspondence import Correspondence
from assistant.channels.messages.handovers import NO_HAND_OVERS, HandOvers
from assistant.channels.web.app import create_app
from assistant.channels.wechat.cipher import CallbackCipher
from assistant.channels.wechat.official.door import PATH, Account, OfficialAccount
from assistant.channels.wechat.official.pace import Pace
from assistant.channels.wechat.platform import Platform, stable_token
from assistant.domain import Delivery, Message
from tests.fakes.assistant import TODAY
from tests.fakes.message_store import MemoryMessageStore
from tests.fakes.message_texts import PlainTexts
from tests.fakes.serving_app import serving
from tests.fakes.slow_assistant import Slow
from tests.fakes.wechat_platform.api import api_server
from tests.fakes.wechat_platform.deliveries import Deliveries
from tests.fakes.wechat_platform.platform import WeChat

SCALE = 0.2
# A machine that does other things besides is late by more than the 140 ms that the real pace would leave at this scale.
HURRIED = Pace(typing=1.0, reply=3.0)
Result = TypeVar("Result")


@dataclass
class House:
    """The account under test and the platform around it."""

    wechat: WeChat
    assistant: Slow
    store: MemoryMessageStore
    callbacks: list[str] = field(default_factory=list)
    texts: PlainTexts = field(default_factory=PlainTexts)

    def live(self, journey: Callable[[Deliveries], Awaitable[Result]]) -> Result:
        """Let users do something."""

        async def play() -> Result:
            async with self.wechat.delivering(*self.callbacks) as users:
                return await journey(users)

        return asyncio.run(play())

    async def settled(self) -> None:
        """Wait until every answer is there and, where it is to be sent, is sent or held instead."""
        for _ in range(400):
            if all(_is_settled(each) for each in self.store.messages.values()):
                return
            await asyncio.sleep(0.025)

    async def told_at_last(self, user: str) -> None:
        """Wait until a user is told something."""
        for _ in range(200):
            if self.wechat.timeline.told(user):
                return
            await asyncio.sleep(0.05)

    def told(self, user: str) -> list[str]:
        assert self.wechat.timeline.wrong == []
        return self.wechat.timeline.told(user)


def _is_settled(message: Message) -> bool:
    under_way = message.delivery is Delivery.PUSH and message.left
    return message.reply is not None and message.delivery is not Delivery.NONE and not under_way


Furnish = Callable[..., House]


@pytest.fixture
def furnish(tmp_path: Path) -> Iterator[Furnish]:
    """Builds a house; `doors` processes share its store, each with an Assistant's desk of its own."""
    with ExitStack() as stack:

        def build(
            *,
            push: str = "off",
            doors: int = 1,
            scale: float = SCALE,
            per_minute: int = 1000,
            plaintext: bool = False,
            hand_overs: HandOvers = NO_HAND_OVERS,
        ) -> House:
            wechat = WeChat(scale=scale)
            house = House(wechat, Slow(scale), MemoryMessageStore())
            api = stack.enter_context(api_server(wechat.api))
            for _ in range(doors):
                door = account(house, api, push, per_minute, plaintext, hand_overs)
                app = create_app(
                    house.assistant, today=lambda: TODAY, static_dir=tmp_path / "static", at_once=40, doors=(door,)
                )
                house.callbacks.append(stack.enter_context(serving(app)) + PATH)
            return house

        yield build


def account(
    house: House,
    api: str,
    push: str,
    per_minute: int,
    plaintext: bool = False,
    hand_overs: HandOvers = NO_HAND_OVERS,
) -> OfficialAccount:
    ours = house.wechat.account
    return OfficialAccount(
        Account(ours.appid, per_minute, plaintext, push),  # type: ignore[arg-type]
        CallbackCipher(ours.token, (ours.key, ours.previous_key), ours.appid),
        Correspondence(house.assistant, house.store, house.texts, lambda: datetime.now(UTC), hand_overs=hand_overs),
        Platform(api, stable_token(ours.appid, ours.secret)) if push != "off" else None,
        pace=HURRIED.times(house.wechat.scale),
    )
