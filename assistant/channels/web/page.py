"""The page at `/`: the built web app, or a plain page that says how to build it."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from assistant.channels.web.reader import pages


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
        return response


def install(app: FastAPI, static_dir: Path) -> None:
    """Serve what the web build left in `static_dir`; looked at per request, so a build shows without a restart."""
    index = static_dir / "index.html"

    @app.api_route("/", methods=["GET", "HEAD"], include_in_schema=False)
    async def home() -> Response:
        if index.is_file():
            return FileResponse(index, headers={"Cache-Control": "no-cache"})
        return HTMLResponse(pages.get_template("unbuilt.html").render(), headers={"Cache-Control": "no-store"})

    app.mount("/assets", HashedFiles(static_dir / "assets"))
