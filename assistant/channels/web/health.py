"""For whoever watches the server: alive, ready, and counted."""

from __future__ import annotations

from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.responses import Response

from assistant import __version__
from assistant.channels.web import schemas
from assistant.channels.web.context import WebDep
from assistant.channels.web.problems import RETRY_AFTER_SECONDS
from assistant.channels.wire import encode

router = APIRouter(tags=["运行"])


@router.get("/healthz", summary="进程是否存活", response_model=schemas.Health)
async def alive(web: WebDep) -> schemas.Health:
    """始终立即回答。"""
    return schemas.Health(status="ok", version=__version__, instance=web.instance)


@router.get(
    "/readyz",
    summary="能否回答问题",
    response_class=Response,
    responses={
        200: {"model": schemas.Readiness},
        503: {
            "description": "正在准备，或启动时出错，见 parts",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Readiness"}}},
        },
    },
)
async def ready(web: WebDep) -> Response:
    """各部分的状态；没有准备好时为 503。"""
    readiness = web.assistant.readiness
    parts = dict(readiness.parts)
    if web.warm_up.problem:
        parts["warm_up"] = web.warm_up.problem
    body = encode({"ready": readiness.ready, "parts": parts})
    if readiness.ready:
        return Response(body, media_type="application/json")
    return Response(body, 503, {"Retry-After": RETRY_AFTER_SECONDS}, "application/json")


@router.get(
    "/metrics", summary="Prometheus 指标", response_class=Response, responses={200: {"content": {"text/plain": {}}}}
)
async def metrics(web: WebDep) -> Response:
    """请求数、回答数（按状态）与耗时分布。"""
    web.metrics.ready.set(web.assistant.readiness.ready)
    return Response(web.metrics.render(), media_type=CONTENT_TYPE_LATEST)
