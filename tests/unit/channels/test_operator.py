from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.unit.channels.conftest import OPERATOR_TOKEN

DIFF = "/internal/documents/plan-2024/diff"
OPERATOR = {"Authorization": f"Bearer {OPERATOR_TOKEN}"}


def test_the_operator_sees_the_comparison_with_what_rests_on_it(web: TestClient) -> None:
    compared = web.get(DIFF, headers=OPERATOR).json()
    public = web.get("/api/v1/documents/plan-2024/diff").json()
    assert compared == public | {"cited_by": compared["cited_by"]}
    assert compared["cited_by"] == {"count": 0, "answers": []}


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}])
def test_nobody_else_sees_what_people_asked(web: TestClient, headers: dict[str, str]) -> None:
    assert web.get(DIFF, headers=headers).status_code == 401
    assert "cited_by" not in web.get("/api/v1/documents/plan-2024/diff").json()
