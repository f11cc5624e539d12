"""A person at the page, in a real browser, over a real server with the shipped knowledge."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from evals.chat_server import MODEL, Behaviour, chat_server, says
from evals.well_behaved import wording_of
from tests.browser.asking import ask, chip, fits, opened_clause
from tests.journeys.conftest import Server, serving

ASKED = "我在开平做牛仔，想换设备，技改资金能补多少？"
WIDTHS = {"phone": {"width": 360, "height": 740}, "desktop": {"width": 1280, "height": 800}}


@pytest.fixture(params=list(WIDTHS))
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page of its own on a phone and on a desktop; what the browser complains of fails the test."""
    context = browser.new_context(viewport=WIDTHS[request.param], locale="zh-CN")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


def test_from_the_question_over_the_chip_to_the_marked_words_in_the_document(server: Server, page: Page) -> None:
    page.goto(server.url)
    ask(page, ASKED)
    sentence = page.locator(".sentence").first
    expect(sentence).to_contain_text("不超过30%")
    chip(page).first.click()
    quote = opened_clause(page).locator("mark").inner_text()
    assert quote in sentence.inner_text()
    opened_clause(page).get_by_role("link", name="在全文中查看").click()
    expect(page).to_have_url(re.compile(r"/documents/gd-tech-upgrade-fund-2024\?version=\d+&start=\d+&end=\d+"))
    cited = page.locator("mark[data-cited]")
    expect(cited.first).to_be_in_viewport()
    assert quote == "".join(cited.all_inner_texts())
    assert fits(page)
    page.go_back()
    page.go_back()
    expect(page.locator(".sentence").first).to_contain_text("不超过30%")


def test_a_follow_up_is_understood_from_what_was_said(server: Server, page: Page) -> None:
    page.goto(server.url)
    ask(page, ASKED)
    expect(page.locator(".evidence")).to_have_count(1)
    ask(page, "那珠三角呢")
    expect(page.locator(".exchange").nth(1).locator(".sentence").first).to_contain_text("20%")


def test_a_conversation_about_a_factory_goes_on_to_every_programme(server: Server, page: Page) -> None:
    page.goto(server.url)
    ask(page, "我在开平做服装，买了500来万新设备，能拿什么？")
    expect(page.locator(".facts-read")).to_contain_text("500多万元")
    expect(page.locator(".verdict").first).to_be_visible()
    assert fits(page)
    page.get_by_role("link", name=re.compile("看全部对照")).click()
    expect(page.locator(".fact-rows")).to_contain_text("500多万元")
    verdict = page.get_by_role("article").filter(has=page.get_by_role("heading", name="省级技改资金·设备奖励"))
    expect(verdict.locator(".sum")).to_have_text("最高150万元到180万元")
    verdict.get_by_text("逐条对照").click()
    row = verdict.get_by_role("row").filter(has=page.get_by_role("rowheader", name="新设备金额"))
    expect(row).to_contain_text("粤东西北不低于400万元")
    row.get_by_role("button", name=re.compile("^出处")).first.click()
    expect(opened_clause(page).locator("mark")).to_contain_text("粤东西北不低于400万元")
    assert fits(page)


def test_who_writes_traditional_characters_is_answered_in_them_and_quotes_stay(server: Server, page: Page) -> None:
    page.goto(server.url)
    ask(page, "這個行動方案現在還有效嗎？")
    expect(page.locator(".sentence").first).to_contain_text("《行動方案》已過期")


def test_what_the_documents_do_not_say_is_said_so_with_what_is_nearest(server: Server, page: Page) -> None:
    page.goto(server.url)
    ask(page, "行动方案里写了给员工发多少高温补贴吗？")
    expect(page.locator(".reply")).to_contain_text("没有写")


def test_the_interpretation_stands_beside_the_plan(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/documents/gd-textile-plan-2024")
    page.get_by_role("button", name="对照解读").click()
    expect(page.get_by_text("第二部分“新制造新工艺驱动产业提质增效专项行动”").first).to_be_visible()
    assert fits(page)


def test_words_are_found_within_a_document(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/documents/gd-textile-plan-2024")
    page.get_by_placeholder("在这份文件中查找").fill("牛仔")
    expect(page.locator("mark.match").first).to_be_in_viewport()


def test_traditional_characters_find_the_simplified_ones_in_both_boxes(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/documents")
    page.get_by_role("searchbox", name="查找文件").fill("設備 貸款貼息")
    expect(page.get_by_role("link", name=re.compile("设备更新贷款财政贴息")).first).to_be_visible()
    expect(page.get_by_role("link", name="印染行业规范条件（2023版）")).to_have_count(0)
    page.goto(f"{server.url}/documents/gd-textile-plan-2024")
    page.get_by_placeholder("在这份文件中查找").fill("設備")
    expect(page.locator("mark.match").first).to_be_in_viewport()
    assert set(page.locator("mark.match").all_inner_texts()) == {"设备"}


def test_documents_are_narrowed_down_by_what_they_are_about(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/documents?topic=贷款贴息")
    expect(page.get_by_role("link", name=re.compile("贷款")).first).to_be_visible()
    expect(page.get_by_role("link", name="印染行业规范条件（2023版）")).to_have_count(0)


def test_the_shared_answer_is_the_answer(server: Server, page: Page) -> None:
    page.goto(server.url)
    ask(page, ASKED)
    expect(page.locator(".evidence")).to_have_count(1)
    answer = page.request.post(f"{server.url}/api/v1/answers", data={"question": ASKED}).json()
    page.goto(f"{server.url}/a/{answer['id']}")
    expect(page.get_by_role("main")).to_contain_text("不超过30%")
    assert fits(page)


def test_a_server_killed_while_it_answers_is_told_and_a_retry_reaches_the_next_one(
    data_dir: Path, browser: Browser
) -> None:
    with chat_server(_slowly) as model:
        settings = {"MODEL_URL": model.url, "MODEL_NAME": MODEL}
        context = browser.new_context(locale="zh-CN")
        page = context.new_page()
        with serving(data_dir, **settings) as first:
            url = first.url
            page.goto(url)
            ask(page, ASKED)
            expect(page.locator(".found .sentence").first).to_contain_text("不超过30%")
            first.process.kill()
            expect(page.get_by_role("alert")).to_contain_text("回答收到一半断了")
            expect(page.locator(".found .sentence").first).to_be_visible()
        with serving(data_dir, PORT=url.rsplit(":", 1)[1], PROCESSES="1") as second:
            assert second.url == url
            page.get_by_role("button", name="重试").click()
            expect(page.locator(".sentence").first).to_contain_text("不超过30%")
            expect(page.locator(".question")).to_have_count(1)
        context.close()


def _slowly(request: dict[str, Any]) -> Behaviour:
    return says(wording_of(request["messages"][-1]["content"])).slowly(30)
