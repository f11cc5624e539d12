"""微信客服: accounts whose items are pulled, sessions with their states, and quotas."""

from __future__ import annotations

import re
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.wecom_platform.crypto import CORP_ID, Sealing
from tests.fakes.wecom_platform.http import Body, JsonServer

ACCOUNT = "wkTest"
SECRET = "kf-app-secret-0123"
_MOVES = {(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3), (2, 4), (3, 4), (1, 4), (0, 4), (3, 2)}
_MSGID = re.compile(r"[0-9A-Za-z_-]{1,32}")


@dataclass
class Session:
    state: int = 0
    quota: int = 0
    shown: list[str] = field(default_factory=list)


class Refusal(Exception):
    def __init__(self, number: int) -> None:
        self.number = number


class KfPlatform:
    """`notify` takes the query and body of a callback. `faults` are numbers to refuse a path with, one a call."""

    def __init__(self) -> None:
        self.items: list[Body] = []
        self.sessions: dict[str, Session] = {}
        self.page_size, self.empty_pages = 2, True
        self.staff_on_duty = True
        self.faults: dict[str, list[int]] = {}
        self.calls: Counter[str] = Counter()
        self.sent_ids: list[str] = []
        self.tokens: dict[str, float] = {}
        self.codes: dict[str, str] = {}
        self.clock: Callable[[], float] = time.time
        self.notify: Callable[[dict[str, str], str], None] = lambda query, body: None
        self._sealing = Sealing(CORP_ID)
        self._access = ""
        self._lock = threading.RLock()
        self.http = JsonServer(self._reply)

    # What people and staff do

    def says(self, user: str, text: str, *, quiet: bool = False, ago: float = 0.0, **more: Any) -> str:
        """A message of a person; `quiet` ones are not told of by a callback."""
        with self._lock:
            session = self.sessions.setdefault(user, Session())
            session.quota = 5
            if session.state == 4:
                session.state = 0
            kind = more or {"msgtype": "text", "text": {"content": text}}
            item = self._put({"external_userid": user, "origin": 3, **kind}, ago)
        if not quiet:
            self.call_back()
        return str(item["msgid"])

    def enters(self, user: str) -> None:
        with self._lock:
            self.sessions.setdefault(user, Session())
            self._event({"event_type": "enter_session", "external_userid": user, "welcome_code": self._code(user)})
        self.call_back()

    def staff_takes(self, user: str) -> None:
        with self._lock:
            self.sessions[user].state = 3
            told = {"event_type": "session_status_change", "external_userid": user, "change_type": 1}
            self._event(told | {"msg_code": self._code(user)})
        self.call_back()

    def staff_says(self, user: str, text: str) -> None:
        with self._lock:
            said = {"external_userid": user, "origin": 5, "servicer_userid": "zhang"}
            self._put(said | {"msgtype": "text", "text": {"content": text}})
            self.sessions[user].shown.append(f"人工：{text}")
        self.call_back()

    def staff_ends(self, user: str) -> None:
        with self._lock:
            self.sessions[user].state = 4
            told = {"event_type": "session_status_change", "external_userid": user, "change_type": 3}
            self._event(told | {"msg_code": self._code(user)})
        self.call_back()

    def loses(self, user: str, sent_id: str, reason: int) -> None:
        """Tells later that something did not arrive after all."""
        with self._lock:
            told = {"event_type": "msg_send_fail", "external_userid": user, "fail_msgid": sent_id}
            self._event(told | {"fail_type": reason})
        self.call_back()

    def shown(self, user: str) -> list[str]:
        with self._lock:
            return list(self.sessions[user].shown)

    def call_back(self, token: str | None = None) -> None:
        if token is None:
            token = f"ENC{secrets.token_hex(8)}"
            self.tokens[token] = self.clock()
        told = (
            f"<xml><ToUserName><![CDATA[{CORP_ID}]]></ToUserName><CreateTime>{int(self.clock())}</CreateTime>"
            f"<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[kf_msg_or_event]]></Event>"
            f"<Token><![CDATA[{token}]]></Token><OpenKfId><![CDATA[{ACCOUNT}]]></OpenKfId></xml>"
        )
        encrypted, query = self._sealing.seal(told)
        self.notify(query, f"<xml><ToUserName>{CORP_ID}</ToUserName><Encrypt>{encrypted}</Encrypt></xml>")

    # What it answers

    def _reply(self, path: str, query: dict[str, str], body: Body) -> Body:
        name = path.rsplit("/cgi-bin/", 1)[-1]
        with self._lock:
            self.calls[name] += 1
            try:
                if self.faults.get(name):
                    raise Refusal(self.faults[name].pop(0))
                if name == "gettoken":
                    if (query["corpid"], query["corpsecret"]) != (CORP_ID, SECRET):
                        raise Refusal(40001)
                    self._access = self._access or f"access-{secrets.token_hex(16)}"
                    return {"errcode": 0, "access_token": self._access, "expires_in": 7200}
                if query.get("access_token") != self._access:
                    raise Refusal(40014)
                told = getattr(self, "_" + name.replace("/", "_"))(body)
            except Refusal as refusal:
                return {"errcode": refusal.number, "errmsg": "refused"}
            return {"errcode": 0, "errmsg": "ok", **told}

    def _kf_sync_msg(self, body: Body) -> Body:
        token = body.get("token", "")
        if token and self.clock() - self.tokens.get(token, 0.0) > 600:
            raise Refusal(95007)
        at, passed = (body.get("cursor") or "0:end").split(":")
        page = self.items[int(at) : int(at) + self.page_size]
        if passed == "full" and self.empty_pages:
            return {"next_cursor": f"{at}:end", "has_more": int(bool(page)), "msg_list": []}
        at = int(at) + len(page)
        has_more = at < len(self.items) or (self.empty_pages and bool(page))
        return {"next_cursor": f"{at}:full" if page else f"{at}:end", "has_more": int(has_more), "msg_list": page}

    def _kf_service_state_get(self, body: Body) -> Body:
        return {"service_state": self.sessions[body["external_userid"]].state, "servicer_userid": ""}

    def _kf_service_state_trans(self, body: Body) -> Body:
        user, to = body["external_userid"], body["service_state"]
        session = self.sessions[user]
        if to in (2, 3) and not self.staff_on_duty:
            raise Refusal(95014)
        if (session.state, to) not in _MOVES:
            raise Refusal(95013)
        session.state = to
        return {"msg_code": self._code(user)} if to in (2, 3, 4) else {}

    def _kf_send_msg(self, body: Body) -> Body:
        session = self.sessions[body["touser"]]
        assert _MSGID.fullmatch(body["msgid"])
        if body["msgid"] in self.sent_ids:
            raise Refusal(95011)
        if session.state not in (0, 1):
            raise Refusal(95018)
        text = body["text"]["content"]
        assert 0 < len(text.encode()) <= 2048
        if session.quota == 0:
            raise Refusal(95001)
        session.quota -= 1
        self.sent_ids.append(body["msgid"])
        session.shown.append(text)
        return {"msgid": body["msgid"]}

    def _kf_send_msg_on_event(self, body: Body) -> Body:
        user = self.codes.pop(body["code"], None)
        if user is None:
            raise Refusal(95000)
        if body["msgtype"] == "msgmenu":
            menu = body["msgmenu"]
            assert len(menu["head_content"].encode()) <= 1024
            lines = [item["click"]["content"] for item in menu["list"]]
            assert all(len(line.encode()) <= 128 for line in lines)
            assert 0 < len(lines) <= 10
            self.sessions[user].shown.append("\n".join([menu["head_content"], *(f"[{line}]" for line in lines)]))
        else:
            self.sessions[user].shown.append(body["text"]["content"])
        return {"msgid": secrets.token_hex(8)}

    def _put(self, item: Body, ago: float = 0.0) -> Body:
        whole = {"msgid": secrets.token_hex(16), "open_kfid": ACCOUNT, "send_time": int(self.clock() - ago), **item}
        self.items.append(whole)
        return whole

    def _event(self, event: Body) -> None:
        self._put({"origin": 4, "msgtype": "event", "event": {"open_kfid": ACCOUNT, **event}})

    def _code(self, user: str) -> str:
        code = f"CODE{secrets.token_hex(8)}"
        self.codes[code] = user
        return code
