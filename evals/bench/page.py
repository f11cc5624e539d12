"""What the page costs a phone: scripts, the time until one can ask, a long conversation. `python -m evals.bench.page`.

Needs Debian's Chromium (or the one that CHROMIUM names) and the `test` extra.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from evals.bench.serving import serving

ROUNDS = 5
PHONE = {"width": 375, "height": 667}
# Lighthouse's slow 4G: 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back; a processor four times slower.
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
SLOWER = 4
MESSAGES = 200
WATCH = """
new PerformanceObserver((list) => {
    for (const task of list.getEntries()) window.lastBusy = task.startTime + task.duration;
}).observe({ type: "longtask", buffered: true });
new MutationObserver(() => {
    if (!window.askable && document.querySelector("textarea")) window.askable = performance.now();
}).observe(document, { childList: true, subtree: true });
"""
SCROLL = """() => new Promise((resolve) => {
    const frames = [];
    let last = performance.now();
    const far = document.documentElement.scrollHeight - innerHeight;
    const began = last;
    function step(now) {
        frames.push(now - last);
        last = now;
        window.scrollTo(0, far * Math.min(1, (now - began) / 4000));
        if (now - began < 4000) requestAnimationFrame(step);
        else resolve(frames.slice(1));
    }
    window.scrollTo(0, 0);
    requestAnimationFrame(step);
})"""


def main() -> None:
    """Measure the three and print them beside their bars; `--lighthouse` adds its accessibility score, from npm."""
    with tempfile.TemporaryDirectory(prefix="bench-page-") as room, sync_playwright() as playwright:
        data, bytecode = Path(room, "data"), Path(room, "pycache")
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        with serving(data, bytecode) as server:
            loads = [_first_load(browser, server.url) for _ in range(ROUNDS)]
            frames = _long_conversation(browser, server.url)
            accessible = _lighthouse(server.url, str(chromium)) if "--lighthouse" in sys.argv else {}
        browser.close()
    kilobytes = max(load["script_bytes"] for load in loads) / 1000
    rows = (
        ("提问页的脚本，gzip", f"{kilobytes:.0f} kB", "≤ 300 kB"),
        (
            f"可以提问（CPU 慢 {SLOWER} 倍，1.6 Mbit/s，往返 150 ms）",
            f"中位 {statistics.median(load['ready_ms'] for load in loads):.0f} ms，"
            f"最慢 {max(load['ready_ms'] for load in loads):.0f} ms",
            "≤ 2500 ms",
        ),
        (
            f"{MESSAGES} 条消息滚动到底",
            f"每帧中位 {statistics.median(frames):.1f} ms，p95 {statistics.quantiles(frames, n=20)[-1]:.1f} ms",
            "60 帧/秒（16.7 ms）",
        ),
        *((f"Lighthouse 无障碍 {path}", f"{score:.0f}", "≥ 95") for path, score in accessible.items()),
    )
    print("\n".join(f"| {name} | {value} | {bar} |" for name, value, bar in (("量", "值", "要求"), *rows)))


def _first_load(browser: Browser, url: str) -> dict[str, float]:
    """Bytes of script and milliseconds until one can type and nothing long runs any more; nothing is cached."""
    context = browser.new_context(viewport=PHONE, locale="zh-CN", extra_http_headers={"Accept-Encoding": "gzip"})
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", NETWORK)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(WATCH)
    page.goto(url)
    page.wait_for_selector("textarea")
    page.wait_for_timeout(2500)
    measured = page.evaluate(
        """() => ({
            ready_ms: Math.max(window.askable, window.lastBusy ?? 0),
            script_bytes: performance.getEntriesByType("resource")
                .filter((each) => each.name.endsWith(".js"))
                .reduce((sum, each) => sum + each.encodedBodySize, 0),
        })"""
    )
    context.close()
    return dict(measured)


def _long_conversation(browser: Browser, url: str) -> list[float]:
    """Milliseconds of each frame while a conversation of many messages is scrolled from top to bottom."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    page = context.new_page()
    key = _converse(page, url)
    page.goto(f"{url}/c/{key}")
    page.locator(".exchange").nth(MESSAGES // 2 - 1).wait_for(state="attached")
    page.wait_for_timeout(1000)
    frames = [float(frame) for frame in page.evaluate(SCROLL)]
    context.close()
    return frames


def _converse(page: Page, url: str) -> str:
    """A conversation of the device with as many messages, made of answers that the server really gave."""
    asked = ("技改资金能补多少？", "小升规有奖励吗？", "贷款贴息多少？", "专精特新怎么认定？")
    answers = [page.request.post(f"{url}/api/v1/answers", data={"question": question}).json() for question in asked]
    exchanges = [_exchange(number, asked[number % 4], answers[number % 4]) for number in range(MESSAGES // 2)]
    kept = {"key": "long", "ids": [], "title": None, "changedAt": 1, "exchanges": exchanges, "replaced": []}
    page.goto(url)
    page.evaluate(
        """(kept) => new Promise((resolve, reject) => {
            const opening = indexedDB.open("policy-assistant");
            opening.onupgradeneeded = () => opening.result.createObjectStore("conversations");
            opening.onsuccess = () => {
                const writing = opening.result.transaction("conversations", "readwrite");
                writing.objectStore("conversations").put(kept, "conversation:long");
                writing.oncomplete = () => { opening.result.close(); resolve(); };
                writing.onerror = reject;
            };
        })""",
        kept,
    )
    return "long"


def _exchange(number: int, question: str, answer: dict[str, Any]) -> dict[str, Any]:
    return {
        "key": str(number),
        "askedAt": number,
        "question": question,
        "steps": [],
        "quotes": None,
        "sentences": answer["sentences"],
        "answer": answer | {"id": f"{answer['id']}-{number}"},
        "failure": None,
        "rating": None,
    }


def _lighthouse(url: str, chromium: str) -> dict[str, float]:
    """Lighthouse's accessibility score of the main pages, 0..100."""
    scores = {}
    for path in ("/", "/documents", "/documents/gd-textile-plan-2024", "/timeline"):
        command = ["npx", "--yes", "lighthouse@13", url + path, "--only-categories=accessibility", "--output=json"]
        flags = ["--quiet", "--chrome-flags=--headless=new --no-sandbox"]
        environment = {**os.environ, "CHROME_PATH": chromium}
        done = subprocess.run([*command, *flags], capture_output=True, text=True, env=environment, check=True)
        scores[path] = 100 * float(json.loads(done.stdout)["categories"]["accessibility"]["score"])
    return scores


if __name__ == "__main__":
    main()
