"""Reading in a real browser: a document, what is cited in it, its versions, all documents, windows in time."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.asking import ask, chip, fits, opened_clause
from tests.browser.conftest import Serve
from tests.fakes.assistant import FIGURE, FakeAssistant

DOCUMENT = "/documents/plan-2024"
VARIANTS = "**/assets/variants-*.js"


def test_a_citation_leads_to_its_words_in_the_whole_document_and_back(serve: Serve, screen: BrowserContext) -> None:
    page = screen.new_page()
    page.goto(serve(FakeAssistant()))
    ask(page)
    chip(page).click()
    opened_clause(page).get_by_role("link", name="在全文中查看").click()
    expect(page.get_by_role("heading", name="广东省纺织服装产业行动方案", level=1)).to_be_attached()
    expect(page.locator("mark[data-cited]")).to_have_text(FIGURE)
    expect(page.locator("mark[data-cited]")).to_be_in_viewport()
    assert fits(page)
    page.go_back()
    expect(page.locator(".sentence")).to_contain_text(FIGURE)


def test_a_document_is_searched_by_its_words_with_keys_alone(serve: Serve, page: Page) -> None:
    page.goto(serve(FakeAssistant()) + DOCUMENT)
    field = page.get_by_role("textbox", name="在这份文件中查找")
    field.fill("技")
    expect(page.locator("mark.match")).to_have_count(1)
    field.fill("产业")
    expect(page.get_by_text("第 1 处，共 1 处")).to_be_attached()
    field.fill("业")
    expect(page.locator("mark.match").nth(1)).to_be_attached()
    many = page.locator("mark.match").count()
    field.press("Enter")
    expect(page.get_by_text(f"第 2 处，共 {many} 处")).to_be_attached()
    field.press("Shift+Enter")
    field.press("Shift+Enter")
    expect(page.get_by_text(f"第 {many} 处，共 {many} 处")).to_be_attached()
    field.press("Escape")
    expect(page.locator("mark.match")).to_have_count(0)
    field.fill("月球")
    expect(page.get_by_text("没有找到")).to_be_attached()


def test_traditional_characters_find_the_simplified_ones_as_soon_as_the_variants_come(serve: Serve, page: Page) -> None:
    held: list[Route] = []
    page.route(VARIANTS, lambda route: held.append(route))
    url = serve(FakeAssistant())
    page.goto(url + DOCUMENT)
    page.get_by_role("textbox", name="在这份文件中查找").fill("紡織")
    expect(page.get_by_text("没有找到")).to_be_attached()
    held.pop().continue_()
    expect(page.locator("mark.match[data-current]")).to_have_text("纺织")
    page.unroute(VARIANTS)
    page.goto(f"{url}/documents?q=紡織")
    expect(page.get_by_role("link", name="广东省纺织服装产业行动方案")).to_be_visible()


def test_the_script_that_is_typed_is_found_where_the_variants_cannot_be_had(serve: Serve, page: Page) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.route(VARIANTS, lambda route: route.abort())
    url = serve(FakeAssistant())
    page.goto(url + DOCUMENT)
    field = page.get_by_role("textbox", name="在这份文件中查找")
    field.fill("紡織")
    expect(page.get_by_text("没有找到")).to_be_attached()
    field.fill("纺织")
    expect(page.locator("mark.match[data-current]")).to_have_text("纺织")
    page.goto(f"{url}/documents?q=纺织")
    expect(page.get_by_role("link", name="广东省纺织服装产业行动方案")).to_be_visible()
    assert errors == []


def test_asking_does_not_fetch_what_only_searching_needs(serve: Serve, page: Page) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(serve(FakeAssistant()), wait_until="networkidle")
    expect(page.get_by_role("textbox")).to_be_visible()
    assert not [url for url in fetched if "variants" in url]


def test_a_link_to_a_clause_is_copied_and_opens_at_it(serve: Serve, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(serve(FakeAssistant()) + DOCUMENT)
    page.get_by_role("button", name=re.compile("复制这一条的链接：二、主要任务")).first.press("Enter")
    expect(page.get_by_text("链接已复制")).to_be_visible()
    address = str(page.evaluate("navigator.clipboard.readText()"))
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator("[data-aimed]")).to_be_in_viewport()
    expect(page.locator("[data-aimed]")).to_contain_text("主要任务")


def test_an_old_version_says_so_and_leads_to_the_present_one(serve: Serve, page: Page) -> None:
    page.goto(f"{serve(FakeAssistant())}{DOCUMENT}?version=1")
    expect(page.get_by_text("推动4000家")).to_be_visible()
    expect(page.get_by_text("不是现行版本")).to_be_visible()
    page.get_by_role("link", name="看现行的第 2 版").click()
    expect(page.get_by_text("推动5000家")).to_be_visible()
    expect(page.get_by_text("不是现行版本")).to_have_count(0)


def test_a_document_that_is_not_there_is_called_so(serve: Serve, page: Page) -> None:
    page.goto(f"{serve(FakeAssistant())}/documents/nothing")
    expect(page.get_by_role("heading", name="没有这份文件")).to_be_visible()
    page.get_by_role("link", name="全部文件").click()
    expect(page.get_by_role("heading", name="政策文件")).to_be_visible()


def test_a_version_that_is_not_there_leads_to_the_document(serve: Serve, page: Page) -> None:
    page.goto(f"{serve(FakeAssistant())}{DOCUMENT}?version=99")
    expect(page.get_by_role("heading", name="这份文件没有第 99 版")).to_be_visible()
    page.get_by_role("link", name="看这份文件").click()
    expect(page.get_by_text("推动5000家")).to_be_visible()


def test_documents_are_filtered_and_the_address_keeps_it(serve: Serve, screen: BrowserContext) -> None:
    page = screen.new_page()
    page.goto(f"{serve(FakeAssistant())}/documents")
    expect(page.get_by_text("共 1 份")).to_be_visible()
    page.get_by_role("searchbox", name="查找文件").fill("没有这个词")
    expect(page.get_by_text("没有符合条件的文件")).to_be_visible()
    page.reload()
    expect(page.get_by_text("没有符合条件的文件")).to_be_visible()
    page.get_by_role("button", name="清除条件").first.click()
    page.get_by_role("link", name="广东省纺织服装产业行动方案").click()
    expect(page).to_have_url(re.compile(DOCUMENT))


def test_a_timeline_without_windows_says_so(serve: Serve, page: Page) -> None:
    page.goto(f"{serve(FakeAssistant())}/timeline")
    expect(page.get_by_text("所收文件没有写明申报时间")).to_be_visible()


def test_what_cannot_be_read_now_can_be_tried_again(serve: Serve, page: Page) -> None:
    page.route("**/api/v1/documents*", lambda route: route.fulfill(status=503, body=""))
    page.goto(f"{serve(FakeAssistant())}/documents")
    expect(page.get_by_role("button", name="重试")).to_be_visible(timeout=20_000)
    page.unroute("**/api/v1/documents*")
    page.get_by_role("button", name="重试").click()
    expect(page.get_by_text("共 1 份")).to_be_visible()
