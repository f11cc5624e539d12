"""What is done about events of sessions. Each may be told again after a crash, and is then done again."""

from __future__ import annotations

from enum import IntEnum

import structlog

from assistant.channels.messages.correspondence import Texts
from assistant.channels.wechat.kf.api import KfApi
from assistant.channels.wechat.kf.pages import Event, part_of
from assistant.channels.wechat.kf.pulling import run
from assistant.channels.wechat.kf.sending import Sender
from assistant.channels.wechat.platform import PlatformRefused, PlatformUnavailable
from assistant.message_ports import MessageStore

_REFUSED_BY_RECEIVER = 10

log = structlog.get_logger("assistant.wechat")


class Change(IntEnum):
    """What became of a session."""

    TAKEN = 1
    PASSED_ON = 2
    ENDED = 3
    TAKEN_AGAIN = 4


class Events:
    """Welcomes who enters, notes who has a session, and holds what did not arrive."""

    def __init__(self, api: KfApi, store: MessageStore, sender: Sender, texts: Texts) -> None:
        self._api, self._store, self._sender, self._texts = api, store, sender, texts

    async def happened(self, event: Event) -> None:
        """Do what is to be done; what the platform does not take is logged."""
        if event.name == "enter_session":
            await self._say(event.text("welcome_code"), "menu_lead", with_menu=True)
        elif event.name == "session_status_change":
            await self._changed(event)
        elif event.name == "msg_send_fail":
            await self._not_arrived(event)

    async def _changed(self, event: Event) -> None:
        is_over = event.number("change_type") == Change.ENDED
        was_with_staff = (await run(self._store.contact, event.person)).with_staff
        await run(self._store.hand_over, event.person, not is_over)
        if is_over and was_with_staff:
            await self._say(event.text("msg_code"), "back_to_assistant")

    async def _not_arrived(self, event: Event) -> None:
        reason = event.number("fail_type")
        part = part_of(event.text("fail_msgid"))
        if part is None or reason == _REFUSED_BY_RECEIVER:
            log.warning("kf_reply_lost", reason=reason)
            return
        await self._sender.hold(*part, "lost", reason)

    async def _say(self, code: str, name: str, with_menu: bool = False) -> None:
        if not code:
            return
        welcome = self._texts.welcome().choices if with_menu else ()
        menu = [*(each.said for each in welcome), self._texts.say("menu_staff")] if with_menu else []
        try:
            await self._api.say_on_event(code, self._texts.say(name), menu)
        except (PlatformRefused, PlatformUnavailable) as error:
            # Its code holds for seconds, so that there is nothing to try again.
            log.info("kf_event_not_answered", name=name, reason=error.message)
