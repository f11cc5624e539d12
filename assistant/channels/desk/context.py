"""What a route of the desk needs to do its work, put on the app once and handed out by type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from assistant.channels.desk.admission import Admission


@dataclass(frozen=True, slots=True)
class DeskContext:
    """The activities of the desk while the server runs."""

    admission: Admission


async def desk_context(request: Request) -> DeskContext:
    """The app's desk."""
    desk: DeskContext = request.app.state.desk
    return desk


DeskDep = Annotated[DeskContext, Depends(desk_context)]
