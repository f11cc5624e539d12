"""Files whose questions become tickets."""

from __future__ import annotations

from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Query, Request

from assistant.channels.desk.admission import PREFIX, Agent
from assistant.channels.desk.context import DeskDep
from assistant.channels.desk.ticket_schemas import ImportOut, ImportProblem
from assistant.channels.web.promises import problems_of

_Name = Annotated[str, Query(max_length=200, description="文件名，只用在提示里。", examples=["12345工单.xlsx"])]
_BINARY = {"schema": {"type": "string", "format": "binary"}}
# What it is, is told by what it holds.
_KINDS = ("text/csv", "application/octet-stream")

router = APIRouter(prefix=PREFIX)


@router.post(
    "/tickets/import",
    summary="导入一个文件",
    responses=problems_of(400, 401, 403, 413, 422, 503),
    openapi_extra={"requestBody": {"required": True, "content": dict.fromkeys(_KINDS, _BINARY)}},
)
async def import_file(request: Request, user: Agent, desk: DeskDep, name: _Name = "文件") -> ImportOut:
    """请求体就是文件：CSV、XLSX（首行写“问题”“联系方式”“标签”，没有表头时取第一列）或一封 .eml，一次最多 1000 行。"""
    data = await request.body()
    imported = await to_thread.run_sync(desk.importing.take, name, data, user)
    problems = [ImportProblem(row=row, message=message) for row, message in imported.problems]
    return ImportOut(opened=list(imported.opened), problems=problems)
