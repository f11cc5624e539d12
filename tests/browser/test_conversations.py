"""The conversations of a device: kept, named, taken up again, deleted."""

from __future__ import annotations

import threading

from playwright.sync_api import BrowserContext, Page, Request, expect

from tests.browser.asking import ASKED, ask, wait_until_kept
from tests.browser.conftest import PHONE, Serve
from tests.fakes.assistant import FIGURE, FakeAssistant


def test_a_reload_keeps_the_conversation(serve: Serve, page: Page) -> None:
    page.goto(serve(FakeAssistant()))
    ask(page)
    expect(page.locator(".sentence")).to_have_count(1)
    expect(page.locator(".actions")).to_be_visible()
    wait_until_kept(page)
    page.reload()
    expect(page.locator(".sentence")).to_contain_text(FIGURE)


def test_a_reload_before_the_answer_is_there_keeps_the_question(serve: Serve, page: Page) -> None:
    gate = threading.Event()
    page.goto(serve(FakeAssistant(before_answer=lambda: gate.wait(20) and None)))
    ask(page)
    expect(page.locator(".question")).to_have_count(1)
    expect(page.locator(".history a")).to_have_count(1)
    wait_until_kept(page, what="!exchange.answer")
    page.reload()
    gate.set()
    expect(page.get_by_role("alert")).to_contain_text("页面刷新时")
    page.get_by_role("button", name="重试").click()
    expect(page.locator(".sentence")).to_contain_text(FIGURE)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_an_answer_that_was_finished_while_the_page_was_gone_is_there_again(serve: Serve, page: Page) -> None:
    gate = threading.Event()
    home = serve(FakeAssistant(while_wording=lambda: gate.wait(20) and None))
    page.goto(home)
    ask(page)
    expect(page.locator(".found .sentence")).to_contain_text(FIGURE)
    wait_until_kept(page, what="conversation.ids.length")
    page.reload()
    expect(page.locator(".sentence")).to_contain_text(FIGURE)
    gate.set()


def test_earlier_conversations_are_listed_and_taken_up_again(serve: Serve, page: Page) -> None:
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request) if request.method == "POST" else None)
    home = serve(FakeAssistant())
    page.goto(home)
    ask(page)
    expect(page.locator(".actions")).to_be_visible()
    wait_until_kept(page)
    page.goto(home)
    ask(page, "供需对接会办多少场？")
    expect(page.locator(".sentence")).to_have_count(1)
    expect(page.locator(".history a")).to_have_text(["供需对接会办多少场？", ASKED])
    page.get_by_role("link", name=ASKED).click()
    expect(page.locator(".sentence")).to_contain_text(FIGURE)
    ask(page, "企业还要做什么？")
    expect(page.locator(".question")).to_have_count(2)
    assert '"conversation_id":"c-1"' in str(asked[-1].post_data)


def test_leaving_while_an_answer_comes_loses_nothing(serve: Serve, page: Page) -> None:
    gate = threading.Event()
    page.goto(serve(FakeAssistant(before_answer=lambda: gate.wait(20) and None)))
    ask(page)
    page.get_by_role("link", name="新对话").first.click()
    expect(page.locator(".welcome")).to_be_visible()
    gate.set()
    page.get_by_role("link", name=ASKED).click()
    expect(page.locator(".sentence")).to_contain_text(FIGURE)


def test_a_conversation_can_be_renamed(serve: Serve, page: Page) -> None:
    page.goto(serve(FakeAssistant()))
    ask(page)
    page.get_by_role("button", name=f"{ASKED}：更多操作").click()
    page.get_by_role("menuitem", name="改名").click()
    page.get_by_label("对话的名字").fill("技改目标")
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".history a")).to_have_text(["技改目标"])
    wait_until_kept(page, what="conversation.title")
    page.reload()
    expect(page.locator(".history a")).to_have_text(["技改目标"])


def test_a_conversation_is_deleted_on_server_and_device_when_that_is_confirmed(serve: Serve, page: Page) -> None:
    gone: list[Request] = []
    page.on("request", lambda request: gone.append(request) if request.method == "DELETE" else None)
    page.goto(serve(FakeAssistant()))
    ask(page)
    expect(page.locator(".sentence")).to_contain_text(FIGURE)
    _delete(page, "取消")
    expect(page.locator(".question")).to_have_count(1)
    _delete(page, "删除")
    expect(page.locator(".welcome")).to_be_visible()
    expect(page.locator(".history a")).to_have_count(0)
    assert [request.url.rsplit("/", 1)[-1] for request in gone] == ["c-1"]
    page.reload()
    expect(page.get_by_text("还没有对话")).to_be_visible()


def test_a_deletion_that_the_server_refuses_leaves_the_conversation(serve: Serve, page: Page) -> None:
    page.goto(serve(FakeAssistant()))
    ask(page)
    expect(page.locator(".sentence")).to_contain_text(FIGURE)
    page.route("**/api/v1/conversations/*", lambda route: route.fulfill(status=503, body=""))
    _delete(page, "删除")
    expect(page.get_by_role("alert")).to_contain_text("没有删成")
    page.get_by_role("button", name="取消").click()
    expect(page.locator(".sentence")).to_contain_text(FIGURE)


