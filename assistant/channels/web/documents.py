"""Reading the corpus: documents, their versions, what changed, and single clauses."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from assistant.channels.web.context import WebDep
from assistant.channels.web.promises import problems_of
from assistant.channels.web.schemas import (
    DAY_EXAMPLE,
    ClauseInContext,
    Day,
    Diff,
    DocumentList,
    DocumentWithText,
    VersionList,
    read_day,
)
from assistant.channels.wire import (
    Wire,
    change_to_wire,
    clause_in_context_to_wire,
    document_to_wire,
    document_with_text_to_wire,
    encode,
)
from assistant.errors import NotFound

CLAUSES_AROUND = 6
MAX_VERSION = 2**31 - 1

AsOf = Annotated[Day | None, Query(description="按哪一天判断是否有效，缺省为今天。", examples=[DAY_EXAMPLE])]
VersionNumber = Annotated[int, Query(ge=1, le=MAX_VERSION, description="版本号，从 1 开始。")]
OptionalVersion = Annotated[int | None, Query(ge=1, le=MAX_VERSION, description="版本号，缺省为最新。")]

router = APIRouter(prefix="/api/v1", tags=["资料"], default_response_class=Response)


@router.get("/documents", summary="全部文件", responses={200: {"model": DocumentList}, **problems_of(422)})
def list_documents(web: WebDep, as_of: AsOf = None) -> Response:
    """回答所依据的文件，每份取最新版本。"""
    day = read_day(as_of) or web.today()
    return _json({"documents": [document_to_wire(version, day) for version in web.assistant.documents()]})


@router.get(
    "/documents/{id}", summary="一份文件", responses={200: {"model": DocumentWithText}, **problems_of(404, 422)}
)
def read_document(id: str, web: WebDep, as_of: AsOf = None, version: OptionalVersion = None) -> Response:
    """文件原文与全部条款。"""
    day = read_day(as_of) or web.today()
    if version is None:
        return _json(document_with_text_to_wire(web.assistant.document(id), day))
    for held in web.assistant.versions(id):
        if held.version == version:
            return _json(document_with_text_to_wire(held, day))
    raise NotFound(f"文件 {id} 没有第 {version} 版，请先查看它的版本列表。")


@router.get(
    "/documents/{id}/versions",
    summary="一份文件的各个版本",
    responses={200: {"model": VersionList}, **problems_of(404, 422)},
)
def list_versions(id: str, web: WebDep, as_of: AsOf = None) -> Response:
    """从旧到新；旧版本永久保留，旧回答的引用始终可读。"""
    day = read_day(as_of) or web.today()
    return _json({"versions": [document_to_wire(version, day) for version in web.assistant.versions(id)]})


@router.get(
    "/documents/{id}/diff",
    summary="两个版本之间的变化",
    responses={200: {"model": Diff}, **problems_of(404, 422)},
)
def compare_versions(id: str, before: VersionNumber, after: VersionNumber, web: WebDep) -> Response:
    """增加、删除或改写的条款。"""
    changes = [change_to_wire(change) for change in web.assistant.diff(id, before, after)]
    return _json({"document_id": id, "before": before, "after": after, "changes": changes})


@router.get(
    "/clauses/{id}",
    summary="一个条款及其上下文",
    responses={200: {"model": ClauseInContext}, **problems_of(404, 422)},
)
def read_clause(id: str, web: WebDep, as_of: AsOf = None, version: OptionalVersion = None) -> Response:
    """条款原文、所在文件，以及前后各几条的原文。"""
    day = read_day(as_of) or web.today()
    held, clause = web.assistant.clause(id, version)
    return _json(clause_in_context_to_wire(held, clause, day, CLAUSES_AROUND))


def _json(wire: Wire) -> Response:
    return Response(encode(wire), media_type="application/json")
