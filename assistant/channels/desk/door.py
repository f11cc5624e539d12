"""The door of the help desk: closed to whoever is not signed in, but for the way in."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from fastapi import Depends, FastAPI

from assistant.channels.desk import (
    approved,
    approved_files,
    audit,
    drafts,
    entrance,
    events,
    handovers,
    inbox,
    insights,
    session,
    staff,
    ticket_files,
    tickets,
)
from assistant.channels.desk.admission import signed_in
from assistant.channels.desk.context import DeskContext

TAG = "工作台"

_OPEN = (entrance, inbox)
# A route that asks for no permission still asks who is there.
_CLOSED = (session, staff, audit, tickets, ticket_files, events, drafts, approved_files, approved, insights)


class DeskDoor:
    """A Door at /api/v1/desk."""

    def __init__(self, context: DeskContext) -> None:
        self._context = context

    def install(self, app: FastAPI) -> None:
        """See Door."""
        app.state.desk = self._context
        app.include_router(handovers.router)
        for activity in _OPEN:
            app.include_router(activity.router, tags=[TAG])
        for activity in _CLOSED:
            app.include_router(activity.router, tags=[TAG], dependencies=[Depends(signed_in)])

    def open(self) -> AbstractAsyncContextManager[None]:
        """See Door."""
        return self._opened()

    @asynccontextmanager
    async def _opened(self) -> AsyncIterator[None]:
        desk = self._context
        work = [asyncio.create_task(task.run()) for task in (desk.changes, desk.gatherer, desk.flagging, desk.settling)]
        try:
            yield
        finally:
            for task in work:
                task.cancel()
            await asyncio.gather(*work, return_exceptions=True)