def _delete(page: Page, decision: str) -> None:
    page.get_by_role("button", name=f"{ASKED}：更多操作").click()
    page.get_by_role("menuitem", name="删除").click()
    page.get_by_role("dialog").get_by_role("button", name=decision, exact=True).click()


def test_a_conversation_is_gone_for_good_though_its_first_answer_was_still_coming(serve: Serve, page: Page) -> None:
    gone: list[Request] = []
    page.on("request", lambda request: gone.append(request) if request.method == "DELETE" else None)
    gate = threading.Event()
    page.goto(serve(FakeAssistant(while_wording=lambda: gate.wait(20) and None)))
    ask(page)
    expect(page.locator(".found .sentence")).to_contain_text(FIGURE)
    _delete(page, "删除")
    expect(page.locator(".welcome")).to_be_visible()
    gate.set()
    page.reload()
    expect(page.get_by_text("还没有对话")).to_be_visible()
    assert [request.url.rsplit("/", 1)[-1] for request in gone] == ["c-1"]


def _second_tab(page: Page) -> Page:
    """Another tab with the conversation that begins in this one."""
    ask(page)
    expect(page.locator(".actions")).to_be_visible()
    wait_until_kept(page)
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator(".sentence")).to_have_count(1)
    return other


def test_two_tabs_of_a_conversation_lose_nothing_of_each_other(serve: Serve, page: Page) -> None:
    page.goto(serve(FakeAssistant()))
    other = _second_tab(page)
    ask(page, "企业还要做什么？")
    expect(page.locator(".sentence")).to_have_count(2)
    wait_until_kept(page, "企业还要做什么？")
    ask(other, "技改有哪些配套措施？")
    expect(other.locator(".question")).to_have_count(3)
    wait_until_kept(page, "技改有哪些配套措施？")
    page.reload()
    expect(page.locator(".question h2")).to_have_text([ASKED, "企业还要做什么？", "技改有哪些配套措施？"])


def test_what_one_tab_deleted_another_does_not_bring_back(serve: Serve, page: Page) -> None:
    page.goto(serve(FakeAssistant()))
    other = _second_tab(page)
    _delete(page, "删除")
    expect(page.locator(".welcome")).to_be_visible()
    ask(other, "企业还要做什么？")
    expect(other.locator(".question")).to_have_count(2)
    page.reload()
    expect(page.get_by_text("还没有对话")).to_be_visible()


def test_a_conversation_that_cannot_be_read_now_can_be_tried_again(serve: Serve, page: Page) -> None:
    home = serve(FakeAssistant())
    page.request.post(f"{home}/api/v1/answers", data={"question": ASKED})
    page.route("**/api/v1/conversations/*", lambda route: route.fulfill(status=503, body=""))
    page.goto(f"{home}/c/c-1")
    expect(page.get_by_role("heading", name="暂时读不出这段对话")).to_be_visible()
    page.unroute("**/api/v1/conversations/*")
    page.get_by_role("button", name="重试").click()
    expect(page.locator(".sentence")).to_contain_text(FIGURE)


def test_a_conversation_that_only_the_server_knows_is_read_from_there(serve: Serve, page: Page) -> None:
    home = serve(FakeAssistant())
    page.request.post(f"{home}/api/v1/answers", data={"question": ASKED})
    page.goto(f"{home}/c/c-1")
    expect(page.locator(".question")).to_contain_text(ASKED)
    expect(page.locator(".sentence")).to_contain_text(FIGURE)


def test_a_conversation_that_nobody_knows_is_called_so(serve: Serve, page: Page) -> None:
    page.goto(f"{serve(FakeAssistant())}/c/c-77")
    expect(page.get_by_role("heading", name="没有找到这段对话")).to_be_visible()
    page.get_by_role("link", name="回到提问").click()
    expect(page.locator(".welcome")).to_be_visible()


def test_without_a_place_to_keep_things_the_page_works_until_it_is_closed(serve: Serve, page: Page) -> None:
    page.add_init_script("Object.defineProperty(window, 'indexedDB', { get() { throw new Error('forbidden') } })")
    page.goto(serve(FakeAssistant()))
    ask(page)
    expect(page.locator(".sentence")).to_contain_text(FIGURE)
    expect(page.locator(".history a")).to_have_text([ASKED])


def test_on_a_phone_the_conversations_are_behind_the_menu(serve: Serve, screen: BrowserContext) -> None:
    page = screen.new_page()
    page.set_viewport_size(PHONE)
    page.goto(serve(FakeAssistant()))
    ask(page)
    expect(page.locator(".sentence")).to_contain_text(FIGURE)
    page.get_by_role("button", name="菜单").click()
    expect(page.get_by_role("dialog").get_by_role("link", name=ASKED)).to_be_visible()
    page.get_by_role("dialog").get_by_role("link", name="新对话").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".welcome")).to_be_visible()
