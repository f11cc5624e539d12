"""Asking in a real browser, over an Assistant that knows one small document."""

from __future__ import annotations

import json
import re
import threading

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, expect

from assistant.errors import StorageUnavailable
from tests.browser.asking import ASKED, ask, chip, fits, opened_clause
from tests.browser.conftest import DESKTOP, Serve
from tests.browser.proxy import proxy_before
from tests.fakes.assistant import FIGURE, FakeAssistant


def test_a_chip_opens_the_clause_in_its_document_with_the_quote_marked(serve: Serve, screen: BrowserContext) -> None:
    page = screen.new_page()
    complaints: list[str] = []
    asked_for: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: asked_for.append(request.url))
    home = serve(FakeAssistant())
    page.goto(home)
    ask(page)
    expect(page.locator(".sentence")).to_contain_text(FIGURE)
    expect(page.locator(".sentence mark")).to_have_text("5000家")

    chip(page).click()
    clause = opened_clause(page)
    expect(clause.get_by_role("heading")).to_have_text("《行动方案》")
    expect(clause).to_contain_text("广东省纺织服装产业行动方案")
    expect(clause.locator("mark")).to_have_text(FIGURE)
    expect(clause.locator("mark")).to_be_in_viewport()
    expect(clause).to_contain_text("聚焦纺织服装产业转型升级")
    expect(clause).to_contain_text("<b>现场</b>")
    expect(clause).to_contain_text("有效期内")
    assert fits(page)

    page.keyboard.press("Escape")
    expect(clause).to_have_count(0)
    expect(chip(page)).to_be_focused()
    assert complaints == []
    assert [url for url in asked_for if not url.startswith((home, "data:"))] == []


def test_the_way_back_closes_the_clause_and_not_the_conversation(serve: Serve, screen: BrowserContext) -> None:
    page = screen.new_page()
    page.goto(serve(FakeAssistant()))
    ask(page)
    chip(page).click()
    expect(opened_clause(page)).to_be_visible()
    page.go_back()
    expect(opened_clause(page)).to_have_count(0)
    expect(page.locator(".sentence")).to_contain_text(FIGURE)


def test_the_clause_can_be_opened_as_a_page_without_script(serve: Serve, browser: Browser, page: Page) -> None:
    page.goto(serve(FakeAssistant()))
    ask(page)
    chip(page).click()
    address = page.get_by_role("link", name="单独打开这一条").get_attribute("href")
    context = browser.new_context(java_script_enabled=False, viewport=DESKTOP)
    reader = context.new_page()
    reader.goto(str(address))
    expect(reader.locator("mark")).to_have_text(FIGURE)
    expect(reader.locator("mark")).to_be_in_viewport()
    context.close()


def test_the_evidence_names_document_validity_and_place(serve: Serve, screen: BrowserContext) -> None:
    page = screen.new_page()
    page.goto(serve(FakeAssistant()))
    ask(page)
    evidence = page.get_by_role("region", name="依据")
    expect(evidence).to_contain_text("《广东省纺织服装产业行动方案》")
    expect(evidence).to_contain_text("官方原文")
    expect(evidence).to_contain_text("有效期内")
    expect(evidence).to_contain_text("未写明文号")
    evidence.get_by_role("button", name=re.compile("二、主要任务")).click()
    expect(opened_clause(page).locator("mark")).to_have_text(FIGURE)


def test_examples_suit_who_asks_and_are_asked_with_one_press(serve: Serve, screen: BrowserContext) -> None:
    page = screen.new_page()
    page.goto(serve(FakeAssistant()))
    expect(page.get_by_role("button", name="企业", exact=True)).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="窗口人员").click()
    page.get_by_role("button", name="六大专项行动分别是什么？").click()
    expect(page.locator(".question")).to_have_count(1)
    expect(page.locator(".welcome")).to_have_count(0)
    expect(page.locator(".sentence")).to_have_text("《行动方案》没有写明。")


def test_an_address_can_carry_a_question_that_waits_to_be_sent(serve: Serve, page: Page) -> None:
    page.goto(f"{serve(FakeAssistant())}/?q=技改有什么补贴")
    expect(page.get_by_label("您的问题")).to_have_value("技改有什么补贴")
    expect(page.locator(".question")).to_have_count(0)


