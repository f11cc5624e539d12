"""The desk's API as its page sees it, played in the browser: every state of a reply at will, and what was asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, Route

NOW = "2024-06-01T01:00:00Z"
FIGURE = "推动5000家规模以上工业企业开展技术改造。"
PERMISSIONS = {
    "viewer": ["read_desk"],
    "agent": ["read_desk", "work_tickets"],
    "reviewer": ["read_desk", "review_drafts", "work_tickets"],
    "editor": ["edit_knowledge", "read_desk"],
    "admin": ["edit_knowledge", "manage_staff", "read_desk", "review_drafts", "work_tickets"],
}
CITATION: dict[str, Any] = {
    "n": 1,
    "clause_id": "plan-2024:2.1.s1",
    "document_id": "plan-2024",
    "version": 2,
    "title": "示例行动方案",
    "short_title": "示例行动方案",
    "doc_number": None,
    "issuer": "某厅",
    "issued_on": "2024-03",
    "kind": "official_text",
    "validity": "in_force",
    "locator": "二、主要任务 · 强化技改，大抓升级",
    "quote": FIGURE,
    "start": 0,
    "end": len(FIGURE),
    "digest": "",
    "url": "https://example.test/1",
    "reader_url": "/source/plan-2024/2.1.s1",
    "sources": [],
    "window": None,
    "ends_on": None,
    "superseded_by": None,
}


def user(role: str, name: str = "", **more: Any) -> dict[str, Any]:
    """An account as the API lists it."""
    name = name or role
    plain = {"id": f"u-{name}", "name": name, "display_name": f"{name}先生", "role": role, "created_at": NOW}
    return plain | {"joined": True, "disabled": False, "locked": False} | more


def ticket(number: int, question: str, **more: Any) -> dict[str, Any]:
    """A ticket as the API lists it."""
    plain: dict[str, Any] = {"number": number, "question": question, "status": "open", "source": "hand_over"}
    plain |= {"channel": "web", "reply_by": "web", "reach": "", "answer_id": None, "conversation_id": f"c-{number}"}
    plain |= {"owner": None, "due_at": None, "tags": [], "created_at": NOW, "changed_at": NOW, "revision": 1}
    return plain | {"merged_into": None} | more


def draft(number: int, *texts: str, **more: Any) -> dict[str, Any]:
    """A reply whose first paragraph cites."""
    paragraphs = [{"text": text, "citations": [1] if at == 0 else []} for at, text in enumerate(texts)]
    plain: dict[str, Any] = {"id": f"d-{number}", "ticket": number, "form": "website", "state": "writing"}
    plain |= {"as_of": "2024-06-01", "revision": 1, "paragraphs": paragraphs, "citations": [CITATION]}
    plain |= {"author": {"id": "u-agent", "display_name": "agent先生"}, "reviewer": None, "comment": ""}
    plain |= {"written_at": NOW, "changed_at": NOW, "sent_at": None, "failure": "", "distance": None}
    return plain | {"deliveries": [], "findings": [], "four_eyes": True} | more


def approved(id: str, question: str = "", **more: Any) -> dict[str, Any]:
    """An approved answer as the API gives it."""
    plain: dict[str, Any] = {"id": id, "question": question, "variants": [], "state": "draft", "citations": [CITATION]}
    plain |= {
        "paragraphs": [{"text": FIGURE, "citations": [1]}],
        "owner": {"id": "u-agent", "display_name": "agent先生"},
    }
    plain |= {"editor": None, "review_on": "2025-06-01", "expires_on": None, "approved_by": "", "approved_at": None}
    return plain | {"changed_at": NOW, "revision": 1, "ticket": None, "flags": [], "findings": []} | more


def insights(first: str, last: str) -> dict[str, Any]:
    """What a period came to as the API tells it: no questions on Sundays, one model failure a day."""
    begin = date.fromisoformat(first)
    days = [begin + timedelta(days=at) for at in range((date.fromisoformat(last) - begin).days + 1)]
    asked = [0 if day.weekday() == 6 else day.day % 7 + 1 for day in days]
    endings = [
        {
            "answered": n,
            "partly": n // 2,
            "asked_back": n // 4,
            "unanswered": n // 3,
            "out_of_scope": n // 5,
            "failed": n // 7,
        }
        for n in asked
    ]
    silent = {"document_id": "old-2019", "title": "没有人引用的办法", "count": 0}
    more = [{"document_id": f"d-{at}", "title": f"第 {at} 号实施细则", "count": 20 - at} for at in range(1, 12)]
    return {
        "first": first,
        "last": last,
        "days": [
            {"day": day.isoformat(), "asked": sum(each.values()), "endings": each}
            for day, each in zip(days, endings, strict=True)
        ],
        "channels": {"web": 61, "kf": 22, "wechat": 9, "pigeon": 1},
        "documents": [{"document_id": "plan-2024", "title": "示例行动方案", "count": 44}, *more],
        "silent": [silent],
        "unanswered": [
            {"question": "出口退税怎么办？", "count": 9, "others": ["出口退税找谁", "退税要多久"]},
            {"question": "厂房租金有补贴吗？", "count": 2, "others": []},
        ],
        "rated": [
            {"rating": "up", "reason": "", "count": 14},
            {"rating": "down", "reason": "figure", "count": 3},
        ],
        "replying": {"opened": 12, "replied": 10, "median_hours": 3.5, "slow_hours": 20.1, "median_distance": None},
        "model": [{"day": day.isoformat(), "calls": 8, "tokens": 21000, "failures": 1} for day in days],
    }


class PlayedDesk:
    """Holds what the page reads; `asked` notes every change that it asks for. Figures other than 5000 are flawed."""

    def __init__(self, role: str | None = "admin") -> None:
        self.role = role
        self.staff = [user("admin"), user("agent"), user("reviewer", joined=False)]
        self.tickets: dict[int, dict[str, Any]] = {}
        self.drafts: dict[str, dict[str, Any]] = {}
        self.details: dict[int, dict[str, Any]] = {}
        self.approved: dict[str, dict[str, Any]] = {}
        self.candidates: list[dict[str, Any]] = []
        self.events: list[dict[str, Any]] = []
        self.asked: list[tuple[str, str, Any]] = []
        self.refusals: dict[str, tuple[int, str]] = {}
        self.told: list[dict[str, Any]] = []

    def put(self, *tickets: dict[str, Any]) -> None:
        """Keep tickets."""
        self.tickets |= {each["number"]: each for each in tickets}

    def write(self, *drafts: dict[str, Any]) -> None:
        """Keep replies."""
        self.drafts |= {each["id"]: each for each in drafts}

    def play(self, page: Page) -> None:
        """Answer what the page asks the desk for, in place of the server."""
        page.route(re.compile(r"/api/v1/desk/"), self._answer)
        page.route(re.compile(r"/api/v1/about"), self._about)

    def changes(self, path: str) -> list[Any]:
        """The bodies of the changes that were asked for at a path."""
        return [body for _, asked, body in self.asked if re.fullmatch(path, asked)]

    def _about(self, route: Route) -> None:
        reply = route.fetch()
        route.fulfill(response=reply, json=reply.json() | {"desk": True})

    def _answer(self, route: Route) -> None:
        request = route.request
        parts = urlsplit(request.url)
        path = parts.path.removeprefix("/api/v1/desk")
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if path == "/events":
            told = "".join(f"event: changed\ndata: {json.dumps(each)}\n\n" for each in self.told)
            self.told = []
            route.fulfill(content_type="text/event-stream", body=f"retry: 300\n\n{told}: on\n\n")
            return
        if path in self.refusals:
            status, detail = self.refusals.pop(path)
            _refused(route, status, detail)
            return
        if request.method != "GET":
            kind = request.headers.get("content-type", "")
            body = request.post_data_json if kind == "application/json" else request.post_data
            if path not in ("/session", "/join") and request.headers.get("x-csrf-token") != "token":
                _refused(route, 403, "这个操作要从工作台的页面发出，请刷新页面后重试。")
                return
            if path != "/check":
                self.asked.append((request.method, path, body))
        else:
            body = query
        if path not in ("/session", "/join") and self.role is None:
            _refused(route, 401, "请先登录工作台。")
            return
        for pattern, reply in self._ways.items():
            if found := re.fullmatch(pattern, f"{request.method} {path}"):
                reply(self, route, body, *found.groups())
                return
        _refused(route, 404, "没有这个地址。")

    def _session(self, route: Route, _: Any) -> None:
        if self.role is None:
            _refused(route, 401, "请先登录工作台。")
            return
        who = {name: value for name, value in user(self.role).items() if name in ("id", "name", "display_name", "role")}
        route.fulfill(json={"user": who | {"permissions": PERMISSIONS[self.role]}, "csrf": "token"})

    def _sign_in(self, route: Route, body: Any) -> None:
        self.role = body.get("name", "agent")
        self._session(route, body)

    def _sign_out(self, route: Route, _: Any) -> None:
        self.role = None
        route.fulfill(status=204)

    def _list(self, route: Route, query: Any) -> None:
        found = [each for each in self.tickets.values() if query.get("status", each["status"]) == each["status"]]
        found = [each for each in found if query.get("q", "") in each["question"]]
        if query.get("owner") == "none":
            found = [each for each in found if each["owner"] is None]
        statuses = [each["status"] for each in self.tickets.values()]
        tags = sorted({tag for each in self.tickets.values() for tag in each["tags"]})
        counts = {status: statuses.count(status) for status in set(statuses)}
        route.fulfill(json={"tickets": found, "total": len(found), "after": None, "counts": counts, "tags": tags})

    def _ticket(self, route: Route, _: Any, number: str) -> None:
        if int(number) not in self.tickets:
            _refused(route, 404, f"没有工单 {number}。")
            return
        plain = {"merged": [], "notes": [], "answer": None, "ratings": [], "conversation": [], "similar": []}
        known = plain | {"ticket": self.tickets[int(number)], "drafts": self._drafts_of(number)}
        route.fulfill(json=known | self.details.get(int(number), {}))

    def _drafts(self, route: Route, _: Any, number: str) -> None:
        route.fulfill(json={"drafts": self._drafts_of(number)})

    def _drafts_of(self, number: str) -> list[dict[str, Any]]:
        return [each for each in self.drafts.values() if each["ticket"] == int(number)]

    def _change_ticket(self, route: Route, body: Any, number: str) -> None:
        held = self.tickets[int(number)]
        owners = {each["id"]: {"id": each["id"], "display_name": each["display_name"]} for each in self.staff}
        changed = {name: body[name] for name in ("status", "due_at", "tags") if name in body}
        if "owner_id" in body:
            changed["owner"] = owners.get(body["owner_id"] or "")
        held |= changed | {"revision": held["revision"] + 1}
        route.fulfill(json=held)

    def _note(self, route: Route, body: Any, number: str) -> None:
        note = {"id": f"n-{len(self.asked)}", "author": "admin先生", "text": body["text"], "written_at": NOW}
        self.details.setdefault(int(number), {}).setdefault("notes", []).append(note)
        route.fulfill(status=201, json=note)

    def _merge(self, route: Route, body: Any, number: str) -> None:
        self.tickets[int(number)] |= {"status": "merged", "merged_into": body["into"]}
        route.fulfill(json=self.tickets[int(number)])

    def _begin(self, route: Route, body: Any, number: str) -> None:
        begun = draft(int(number), FIGURE, "以上按今天的规定答复。", form=body["form"])
        self.write(begun)
        route.fulfill(status=201, json=begun)

    def _save(self, route: Route, body: Any, id: str) -> None:
        held = self.drafts[id]
        if body["revision"] != held["revision"]:
            _refused(route, 409, "同事先改了，请重新读取。")
            return
        cited = [CITATION | {"n": len(held["citations"]) + 1, "clause_id": each} for each in body.get("cite", [])]
        held |= {"paragraphs": body["paragraphs"], "citations": held["citations"] + cited, "state": "writing"}
        held |= {"revision": held["revision"] + 1, "findings": _findings(body["paragraphs"])}
        route.fulfill(json=held)

    def _step(self, route: Route, body: Any, id: str, to: str) -> None:
        held = self.drafts[id]
        if to == "submit" and held["findings"]:
            _refused(route, 409, "还有没核对上的地方，改好再送审。")
            return
        sent = {"ticket": held["ticket"], "way": "web", "state": "sent", "failure": "", "sent_at": NOW}
        steps: dict[str, dict[str, Any]] = {
            "submit": {"state": "in_review"},
            "approve": {"state": "approved"},
            "return": {"state": "returned", "reviewer": held["author"]},
            "send": {"state": "sent", "sent_at": NOW, "distance": 3, "deliveries": [sent]},
        }
        held |= steps[to] | {"revision": held["revision"] + 1, "comment": body.get("comment", "")}
        route.fulfill(json=held)

    def _open(self, route: Route, body: Any) -> None:
        opened = ticket(max(self.tickets, default=0) + 1, body["question"], source="staff", reply_by="copy")
        self.put(opened)
        route.fulfill(status=201, json=opened)

    def _insights(self, route: Route, query: Any) -> None:
        if query["first"] > query["last"]:
            _refused(route, 422, "请选一段不超过 366 天的日期，开始不晚于结束。")
            return
        route.fulfill(json=insights(query["first"], query["last"]))

    def _check(self, route: Route, body: Any) -> None:
        route.fulfill(json={"findings": _findings(body["paragraphs"])})

    def _clauses(self, route: Route, query: Any) -> None:
        route.fulfill(
            json={"citations": [CITATION | {"clause_id": "plan-2024:2.1.s2", "quote": "举办30多场供需对接会。"}]}
        )

    def _in_state(self, route: Route, query: Any) -> None:
        found = [each for each in self.drafts.values() if each["state"] == query["state"]]
        route.fulfill(json={"drafts": found})

    def _staff(self, route: Route, _: Any) -> None:
        route.fulfill(json={"users": self.staff})

    def _add_user(self, route: Route, body: Any) -> None:
        made = user(body["role"], body["name"], display_name=body["display_name"], joined=False)
        self.staff.append(made)
        route.fulfill(status=201, json={"user": made, "link": "/desk/join#secret-of-the-link"})

    def _change_user(self, route: Route, body: Any, id: str) -> None:
        held = next(each for each in self.staff if each["id"] == id)
        held |= body
        route.fulfill(json=held)

    def _audit(self, route: Route, query: Any) -> None:
        found = [each for each in self.events if query.get("subject", each["subject"]) == each["subject"]]
        route.fulfill(json={"events": found, "has_more": False})

    def _approved_list(self, route: Route, query: Any) -> None:
        every = self.approved.values()
        found = [each for each in every if query.get("state", each["state"]) == each["state"]]
        states = [each["state"] for each in every]
        counts = {state: states.count(state) for state in set(states)}
        route.fulfill(json={"approved": found, "total": len(found), "counts": counts})

    def _candidates(self, route: Route, _: Any) -> None:
        route.fulfill(json={"candidates": self.candidates})

    def _one_approved(self, route: Route, _: Any, id: str) -> None:
        route.fulfill(json=self.approved[id])

    def _write_approved(self, route: Route, body: Any, id: str = "") -> None:
        held = self.approved.get(id, approved("a-new"))
        if "revision" in body and body["revision"] != held["revision"]:
            _refused(route, 409, "同事先改了，请重新读取。")
            return
        places = {each["n"]: each for each in body.get("citations", [])}
        held |= {"citations": [CITATION | place for place in places.values()], "state": "draft", "flags": []}
        held |= {name: body[name] for name in ("question", "variants", "paragraphs", "review_on") if name in body}
        held |= {"revision": held["revision"] + 1, "findings": _findings(held["paragraphs"])}
        self.approved[held["id"]] = held
        route.fulfill(status=200 if id else 201, json=held)

    def _step_approved(self, route: Route, body: Any, id: str, to: str) -> None:
        held = self.approved[id]
        held |= {"state": {"publish": "published", "retire": "retired"}[to], "revision": held["revision"] + 1}
        route.fulfill(json=held)

    def _try(self, route: Route, body: Any) -> None:
        near = [{"id": each["id"], "question": each["question"]} for each in self.approved.values()]
        told = {"matched": body["question"], "likeness": 0.93, "against": [], "near": near[1:]}
        route.fulfill(json=told | {"hit": near[0] if near else None})

    def _done(self, route: Route, *_: Any) -> None:
        route.fulfill(status=204)

    _ways: ClassVar[dict[str, Callable[..., None]]] = {
        "GET /session": _session,
        "POST /session": _sign_in,
        "POST /join": _sign_in,
        "DELETE /session": _sign_out,
        "PUT /password": _done,
        "GET /tickets": _list,
        "POST /tickets": _open,
        "GET /insights": _insights,
        r"GET /tickets/(\d+)": _ticket,
        r"GET /tickets/(\d+)/drafts": _drafts,
        r"PATCH /tickets/(\d+)": _change_ticket,
        r"POST /tickets/(\d+)/notes": _note,
        r"POST /tickets/(\d+)/merge": _merge,
        r"POST /tickets/(\d+)/drafts": _begin,
        r"PUT /drafts/([\w-]+)": _save,
        r"POST /drafts/([\w-]+)/(submit|approve|return|send)": _step,
        "POST /check": _check,
        "GET /clauses": _clauses,
        "GET /drafts": _in_state,
        "GET /staff": _staff,
        "POST /staff": _add_user,
        r"PATCH /staff/([\w-]+)": _change_user,
        "GET /audit": _audit,
        "GET /approved": _approved_list,
        "POST /approved": _write_approved,
        "GET /approved/candidates": _candidates,
        "POST /approved/try": _try,
        r"GET /approved/([\w-]+)": _one_approved,
        r"PUT /approved/([\w-]+)": _write_approved,
        r"POST /approved/([\w-]+)/(publish|retire)": _step_approved,
    }


def _refused(route: Route, status: int, detail: str) -> None:
    problem = {"type": "about:blank", "title": "", "status": status, "detail": detail, "request_id": "r", "errors": []}
    route.fulfill(status=status, content_type="application/problem+json", json=problem)


def _findings(paragraphs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "paragraph": at,
            "start": found.start(),
            "end": found.end(),
            "flaw": "figure",
            "what": found.group(),
            "message": f"出处里没有“{found.group()}”，请核对。",
        }
        for at, paragraph in enumerate(paragraphs)
        for found in re.finditer(r"\d{3,}家", paragraph["text"])
        if found.group() != "5000家"
    ]
