"""The figures as JSON, and as a Markdown table beside the bars they have to reach."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

RESULTS_DIR = Path(__file__).resolve().parent / "results"

_SIZE_HEADINGS = (
    "条款", "词面 p50 / p99", "向量 p50 / p99", "合并 p50 / p99", "建索引", "磁盘",
    "通用做法 p50 / p99", "其建库", "其磁盘", "合并对通用做法的 p50 之比",
)  # fmt: skip

Figures = Mapping[str, Any]


def machine() -> dict[str, object]:
    """What the figures were measured on, and its load at the moment: others' load makes times pessimistic."""
    return {
        "cores": os.cpu_count(),
        "processor": _processor(),
        "python": platform.python_version(),
        "load_at_start": round(os.getloadavg()[0], 1),
    }


def write(figures: Figures, made_at: datetime, directory: Path = RESULTS_DIR) -> tuple[Path, Path]:
    """Write `<time>.json` and `<time>.md`."""
    directory.mkdir(parents=True, exist_ok=True)
    stem = made_at.strftime("%Y-%m-%dT%H%M%S")
    data, table = directory / f"{stem}.json", directory / f"{stem}.md"
    data.write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    table.write_text(markdown(figures, made_at), encoding="utf-8")
    return data, table


def markdown(figures: Figures, made_at: datetime) -> str:
    """The tables of what was measured."""
    on = figures["machine"]
    lines = [
        f"测于 {made_at:%Y-%m-%d}：{on['processor']}，{on['cores']} 核，Python {on['python']}，"
        f"负载开始时 {on['load_at_start']}、结束时 {figures['load_at_end']}。",
        "",
        "| 量 | 值 | 要求 |",
        "|---|---|---|",
        *(f"| {name} | {value} | {bar} |" for name, value, bar in _rows(figures)),
    ]
    sizes = [figures["real"], *figures["sizes"]]
    return "\n".join([*lines, "", *_evidence(figures), "", *_sizes(sizes)]) + "\n"


def _rows(figures: Figures) -> Iterator[tuple[str, str, str]]:
    answers, serving = figures["answers"], figures["serving"]
    yield "回答延迟 p50 / p99（进程内，热，单客户端）", _pair(answers["warm"]), "≤ 15 / ≤ 60 ms"
    for name, title in (("distinct", "问题各不相同"), ("repeated", "问题重复")):
        load = serving["throughput"][name]
        value = (
            f"{load['answers_per_second']} 个/秒（每个 CPU {load['cpu_ms_per_answer']} ms），"
            f"p50 / p99 {_pair(load)}，错误 {load['errors']}"
        )
        yield f"吞吐（{load['clients']} 客户端，{title}）", value, "≥ 150 个/秒，无错误"
    yield "serve 空闲内存", f"{serving['idle_rss_mb']} MB", "≤ 350 MB"
    yield "负载之后内存", f"{serving['rss_after_load_mb']} MB", ""
    for name, title, bar in (
        ("again", "数据已在", "≤ 5 秒"),
        ("empty_data_directory", "数据目录为空", ""),
        ("without_bytecode", "数据目录为空且没有任何 .pyc", ""),
    ):
        start = serving["start"][name]
        yield f"启动到就绪：{title}", f"{start['seconds']} 秒（CPU {start['cpu_seconds']} 秒）", bar


def _evidence(figures: Figures) -> Iterator[str]:
    answers, ours, plain = figures["answers"], figures["real"]["ours"], figures["real"]["plain"]
    base = plain["evidence_hit_rate"]
    yield "| 开发集的证据，真实语料 | 命中 | 对通用做法之比 | 文字 |"
    yield "|---|---|---|---|"
    rows = (
        ("回答的引文", answers["evidence_hit_rate"], f"平均 {answers['mean_quoted_chars']} 字"),
        ("合并检索的前几条", ours["evidence_hit_rate"], "至多 2000 字"),
        ("通用做法的前四段", base, "至多 2000 字"),
    )
    for name, rate, text in rows:
        yield f"| {name} | {rate:.3f} | {rate / base if base else 0:.2f} | {text} |"


def _sizes(sizes: list[Figures]) -> Iterator[str]:
    yield f"| {' | '.join(_SIZE_HEADINGS)} |"
    yield "|---" * len(_SIZE_HEADINGS) + "|"
    for size in sizes:
        ours, plain = size["ours"], size["plain"]
        cells = (
            f"{ours['clauses']:,}",
            *(_pair(ours[index]) for index in ("lexical", "dense", "fused")),
            f"{ours['build_seconds']:.1f} 秒",
            f"{ours['disk_mb']} MB",
            _pair(plain["search"]),
            f"{plain['build_seconds']:.1f} 秒",
            f"{plain['disk_mb']} MB",
            f"{ours['fused']['p50_ms'] / plain['search']['p50_ms']:.2f}",
        )
        yield f"| {' | '.join(cells)} |"


def _pair(measured: Figures) -> str:
    return f"{measured['p50_ms']:.1f} / {measured['p99_ms']:.1f} ms"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())
