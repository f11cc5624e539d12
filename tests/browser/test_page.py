"""The page in a real browser, over an Assistant that knows one small document."""

from __future__ import annotations

import json
import re
import threading

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from assistant.errors import StorageUnavailable
from tests.browser.conftest import DESKTOP, Serve
from tests.fakes.assistant import FIGURE, FakeAssistant

ASKED = "2024年推动多少家企业技改？"


def _ask(page: Page, question: str = ASKED) -> None:
    page.get_by_label("您的问题").fill(question)
    page.get_by_role("button", name="提问", exact=True).click()


def test_a_chip_opens_the_clause_in_its_document_with_the_quote_marked(serve: Serve, screen: BrowserContext) -> None:
    page = screen.new_page()
    complaints: list[str] = []
    asked_for: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: asked_for.append(request.url))
    home = serve(FakeAssistant())
    page.goto(home)
    _ask(page)
    expect(page.locator(".sentence")).to_contain_text(FIGURE)
    expect(page.locator(".sentence mark")).to_have_text("5000家")

    chip = page.get_by_role("button", name=re.compile("^出处 1："))
    chip.click()
    drawer = page.get_by_role("dialog")
    expect(drawer.get_by_role("heading")).to_have_text("广东省纺织服装产业行动方案")
    expect(drawer.locator("mark")).to_have_text(FIGURE)
    expect(drawer.locator("mark")).to_be_in_viewport()
    expect(drawer).to_contain_text("聚焦纺织服装产业转型升级")
    expect(drawer).to_contain_text("<b>现场</b>")
    expect(drawer).to_contain_text("有效期内")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    page.keyboard.press("Escape")
    expect(drawer).to_have_count(0)
    expect(chip).to_be_focused()
    assert complaints == []
    assert [url for url in asked_for if not url.startswith((home, "data:"))] == []


def test_the_drawer_leads_to_the_whole_text_without_script(serve: Serve, browser: Browser, page: Page) -> None:
    page.goto(serve(FakeAssistant()))
    _ask(page)
    page.get_by_role("button", name=re.compile("^出处 1：")).click()
    address = page.get_by_role("link", name="在全文中查看").get_attribute("href")
    context = browser.new_context(java_script_enabled=False, viewport=DESKTOP)
    reader = context.new_page()
    reader.goto(str(address))
    expect(reader.locator("mark")).to_have_text(FIGURE)
    expect(reader.locator("mark")).to_be_in_viewport()
    context.close()


def test_an_example_can_be_asked_with_one_press(serve: Serve, screen: BrowserContext) -> None:
    page = screen.new_page()
    page.goto(serve(FakeAssistant()))
    page.locator(".welcome").get_by_role("button").first.click()
    expect(page.locator(".question")).to_have_count(1)
    expect(page.locator(".welcome")).to_have_count(0)
    expect(page.locator(".sentence")).to_have_text("《行动方案》没有写明。")


def test_what_was_found_is_shown_while_a_model_words_it(serve: Serve, screen: BrowserContext) -> None:
    worded = threading.Event()
    page = screen.new_page()
    page.goto(serve(FakeAssistant(while_wording=lambda: worded.wait(10))))
    _ask(page)
    expect(page.locator(".quotes")).to_contain_text("正在组织语言")
    expect(page.locator(".quotes .sentence")).to_contain_text(FIGURE)
    page.get_by_role("button", name=re.compile("^出处 1：")).click()
    expect(page.get_by_role("dialog").locator("mark")).to_have_text(FIGURE)
    page.keyboard.press("Escape")
    worded.set()
    expect(page.locator(".worded")).to_contain_text("由模型")
    expect(page.locator(".quotes")).to_have_count(0)
    expect(page.locator(".sentence")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_conversation_is_deleted_on_the_server_when_that_is_confirmed(serve: Serve, page: Page) -> None:
    gone: list[Request] = []
    page.on("request", lambda request: gone.append(request) if request.method == "DELETE" else None)
    page.goto(serve(FakeAssistant()))
    _ask(page)
    expect(page.locator(".sentence")).to_contain_text(FIGURE)
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="删除会话").click()
    expect(page.locator(".question")).to_have_count(1)
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="删除会话").click()
    expect(page.locator(".question")).to_have_count(0)
    assert [request.url.rsplit("/", 1)[-1] for request in gone] == ["c-1"]


