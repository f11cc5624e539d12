"""How long the desk takes over 10,000 tickets: `python -m evals.bench.tickets`.

A desk over SQLite in this process is asked over HTTP, one request after the other, for what its page asks for.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from starlette.testclient import TestClient

from assistant.domain import StaffRole, TicketSource, TicketStatus
from assistant.storage.desk_tables import ticket_notes, ticket_tags, tickets
from assistant.storage.engine import Database
from evals.bench.questions import development_questions, varied
from evals.dataset import load
from evals.percentiles import percentile
from tests.fakes.desk_app import DESK, MORNING, open_desk

COUNT, ROUNDS = 10_000, 60
BAR_MS = 150
_TAGS = ("技改", "贴息", "专精特新", "社保", "厂房", "出口", "急", "重复", "转办", "回访")


def main() -> int:
    """Measure, print the figures beside the bar, and tell whether it is met by each."""
    questions = varied(development_questions(load()), COUNT, seed=11)
    with tempfile.TemporaryDirectory(prefix="bench-tickets-") as room, open_desk(Path(room)) as desk:
        client, user = desk.signed_in(StaffRole.AGENT), desk.user(StaffRole.AGENT)
        _fill(desk.database, questions, user.id)
        print(f"| {COUNT:,} 张工单，SQLite，经 HTTP 在进程内 | p50 | p95 | 最慢 | 处理器 p95 |")
        print("|---|---|---|---|---|")
        slowest = max(_measure(name, ask) for name, ask in _asked(client))
    return 0 if slowest <= BAR_MS else 1


def _asked(client: TestClient) -> Iterator[tuple[str, Callable[[int], object]]]:
    """What is measured: a name, and a request for each round."""

    def listing(**query: object) -> Callable[[int], object]:
        return lambda _: client.get(f"{DESK}/tickets", params=query).raise_for_status()

    def further(_: int) -> object:
        nonlocal after
        after = client.get(f"{DESK}/tickets", params={"after": after}).raise_for_status().json()["after"]
        return after

    after = client.get(f"{DESK}/tickets").json()["after"]
    yield "列表", listing()
    yield "下一页", further
    yield "待处理", listing(status="open")
    yield "我的，逾期", listing(owner="me", due="overdue")
    yield "标签", listing(tag="贴息")
    yield "搜索，很多", listing(q="设备")
    yield "搜索，没有", listing(q="没有人问过的词")
    yield "搜索，两个词", listing(q="东莞 补贴")
    yield "一张工单（连同相像的）", lambda n: client.get(f"{DESK}/tickets/{COUNT - n}").raise_for_status()
    yield "录入", lambda n: client.post(f"{DESK}/tickets", json={"question": f"第{n}个新问题"}).raise_for_status()


def _measure(name: str, ask: Callable[[int], object]) -> float:
    ask(0)
    milliseconds, worked = [], []
    for n in range(ROUNDS):
        began, work = time.perf_counter(), time.process_time()
        ask(n)
        milliseconds.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - work) * 1000)
    p95 = percentile(milliseconds, 95)
    told = (percentile(milliseconds, 50), p95, max(milliseconds), percentile(worked, 95))
    print(f"| {name} | " + " | ".join(f"{ms:.1f} ms" for ms in told) + " |")
    return p95


def _fill(database: Database, questions: tuple[str, ...], owner_id: str) -> None:
    choose = random.Random(5)
    rows, tags, notes = [], [], []
    for number, question in enumerate(questions, start=1):
        moment = MORNING - timedelta(minutes=7 * (COUNT - number))
        rows.append(
            {
                "number": number,
                "question": question,
                "question_key": "",
                "status": choose.choices(list(TicketStatus)[:4], (40, 5, 25, 30))[0],
                "source": choose.choice(list(TicketSource)),
                "channel": "api",
                "account": "",
                "user_id": "",
                "reach": "",
                "conversation_id": f"c-{number // 2}",
                "answer_id": f"a-{number}",
                "owner_id": choose.choice((owner_id, None, None)),
                "created_at": moment,
                "changed_at": moment,
                "due_at": moment + timedelta(hours=48),
                "revision": 1,
            }
        )
        tags += [{"ticket": number, "tag": tag} for tag in choose.sample(_TAGS, choose.randrange(3))]
        notes.append(
            {
                "id": f"n{number}",
                "ticket": number,
                "author_id": owner_id,
                "text": choose.choice(questions),
                "written_at": moment,
            }
        )
    with database.write() as connection:
        for table, filled in ((tickets, rows), (ticket_tags, tags), (ticket_notes, notes)):
            connection.execute(table.insert(), filled)


if __name__ == "__main__":
    sys.exit(main())
