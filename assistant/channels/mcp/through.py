"""Doing the work by the server that runs on the data directory, since the indexes belong to one process."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import httpx2
import mcp_types as types
import structlog
from anyio import to_thread
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.exceptions import MCPError
from mcp_types.version import LATEST_MODERN_VERSION

from assistant.channels.local_server import LocalServer
from assistant.channels.mcp.door import PATH
from assistant.channels.mcp.resources import Listed
from assistant.channels.mcp.tool import Arguments, Tool
from assistant.errors import AssistantError, NotFound

WORK_SECONDS = 300.0

R = TypeVar("R", bound=types.Result)

log = structlog.get_logger("assistant.mcp")


class ServerGone(AssistantError):
    """The server that did the work does not run any more, or does not do it."""

    code = "server_gone"


class ServersHands:
    """Hands over to the running server; it is looked for at each call, so that a restart loses nothing."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir

    async def call(self, tool: Tool[Any, Any], arguments: Arguments) -> types.CallToolResult:
        """See Hands."""
        given = arguments.model_dump(mode="json", exclude_none=True)
        params = types.CallToolRequestParams(name=tool.name, arguments=given)
        return await self._asked(types.CallToolRequest(params=params), types.CallToolResult)

    async def documents(self) -> list[Listed]:
        """See Hands."""
        found = await self._asked(types.ListResourcesRequest(), types.ListResourcesResult)
        return [Listed(each.uri, each.name, each.title or "", each.description or "") for each in found.resources]

    async def text(self, uri: str) -> str:
        """See Hands."""
        params = types.ReadResourceRequestParams(uri=uri)
        found = await self._asked(types.ReadResourceRequest(params=params), types.ReadResourceResult)
        return "".join(each.text for each in found.contents if isinstance(each, types.TextResourceContents))

    async def _asked(self, request: types.ClientRequest, wanted: type[R]) -> R:
        """What the server replies; raises NotFound or ServerGone."""
        server = await to_thread.run_sync(LocalServer.find, self._data_dir)
        if server is None:
            raise ServerGone("政策问答的服务器已经停止，请先启动 assistant serve，再重试。")
        # The server is on this machine: an HTTP proxy from the environment would only be in the way. Of the newest
        # revision no request needs a handshake before it.
        shown = {"Authorization": f"Bearer {server.token}"}
        http = httpx2.AsyncClient(headers=shown, timeout=WORK_SECONDS, trust_env=False)
        transport = streamable_http_client(server.url + PATH, http_client=http)
        refusal: MCPError | None = None
        try:
            async with http, Client(transport, mode=LATEST_MODERN_VERSION) as client:
                try:
                    return await client.session.send_request(request, wanted)
                except MCPError as error:
                    # Raised in here it would leave as a part of a group of errors.
                    refusal = error
        except* httpx2.HTTPError:
            log.warning("mcp_server_unreachable")
        if refusal is None:
            raise ServerGone("政策问答的服务器没有回应，请稍后重试。")
        if refusal.code == types.INVALID_PARAMS:
            raise NotFound(refusal.message)
        log.warning("mcp_server_refused", code=refusal.code, reason=refusal.message)
        raise ServerGone("政策问答的服务器没有办成这件事，请稍后重试；如反复出现，请查看服务器日志。")
