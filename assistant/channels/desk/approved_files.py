"""Approved answers as files, out and in."""

from __future__ import annotations

from anyio import to_thread
from fastapi import APIRouter, Request
from starlette.responses import Response

from assistant.channels.desk.admission import PREFIX, Agent, Reader
from assistant.channels.desk.approved_schemas import ApprovedImportOut, RowProblemOut
from assistant.channels.desk.context import DeskDep
from assistant.channels.web.promises import problems_of
from assistant.desk.approved_files import to_csv, to_yaml

CSV, YAML = "text/csv", "application/yaml"
_FILE = {"schema": {"type": "string", "format": "binary"}}
_READS = problems_of(401, 403, 503)

router = APIRouter(prefix=PREFIX)


@router.get(
    "/approved.csv",
    summary="导出为 CSV",
    responses={**_READS, 200: {"content": {CSV: {"schema": {"type": "string"}}}}},
    response_class=Response,
)
def as_csv(_: Reader, desk: DeskDep) -> Response:
    """全部审核答复；会被表格软件当成公式的格子前面加了单引号，导入时去掉。"""
    return _file(to_csv(desk.approving.all()), CSV, "approved.csv")


@router.get(
    "/approved.yaml",
    summary="导出为 YAML",
    responses={**_READS, 200: {"content": {YAML: {"schema": {"type": "array", "items": {"type": "object"}}}}}},
    response_class=Response,
)
def as_yaml(_: Reader, desk: DeskDep) -> Response:
    """全部审核答复。"""
    return _file(to_yaml(desk.approving.all()), YAML, "approved.yaml")


@router.post(
    "/approved/import",
    summary="导入文件",
    responses=problems_of(400, 401, 403, 413, 422, 503),
    openapi_extra={"requestBody": {"required": True, "content": dict.fromkeys((CSV, YAML), _FILE)}},
)
async def import_file(request: Request, user: Agent, desk: DeskDep) -> ApprovedImportOut:
    """请求体就是导出的那种 CSV 或 YAML 文件；都作为草稿收下，已有的问题不重复导入，引文要在现行条款里。"""
    is_yaml = request.headers.get("content-type", "").partition(";")[0].strip().lower() != CSV
    content = await request.body()
    added, problems = await to_thread.run_sync(desk.making.import_file, content, is_yaml, user)
    return ApprovedImportOut(
        added=[each.id for each in added], problems=[RowProblemOut.of(problem) for problem in problems]
    )


def _file(text: str, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, media_type=f"{media_type}; charset=utf-8", headers=headers)
