"""Brings replies of staff to people of a messenger, within what the platform allows."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

from anyio import from_thread, to_thread

from assistant.channels.messages.cutting import cut
from assistant.channels.messages.texting import LIMIT
from assistant.channels.wechat.kf.api import SENT_BEFORE, WRONG_STATE, KfApi, State
from assistant.channels.wechat.platform import Platform, PlatformRefused, PlatformUnavailable
from assistant.desk.sending import DeliveryUncertain, NotDelivered
from assistant.domain import Asker, Correspondent
from assistant.message_ports import MessageStore
from assistant.ports import Clock

MAY_SEND = timedelta(hours=48)
MOST_SENT = 5
"""Both platforms take so many messages after each one of a person, of which the assistant may have used some."""
OTHERWISE = "请复制回复，用别的方式告知对方，再标记为已送出"
_REFUSED: Mapping[int, str] = {
    45015: f"对方超过 48 小时没有来信，或已取消关注，微信不让主动发。{OTHERWISE}，或等对方再来信。",
    45047: f"对方来信后能发的条数用完了。{OTHERWISE}，或等对方再来信。",
    48001: f"这个公众号没有客服消息的权限。{OTHERWISE}。",
    WRONG_STATE: f"对方的会话由人工接待或已结束，请到企业微信的会话里回复，或{OTHERWISE.removeprefix('请')}。",
}
SendPart = Callable[[int, str], Awaitable[None]]
"""Sends a part by its number from 0; raises PlatformRefused and PlatformUnavailable."""


class OfficialReplies:
    """Delivering for followers of an official account, as customer service messages. For threads of the server."""

    def __init__(self, platform: Platform, store: MessageStore, clock: Clock) -> None:
        self._platform, self._store, self._clock = platform, store, clock

    def deliver(self, asker: Asker, text: str, key: str) -> None:
        """See Delivering."""
        from_thread.run(self._deliver, asker, text)

    async def _deliver(self, asker: Asker, text: str) -> None:
        async def send(_: int, part: str) -> None:
            body = {"touser": asker.user_id, "msgtype": "text", "text": {"content": part}}
            await self._platform.call("/cgi-bin/message/custom/send", body)

        await send_parts(asker, text, self._store, self._clock, send)


class KfReplies:
    """Delivering for customers of 微信客服, while the assistant has their session. For threads of the server.

    A part has the same id each time, so the platform takes it once, however often it is sent.
    """

    def __init__(self, store: MessageStore, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self.api: KfApi | None = None

    def deliver(self, asker: Asker, text: str, key: str) -> None:
        """See Delivering."""
        from_thread.run(self._deliver, asker, text, key)

    async def _deliver(self, asker: Asker, text: str, key: str) -> None:
        api, person = self.api, _person(asker)
        if api is None:
            raise NotDelivered("微信客服还没有连上，请过一分钟再送。")
        await self._take(api, person)
        unique = hashlib.sha256(f"{key}\n{text}".encode()).hexdigest()[:28]

        async def send(number: int, part: str) -> None:
            try:
                await api.send(person, f"s{unique}_{number}", part)
            except PlatformRefused as error:
                if error.number != SENT_BEFORE:
                    raise

        await send_parts(asker, text, self._store, self._clock, send)

    async def _take(self, api: KfApi, person: Correspondent) -> None:
        """Make sure that the assistant may speak; nothing is sent yet."""
        try:
            state = await api.state(person)
            if state is State.UNTOUCHED:
                await api.move(person, State.ASSISTANT)
        except (PlatformRefused, PlatformUnavailable) as error:
            raise NotDelivered(f"查不到对方的会话状态，还没有送出，请稍后再送。（{error.message}）") from error
        if state not in (State.UNTOUCHED, State.ASSISTANT):
            raise NotDelivered(_REFUSED[WRONG_STATE])


async def send_parts(asker: Asker, text: str, store: MessageStore, clock: Clock, send: SendPart) -> None:
    """Send a text in parts that the platform takes, none where not all of them may be sent."""
    person, parts = _person(asker), cut(text, LIMIT)
    contact, since = await to_thread.run_sync(store.contact, person), clock() - MAY_SEND
    if contact.heard_at is None or contact.heard_at < since:
        raise NotDelivered(_REFUSED[45015])
    left = max(MOST_SENT - contact.pushes, 0)
    if left < len(parts):
        told = f"这份回复要分 {len(parts)} 条，对方来信后还能发 {left} 条。请缩短后再送"
        raise NotDelivered(f"{told}，或{OTHERWISE.removeprefix('请')}。")
    for number, part in enumerate(parts):
        try:
            if not await to_thread.run_sync(store.count_push, person, MOST_SENT, since):
                raise PlatformRefused(45047, "quota")
            await send(number, part)
        except PlatformRefused as error:
            if number:
                raise DeliveryUncertain(
                    f"前 {number} 条已送出，第 {number + 1} 条平台没有收。请核对后补上。"
                ) from error
            refused = f"平台没有收（错误号 {error.number}）。{OTHERWISE}，或稍后再送。"
            raise NotDelivered(_REFUSED.get(error.number, refused)) from error
        except PlatformUnavailable as error:
            told = f"平台没有回话，第 {number + 1} 条可能已送出。请先到对话里核对，再决定重发还是标记为已送出。"
            raise DeliveryUncertain(told) from error


def _person(asker: Asker) -> Correspondent:
    return Correspondent(asker.channel, asker.account, asker.user_id)
