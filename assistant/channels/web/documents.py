"""Reading the corpus: documents, their versions, what changed, and single clauses."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from assistant.channels.citation_wire import Wire
from assistant.channels.version_wire import compared_to_wire, present_to_wire, versions_to_wire
from assistant.channels.web.context import WebDep
from assistant.channels.web.diff_schemas import Diff
from assistant.channels.web.document_schemas import Beside, ClauseInContext, DocumentList, DocumentWithText, VersionList
from assistant.channels.web.promises import problems_of
from assistant.channels.web.schemas import DAY_EXAMPLE, Day, read_day
from assistant.channels.wire import (
    beside_to_wire,
    clause_in_context_to_wire,
    document_to_wire,
    document_with_text_to_wire,
    encode,
)
from assistant.corpus.beside import beside_of, pairs_of

CLAUSES_AROUND = 6
MAX_VERSION = 2**31 - 1

AsOf = Annotated[Day | None, Query(description="按哪一天判断是否有效，缺省为今天。", examples=[DAY_EXAMPLE])]
FromVersion = Annotated[
    int | None, Query(alias="from", ge=1, le=MAX_VERSION, description="较早的版本，缺省为 to 的前一版。")
]
ToVersion = Annotated[int | None, Query(alias="to", ge=1, le=MAX_VERSION, description="较晚的版本，缺省为最新。")]
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
    """文件原文、全部条款，以及供阅读的各行：标题、正文、表格的行与单元格，各附所在的条款。"""
    day = read_day(as_of) or web.today()
    if version is None:
        return _json(document_with_text_to_wire(web.assistant.document(id), day))
    return _json(document_with_text_to_wire(web.assistant.version(id, version), day))


@router.get(
    "/documents/{id}/versions",
    summary="一份文件的各个版本",
    responses={200: {"model": VersionList}, **problems_of(404, 422)},
)
def list_versions(id: str, web: WebDep, as_of: AsOf = None) -> Response:
    """从旧到新，各附改动的条数；旧版本永久保留，旧回答的引用始终可读。"""
    day = read_day(as_of) or web.today()
    versions = web.assistant.versions(id)
    steps = web.assistant.version_steps(versions)
    current = next((held.version for held in web.assistant.documents() if held.document.id == id), None)
    return _json({"versions": versions_to_wire(versions, steps, current, day)})


@router.get(
    "/documents/{id}/diff",
    summary="两个版本之间的变化",
    responses={200: {"model": Diff}, **problems_of(404, 422)},
)
def compare_versions(id: str, web: WebDep, before: FromVersion = None, after: ToVersion = None) -> Response:
    """增加、删除或改写的条款，其中改变的数字、日期、限定与条件，文件信息的变化，以及仍在引用原话的资料；总是从旧到新。"""
    diff = web.assistant.diff(web.assistant.versions(id), before, after)
    return _json(compared_to_wire(diff, web.assistant.quoted_by(diff)))


@router.get(
    "/documents/{id}/beside",
    summary="一份文件与它的解读",
    responses={200: {"model": Beside}, **problems_of(404, 422)},
)
def read_beside(id: str, web: WebDep) -> Response:
    """解读这份文件的，或这份文件所解读的，按解读所引的标题逐条对应；两边都取最新版本。"""
    version = web.assistant.document(id)
    beside = beside_of(version, web.assistant.documents())
    return _json(beside_to_wire(version, beside, pairs_of(version, beside) if beside else ()))


@router.get(
    "/clauses/{id}",
    summary="一个条款及其上下文",
    responses={200: {"model": ClauseInContext}, **problems_of(404, 422)},
)
def read_clause(id: str, web: WebDep, as_of: AsOf = None, version: OptionalVersion = None) -> Response:
    """条款原文、所在文件，以及前后各几条的原文；旧版本的条款写作 `编号@版本`，或用 version 指定。"""
    day = read_day(as_of) or web.today()
    held, clause = web.assistant.clause(id, version)
    present = present_to_wire(web.assistant.present(held, clause))
    return _json(clause_in_context_to_wire(held, clause, day, CLAUSES_AROUND) | present)


def _json(wire: Wire) -> Response:
    return Response(encode(wire), media_type="application/json")