def test_what_was_found_is_shown_while_a_model_words_it(serve: Serve, screen: BrowserContext) -> None:
    worded = threading.Event()
    page = screen.new_page()
    page.goto(serve(FakeAssistant(while_wording=lambda: worded.wait(10))))
    ask(page)
    expect(page.locator(".found")).to_contain_text("正在组织语言")
    expect(page.locator(".found .sentence")).to_contain_text(FIGURE)
    chip(page).click()
    expect(opened_clause(page).locator("mark")).to_have_text(FIGURE)
    page.keyboard.press("Escape")
    worded.set()
    expect(page.locator(".worded")).to_contain_text("由模型")
    expect(page.locator(".found")).to_have_count(0)
    expect(page.locator(".sentence")).to_have_count(1)
    assert fits(page)


def test_a_follow_up_stays_in_the_conversation_until_a_new_one_is_begun(serve: Serve, page: Page) -> None:
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request) if request.method == "POST" else None)
    page.goto(serve(FakeAssistant()))
    ask(page)
    page.get_by_role("button", name="技改有哪些配套措施？").click()
    expect(page.locator(".sentence")).to_have_count(2)
    page.get_by_role("link", name="新对话").first.click()
    expect(page.locator(".question")).to_have_count(0)
    ask(page)
    expect(page.locator(".sentence")).to_have_count(1)
    sent = [json.loads(str(request.post_data))["conversation_id"] for request in asked]
    assert sent == [None, "c-1", None]


def test_notices_stand_before_the_answer(serve: Serve, page: Page) -> None:
    page.route("**/api/v1/answers", lambda route: route.continue_(post_data=_as_of_2025(route.request)))
    page.goto(serve(FakeAssistant()))
    ask(page)
    expect(page.locator(".notice")).to_have_text("本方案的实施期到2024年12月31日为止。")


def _as_of_2025(request: Request) -> str:
    return json.dumps(json.loads(str(request.post_data)) | {"as_of": "2025-06-01"})


def test_an_answer_can_be_stopped_and_asked_again(serve: Serve, page: Page) -> None:
    gate = threading.Event()
    page.goto(serve(FakeAssistant(before_answer=lambda: gate.wait(20) and None)))
    ask(page)
    page.get_by_role("button", name="停止").click()
    expect(page.get_by_role("alert")).to_contain_text("已停止")
    gate.set()
    page.get_by_role("button", name="重试").click()
    expect(page.locator(".sentence")).to_contain_text(FIGURE)
    expect(page.locator(".question")).to_have_count(1)


def test_the_last_question_can_be_changed_and_takes_its_place(serve: Serve, page: Page) -> None:
    page.goto(serve(FakeAssistant()))
    ask(page, "布料市场怎么样？")
    page.get_by_role("button", name="改一改再问").click()
    field = page.get_by_label("您的问题")
    expect(field).to_be_focused()
    expect(field).to_have_value("布料市场怎么样？")
    ask(page)
    expect(page.locator(".question")).to_have_count(1)
    expect(page.locator(".sentence")).to_contain_text(FIGURE)


def test_who_does_not_change_the_last_question_after_all_keeps_it(serve: Serve, page: Page) -> None:
    page.goto(serve(FakeAssistant()))
    ask(page)
    page.get_by_role("button", name="改一改再问").click()
    expect(page.get_by_text("正在修改上一个问题")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_text("正在修改上一个问题")).to_have_count(0)
    ask(page, "企业还要做什么？")
    expect(page.locator(".question")).to_have_count(2)


def test_trying_an_earlier_question_again_leaves_the_one_that_is_being_answered(serve: Serve, page: Page) -> None:
    page.goto(serve(FakeAssistant()))
    page.context.set_offline(True)
    ask(page, "技改补多少？")
    expect(page.get_by_role("alert")).to_contain_text("连不上服务器")
    page.context.set_offline(False)
    gate = threading.Event()
    page.route("**/api/v1/answers", lambda route: gate.wait(20) and route.continue_())
    ask(page, "企业还要做什么？")
    page.get_by_role("button", name="重试").click()
    page.unroute("**/api/v1/answers")
    gate.set()
    expect(page.locator(".question")).to_have_count(2)


def test_one_goes_on_typing_after_the_first_question(serve: Serve, page: Page) -> None:
    page.goto(serve(FakeAssistant()))
    page.get_by_label("您的问题").fill(ASKED)
    page.keyboard.press("Enter")
    expect(page.locator(".sentence")).to_contain_text(FIGURE)
    page.keyboard.type("技改")
    expect(page.get_by_label("您的问题")).to_have_value("技改")