def test_a_follow_up_stays_in_the_conversation_until_a_new_one_is_begun(serve: Serve, page: Page) -> None:
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request) if request.method == "POST" else None)
    page.goto(serve(FakeAssistant()))
    _ask(page)
    page.get_by_role("button", name="技改有哪些配套措施？").click()
    expect(page.locator(".sentence")).to_have_count(2)
    page.get_by_role("button", name="新会话").click()
    expect(page.locator(".question")).to_have_count(0)
    _ask(page)
    expect(page.locator(".sentence")).to_have_count(1)
    sent = [json.loads(str(request.post_data))["conversation_id"] for request in asked]
    assert sent == [None, "c-1", None]


def test_a_reload_keeps_the_conversation(serve: Serve, page: Page) -> None:
    page.goto(serve(FakeAssistant()))
    _ask(page)
    expect(page.locator(".sentence")).to_have_count(1)
    page.reload()
    expect(page.locator(".sentence")).to_contain_text(FIGURE)


def test_a_reload_before_the_answer_is_there_keeps_the_question(serve: Serve, page: Page) -> None:
    gate = threading.Event()
    page.goto(serve(FakeAssistant(before_answer=lambda: gate.wait(20) and None)))
    _ask(page)
    expect(page.locator(".question")).to_have_count(1)
    page.reload()
    gate.set()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_role("button", name="重试").click()
    expect(page.locator(".sentence")).to_contain_text(FIGURE)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_notices_stand_before_the_answer(serve: Serve, page: Page) -> None:
    page.route("**/api/v1/answers", lambda route: route.continue_(post_data=_as_of_2025(route.request)))
    page.goto(serve(FakeAssistant()))
    _ask(page)
    expect(page.locator(".notice")).to_have_text("本方案的实施期到2024年12月31日为止。")


def _as_of_2025(request: Request) -> str:
    return json.dumps(json.loads(str(request.post_data)) | {"as_of": "2025-06-01"})


def test_an_answer_can_be_stopped_and_asked_again(serve: Serve, page: Page) -> None:
    gate = threading.Event()
    page.goto(serve(FakeAssistant(before_answer=lambda: gate.wait(20) and None)))
    _ask(page)
    page.get_by_role("button", name="停止").click()
    expect(page.get_by_role("alert")).to_contain_text("已停止")
    gate.set()
    page.get_by_role("button", name="重试").click()
    expect(page.locator(".sentence")).to_contain_text(FIGURE)
    expect(page.locator(".question")).to_have_count(1)


def test_what_the_server_says_is_wrong_is_shown_with_a_way_on(serve: Serve, page: Page) -> None:
    page.goto(serve(FakeAssistant(fail_while_streaming=StorageUnavailable("磁盘已满，请稍后重试。"))))
    _ask(page)
    expect(page.get_by_role("alert")).to_contain_text("磁盘已满，请稍后重试。")
    expect(page.get_by_role("button", name="重试")).to_be_visible()


def test_a_broken_network_is_told_and_a_retry_goes_on(serve: Serve, page: Page) -> None:
    page.goto(serve(FakeAssistant()))
    page.context.set_offline(True)
    expect(page.get_by_text("网络已断开")).to_be_visible()
    _ask(page)
    expect(page.get_by_role("alert")).to_contain_text("连不上服务器")
    page.context.set_offline(False)
    expect(page.get_by_text("网络已断开")).to_have_count(0)
    page.get_by_role("button", name="重试").click()
    expect(page.locator(".sentence")).to_contain_text(FIGURE)


def test_a_server_that_is_still_opening_is_told(serve: Serve, page: Page) -> None:
    page.goto(serve(FakeAssistant(ready=False)))
    expect(page.get_by_text("正在准备资料库")).to_be_visible()
    _ask(page)
    expect(page.get_by_role("alert")).to_contain_text("资料库正在打开")


def test_an_enter_that_picks_a_word_does_not_ask(serve: Serve, page: Page) -> None:
    page.goto(serve(FakeAssistant()))
    field = page.get_by_label("您的问题")
    field.fill(ASKED)
    field.dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    field.dispatch_event("keydown", {"key": "Enter", "keyCode": 229})
    field.press("Shift+Enter")
    expect(page.locator(".question")).to_have_count(0)
    field.press("Enter")
    expect(page.locator(".question")).to_have_count(1)


@pytest.mark.parametrize("blank", ["", "   "])
def test_nothing_cannot_be_asked(serve: Serve, page: Page, blank: str) -> None:
    page.goto(serve(FakeAssistant()))
    page.get_by_label("您的问题").fill(blank)
    expect(page.get_by_role("button", name="提问", exact=True)).to_be_disabled()
