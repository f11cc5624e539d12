"""What an enterprise can get, in a real browser: facts, verdicts with their proof, the checklist, the chat's share."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, Route, expect

from assistant.eligibility.heard import Asking
from assistant.eligibility.talk import Talk
from tests.browser.asking import ASKED, ask, chip, fits, opened_clause, wait_until_kept
from tests.browser.conftest import DESKTOP, PHONE, Serve
from tests.browser.test_looks import WIDTHS, serious
from tests.fakes.assistant import FIGURE, FakeAssistant, plan
from tests.fakes.eligibility import DeafIntake, assessor_of
from tests.unit.eligibility.cold_store import OPEN, cold_files, cold_store

AFTERWARDS = date(2026, 8, 1)
PAGE = "/eligibility"
CHECKLIST = f"{PAGE}/cold-store"
THRESHOLD = "冷库设备珠三角不低于700万元，粤东西北不低于400万元。"
ANSWERS = {
    "设备多少钱？": "500来万",
    "什么时候完工？": "2025",
    "做了几年？": "5",
    "有没有称号？": "否",
    "拿过别的资金吗？": "否",
}
KNOWN = {"place": "东莞", "industry": "garment", "completed": "2025-06", "years": "5年", "funded": "否"}


@pytest.fixture
def home(serve: Serve, tmp_path: Path) -> str:
    """A server that judges one programme for cold stores, while its round is open."""
    return _served(serve, tmp_path, OPEN)


def _served(serve: Serve, folder: Path, today: date) -> str:
    held = cold_store()
    assessor = assessor_of(cold_files(folder), held)
    documents = {"plan-2024": plan(), held.document.id: (held,)}
    talk = Talk(assessor, DeafIntake(), Asking(), str)
    return serve(FakeAssistant(documents=documents, talk=talk), today)


def known(page: Page, **facts: str) -> None:
    """The device knows these facts when the page is opened."""
    kept = json.dumps({"state": {"facts": facts, "goals": [], "unknown": []}, "version": 0})
    name = "policy-assistant.enterprise"
    page.add_init_script(f"if (!localStorage.getItem('{name}')) localStorage.setItem('{name}', {json.dumps(kept)})")


def card(page: Page) -> Locator:
    return page.locator(".verdict", has_text="冷库设备补助")


def row(page: Page, label: str) -> Locator:
    """A condition in the opened verdict."""
    return card(page).get_by_role("row").filter(has=page.get_by_role("rowheader", name=label))


def question(page: Page) -> Locator:
    return page.locator(".question-card")


def test_from_the_first_question_over_the_verdict_to_the_words_in_the_document(
    home: str, screen: BrowserContext
) -> None:
    page = screen.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(home + PAGE)
    expect(page.get_by_role("heading", name="还差几项才知道（1）")).to_be_visible()
    page.get_by_label("厂在哪里？").fill("清远")
    page.get_by_role("button", name="做服装").click()
    page.get_by_role("button", name="好了，接着问").click()
    _answer_all(page)
    expect(page.get_by_role("heading", name="现在能申报（1）")).to_be_visible()
    expect(card(page)).to_contain_text("初步符合")
    expect(card(page)).to_contain_text("还有 60 天")
    expect(card(page).locator(".sum")).to_have_text("最高150万元到180万元")
    expect(card(page)).to_contain_text(re.compile(r"还要凭材料核对\s*守法"))

    card(page).get_by_text("逐条对照").click()
    expect(row(page, "设备金额")).to_contain_text("符合")
    expect(row(page, "设备金额")).to_contain_text(THRESHOLD)
    row(page, "设备金额").get_by_role("button", name=re.compile("^出处")).first.click()
    expect(opened_clause(page).locator("mark")).to_have_text(THRESHOLD)
    assert fits(page)
    opened_clause(page).get_by_role("link", name="在全文中查看").click()
    expect(page.locator("mark[data-cited]")).to_have_text(THRESHOLD)
    page.go_back()
    expect(opened_clause(page)).to_be_visible()
    page.go_back()
    expect(opened_clause(page)).to_have_count(0)
    expect(card(page)).to_contain_text("初步符合")
    assert complaints == []


def _asked(page: Page) -> str | None:
    """What is asked now; nothing when there is nothing more to ask."""
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    expect(page.locator(".question-card, .question-none")).to_be_visible()
    return question(page).get_by_role("heading").inner_text() if question(page).count() else None


def _answer_all(page: Page) -> None:
    """Answers one question after the other as a person would."""
    while (asked := _asked(page)) is not None:
        if ANSWERS[asked] == "否":
            question(page).get_by_role("button", name="否", exact=True).click()
        else:
            question(page).get_by_role("textbox").first.fill(ANSWERS[asked])
            question(page).get_by_role("button", name="确定").click()
        expect(page.get_by_role("heading", name=asked)).to_have_count(0)


def test_a_condition_that_is_not_met_is_named_before_all_else(home: str, page: Page) -> None:
    known(page, **KNOWN, equipment="500万元")
    page.goto(home + PAGE)
    page.get_by_text("不符合（1）").click()
    expect(card(page).locator(".verdict-line")).to_contain_text(re.compile(r"不符合\s*设备金额"))
    card(page).get_by_text("逐条对照").click()
    expect(card(page).get_by_role("rowheader").first).to_contain_text("设备金额")
    expect(row(page, "设备金额")).to_contain_text("您的情况：500万元")
    expect(row(page, "拿过别的资金")).to_contain_text("没有这种情况")


def test_a_fact_is_corrected_and_the_verdict_follows(home: str, screen: BrowserContext) -> None:
    page = screen.new_page()
    known(page, **KNOWN, equipment="500万元")
    page.goto(home + PAGE)
    expect(page.get_by_text("不符合（1）")).to_be_visible()
    page.get_by_role("button", name="改：设备金额").click()
    field = page.get_by_role("textbox", name="设备多少钱？")
    expect(field).to_have_value("500")
    expect(field).to_be_focused()
    field.fill("900")
    field.press("Enter")
    expect(page.get_by_role("heading", name="现在能申报（1）")).to_be_visible()
    expect(page.locator(".fact-rows")).to_contain_text("900万元")
    expect(card(page).locator(".sum")).to_have_text("最高180万元")
    expect(page.get_by_role("button", name="改：设备金额")).to_be_focused()
    assert fits(page)


def test_a_fact_is_removed_and_asked_for_again(home: str, page: Page) -> None:
    known(page, **KNOWN, equipment="900万元")
    page.goto(home + PAGE)
    expect(page.get_by_role("heading", name="现在能申报（1）")).to_be_visible()
    page.get_by_role("button", name="删：拿过资金").click()
    expect(question(page).get_by_role("heading")).to_have_text("拿过别的资金吗？")
    expect(page.get_by_role("heading", name="还差几项才知道（1）")).to_be_visible()


def test_what_cannot_be_read_is_said_at_its_field(home: str, page: Page) -> None:
    known(page, **KNOWN)
    page.goto(home + PAGE)
    field = question(page).get_by_role("textbox", name="设备多少钱？")
    field.fill("看情况")
    field.press("Enter")
    expect(question(page).get_by_role("alert")).to_contain_text("没有读懂“设备金额”")
    expect(field).to_have_value("看情况")
    field.fill("900")
    field.press("Enter")
    expect(page.get_by_role("heading", name="现在能申报（1）")).to_be_visible()


def test_a_place_that_nobody_knows_is_said_when_one_has_gone_on(home: str, page: Page) -> None:
    page.goto(home + PAGE)
    page.get_by_label("厂在哪里？").fill("月球")
    expect(page.get_by_role("alert")).to_have_count(0)
    page.get_by_label("厂在哪里？").press("Tab")
    expect(page.get_by_role("alert")).to_contain_text("没有读懂“厂在哪里”")


def test_what_is_skipped_comes_later_and_what_nobody_knows_never(home: str, page: Page) -> None:
    known(page, place="东莞", industry="garment", equipment="900万元", completed="2025-06", years="5年")
    page.goto(home + PAGE)
    expect(question(page).get_by_role("heading")).to_have_text("拿过别的资金吗？")
    question(page).get_by_role("button", name="先跳过").click()
    expect(page.get_by_text("没有要再问的了")).to_be_visible()
    page.get_by_role("button", name="再问跳过的 1 项").click()
    question(page).get_by_role("button", name="不知道").click()
    expect(page.get_by_text("没有要再问的了")).to_be_visible()
    expect(page.locator(".fact-rows")).to_contain_text(re.compile(r"拿过资金\s*不知道"))
    card(page).get_by_role("button", name="回答这个问题：拿过资金").click()
    expect(question(page).get_by_role("heading")).to_be_focused()
    question(page).get_by_role("button", name="否", exact=True).click()
    expect(page.get_by_role("heading", name="现在能申报（1）")).to_be_visible()


def test_what_one_means_to_do_narrows_the_list(home: str, page: Page) -> None:
    page.goto(home + PAGE)
    page.get_by_label("贷款或融资租赁").check()
    expect(page.get_by_text("另有 1 个项目与所选的事无关")).to_be_visible()
    expect(card(page)).to_have_count(0)
    page.get_by_role("button", name="全部列出").click()
    expect(card(page)).to_be_visible()
    expect(page.get_by_label("贷款或融资租赁")).not_to_be_checked()


def test_what_is_known_outlives_a_reload_and_leaves_the_device_only_on_wish(home: str, page: Page) -> None:
    known(page, **KNOWN)
    page.goto(home + PAGE)
    expect(page.locator(".fact-rows li")).to_have_count(5)
    page.reload()
    expect(page.locator(".fact-rows li")).to_have_count(5)
    with page.expect_download() as download:
        page.get_by_role("button", name="导出").click()
    assert download.value.suggested_filename == "厂里的情况-2026-05-01.json"
    assert json.loads(download.value.path().read_text("utf-8"))["facts"] == KNOWN
    page.get_by_role("button", name="全部删除").click()
    page.get_by_role("dialog").get_by_role("button", name="全部删除").click()
    expect(page.get_by_label("厂在哪里？")).to_have_value("")
    kept = json.loads(str(page.evaluate("localStorage.getItem('policy-assistant.enterprise')")))
    assert kept["state"] == {"facts": {}, "goals": [], "unknown": []}


def test_everything_can_be_done_with_the_keyboard(home: str, page: Page) -> None:
    page.goto(home + PAGE)
    page.get_by_label("厂在哪里？").focus()
    page.keyboard.type("清远")
    _tab_to(page, "做服装")
    page.keyboard.press("Space")
    _tab_to(page, "好了，接着问")
    page.keyboard.press("Enter")
    expect(question(page).get_by_role("heading")).to_be_focused()
    while (asked := _asked(page)) is not None:
        expect(question(page).get_by_role("heading")).to_be_focused()
        if ANSWERS[asked] == "否":
            _tab_to(page, "否")
        else:
            page.keyboard.press("Tab")
            page.keyboard.type(ANSWERS[asked])
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name=asked)).to_have_count(0)
    expect(page.get_by_role("heading", name="现在能申报（1）")).to_be_visible()
    card(page).locator("summary").first.focus()
    page.keyboard.press("Enter")
    _tab_to(page, "出处")
    page.keyboard.press("Enter")
    expect(opened_clause(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(opened_clause(page)).to_have_count(0)
    expect(page.locator(".chip:focus")).to_have_count(1)


def _tab_to(page: Page, name: str) -> None:
    """Goes on with Tab, as far as a person might, until what is focused is called so."""
    for _ in range(40):
        focused = page.evaluate("document.activeElement.ariaLabel || document.activeElement.textContent")
        if str(focused).startswith(name):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {name}")


def test_a_checklist_is_ticked_off_line_by_line_and_kept(home: str, screen: BrowserContext) -> None:
    page = screen.new_page()
    known(page, **KNOWN, equipment="900万元")
    page.goto(home + PAGE)
    page.get_by_role("link", name="申请清单：冷库设备补助").click()
    expect(page.get_by_role("heading", name="申请清单 冷库设备补助", level=1)).to_be_visible()
    expect(page.get_by_role("region", name="时间")).to_contain_text("还有 60 天")
    expect(page.get_by_role("region", name="依据")).to_contain_text("《冷库办法》")
    line = page.get_by_label("申请冷库补助要交设备发票。")
    line.check()
    page.get_by_label("守法").check()
    assert fits(page)
    page.reload()
    expect(line).to_be_checked()
    expect(page.get_by_label("守法")).to_be_checked()
    chip(page).first.click()
    expect(opened_clause(page).locator("mark")).to_be_visible()


@pytest.mark.parametrize(("button", "ending", "begins"), [("Word", "docx", b"PK"), ("PDF", "pdf", b"%PDF")])
def test_a_checklist_is_downloaded_under_the_name_that_the_server_gives_it(
    home: str, page: Page, button: str, ending: str, begins: bytes
) -> None:
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request) if request.url.endswith("/checklist") else None)
    known(page, **KNOWN, equipment="看情况")
    page.goto(home + CHECKLIST)
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    assert re.fullmatch(rf".*冷库设备补助.* 2026-05-01\.{ending}", download.value.suggested_filename)
    assert download.value.path().read_bytes().startswith(begins)
    sent = json.loads(str(asked[0].post_data))
    assert (sent["programme"], sent["format"], sent["facts"]) == ("cold-store", ending, KNOWN)


def test_a_calendar_is_offered_while_there_is_a_day_to_come(
    serve: Serve, home: str, page: Page, tmp_path: Path
) -> None:
    page.goto(home + CHECKLIST)
    with page.expect_download() as download:
        page.get_by_role("button", name="加到日历").click()
    assert "DTSTART;VALUE=DATE:20260630" in download.value.path().read_text("utf-8")
    page.goto(_served(serve, tmp_path, AFTERWARDS) + CHECKLIST)
    expect(page.get_by_role("button", name="Word")).to_be_visible()
    expect(page.get_by_role("button", name="加到日历")).to_have_count(0)


def test_a_round_that_is_over_is_told_apart_from_not_qualifying(serve: Serve, page: Page, tmp_path: Path) -> None:
    known(page, **KNOWN, equipment="900万元")
    page.goto(_served(serve, tmp_path, AFTERWARDS) + PAGE)
    expect(page.get_by_role("heading", name="这一轮已截止，条件看来符合（1）")).to_be_visible()
    expect(card(page)).to_contain_text("已截止")
    expect(card(page)).to_contain_text("初步符合")
    expect(card(page)).to_contain_text("天前截止")
    card(page).get_by_text("逐条对照").click()
    expect(card(page)).to_contain_text("下一轮预计在2027年，尚未公布。")


def test_a_checklist_that_cannot_be_had_just_now_says_so(home: str, page: Page) -> None:
    page.route("**/api/v1/eligibility/checklist", lambda route: route.fulfill(status=503, body=""))
    page.goto(home + CHECKLIST)
    page.get_by_role("button", name="PDF").click()
    expect(page.get_by_role("alert")).to_contain_text("没有下载成")


def test_a_programme_that_is_not_there_is_called_so(home: str, page: Page) -> None:
    page.goto(f"{home}{PAGE}/nothing")
    expect(page.get_by_role("heading", name="没有这个项目")).to_be_visible()
    page.get_by_role("link", name="全部项目").click()
    expect(page.get_by_role("heading", name="能拿什么")).to_be_visible()


def test_on_paper_there_is_the_list_and_nothing_to_press(home: str, page: Page) -> None:
    page.goto(home + CHECKLIST)
    expect(page.get_by_role("heading", name="材料")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Word")).to_be_hidden()
    expect(page.locator(".bar")).to_be_hidden()
    expect(page.get_by_text("申请冷库补助要交设备发票。").first).to_be_visible()


def test_without_a_network_the_last_result_stays_and_is_renewed_when_it_is_back(home: str, page: Page) -> None:
    known(page, **KNOWN, equipment="900万元")
    page.goto(home + PAGE)
    expect(page.get_by_role("heading", name="现在能申报（1）")).to_be_visible()
    page.context.set_offline(True)
    page.get_by_role("button", name="删：设备金额").click()
    expect(page.get_by_text("下面是断开前的结果")).to_be_visible()
    expect(card(page)).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_role("heading", name="还差几项才知道（1）")).to_be_visible()
    expect(page.get_by_text("下面是断开前的结果")).to_have_count(0)


def test_what_fails_is_told_and_can_be_tried_again(home: str, page: Page) -> None:
    page.route(re.compile("/api/v1/eligibility$"), lambda route: route.fulfill(status=503, body=""))
    page.goto(home + PAGE)
    expect(page.get_by_role("alert")).to_contain_text("没有对照成", timeout=20_000)
    page.unroute(re.compile("/api/v1/eligibility$"))
    page.get_by_role("button", name="重试").click()
    expect(card(page)).to_be_visible()


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("address", [PAGE, CHECKLIST])
def test_a_page_fits_every_width_and_axe_finds_nothing_serious(
    home: str, browser: Browser, address: str, colours: str
) -> None:
    context = browser.new_context(viewport=DESKTOP, locale="zh-CN", color_scheme=colours, reduced_motion="reduce")
    page = context.new_page()
    known(page, place="东莞", industry="garment", completed="2025-06", years="5年")
    page.goto(home + address)
    if address == PAGE:
        card(page).get_by_text("逐条对照").click()
        expect(card(page).get_by_role("row")).to_have_count(10)
    expect(chip(page).first).to_be_visible()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 740})
        assert fits(page), width
        assert serious(page) == [], width
    context.close()


@pytest.mark.parametrize(
    ("locale", "title", "mark"),
    [("zh-HK", "能拿什麼", "還不能斷定"), ("en-GB", "What you can get", "Not decided yet")],
)
def test_the_page_speaks_the_language_of_the_browser(
    home: str, browser: Browser, locale: str, title: str, mark: str
) -> None:
    context = browser.new_context(viewport=PHONE, locale=locale)
    page = context.new_page()
    page.goto(home + PAGE)
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    expect(card(page)).to_contain_text(mark)
    assert fits(page)
    context.close()


def judged(page: Page, home: str, **told: str) -> None:
    """From now on the answers of the chat carry what is known of the enterprise and its verdict."""
    asked = page.request.post(f"{home}/api/v1/eligibility", data={"facts": told}).json()
    about = {"profile": asked["facts"], "verdicts": asked["verdicts"], "missing_facts": asked["missing_facts"]}

    def carried(route: Route) -> None:
        answer = json.loads(route.fetch(headers=route.request.headers | {"accept": "application/json"}).text())
        body = f"event: answer\ndata: {json.dumps(answer | about)}\n\n"
        route.fulfill(status=200, content_type="text/event-stream", body=body)

    page.route("**/api/v1/answers", carried)


def test_an_answer_shows_what_it_read_and_how_the_programme_stands(home: str, screen: BrowserContext) -> None:
    page = screen.new_page()
    judged(page, home, place="东莞", industry="做服装", equipment="900万元", completed="2025年6月", years="5年")
    page.goto(home)
    ask(page)
    expect(page.locator(".sentence")).to_contain_text(FIGURE)
    expect(page.locator(".facts-read button")).to_have_count(5)
    expect(card(page)).to_contain_text(re.compile(r"还差\s*拿过资金"))
    card(page).get_by_text("逐条对照").click()
    row(page, "设备金额").get_by_role("button", name=re.compile("^出处")).first.click()
    expect(opened_clause(page).locator("mark")).to_have_text(THRESHOLD)
    page.keyboard.press("Escape")
    assert fits(page)
    page.get_by_role("button", name=re.compile("改：.*设备金额.*900万元")).click()
    expect(page.get_by_label("您的问题")).to_be_focused()
    expect(page.get_by_label("您的问题")).to_have_value("设备金额改为")
    wait_until_kept(page)
    page.reload()
    expect(page.locator(".facts-read button")).to_have_count(5)
    question(page).get_by_role("button", name="否", exact=True).click()
    expect(page.locator(".question h2").last).to_have_text("否")
    expect(page.locator(".verdict")).to_have_count(2)
    expect(page.locator(".facts-read")).to_have_count(1)


def test_a_conversation_hands_over_what_it_read(home: str, page: Page) -> None:
    known(page, place="清远", years="5年")
    judged(page, home, place="东莞", industry="做服装")
    page.goto(home)
    ask(page)
    page.get_by_role("link", name="看全部对照").click()
    expect(page.get_by_text("从对话带来 2 项。这台设备上原有的 1 项也留着。")).to_be_visible()
    expect(page.locator(".fact-rows li")).to_have_text(
        [re.compile(r"厂在哪里\s*东莞"), re.compile(r"行业\s*做服装"), re.compile(r"年限\s*5年")]
    )
    page.get_by_role("button", name="只用对话里的").click()
    expect(page.locator(".fact-rows li")).to_have_count(2)


def test_an_answer_that_judges_nothing_fetches_nothing_for_it(home: str, page: Page) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(home)
    ask(page, ASKED)
    expect(page.locator(".actions")).to_be_visible()
    assert not [url for url in fetched if "InAnswer" in url or "eligibility" in url]


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_an_answer_with_a_verdict_fits_every_width_and_axe_finds_nothing_serious(
    home: str, browser: Browser, colours: str
) -> None:
    context = browser.new_context(viewport=DESKTOP, locale="zh-CN", color_scheme=colours, reduced_motion="reduce")
    page = context.new_page()
    judged(page, home, place="东莞", industry="做服装", equipment="900万元", completed="2025年6月", years="5年")
    page.goto(home)
    ask(page)
    card(page).get_by_text("逐条对照").click()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 740})
        assert fits(page), width
        assert serious(page) == [], width
    context.close()
