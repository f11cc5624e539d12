"""The door of programs that speak to a model of OpenAI's; closed to whoever has no key."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from fastapi import FastAPI

from assistant.answering.replies import Replies
from assistant.channels.api_keys import ApiKeys
from assistant.channels.openai_api.answering import Answering
from assistant.channels.openai_api.api import Api
from assistant.channels.openai_api.failures import PREFIX
from assistant.channels.openai_api.sessions import Sessions
from assistant.channels.openai_api.wording import Wording
from assistant.channels.web.context import WebContext
from assistant.ports import Clock, SessionStore


class OpenAIDoor:
    """A Door at /v1."""

    def __init__(
        self,
        keys: ApiKeys,
        sessions: SessionStore,
        words: Replies,
        *,
        clock: Clock,
        kept_days: int,
        public_url: str,
        on_close: Callable[[], None] = lambda: None,
    ) -> None:
        """What programs may go on with is kept `kept_days`; `words` are those of `prompts/bots.yaml`."""
        before_number = words("number", id="\0").partition("\0")[0]
        self._keys, self._sessions = keys, Sessions(sessions, clock, kept_days, before_number)
        self._wording, self._on_close = Wording(words, public_url), on_close

    def install(self, app: FastAPI) -> None:
        """See Door."""
        web: WebContext = app.state.web
        answering = Answering(web.assistant, self._sessions, web.metrics)
        app.mount(PREFIX, Api(self._keys, answering, self._wording, web).app())

    def open(self) -> AbstractAsyncContextManager[None]:
        """See Door."""
        return self._opened()

    @asynccontextmanager
    async def _opened(self) -> AsyncIterator[None]:
        try:
            yield
        finally:
            self._on_close()
