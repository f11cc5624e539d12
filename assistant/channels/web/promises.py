"""How the routes describe their replies and errors in OpenAPI."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from assistant.channels.web import problems, schemas

_DESCRIPTIONS = {
    400: "请求内容不是有效的 JSON",
    401: "没有登录",
    403: "没有权限",
    404: "没有找到",
    409: "与现状冲突，或没有可用的模型",
    413: "请求内容超过 64 kB",
    415: "Content-Type 不是 application/json",
    422: "请求内容不符合要求",
    429: "请求过于频繁，见 Retry-After",
    503: "正在准备，见 Retry-After",
}
Promises = dict[int | str, dict[str, Any]]


def problems_of(*statuses: int) -> Promises:
    """The problem details that a route can answer with."""
    content = {problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": _DESCRIPTIONS[status], "content": content} for status in statuses}


class DescribedAPI(FastAPI):
    """A FastAPI whose OpenAPI carries the schema that every problem refers to."""

    def openapi(self) -> dict[str, Any]:
        """The schema, made once."""
        described = super().openapi()
        components = described["components"]["schemas"]
        if "Problem" not in components:
            problem = schemas.Problem.model_json_schema(ref_template="#/components/schemas/{model}")
            components |= problem.pop("$defs") | {"Problem": problem}
        return described
