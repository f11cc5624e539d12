"""What is sent compressed: pages and documents as they leave, hashed assets as the build compressed them."""

from __future__ import annotations

import mimetypes
import os
import re
from os import PathLike
from pathlib import Path

from starlette.datastructures import Headers
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import FileResponse
from starlette.types import ASGIApp, Receive, Scope, Send

SMALLEST = 500
LEVEL = 6
# Named, not excluded: an answer must leave as it is said, and a stream sentence by sentence.
_COMPRESSED = re.compile(r"/|/reader\.css|/timeline|/(?:a|c|source|documents)/.+|/documents|/api/v1/documents(?:/.+)?")
# In order of preference; the suffix of the file that lies beside the plain one.
_ENCODINGS = {"br": ".br", "gzip": ".gz"}


class CompressedPages:
    """Pure ASGI: gzip for pages and documents, nothing for everything else."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._gzipped = GZipMiddleware(app, minimum_size=SMALLEST, compresslevel=LEVEL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        fits = scope["type"] == "http" and _COMPRESSED.fullmatch(scope["path"]) and not _refuses_gzip(scope)
        await (self._gzipped if fits else self._app)(scope, receive, send)


def precompressed(plain: str | PathLike[str], headers: Headers) -> FileResponse | None:
    """The compressed file beside `plain` that this client prefers; None where it must have the plain one.

    Ranges count bytes of what is sent, so who asks for one gets the plain file.
    """
    if "range" in headers:
        return None
    welcome = accepted(headers.get("accept-encoding", ""))
    for encoding, suffix in _ENCODINGS.items():
        path = Path(f"{os.fspath(plain)}{suffix}")
        if encoding in welcome and path.is_file():
            media_type = mimetypes.guess_type(os.fspath(plain))[0] or "application/octet-stream"
            found = FileResponse(path, stat_result=path.stat(), media_type=media_type)
            found.headers["Content-Encoding"] = encoding
            return found
    return None


def accepted(accept_encoding: str) -> frozenset[str]:
    """The encodings among ours that a client accepts."""
    weights: dict[str, float] = {}
    for offer in accept_encoding.lower().split(","):
        name, _, weight = offer.partition(";")
        weights[name.strip()] = _weight(weight)
    return frozenset(name for name in _ENCODINGS if weights.get(name, weights.get("*", 0)) > 0)


def _weight(stated: str) -> float:
    found = re.fullmatch(r"\s*q\s*=\s*([01](?:\.[0-9]{0,3})?)\s*", stated)
    return float(found[1]) if found else 0.0 if stated.strip() else 1.0


def _refuses_gzip(scope: Scope) -> bool:
    return "gzip" not in accepted(Headers(scope=scope).get("accept-encoding", ""))
