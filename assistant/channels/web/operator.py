"""For the operator's own command line on this machine: let the running server sync."""

from __future__ import annotations

import secrets
from typing import Annotated

from fastapi import APIRouter, Header
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.responses import Response

from assistant.channels.web.context import JsonOnly, WebDep
from assistant.channels.wire import encode, sync_to_wire

router = APIRouter(prefix="/internal", include_in_schema=False)


class SyncRequest(BaseModel):
    """What to sync."""

    rebuild: bool = False


# A loopback address proves nothing behind a reverse proxy, so the caller shows the token that
# the server wrote, for its own user only, into the data directory.
@router.post("/sync", dependencies=[JsonOnly])
def sync(wanted: SyncRequest, web: WebDep, authorization: Annotated[str, Header()] = "") -> Response:
    """Bring the corpus up to date; the report."""
    if not secrets.compare_digest(authorization.encode(), f"Bearer {web.operator_token}".encode()):
        raise HTTPException(401)
    return Response(encode(sync_to_wire(web.assistant.sync(wanted.rebuild))), media_type="application/json")
