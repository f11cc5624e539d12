"""Takes the pictures of the page in docs/screens, from a real server. `python -m evals.screens`; look at them then."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from evals.bench.serving import serving

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "screens"
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}
ASKED = "我在开平做牛仔，想换设备，有什么补贴？"
QUOTE = "gd-tech-upgrade-fund-2024?version=1&start=574&end=622"


def main() -> None:
    """Each main page once, the chat also in the dark and on a phone."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="screens-") as room, sync_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        with serving(Path(room, "data"), Path(room, "pycache")) as server:
            page = _page(browser, DESKTOP)
            _asked(page, server.url)
            page.locator(".chip").first.click()
            page.locator(".panel mark").wait_for()
            _take(page, "chat")
            page.goto(f"{server.url}/documents/{QUOTE}")
            page.locator("mark[data-cited]").first.wait_for()
            _take(page, "reader")
            page.goto(f"{server.url}/timeline")
            page.get_by_role("heading", name="正在申报").wait_for()
            _take(page, "timeline")
            page.goto(f"{server.url}/documents")
            page.get_by_text("共 48 份").wait_for()
            _take(page, "documents")
            _judged(page, server.url)
            _take(page, "eligibility")
            page.goto(f"{server.url}/eligibility/gd-tech-upgrade-equipment")
            page.get_by_role("heading", name="材料").wait_for()
            _take(page, "checklist")
            page = _page(browser, DESKTOP, "dark")
            _asked(page, server.url)
            _take(page, "dark")
            page = _page(browser, PHONE)
            _asked(page, server.url)
            _take(page, "phone")
            page.locator(".chip").first.click()
            page.locator(".window.end mark").wait_for()
            _take(page, "phone-clause")
            page = _page(browser, PHONE)
            _judged(page, server.url)
            page.locator("#results").scroll_into_view_if_needed()
            _take(page, "phone-eligibility")
        browser.close()


def _page(browser: Browser, size: dict[str, int], colours: str = "light") -> Page:
    context = browser.new_context(viewport=size, locale="zh-CN", reduced_motion="reduce")
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if colours == "dark" else "light")
    return page


def _asked(page: Page, url: str) -> None:
    page.goto(url)
    page.get_by_label("您的问题").fill(ASKED)
    page.get_by_role("button", name="提问", exact=True).click()
    page.locator(".evidence").wait_for()


def _judged(page: Page, url: str) -> None:
    """What the page of all programmes says of the same denim maker."""
    facts = {"place": "开平", "industry": "garment", "new_equipment_value": "500来万", "completed_on": "2026-09"}
    kept = json.dumps({"state": {"facts": facts, "goals": [], "unknown": []}, "version": 0})
    page.goto(url)
    page.evaluate("(kept) => localStorage.setItem('policy-assistant.enterprise', kept)", kept)
    page.goto(f"{url}/eligibility")
    page.get_by_text("设备奖励").first.wait_for()


def _take(page: Page, name: str) -> None:
    page.wait_for_timeout(500)
    page.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    main()
