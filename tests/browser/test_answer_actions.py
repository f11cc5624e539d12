"""What can be done with an answer: taken along, shared, printed, judged, brought to a person."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from tests.browser.asking import ASKED, ask
from tests.browser.conftest import DESKTOP, Serve
from tests.fakes.assistant import FIGURE, FakeAssistant

HEARD = (
    "window.heard = []; document.execCommand = () => { window.heard.push(document.activeElement.value); return true }"
)


def test_an_answer_is_copied_with_its_citations(serve: Serve, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    home = serve(FakeAssistant())
    page.goto(home)
    ask(page)
    page.get_by_role("button", name="复制回答和出处").click()
    expect(page.get_by_text("已复制")).to_be_visible()
    taken = str(page.evaluate("navigator.clipboard.readText()"))
    assert f"{FIGURE}[1]" in taken
    assert "[1] 《广东省纺织服装产业行动方案》二、主要任务" in taken
    assert f"{home}/source/plan-2024/2.1.s1" in taken
    assert f"{home}/a/a-1" in taken


def test_copying_works_where_the_browser_gives_no_clipboard(serve: Serve, page: Page) -> None:
    page.add_init_script(f"delete Navigator.prototype.clipboard; {HEARD}")
    page.goto(serve(FakeAssistant()))
    ask(page)
    page.get_by_role("button", name="复制回答和出处").click()
    expect(page.get_by_text("已复制")).to_be_visible()
    assert FIGURE in page.evaluate("window.heard[0]")


def test_a_shared_answer_opens_without_script(serve: Serve, browser: Browser, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.add_init_script("delete Navigator.prototype.share")
    page.goto(serve(FakeAssistant()))
    ask(page)
    page.get_by_role("button", name="分享").click()
    expect(page.get_by_text("链接已复制")).to_be_visible()
    address = str(page.evaluate("navigator.clipboard.readText()"))
    context = browser.new_context(java_script_enabled=False, viewport=DESKTOP)
    shared = context.new_page()
    shared.goto(address)
    expect(shared.get_by_role("main")).to_contain_text(FIGURE)
    expect(shared.get_by_role("main")).to_contain_text(ASKED)
    context.close()


def test_one_answer_is_printed_without_the_page_around_it(serve: Serve, page: Page) -> None:
    page.add_init_script("window.print = () => undefined")
    page.goto(serve(FakeAssistant()))
    ask(page)
    expect(page.locator(".sentence")).to_have_count(1)
    ask(page, "企业还要做什么？")
    expect(page.locator(".sentence")).to_have_count(2)
    page.get_by_role("button", name="打印或存为 PDF").last.click()
    page.emulate_media(media="print")
    expect(page.locator(".exchange:visible")).to_have_count(1)
    expect(page.locator(".exchange:visible")).to_contain_text("企业还要做什么？")
    expect(page.get_by_label("您的问题")).to_be_hidden()
    expect(page.get_by_role("region", name="依据")).to_be_visible()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(page.locator(".exchange:visible")).to_have_count(2)


def test_a_good_answer_is_marked_so_with_one_press(serve: Serve, page: Page) -> None:
    assistant = FakeAssistant()
    page.goto(serve(assistant))
    ask(page)
    page.get_by_role("button", name="有用").click()
    expect(page.get_by_text("谢谢")).to_be_visible()
    expect(page.get_by_role("button", name="有用")).to_have_attribute("aria-pressed", "true")
    assert assistant.judgements == [("a-1", "up", "", "")]


def test_a_wrong_answer_is_told_with_its_reason(serve: Serve, page: Page) -> None:
    assistant = FakeAssistant()
    page.goto(serve(assistant))
    ask(page)
    page.get_by_role("button", name="有误").click()
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("alert")).to_contain_text("请选一项")
    page.get_by_label("金额、日期或数字不对").check()
    page.get_by_label("补充说明").fill("应为4000家")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="有误")).to_have_attribute("aria-pressed", "true")
    assert assistant.judgements == [("a-1", "down", "figure", "应为4000家")]


def test_a_judgement_that_cannot_be_sent_is_not_lost(serve: Serve, page: Page) -> None:
    page.goto(serve(FakeAssistant()))
    ask(page)
    page.get_by_role("button", name="有误").click()
    page.get_by_label("看不懂").check()
    page.context.set_offline(True)
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("dialog").get_by_role("alert")).to_contain_text("没有成功")
    expect(page.get_by_label("看不懂")).to_be_checked()


def test_who_wants_a_person_is_told_whom_to_ask(serve: Serve, page: Page) -> None:
    page.goto(serve(FakeAssistant()))
    ask(page)
    page.get_by_role("button", name="转人工").click()
    window = page.get_by_role("dialog")
    expect(window.locator(".contact")).to_contain_text("工业和信息化")
    expect(window.get_by_role("button", name="复制问题和回答")).to_be_visible()
