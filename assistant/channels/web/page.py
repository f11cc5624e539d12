"""The built web app at the addresses that it knows, or a plain page that says how to build it."""

from __future__ import annotations

import os
from os import PathLike
from pathlib import Path

from fastapi import FastAPI
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.staticfiles import NotModifiedResponse, StaticFiles
from starlette.types import Receive, Scope, Send

from assistant.channels.web.compression import precompressed
from assistant.channels.web.plain_pages import pages

# Its own pages; whatever else nobody knows is not found here, so that a broken link says so.
ADDRESSES = (
    "/",
    "/documents",
    "/documents/{id}",
    "/c/{conversation_id}",
    "/timeline",
    "/eligibility",
    "/eligibility/{programme}",
    "/desk",
    "/desk/{page}",
    "/desk/{page}/{id}",
)


class HashedFiles(StaticFiles):
    """Files whose names carry their content's hash, so a browser may keep them for ever."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder, check_dir=False)
        self._folder = folder

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As StaticFiles, but a folder that is not built yet is simply not found."""
        if not self._folder.is_dir():
            raise HTTPException(404)
        await super().__call__(scope, receive, send)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """As StaticFiles, with a year of caching."""
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        response.headers.add_vary_header("Accept-Encoding")
        return response

    def file_response(
        self, full_path: str | PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """As StaticFiles, but the compressed file beside it for who accepts that."""
        headers = Headers(scope=scope)
        found = precompressed(full_path, headers)
        if found is None:
            return super().file_response(full_path, stat_result, scope, status_code)
        return NotModifiedResponse(found.headers) if self.is_not_modified(found.headers, headers) else found


def install(app: FastAPI, static_dir: Path) -> None:
    """Serve what the web build left in `static_dir`; looked at per request, so a build shows without a restart."""
    index = static_dir / "index.html"

    async def web_app() -> Response:
        if index.is_file():
            return FileResponse(index, headers={"Cache-Control": "no-cache"})
        return HTMLResponse(pages.get_template("unbuilt.html").render(), headers={"Cache-Control": "no-store"})

    for address in ADDRESSES:
        app.add_api_route(address, web_app, methods=["GET", "HEAD"], include_in_schema=False)
    app.mount("/assets", HashedFiles(static_dir / "assets"))
