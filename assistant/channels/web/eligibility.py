"""Judging which programmes an enterprise qualifies for."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import Response

from assistant.answering.accept import accept_day
from assistant.channels.citation_wire import Wire
from assistant.channels.eligibility_wire import asked_to_wire, fact_to_wire, judge, read_profile
from assistant.channels.exports.files import file_of
from assistant.channels.web.context import JsonOnly, WebDep
from assistant.channels.web.eligibility_schemas import (
    ChecklistRequest,
    EligibilityOut,
    EligibilityRequest,
    FactKindList,
    FactsRead,
    ProgrammeList,
    ReadRequest,
)
from assistant.channels.web.promises import problems_of
from assistant.channels.web.schemas import read_day
from assistant.channels.wire import encode
from assistant.eligibility.checklist import Names, checklist_of

router = APIRouter(prefix="/api/v1/eligibility", tags=["申报条件"], default_response_class=Response)


@router.get("/facts", summary="判断要知道的事", responses={200: {"model": FactKindList}, **problems_of(503)})
def list_facts(web: WebDep) -> Response:
    """每件事的编号、类型和怎样问；提交时用编号。"""
    return _json({"facts": [asked_to_wire(kind.asked) for kind in web.assistant.talk.assessor.facts]})


@router.get("/programmes", summary="能判断的扶持事项", responses={200: {"model": ProgrammeList}, **problems_of(503)})
def list_programmes(web: WebDep) -> Response:
    """每个事项的名称、依据的文件和要看的情况。"""
    programmes = web.assistant.talk.assessor.judge.rulebook.programmes.values()
    return _json(
        {
            "programmes": [
                {
                    "id": each.id,
                    "programme": each.name,
                    "summary": each.summary,
                    "topics": each.topics,
                    "document_id": each.versions[-1].document_id,
                    "facts": sorted(each.versions[-1].facts()),
                }
                for each in programmes
            ]
        }
    )


@router.post(
    "",
    summary="逐条对照申报条件",
    dependencies=[JsonOnly],
    responses={200: {"model": EligibilityOut}, **problems_of(400, 404, 413, 415, 422, 503)},
)
def assess(asked: EligibilityRequest, web: WebDep) -> Response:
    """每个事项逐条给出符合、不符合或还不知道，各附依据；还缺的情况按最能定结论的先后列出，读不懂的列在 problems。"""
    day = accept_day(read_day(asked.as_of) or web.today())
    return _json(judge(web.assistant.talk.assessor, asked.facts, day, asked.programmes))


@router.post(
    "/read",
    summary="读出一句话里的企业情况",
    dependencies=[JsonOnly],
    responses={200: {"model": FactsRead}, **problems_of(400, 413, 415, 422, 503)},
)
def read(asked: ReadRequest, web: WebDep) -> Response:
    """读到的每一件事附在原话里的位置；没有把握的不读。"""
    assessor = web.assistant.talk.assessor
    heard = web.assistant.talk.intake.read(asked.text, web.today(), asked.asked or "")
    facts = [fact_to_wire(assessor.shown(each.fact)) | {"start": each.start, "end": each.end} for each in heard.facts]
    return _json({"facts": facts, "skipped": heard.skipped})


@router.post(
    "/checklist",
    summary="申报清单",
    dependencies=[JsonOnly],
    responses={
        200: {"content": {"application/octet-stream": {}}, "description": "文件，名称见 Content-Disposition。"},
        **problems_of(400, 404, 409, 413, 415, 422, 503),
    },
)
def checklist(asked: ChecklistRequest, web: WebDep, request: Request) -> Response:
    """一个扶持事项的清单：结论、条件、材料、步骤、时间、地点、依据，逐行附出处。没有写明日子的不能放进日历（409）。"""
    assessor, day = web.assistant.talk.assessor, accept_day(read_day(asked.as_of) or web.today())
    profile, _ = read_profile(assessor, asked.facts, day)
    verdict = assessor.judge.verdict(asked.programme, profile, day)
    names = Names(
        {kind.id: kind.name for kind in assessor.facts},
        {each.id: each.name for each in assessor.judge.rulebook.programmes.values()},
    )
    words = web.checklist_words[asked.language]
    made = file_of(checklist_of(verdict, profile, names, words), asked.format, words, str(request.base_url))
    named = f"attachment; filename=\"checklist.{asked.format}\"; filename*=UTF-8''{quote(made.name)}"
    return Response(made.content, media_type=made.media_type, headers={"Content-Disposition": named})


def _json(wire: Wire) -> Response:
    return Response(encode(wire), media_type="application/json")
