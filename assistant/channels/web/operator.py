"""For the operator's own command line on this machine: sync, and see which answers rest on what changed."""

from __future__ import annotations

import secrets
from typing import Annotated

from fastapi import APIRouter, Depends, Header
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.responses import Response

from assistant.channels.version_wire import operators_comparison
from assistant.channels.web.context import JsonOnly, WebDep
from assistant.channels.web.documents import FromVersion, ToVersion
from assistant.channels.wire import encode, sync_to_wire

router = APIRouter(prefix="/internal", include_in_schema=False)


class SyncRequest(BaseModel):
    """What to sync."""

    rebuild: bool = False


# A loopback address proves nothing behind a reverse proxy, so the caller shows the token that
# the server wrote, for its own user only, into the data directory.
async def operator_only(web: WebDep, authorization: Annotated[str, Header()] = "") -> None:
    """Raises 401 without the operator's token."""
    if not secrets.compare_digest(authorization.encode(), f"Bearer {web.operator_token}".encode()):
        raise HTTPException(401)


OperatorOnly = Depends(operator_only)


@router.post("/sync", dependencies=[JsonOnly, OperatorOnly])
def sync(wanted: SyncRequest, web: WebDep) -> Response:
    """Bring the corpus up to date; the report."""
    return Response(encode(sync_to_wire(web.assistant.sync(wanted.rebuild))), media_type="application/json")


@router.get("/documents/{id}/diff", dependencies=[OperatorOnly])
def compare_versions(id: str, web: WebDep, before: FromVersion = None, after: ToVersion = None) -> Response:
    """The public comparison, and what people asked that rests on what changed."""
    diff = web.assistant.diff(web.assistant.versions(id), before, after)
    return Response(encode(operators_comparison(web.assistant, diff)), media_type="application/json")
