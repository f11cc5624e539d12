"""A document changes, goes and comes back, while people rely on what they were told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from assistant.settings import Settings
from tests.journeys.conftest import PATIENCE_SECONDS, Server, command, serving

SHIPPED = Settings.model_fields["knowledge_dirs"].default[0]
RULES = """---
id: lamp-rules
title: 灯具产业奖励办法
short_title: 灯具办法
kind: official_text
issuer: 某市工业和信息化局
doc_number: null
issued_on: 2024-03
expires_on: {expires}
validity_basis:
  - 有效期至{until}
region: 某市
url: https://example.test/lamps
---

# 灯具产业奖励办法
{inserted}
{article}　灯具企业年产值达到{figure}的，给予一次性奖励。

{last}　本办法由市工业和信息化局负责解释，有效期至{until}。
"""
FIRST = {
    "expires": "2025-12-31",
    "until": "2025年12月31日",
    "inserted": "",
    "article": "第五条",
    "figure": "5000万元",
    "last": "第六条",
}
SECOND = {
    "expires": "2027-12-31",
    "until": "2027年12月31日",
    "inserted": "\n第五条　申请人应当诚实守信。\n",
    "article": "第六条",
    "figure": "1500万元",
    "last": "第七条",
}
ASKED = {"question": "灯具企业年产值达到多少给予一次性奖励？", "as_of": "2024-06-01"}
DIFF = "/api/v1/documents/lamp-rules/diff"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    folder = tmp_path / "extra" / "documents"
    folder.mkdir(parents=True)
    path = folder / "lamp-rules.md"
    path.write_text(RULES.format(**FIRST), "utf-8")
    return path


@pytest.fixture
def running(rules: Path, data_dir: Path) -> Iterator[Server]:
    with serving(data_dir, KNOWLEDGE_DIRS=json.dumps([str(SHIPPED), str(rules.parents[1])])) as server:
        yield server


@pytest.fixture
def web(running: Server) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=running.url, timeout=PATIENCE_SECONDS) as client:
        yield client


def cited(web: httpx2.Client, answer: dict[str, Any]) -> dict[str, Any]:
    """The figure's citation in the answer, read again."""
    again = web.get(f"/api/v1/answers/{answer['id']}").json()
    return next(citation for citation in again["citations"] if "万元" in citation["quote"])


def test_an_old_citation_opens_its_text_and_the_change_lists_the_answer(
    running: Server, web: httpx2.Client, rules: Path
) -> None:
    answer = web.post("/api/v1/answers", json=ASKED).json()
    assert "5000万元" in answer["text"]
    assert cited(web, answer)["state"] == "current"
    assert web.get(DIFF).status_code == 404

    rules.write_text(RULES.format(**SECOND), "utf-8")
    assert command(running.data_dir, "sync").returncode == 0
    citation = cited(web, answer)
    assert (citation["state"], citation["present_version"]) == ("newer_version", 2)
    assert citation["state_note"] == "已有新版本，这一条已经改写"
    old = web.get(citation["reader_url"]).text
    assert f"<mark>{citation['quote']}</mark>" in old
    assert "已有新版本" in old
    assert "1500万元" in web.get(citation["present_url"]).text
    assert "1500万元" in web.post("/api/v1/answers", json=ASKED).json()["text"]

    compared = web.get(DIFF).json()
    reworded, _ = (change for change in compared["changes"] if change["renumbered"])
    figure = reworded["values"][0]
    assert (figure["kind"], figure["before"]["value"], figure["after"]["value"]) == ("money", "5000万元", "1500万元")
    assert {"name": "expires_on", "before": "2025-12-31", "after": "2027-12-31"} in compared["fields"]
    assert "一次性奖励？" not in web.get(DIFF).text
    shown = command(running.data_dir, "diff", "lamp-rules").stdout
    assert "金额 5000万元 → 1500万元" in shown
    assert "日期 2025-12-31 → 2027-12-31" in shown
    assert "引用了这些文字的回答 1 个" in shown
    assert f"{ASKED['question']}  （{answer['id']}，所引原话已改）" in shown
    assert "<del>5000万元</del>" in web.get("/documents/lamp-rules/diff").text

    rules.unlink()
    assert command(running.data_dir, "sync").returncode == 0
    assert cited(web, answer)["state"] == "withdrawn"
    assert "文件已撤下" in web.get(citation["reader_url"]).text

    rules.write_text(RULES.format(**SECOND), "utf-8")
    assert command(running.data_dir, "sync").returncode == 0
    assert (cited(web, answer)["state"], cited(web, answer)["present_version"]) == ("newer_version", 3)
    assert "条款与文件信息都没有变化。" in command(running.data_dir, "diff", "lamp-rules").stdout
    assert "5000万元 → 1500万元" in command(running.data_dir, "diff", "lamp-rules", "3", "1").stdout


def test_without_a_server_the_command_line_compares_by_itself(rules: Path, data_dir: Path) -> None:
    dirs = json.dumps([str(SHIPPED), str(rules.parents[1])])
    for body in (FIRST, SECOND):
        rules.write_text(RULES.format(**body), "utf-8")
        assert command(data_dir, "sync", KNOWLEDGE_DIRS=dirs).returncode == 0
    compared = json.loads(command(data_dir, "diff", "lamp-rules", "--json", KNOWLEDGE_DIRS=dirs).stdout)
    assert (compared["before"], compared["after"], compared["cited_by"]["count"]) == (1, 2, 0)
