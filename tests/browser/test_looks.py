"""Every page for everybody: widths, colours, sizes, languages, screen readers."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.asking import ASKED, ask, chip, fits, opened_clause
from tests.browser.conftest import DESKTOP, PHONE, Serve
from tests.fakes.assistant import FIGURE, FakeAssistant

AXE = Path(__file__).resolve().parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = (360, 768, 1280)
PAGES = (
    "/",
    "/documents",
    "/documents/plan-2024",
    "/timeline",
    "/eligibility",
    "/source/plan-2024/2.1.s1",
    "/documents/plan-2024/diff",
    "/a/a-1",
    "/nowhere",
)


def serious(page: Page) -> list[str]:
    """What axe-core calls serious or critical, with the first place of each."""
    if not AXE.is_file():
        pytest.skip("web/node_modules has no axe-core; npm ci installs it")
    page.evaluate(AXE.read_text("utf-8"))
    violations = page.evaluate("axe.run().then((found) => found.violations)")
    return [
        f"{each['id']}: {each['nodes'][0]['html']}" for each in violations if each["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_fits_every_width_and_axe_finds_nothing_serious(
    serve: Serve, browser: Browser, address: str, colours: str
) -> None:
    home = serve(FakeAssistant())
    context = browser.new_context(viewport=DESKTOP, locale="zh-CN", color_scheme=colours, reduced_motion="reduce")
    page = context.new_page()
    page.request.post(f"{home}/api/v1/answers", data={"question": ASKED})
    page.goto(home + address)
    page.wait_for_load_state("networkidle")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 740})
        assert fits(page), width
        assert serious(page) == [], width
    context.close()


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_an_answer_with_its_clause_fits_every_width_and_axe_finds_nothing_serious(
    serve: Serve, browser: Browser, colours: str
) -> None:
    context = browser.new_context(viewport=DESKTOP, locale="zh-CN", color_scheme=colours, reduced_motion="reduce")
    page = context.new_page()
    page.goto(serve(FakeAssistant()))
    ask(page)
    expect(page.locator(".sentence")).to_contain_text(FIGURE)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 740})
        assert fits(page), width
        assert serious(page) == [], width
    chip(page).click()
    expect(opened_clause(page).locator("mark")).to_be_visible()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 740})
        assert fits(page), width
        assert serious(page) == [], width
    context.close()


@pytest.mark.parametrize(
    ("locale", "language", "title"),
    [
        ("zh-CN", "zh-CN", "请直接说您想问的事"),
        ("zh-HK", "zh-HK", "請直接說您想問的事"),
        ("en-GB", "en", "Ask in your own words"),
    ],
)
def test_the_interface_speaks_the_language_of_the_browser(
    serve: Serve, browser: Browser, locale: str, language: str, title: str
) -> None:
    context = browser.new_context(viewport=DESKTOP, locale=locale)
    page = context.new_page()
    page.goto(serve(FakeAssistant()))
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == language
    context.close()


def test_language_colours_and_size_are_chosen_and_kept(serve: Serve, page: Page) -> None:
    page.goto(serve(FakeAssistant()))
    page.get_by_role("button", name="显示设置").click()
    page.get_by_role("menuitemradio", name="深色").click()
    page.get_by_role("menuitemradio", name="特大").click()
    page.get_by_role("menuitemradio", name="繁體中文").click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="請直接說您想問的事")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="請直接說您想問的事")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "20.5px"
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_preferences_that_nobody_can_read_are_left_aside(serve: Serve, page: Page) -> None:
    page.add_init_script('localStorage.setItem(\'policy-assistant.preferences\', \'{"state":{"language":"xx"}}\')')
    page.goto(serve(FakeAssistant()))
    expect(page.get_by_role("heading", name="请直接说您想问的事")).to_be_visible()


def test_the_largest_letters_fit_a_phone(serve: Serve, browser: Browser) -> None:
    context = browser.new_context(viewport=PHONE, locale="zh-CN")
    page = context.new_page()
    page.add_init_script(
        'localStorage.setItem(\'policy-assistant.preferences\', \'{"state":{"size":"larger"},"version":0}\')'
    )
    page.goto(serve(FakeAssistant()))
    ask(page)
    expect(page.locator(".sentence")).to_contain_text(FIGURE)
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "20.5px"
    assert fits(page)
    context.close()