def test_what_the_server_says_is_wrong_is_shown_with_a_way_on(serve: Serve, page: Page) -> None:
    page.goto(serve(FakeAssistant(fail_while_streaming=StorageUnavailable("磁盘已满，请稍后重试。"))))
    ask(page)
    expect(page.get_by_role("alert")).to_contain_text("磁盘已满，请稍后重试。")
    expect(page.get_by_role("button", name="重试")).to_be_visible()


def test_who_asks_too_often_is_told_how_long_to_wait(serve: Serve, page: Page) -> None:
    page.goto(serve(FakeAssistant()))
    page.route("**/api/v1/answers", _too_many)
    ask(page)
    expect(page.get_by_role("alert")).to_contain_text("提问的人太多")
    expect(page.get_by_text("秒后可以重试")).to_be_visible()
    expect(page.get_by_role("button", name="重试")).to_be_disabled()
    page.unroute("**/api/v1/answers")
    expect(page.get_by_role("button", name="重试")).to_be_enabled()
    page.get_by_role("button", name="重试").click()
    expect(page.locator(".sentence")).to_contain_text(FIGURE)


def _too_many(route: Route) -> None:
    route.fulfill(status=429, headers={"Retry-After": "2"}, body="slow down")


def test_a_broken_network_is_told_and_a_retry_goes_on(serve: Serve, page: Page) -> None:
    page.goto(serve(FakeAssistant()))
    page.context.set_offline(True)
    expect(page.get_by_text("网络已断开")).to_be_visible()
    ask(page)
    expect(page.get_by_role("alert")).to_contain_text("连不上服务器")
    page.context.set_offline(False)
    expect(page.get_by_text("网络已断开")).to_have_count(0)
    page.get_by_role("button", name="重试").click()
    expect(page.locator(".sentence")).to_contain_text(FIGURE)


def test_an_answer_comes_through_a_proxy_that_holds_streams_back(serve: Serve, page: Page) -> None:
    with proxy_before(serve(FakeAssistant())) as proxy:
        page.goto(proxy.address)
        ask(page)
        expect(page.locator(".sentence")).to_contain_text(FIGURE)


def test_a_stream_that_breaks_off_is_told_and_can_be_tried_again(serve: Serve, page: Page) -> None:
    with proxy_before(serve(FakeAssistant())) as proxy:
        page.goto(proxy.address)
        proxy.cut_streams = True
        ask(page)
        expect(page.get_by_role("alert")).to_contain_text("回答收到一半断了")
        proxy.cut_streams = False
        page.get_by_role("button", name="重试").click()
        expect(page.locator(".sentence")).to_contain_text(FIGURE)
        expect(page.locator(".question")).to_have_count(1)


def test_a_server_that_is_still_opening_is_told(serve: Serve, page: Page) -> None:
    page.goto(serve(FakeAssistant(ready=False)))
    expect(page.get_by_text("正在准备资料库")).to_be_visible()
    ask(page)
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


def test_what_is_too_long_is_said_before_it_is_sent(serve: Serve, page: Page) -> None:
    page.goto(serve(FakeAssistant()))
    page.get_by_label("您的问题").fill("技" * 2001)
    expect(page.get_by_role("alert")).to_contain_text("现有 2001 字，最多 2000 字")
    expect(page.get_by_role("button", name="提问", exact=True)).to_be_disabled()
    page.get_by_label("您的问题").fill("技" * 2000)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_everything_can_be_done_with_the_keyboard(serve: Serve, page: Page) -> None:
    page.goto(serve(FakeAssistant()))
    expect(page.get_by_label("您的问题")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.get_by_label("您的问题").focus()
    page.keyboard.type(ASKED)
    page.keyboard.press("Enter")
    expect(page.locator(".sentence")).to_contain_text(FIGURE)
    _tab_to(page, "出处 1：")
    page.keyboard.press("Enter")
    expect(opened_clause(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(chip(page)).to_be_focused()
    _tab_to(page, "复制回答和出处")
    _tab_to(page, "技改有哪些配套措施？")
    page.keyboard.press("Enter")
    expect(page.locator(".question")).to_have_count(2)


def _tab_to(page: Page, name: str) -> None:
    """Goes on with Tab, as far as a person might, until what is focused is called so."""
    for _ in range(40):
        focused = page.evaluate("document.activeElement.ariaLabel || document.activeElement.textContent")
        if str(focused).startswith(name):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {name}")
