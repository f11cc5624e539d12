"""The door of the help desk: closed to whoever is not signed in, but for the way in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from fastapi import Depends, FastAPI

from assistant.channels.desk import audit, entrance, session, staff
from assistant.channels.desk.admission import signed_in
from assistant.channels.desk.context import DeskContext

TAG = "工作台"

_OPEN = (entrance,)
# A route that asks for no permission still asks who is there.
_CLOSED = (session, staff, audit)


class DeskDoor:
    """A Door at /api/v1/desk."""

    def __init__(self, context: DeskContext) -> None:
        self._context = context

    def install(self, app: FastAPI) -> None:
        """See Door."""
        app.state.desk = self._context
        for activity in _OPEN:
            app.include_router(activity.router, tags=[TAG])
        for activity in _CLOSED:
            app.include_router(activity.router, tags=[TAG], dependencies=[Depends(signed_in)])

    def open(self) -> AbstractAsyncContextManager[None]:
        """See Door."""
        return self._opened()

    @asynccontextmanager
    async def _opened(self) -> AsyncIterator[None]:
        yield
