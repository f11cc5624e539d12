from __future__ import annotations

from starlette.testclient import TestClient


def test_a_conversation_is_deleted_by_who_knows_its_id(web: TestClient) -> None:
    answer = web.post("/api/v1/answers", json={"question": "2024年推动多少家企业技改？"}).json()
    address = f"/api/v1/conversations/{answer['conversation_id']}"
    assert web.delete(address).status_code == 204
    gone = web.delete(address)
    assert (gone.status_code, gone.json()["type"].rsplit(":", 1)[-1]) == (404, "not_found")


def test_an_unknown_conversation_is_not_found(web: TestClient) -> None:
    assert web.delete("/api/v1/conversations/nowhere").status_code == 404
