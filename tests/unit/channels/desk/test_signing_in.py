"""The way in and out as a browser sees it: cookie, token, refusals."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.channels.desk.admission import COOKIE, TOKEN_HEADER
from assistant.channels.desk.entrance import TRIES_PER_MINUTE
from assistant.domain import StaffRole
from tests.fakes.desk_app import DESK, PASSWORD, OpenDesk, open_desk

SESSION = f"{DESK}/session"


def sign_in(client: TestClient, name: str = "agent", password: str = PASSWORD) -> str:
    """The token of a page whose browser signs in."""
    reply = client.post(SESSION, json={"name": name, "password": password})
    assert reply.status_code == 200, reply.text
    return str(reply.json()["csrf"])


def problem(reply: object) -> tuple[int, str]:
    return reply.status_code, reply.json()["type"].rpartition(":")[2]


def test_who_signs_in_learns_who_they_are_and_what_they_may(desk: OpenDesk) -> None:
    desk.user(StaffRole.AGENT)
    client = desk.browser()
    reply = client.post(SESSION, json={"name": "Agent", "password": PASSWORD})
    assert reply.json()["user"] == {
        "id": "u-agent",
        "name": "agent",
        "display_name": "agent先生",
        "role": "agent",
        "permissions": ["read_desk", "work_tickets"],
    }
    assert client.get(SESSION).json() == reply.json()


@pytest.mark.parametrize(
    ("address", "secure"),
    [("https://policy.example.cn", True), ("http://10.0.0.2:8000", False), ("", False)],
)
def test_the_cookie_is_for_the_server_only_and_for_https_where_there_is_https(
    tmp_path: Path, address: str, secure: bool
) -> None:
    with open_desk(tmp_path, public_url=address) as desk:
        desk.user(StaffRole.AGENT)
        reply = desk.browser().post(SESSION, json={"name": "agent", "password": PASSWORD})
    value, *flags = reply.headers["set-cookie"].split("; ")
    assert value.startswith(f"{COOKIE}=")
    assert set(flags) == {"HttpOnly", "SameSite=strict", f"Path={DESK}", "Max-Age=604800"} | (
        {"Secure"} if secure else set()
    )


def test_a_secret_that_was_planted_in_the_browser_is_not_the_one_that_is_signed_in(desk: OpenDesk) -> None:
    desk.user(StaffRole.AGENT)
    attacker = desk.signed_in(StaffRole.VIEWER)
    for planted in ("made-up", attacker.cookies[COOKIE]):
        victim = desk.browser()
        victim.cookies.set(COOKIE, planted, path=DESK)
        reply = victim.post(SESSION, json={"name": "agent", "password": PASSWORD})
        assert f"{COOKIE}={planted};" not in reply.headers["set-cookie"]
        stranger = desk.browser()
        stranger.cookies.set(COOKIE, planted, path=DESK)
        assert stranger.get(SESSION).status_code == 401


def test_signing_out_ends_the_sign_in_and_takes_the_cookie_back(desk: OpenDesk) -> None:
    client = desk.signed_in(StaffRole.VIEWER)
    secret = client.cookies[COOKIE]
    reply = client.delete(SESSION)
    assert (reply.status_code, reply.content) == (204, b"")
    assert f'{COOKIE}=""' in reply.headers["set-cookie"]
    assert "Max-Age=0" in reply.headers["set-cookie"]
    client.cookies.set(COOKIE, secret, path=DESK)
    assert problem(client.get(SESSION)) == (401, "not_signed_in")


def test_names_that_there_are_and_names_that_there_are_not_are_refused_alike(desk: OpenDesk) -> None:
    desk.user(StaffRole.AGENT)
    client = desk.browser()
    replies = [client.post(SESSION, json={"name": name, "password": "wrong"}) for name in ("agent", "nobody")]
    known, unknown = ({**reply.json(), "request_id": ""} for reply in replies)
    assert known == unknown
    assert [reply.status_code for reply in replies] == [403, 403]
    assert {name for reply in replies for name in reply.headers} & {"set-cookie", "retry-after"} == set()


def test_five_wrong_passwords_lock_and_the_list_of_staff_says_so(desk: OpenDesk) -> None:
    desk.user(StaffRole.AGENT)
    client, admin = desk.browser(), desk.signed_in(StaffRole.ADMIN)
    for _ in range(5):
        assert client.post(SESSION, json={"name": "agent", "password": "wrong"}).status_code == 403
    assert client.post(SESSION, json={"name": "agent", "password": PASSWORD}).status_code == 403
    locked = {user["name"]: user["locked"] for user in admin.get(f"{DESK}/staff").json()["users"]}
    assert locked == {"agent": True, "admin": False}
    desk.clock.wait(minutes=15)
    sign_in(client)


def test_an_address_that_tries_too_often_waits_whatever_it_tries(desk: OpenDesk) -> None:
    client = desk.browser()
    replies = [
        client.post(f"{DESK}/join", json={"token": f"guess-{number}", "password": PASSWORD})
        for number in range(TRIES_PER_MINUTE + 1)
    ]
    assert {reply.status_code for reply in replies[:-1]} == {403}
    assert problem(replies[-1]) == (429, "too_many_requests")
    assert 1 <= int(replies[-1].headers["retry-after"]) <= 60
    assert client.post(SESSION, json={"name": "agent", "password": PASSWORD}).status_code == 429


def test_another_password_needs_the_present_one_and_ends_other_sign_ins(desk: OpenDesk) -> None:
    client, other = desk.signed_in(StaffRole.AGENT), desk.signed_in(StaffRole.AGENT)
    wanted = {"current": "wrong", "password": "a quiet harbour at 6"}
    assert problem(client.put(f"{DESK}/password", json=wanted)) == (403, "sign_in_refused")
    wanted["current"] = PASSWORD
    weak = wanted | {"password": "agent1234567"}
    assert problem(client.put(f"{DESK}/password", json=weak)) == (422, "account_refused")
    assert client.put(f"{DESK}/password", json=wanted).status_code == 204
    assert client.get(SESSION).status_code == 200
    assert other.get(SESSION).status_code == 401
    sign_in(desk.browser(), password=wanted["password"])


@pytest.mark.parametrize("token", ["", "made-up", "密钥", "x" * 1000])
def test_a_wrong_token_changes_nothing(desk: OpenDesk, token: str) -> None:
    client = desk.signed_in(StaffRole.ADMIN)
    client.headers.pop(TOKEN_HEADER)
    body = {"name": "liming", "display_name": "李明", "role": "agent"}
    reply = client.post(f"{DESK}/staff", json=body, headers={TOKEN_HEADER.encode(): token.encode()})
    assert problem(reply) == (403, "not_allowed")
    assert [user.name for user in desk.staff.all()] == ["admin"]


def test_a_form_of_another_site_cannot_sign_somebody_in(desk: OpenDesk) -> None:
    desk.user(StaffRole.AGENT)
    body = b'{"name": "agent", "password": "blue-teapot-72-sails", "x": "="}'
    reply = desk.browser().post(SESSION, content=body, headers={"Content-Type": "text/plain"})
    assert reply.status_code == 415
    assert "set-cookie" not in reply.headers
