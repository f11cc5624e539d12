"""The help desk of a server that runs as an operator starts it."""

from __future__ import annotations

import re

import httpx2

from tests.journeys.conftest import Server

DESK = "/api/v1/desk"


def test_the_first_administrator_comes_in_by_the_link_that_the_first_start_tells(
    server: Server, web: httpx2.Client
) -> None:
    assert web.get(f"{DESK}/session").status_code == 401
    told = re.search(rf"{re.escape(server.url)}/desk/join#(\S+)", server.log.read_text("utf-8"))
    assert told is not None
    wanted = {"token": told[1], "password": "blue-teapot-72-sails"}
    joined = web.post(f"{DESK}/join", json=wanted).json()
    assert joined["user"]["role"] == "admin"
    assert web.get(f"{DESK}/session").json() == joined
    assert web.post(f"{DESK}/join", json=wanted).status_code == 403
    assert web.delete(f"{DESK}/session", headers={"X-CSRF-Token": joined["csrf"]}).status_code == 204
    back = web.post(f"{DESK}/session", json={"name": "admin", "password": wanted["password"]})
    assert back.json()["user"] == joined["user"]
