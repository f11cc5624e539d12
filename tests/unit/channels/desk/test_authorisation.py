"""Who may do what: every endpoint of the desk that OpenAPI names, for every role, and without a sign-in or token."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from assistant.channels.desk.admission import TOKEN_HEADER
from assistant.domain import PERMISSIONS, Permission, StaffRole
from tests.fakes.desk_app import DESK, OpenDesk, described_desk, open_desk

# None where whoever is signed in may. An endpoint that is not listed fails the first test.
NEEDS: dict[str, Permission | None] = {
    "GET /session": None,
    "DELETE /session": None,
    "PUT /password": None,
    "GET /staff": Permission.READ_DESK,
    "GET /insights": Permission.READ_DESK,
    "GET /insights.csv": Permission.READ_DESK,
    "POST /staff": Permission.MANAGE_STAFF,
    "PATCH /staff/{id}": Permission.MANAGE_STAFF,
    "POST /staff/{id}/invitation": Permission.MANAGE_STAFF,
    "GET /audit": Permission.MANAGE_STAFF,
    "GET /tickets": Permission.READ_DESK,
    "POST /tickets": Permission.WORK_TICKETS,
    "POST /tickets/import": Permission.WORK_TICKETS,
    "GET /tickets/{number}": Permission.READ_DESK,
    "PATCH /tickets/{number}": Permission.WORK_TICKETS,
    "POST /tickets/{number}/merge": Permission.WORK_TICKETS,
    "POST /tickets/{number}/notes": Permission.WORK_TICKETS,
    "GET /events": Permission.READ_DESK,
    "GET /approved": Permission.READ_DESK,
    "GET /approved.csv": Permission.READ_DESK,
    "GET /approved.yaml": Permission.READ_DESK,
    "GET /approved/candidates": Permission.READ_DESK,
    "GET /approved/{id}": Permission.READ_DESK,
    "POST /approved": Permission.WORK_TICKETS,
    "POST /approved/import": Permission.WORK_TICKETS,
    "POST /approved/try": Permission.READ_DESK,
    "POST /approved/{id}/eval-case": Permission.READ_DESK,
    "POST /approved/{id}/publish": Permission.REVIEW_DRAFTS,
    "POST /approved/{id}/retire": Permission.REVIEW_DRAFTS,
    "PUT /approved/{id}": Permission.WORK_TICKETS,
    "POST /tickets/{number}/drafts": Permission.WORK_TICKETS,
    "GET /tickets/{number}/drafts": Permission.READ_DESK,
    "GET /drafts": Permission.READ_DESK,
    "PUT /drafts/{id}": Permission.WORK_TICKETS,
    "POST /check": Permission.WORK_TICKETS,
    "GET /clauses": Permission.READ_DESK,
    "POST /drafts/{id}/submit": Permission.WORK_TICKETS,
    "POST /drafts/{id}/approve": Permission.REVIEW_DRAFTS,
    "POST /drafts/{id}/return": Permission.REVIEW_DRAFTS,
    "POST /drafts/{id}/send": Permission.WORK_TICKETS,
}
# Open to everybody: the way in.
OPEN = {"POST /session", "POST /join"}
_METHODS = ("get", "put", "post", "patch", "delete")


def _described() -> dict[str, dict[str, Any]]:
    paths = described_desk().openapi()["paths"]
    return {
        f"{method.upper()} {path.removeprefix(DESK)}": operation
        for path, operations in paths.items()
        if path.startswith(f"{DESK}/") or path == DESK
        for method, operation in operations.items()
        if method in _METHODS
    }


ENDPOINTS = _described()
_CHANGES = [named for named in NEEDS if not named.startswith("GET ")]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDesk]:
    with open_desk(tmp_path_factory.mktemp("desk")) as opened:
        yield opened


def _ask(client: TestClient, named: str, **headers: str) -> tuple[int, str]:
    """Status and sort of problem of a request without anything in it."""
    method, _, path = named.partition(" ")
    for parameter in ENDPOINTS[named].get("parameters", ()):
        if parameter["in"] == "path":
            whole = parameter["schema"].get("type") == "integer"
            path = path.replace(f"{{{parameter['name']}}}", "1" if whole else "x")
    body = {} if method in ("POST", "PUT", "PATCH") else None
    reply = client.request(method, f"{DESK}{path}", json=body, headers=headers)
    told = reply.json() if reply.headers.get("content-type") == "application/problem+json" else {}
    return reply.status_code, told.get("type", "").rpartition(":")[2]


def _streams(named: str) -> bool:
    return "text/event-stream" in ENDPOINTS[named]["responses"].get("200", {}).get("content", {})


def test_every_endpoint_of_the_desk_is_declared_here() -> None:
    assert set(ENDPOINTS) == set(NEEDS) | OPEN


@pytest.mark.parametrize("named", NEEDS)
def test_nobody_comes_in_without_a_sign_in(desk: OpenDesk, named: str) -> None:
    assert _ask(desk.browser(), named) == (401, "not_signed_in")
    stranger = desk.browser()
    stranger.cookies.set("policy_desk", "made-up", path=DESK)
    assert _ask(stranger, named, **{TOKEN_HEADER: "made-up"}) == (401, "not_signed_in")


@pytest.mark.parametrize("named", _CHANGES)
def test_nothing_changes_without_the_token_of_the_page(desk: OpenDesk, named: str) -> None:
    client = desk.signed_in(StaffRole.ADMIN)
    token = client.headers.pop(TOKEN_HEADER)
    assert _ask(client, named) == (403, "not_allowed")
    other = desk.signed_in(StaffRole.ADMIN)
    assert _ask(client, named, **{TOKEN_HEADER: other.headers[TOKEN_HEADER]}) == (403, "not_allowed")
    assert _ask(client, named, **{TOKEN_HEADER: token})[0] != 401


@pytest.mark.parametrize("role", StaffRole)
@pytest.mark.parametrize("named", NEEDS)
def test_each_role_may_do_what_is_declared_and_nothing_else(desk: OpenDesk, named: str, role: StaffRole) -> None:
    permission = NEEDS[named]
    may = permission is None or permission in PERMISSIONS[role]
    if may and _streams(named):
        return  # it would not end; that it opens is the test of its own route
    refused = (403, "not_allowed")
    assert (_ask(desk.signed_in(role), named) == refused) is not may


@pytest.mark.parametrize("named", NEEDS)
def test_what_may_be_refused_is_promised(named: str) -> None:
    promised = set(ENDPOINTS[named]["responses"])
    assert promised >= ({"401"} if named == "GET /session" else {"401", "403"})
