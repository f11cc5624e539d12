import hashlib
import json
import subprocess
import sys
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from assistant.search.indexed import IndexedClause
from evals.bench import results
from evals.bench.corpus import evidence_cases, hit_rate
from evals.bench.growth import grow
from evals.bench.questions import development_questions, varied
from evals.bench.timing import Latency, megabytes
from evals.dataset import Dataset
from tests.fakes.eval_answers import case

REPOSITORY = Path(__file__).resolve().parents[3]
EVIDENCE = [{"document": "plan", "text": "营收达到 5000 亿元"}, {"document": "plan", "text": "举办 30 多场"}]


def clause(number: int, text: str) -> IndexedClause:
    return IndexedClause(f"plan:{number}", "方案", "一、目标", text, hashlib.sha256(text.encode()).hexdigest())


REAL = (
    clause(1, "依托广州和深圳优势，加快纺织服装创意设计，建成 15 家以上集聚区。"),
    clause(2, "举办展博交流会 30 多场，支持企业拓展海外市场；建立行业人才库。"),
)


def test_growth_begins_with_the_real_clauses_and_says_that_the_others_are_synthetic():
    grown = grow(REAL, 200)
    assert grown[:2] == REAL
    assert len({held.id for held in grown}) == 200
    assert all("合成" in held.title and held.id.startswith("synthetic-") for held in grown[2:])
    assert all(held.digest == hashlib.sha256(held.text.encode()).hexdigest() for held in grown)


def test_growth_is_the_same_every_time_and_a_larger_corpus_begins_with_a_smaller():
    assert grow(REAL, 50) == grow(REAL, 50) == grow(REAL, 80)[:50]
    assert grow(REAL, 1) == REAL[:1]


def test_varied_questions_are_distinct_and_hold_the_real_ones():
    questions = varied(("营收目标是多少？", "技改有补贴吗？"), 300)
    assert len(set(questions)) == 300
    assert all("营收目标是多少" in question or "技改有补贴吗" in question for question in questions)
    with pytest.raises(ValueError, match=r"[Ss]ample"):
        varied(("营收？",), 100_000)


def test_only_development_questions_that_lead_to_a_search_are_measured():
    dataset = Dataset(
        cases=(
            case(evidence=EVIDENCE),
            case(question="广东呢？", history=["山东呢？"], evidence=EVIDENCE),
            case(question="写诗", category="out_of_scope", status=["unanswerable_out_of_scope"]),
            case(question="机密", slice="holdout", evidence=EVIDENCE),
        )
    )
    assert development_questions(dataset) == ("营收目标是多少？",)
    assert [held.question for held in evidence_cases(dataset)] == ["营收目标是多少？"]


def test_the_hit_rate_is_the_share_of_evidence_found_whole():
    assert hit_rate(case(evidence=EVIDENCE), ["全省营收达到5000亿元，", "举办展博会"]) == 0.5


def test_sizes_and_latencies_are_measured(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").write_bytes(b"0" * 2_000_000)
    assert megabytes(tmp_path) == 2.0
    assert Latency.of([1, 2, 3, 100]) == Latency(4, 2, 100)


def test_the_table_sets_figures_beside_their_bars():
    pair = {"p50_ms": 4.0, "p99_ms": 9.0}
    load = {**pair, "clients": 16, "answers_per_second": 200.0, "cpu_ms_per_answer": 8.0, "errors": 0}
    start = {"seconds": 3.0, "cpu_seconds": 2.5}
    size = {
        "ours": {
            "clauses": 1000, "lexical": pair, "dense": pair, "fused": pair,
            "build_seconds": 2.0, "disk_mb": 7.6, "evidence_hit_rate": 0.9,
        },
        "plain": {
            "search": {"p50_ms": 2.0, "p99_ms": 3.0}, "build_seconds": 1.0, "disk_mb": 2.0, "evidence_hit_rate": 0.6,
        },
    }  # fmt: skip
    table = results.markdown(
        {
            "machine": results.machine(),
            "load_at_end": 2.1,
            "answers": {"warm": pair, "evidence_hit_rate": 0.97, "mean_quoted_chars": 120},
            "serving": {
                "throughput": {"distinct": load, "repeated": load},
                "idle_rss_mb": 300.0,
                "rss_after_load_mb": 310.0,
                "start": dict.fromkeys(("again", "empty_data_directory", "without_bytecode"), start),
            },
            "real": size,
            "sizes": [],
        },
        datetime(2026, 11, 23, tzinfo=UTC),
    )
    assert "| 回答延迟 p50 / p99（进程内，热，单客户端） | 4.0 / 9.0 ms | ≤ 15 / ≤ 60 ms |" in table
    assert "| 合并检索的前几条 | 0.900 | 1.50 | 至多 2000 字 |" in table
    assert "| 1,000 | 4.0 / 9.0 ms |" in table
    assert table.rstrip().endswith("| 2.00 |")


class Server(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(500 if asked["question"] == "坏" else 200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *args):
        pass


def test_clients_ask_every_question_once_and_count_what_failed():
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever).start()
        try:
            done = subprocess.run(
                [sys.executable, "-m", "evals.bench.load", f"http://127.0.0.1:{server.server_port}", "4"],
                input=json.dumps([*["好"] * 9, "坏"]),
                capture_output=True,
                text=True,
                check=True,
                cwd=REPOSITORY,
            )
        finally:
            server.shutdown()
    measured = json.loads(done.stdout)
    assert (measured["calls"], measured["errors"], measured["first_errors"]) == (10, 1, ["500: {}"])
