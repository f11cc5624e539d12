"""From a question without an answer to the same question answered at once, through the desk, in real browsers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.asking import ask, opened_clause
from tests.journeys.conftest import Server, serving

PASSWORD = "blue-teapot-72-sails"
QUESTION = "车间里装监控摄像头，政府给不给补贴？"
REPLY = "技改资金的设备奖励在项目完工后发放，按新设备购置额计算，珠三角不超过{figure}，粤东西北不超过30%。"
WRONG, RIGHT = REPLY.format(figure="25%"), REPLY.format(figure="20%")
COMMENT = "请再核对一遍比例"
DESKTOP = {"width": 1280, "height": 900}


@pytest.fixture
def desk(data_dir: Path) -> Iterator[Server]:
    """A server where a second person has to approve a reply."""
    with serving(data_dir, FOUR_EYES="true") as running:
        yield running


def person(browser: Browser) -> Page:
    """A browser of somebody's own."""
    page = browser.new_context(viewport=DESKTOP, locale="zh-CN").new_page()
    page.set_default_timeout(20_000)
    return page


def joined(page: Page, link: str) -> None:
    """Takes an invitation up."""
    page.goto(link)
    page.get_by_label("新密码").fill(PASSWORD)
    page.get_by_label("再输一遍").fill(PASSWORD)
    page.get_by_role("button", name="设好密码").click()
    expect(page.get_by_role("heading", name="工单", level=1)).to_be_visible()


def invited(admin: Page, name: str, role: str) -> str:
    """The link for a new account."""
    admin.get_by_role("button", name="添加账号").click()
    admin.get_by_label("姓名").fill(name)
    admin.get_by_label("登录名").fill(f"{role}-one")
    admin.get_by_role("dialog").get_by_label("角色").select_option(role)
    admin.get_by_role("button", name="建立账号").click()
    link = admin.get_by_label("一次性链接").input_value()
    admin.get_by_role("button", name="关闭").first.click()
    return link


def filled_in(page: Page) -> Locator:
    """The paragraph that staff are asked to fill in."""
    fields = page.locator("textarea[data-paragraph]")
    expect(fields.first).to_be_visible()
    texts = [fields.nth(at).input_value() for at in range(fields.count())]
    return fields.nth(next(at for at, text in enumerate(texts) if "请工作人员在这里补充" in text))


def cited(page: Page, field: Locator, words: str, quote: str) -> None:
    """Rests a paragraph on the clause that says so."""
    field.locator("xpath=ancestor::div[@class='paragraph']").get_by_role("button", name="加出处").click()
    page.get_by_role("searchbox", name="查找条款").fill(words)
    page.locator(".clause", has_text=quote).first.get_by_role("button").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_question_without_an_answer_is_answered_by_staff_and_from_then_on_at_once(
    desk: Server, browser: Browser
) -> None:
    asker = person(browser)
    asker.goto(desk.url)
    ask(asker, QUESTION)
    expect(asker.locator(".exchange[aria-busy=false]")).to_be_visible()
    asker.get_by_role("button", name="转人工").click()
    asker.get_by_role("button", name="请人工答复").click()
    expect(asker.get_by_text(re.compile("已转给工作人员，工单号"))).to_be_visible()
    asker.get_by_role("button", name="关闭").click()

    admin = person(browser)
    first = re.search(r"\S+/desk/join#\S+", desk.log.read_text("utf-8"))
    assert first is not None
    joined(admin, first[0])
    admin.get_by_role("link", name="账号").click()
    links = {role: invited(admin, name, role) for role, name in (("agent", "李明"), ("reviewer", "陈芳"))}
    agent, reviewer = person(browser), person(browser)
    joined(agent, links["agent"])
    joined(reviewer, links["reviewer"])

    agent.get_by_role("link", name=re.compile("监控摄像头")).click()
    agent.get_by_role("button", name="我来办").click()
    agent.get_by_role("button", name=re.compile("^网上留言答复")).click()
    field = filled_in(agent)
    field.fill(WRONG)
    cited(agent, field, "技改资金 设备奖励 完工后发放 珠三角", RIGHT)
    expect(agent.locator(".flawed")).to_have_text(re.compile("25%"))
    agent.get_by_role("button", name="送审").click()
    expect(agent.locator(".draft-actions").get_by_role("alert")).to_contain_text("核对")
    field.fill(RIGHT)
    expect(agent.locator(".flaws[data-state=clean]")).to_be_visible()
    agent.get_by_role("button", name="送审").click()
    expect(agent.locator(".badge.draft-in_review")).to_be_visible()
    expect(agent.get_by_role("button", name="批准")).to_have_count(0)

    reviewer.get_by_role("link", name="待审核").first.click()
    reviewer.locator(".ticket-row").get_by_role("link").click()
    reviewer.get_by_role("button", name="退回").click()
    reviewer.get_by_role("dialog").get_by_label("要改什么？").fill(COMMENT)
    reviewer.get_by_role("dialog").get_by_role("button", name="退回").click()
    expect(agent.locator(".draft .notice")).to_contain_text(COMMENT)
    agent.get_by_role("button", name="送审").click()
    reviewer.get_by_role("button", name="批准").click()
    agent.get_by_role("button", name="送出", exact=True).click()
    expect(agent.locator(".delivery.sent")).to_contain_text("已送出")

    asker.reload()
    reply = asker.get_by_role("region", name="人工答复")
    expect(reply).to_contain_text(RIGHT)
    reply.get_by_role("button", name=re.compile("^出处")).first.click()
    expect(opened_clause(asker).locator("mark")).to_contain_text("20%")

    agent.get_by_role("button", name="存为审核答复").click()
    expect(agent.get_by_role("heading", name="审核答复", level=1)).to_be_visible()
    expect(agent.get_by_role("textbox", name="第 1 段")).to_have_value(RIGHT)
    reviewer.goto(agent.url)
    reviewer.get_by_role("button", name="发布").click()
    expect(reviewer.locator(".badge.approved-published")).to_be_visible()

    later = person(browser)
    later.goto(desk.url)
    ask(later, QUESTION)
    expect(later.locator(".reply")).to_contain_text(RIGHT)
    expect(later.locator(".reply")).to_contain_text("人工审核")
