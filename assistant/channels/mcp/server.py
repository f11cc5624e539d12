"""The protocol: tools and resources as the SDK's server offers them, and what is told when something goes wrong."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import mcp_types as types
import structlog
from mcp.server.lowlevel import Server
from mcp.shared.exceptions import MCPError

from assistant import __version__
from assistant.channels.mcp.hands import Hands
from assistant.channels.mcp.resources import PREFIX
from assistant.channels.mcp.tool import InvalidArguments, Tool
from assistant.channels.mcp.tools import INSTRUCTIONS, TOOLS
from assistant.errors import AssistantError, NotFound

NAME, TITLE = "policy-assistant", "政策问答助手"
_TEXT = "text/plain"
_READS_ONLY = types.ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)

log = structlog.get_logger("assistant.mcp")


def build_server(hands: Hands) -> Server[Any]:
    """A server that offers the tools and the documents; every error leaves it in Chinese, with what to do."""
    # Schemas take 24 ms to make, and the SDK looks at one before each call.
    described = [_described(tool) for tool in TOOLS]
    schemas = {tool.name: tool.input_schema for tool in described}

    async def list_tools(_: object, __: object) -> types.ListToolsResult:
        return types.ListToolsResult(tools=described)

    async def call_tool(_: object, asked: types.CallToolRequestParams) -> types.CallToolResult:
        try:
            tool = _tool(asked.name)
            async with _told("mcp_tool", tool.name):
                return await hands.call(tool, tool.read(asked.arguments or {}))
        except AssistantError as error:
            return types.CallToolResult(content=[types.TextContent(text=error.message)], is_error=True)

    async def list_resources(_: object, __: object) -> types.ListResourcesResult:
        async with _protocol_errors(), _told("mcp_resources", "list"):
            documents = await hands.documents()
        resources = [
            types.Resource(
                uri=each.uri, name=each.name, title=each.title, description=each.description, mime_type=_TEXT
            )
            for each in documents
        ]
        return types.ListResourcesResult(resources=resources)

    async def list_templates(_: object, __: object) -> types.ListResourceTemplatesResult:
        template = types.ResourceTemplate(
            uri_template=f"{PREFIX}{{document_id}}",
            name="document",
            title="政策文件",
            description="一份文件的全文，逐字；首行说明文号、机关和是否有效。",
            mime_type=_TEXT,
        )
        return types.ListResourceTemplatesResult(resource_templates=[template])

    async def read_resource(_: object, asked: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        async with _protocol_errors(), _told("mcp_resources", "read"):
            text = await hands.text(str(asked.uri))
        return types.ReadResourceResult(
            contents=[types.TextResourceContents(uri=asked.uri, mime_type=_TEXT, text=text)]
        )

    return Server(
        NAME,
        version=__version__,
        title=TITLE,
        instructions=INSTRUCTIONS,
        get_tool_input_schema=schemas.get,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
        on_list_resources=list_resources,
        on_list_resource_templates=list_templates,
        on_read_resource=read_resource,
    )


class Failed(AssistantError):
    """Something that nobody expected; what it was stands in the log under the id of the message."""

    code = "unexpected"


def _tool(name: str) -> Tool[Any, Any]:
    for tool in TOOLS:
        if tool.name == name:
            return tool
    raise InvalidArguments(f"没有这个工具，可用的有：{'、'.join(tool.name for tool in TOOLS)}。")


def _described(tool: Tool[Any, Any]) -> types.Tool:
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.arguments.model_json_schema(),
        output_schema=tool.result.model_json_schema(mode="serialization"),
        annotations=_READS_ONLY,
    )


@asynccontextmanager
async def _told(event: str, name: str) -> AsyncIterator[None]:
    """A log line for a piece of work, under the id of its request; raises Failed for what nobody expected."""
    request_id = str(structlog.contextvars.get_contextvars().get("request_id") or uuid4().hex)
    began, code = time.perf_counter(), ""
    with structlog.contextvars.bound_contextvars(request_id=request_id):
        try:
            yield
        except AssistantError as error:
            code = error.code
            raise
        except Exception:  # the last net: whoever asked gets a reply, we get a log entry
            code = Failed.code
            log.exception(f"{event}_crashed", name=name)
            raise Failed(f"系统出错了，请稍后重试；如反复出现，请把编号 {request_id} 告诉管理员。") from None
        finally:
            log.info(event, name=name, code=code, ms=round((time.perf_counter() - began) * 1000, 1))


@asynccontextmanager
async def _protocol_errors() -> AsyncIterator[None]:
    """Resources have no results that are errors, so theirs are those of the protocol."""
    try:
        yield
    except NotFound as error:
        raise MCPError(types.INVALID_PARAMS, error.message) from None
    except AssistantError as error:
        raise MCPError(types.INTERNAL_ERROR, error.message) from None
