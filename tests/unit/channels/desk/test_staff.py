"""Accounts and what was done with them, over the API."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain import AuditEvent, StaffRole
from tests.fakes.desk_app import DESK, MORNING, OpenDesk, open_desk

STAFF, AUDIT = f"{DESK}/staff", f"{DESK}/audit"
LI = {"name": "liming", "display_name": "李明", "role": "agent"}


def test_a_new_account_joins_by_its_link_and_is_signed_in(desk: OpenDesk) -> None:
    admin, newcomer = desk.signed_in(StaffRole.ADMIN), desk.browser()
    made = admin.post(STAFF, json=LI)
    assert made.status_code == 201
    assert made.json()["user"] | {"id": ""} == {
        **LI,
        "id": "",
        "joined": False,
        "disabled": False,
        "locked": False,
        "created_at": "2024-06-01T09:00:00Z",
    }
    page, _, token = made.json()["link"].partition("#")
    assert page == "/desk/join"
    joined = newcomer.post(f"{DESK}/join", json={"token": token, "password": "a quiet harbour at 6"})
    assert joined.json()["user"]["name"] == "liming"
    assert newcomer.get(f"{DESK}/session").json() == joined.json()
    assert admin.get(STAFF).json()["users"][1]["joined"] is True


def test_a_link_begins_with_the_public_address(tmp_path: Path) -> None:
    with open_desk(tmp_path, public_url="https://policy.example.cn/") as desk:
        link = desk.signed_in(StaffRole.ADMIN).post(STAFF, json=LI).json()["link"]
    assert link.startswith("https://policy.example.cn/desk/join#")


def test_a_new_link_takes_the_place_of_the_old_one(desk: OpenDesk) -> None:
    admin, newcomer = desk.signed_in(StaffRole.ADMIN), desk.browser()
    made = admin.post(STAFF, json=LI).json()
    again = admin.post(f"{STAFF}/{made['user']['id']}/invitation").json()["link"]
    statuses = [
        newcomer.post(
            f"{DESK}/join", json={"token": link.partition("#")[2], "password": "a quiet harbour at 6"}
        ).status_code
        for link in (made["link"], again)
    ]
    assert statuses == [403, 200]


def test_a_change_takes_what_is_said_and_leaves_the_rest(desk: OpenDesk) -> None:
    admin, agent = desk.signed_in(StaffRole.ADMIN), desk.signed_in(StaffRole.AGENT)
    assert admin.patch(f"{STAFF}/u-agent", json={"display_name": "小李"}).json()["display_name"] == "小李"
    assert agent.get(STAFF).status_code == 200
    changed = admin.patch(f"{STAFF}/u-agent", json={"role": "reviewer"}).json()
    assert (changed["display_name"], changed["role"]) == ("小李", "reviewer")
    assert agent.get(STAFF).status_code == 401
    assert admin.patch(f"{STAFF}/u-agent", json={"disabled": True}).json()["disabled"] is True
    assert admin.patch(f"{STAFF}/u-agent", json={"disabled": False}).json()["disabled"] is False


@pytest.mark.parametrize("change", [{"disabled": True}, {"role": "viewer"}])
def test_the_last_administrator_cannot_be_changed_away(desk: OpenDesk, change: dict[str, object]) -> None:
    admin = desk.signed_in(StaffRole.ADMIN)
    reply = admin.patch(f"{STAFF}/u-admin", json=change)
    assert (reply.status_code, "最后一个" in reply.json()["detail"]) == (422, True)
    assert admin.get(f"{DESK}/session").status_code == 200


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({**LI, "name": "ADMIN"}, "已经有人用了"),
        ({**LI, "name": "li ming"}, "名称"),
        ({**LI, "display_name": " "}, "姓名"),
        ({**LI, "role": "emperor"}, "role"),
        ({"name": "liming"}, "display_name"),
    ],
)
def test_an_account_that_cannot_be_is_refused(desk: OpenDesk, body: dict[str, str], told: str) -> None:
    reply = desk.signed_in(StaffRole.ADMIN).post(STAFF, json=body)
    assert (reply.status_code, told in reply.json()["detail"]) == (422, True), reply.text
    assert len(desk.staff.all()) == 1


def test_an_account_that_nobody_has_is_not_found(desk: OpenDesk) -> None:
    admin = desk.signed_in(StaffRole.ADMIN)
    assert admin.patch(f"{STAFF}/nobody", json={}).status_code == 404
    assert admin.post(f"{STAFF}/nobody/invitation").status_code == 404


def test_administrators_read_what_was_done_page_by_page(desk: OpenDesk) -> None:
    admin = desk.signed_in(StaffRole.ADMIN)
    admin.post(STAFF, json=LI)
    first = admin.get(AUDIT, params={"limit": 2}).json()
    assert [event["action"] for event in first["events"]] == ["user_invited", "user_added"]
    assert first["events"][1] | {"sequence": 0, "subject_id": ""} == {
        "sequence": 0,
        "at": "2024-06-01T09:00:00Z",
        "actor": "admin先生",
        "action": "user_added",
        "subject": "user",
        "subject_id": "",
        "before": {},
        "after": {"name": "liming", "display_name": "李明", "role": "agent", "disabled": False},
    }
    assert first["has_more"] is True
    rest = admin.get(AUDIT, params={"before": first["events"][-1]["sequence"]}).json()
    assert [event["action"] for event in rest["events"]] == ["signed_in", "user_added"]
    assert rest["has_more"] is False


def test_of_one_ticket_everybody_sees_what_became_of_it_and_of_people_nobody_else(desk: OpenDesk) -> None:
    for subject in ("ticket", "user"):
        desk.sign_ins.tell(AuditEvent(MORNING, None, "程序", "opened", subject, "7"))
    viewer = desk.signed_in(StaffRole.VIEWER)
    told = viewer.get(AUDIT, params={"subject": "ticket", "subject_id": "7"}).json()["events"]
    assert [event["action"] for event in told] == ["opened"]
    for query in ({"subject": "user", "subject_id": "7"}, {"subject": "ticket"}, {"subject_id": "7"}):
        assert viewer.get(AUDIT, params=query).status_code == 403


def test_what_people_write_in_names_comes_back_as_text(desk: OpenDesk) -> None:
    shown = "<img src=x onerror=alert(1)>"
    reply = desk.signed_in(StaffRole.ADMIN).post(STAFF, json={**LI, "display_name": shown})
    assert reply.json()["user"]["display_name"] == shown
    assert (reply.headers["content-type"], reply.headers["cache-control"]) == ("application/json", "no-store")
