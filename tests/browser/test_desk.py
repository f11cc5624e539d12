"""The help desk's pages in a real browser, over a played API: every state of a ticket and a reply."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.asking import ASKED, ask, fits, opened_clause
from tests.browser.conftest import DESKTOP, PHONE, Serve
from tests.browser.test_looks import WIDTHS, serious
from tests.fakes.assistant import FakeAssistant
from tests.fakes.desk_page import CITATION, FIGURE, NOW, PlayedDesk, approved, draft, ticket, user

QUESTION = "数字化改造补多少？"
PAGES = (
    "tickets?status=all",
    "tickets/12",
    "review",
    "approved",
    "approved/a-1",
    "insights",
    "staff",
    "audit",
    "join#secret",
)
WRONG = "推动4000家规模以上工业企业开展技术改造。"

Open = Callable[..., Page]


@pytest.fixture
def desk() -> PlayedDesk:
    played = PlayedDesk()
    played.put(
        ticket(12, QUESTION, tags=["数字化"], due_at="2024-05-01T00:00:00Z"),
        ticket(11, "小升规奖励多少？", source="unanswered"),
        ticket(10, "展会补贴怎么报？", status="replied"),
    )
    return played


@pytest.fixture
def opened(serve: Serve, page: Page, desk: PlayedDesk) -> Open:
    """Opens a page of the desk."""

    def open_page(path: str) -> Page:
        desk.play(page)
        page.goto(f"{serve(FakeAssistant())}/desk/{path}")
        return page

    return open_page


def paragraph(page: Page, place: int = 1) -> Locator:
    return page.get_by_role("textbox", name=f"第 {place} 段")


def flawed(page: Page) -> Locator:
    return page.locator(".flawed")


def saved(page: Page) -> None:
    expect(page.locator("[data-saved=saved]")).to_be_visible()


def test_nobody_sees_anything_before_signing_in_and_then_goes_on_where_they_wanted_to(
    opened: Open, desk: PlayedDesk
) -> None:
    desk.role = None
    page = opened("tickets/12")
    expect(page.get_by_role("heading", name="工作台")).to_be_visible()
    expect(page.get_by_text(QUESTION)).to_have_count(0)
    desk.refusals["/session"] = (403, "名称或密码不对。")
    page.get_by_label("登录名").fill("agent")
    page.get_by_label("密码").fill("wrong")
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_role("alert")).to_have_text("名称或密码不对。")
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_role("heading", name=QUESTION)).to_be_visible()
    page.get_by_role("button", name="agent先生的账号").click()
    page.get_by_role("menuitem", name="退出登录").click()
    expect(page.get_by_role("button", name="登录", exact=True)).to_be_visible()


def test_an_invitation_sets_a_password_that_is_written_twice_alike(opened: Open, desk: PlayedDesk) -> None:
    desk.role = None
    page = opened("join#secret-of-the-link")
    page.get_by_label("新密码").fill("blue-teapot-72-sails")
    page.get_by_label("再输一遍").fill("blue-teapot-72-sail")
    page.get_by_role("button", name="设好密码").click()
    expect(page.get_by_role("alert")).to_contain_text("不一样")
    page.get_by_label("再输一遍").fill("blue-teapot-72-sails")
    page.get_by_role("button", name="设好密码").click()
    expect(page.get_by_role("heading", name="工单")).to_be_visible()
    assert desk.changes("/join") == [{"token": "secret-of-the-link", "password": "blue-teapot-72-sails"}]
    assert "secret" not in page.url


def test_the_queue_shows_those_that_nobody_handled_with_what_is_late_and_filters_by_the_address(
    opened: Open, desk: PlayedDesk
) -> None:
    page = opened("tickets")
    rows = page.locator(".ticket-row")
    expect(rows).to_have_count(2)
    expect(rows.first.locator(".late")).to_contain_text("已逾期")
    expect(page.get_by_role("link", name=re.compile("已答复"))).to_contain_text("1")
    page.get_by_role("searchbox", name="查找工单").fill("小升规")
    expect(rows).to_have_count(1)
    assert "q=" in page.url
    page.reload()
    expect(rows).to_have_count(1)
    page.get_by_role("button", name="清除筛选").click()
    page.get_by_role("link", name="全部").click()
    expect(rows).to_have_count(3)
    page.get_by_role("searchbox", name="查找工单").fill("没有的")
    expect(page.get_by_role("heading", name="没有符合的工单")).to_be_visible()


def test_the_queue_is_worked_with_by_keys(serve: Serve, page: Page, desk: PlayedDesk) -> None:
    desk.play(page)
    page.goto(f"{serve(FakeAssistant())}/desk/tickets")
    expect(page.locator(".ticket-row")).to_have_count(2)
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="小升规奖励多少？")).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("/")
    page.keyboard.type("jkn")
    expect(page.get_by_role("searchbox", name="查找工单")).to_have_value("jkn")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(page.get_by_role("dialog", name="新建工单")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=QUESTION)).to_be_visible()


def test_what_a_colleague_changes_is_shown_while_one_looks(opened: Open, desk: PlayedDesk) -> None:
    page = opened("tickets")
    expect(page.locator(".ticket-row")).to_have_count(2)
    desk.put(ticket(13, "刚来的问题"))
    desk.told.append({"sequence": 5, "tickets": [13], "drafts": []})
    expect(page.locator(".ticket-row", has_text="刚来的问题")).to_be_visible()


def test_a_ticket_is_taken_tagged_noted_and_merged(opened: Open, desk: PlayedDesk) -> None:
    desk.details[12] = {"similar": [{"number": 11, "question": "小升规奖励多少？", "status": "open", "likeness": 0.83}]}
    page = opened("tickets/12")
    page.get_by_role("button", name="我来办").click()
    expect(page.get_by_label("经办人")).to_have_value("u-admin")
    page.get_by_role("combobox", name="标签").fill("急")
    page.get_by_role("combobox", name="标签").press("Enter")
    expect(page.get_by_role("button", name="去掉标签：急")).to_be_visible()
    page.get_by_label("写备注").fill("打过电话")
    page.get_by_role("button", name="加上备注").click()
    expect(page.locator(".note-text")).to_have_text("打过电话")
    page.get_by_role("button", name="并入 #11").click()
    expect(page.get_by_role("heading", name="小升规奖励多少？")).to_be_visible()
    assert desk.changes("/tickets/12/merge")[0]["into"] == 11
    assert [each.get("tags") for each in desk.changes("/tickets/12")] == [None, ["数字化", "急"]]


def test_one_press_drafts_and_a_wrong_figure_is_underlined_until_it_is_right(
    serve: Serve, screen: BrowserContext, desk: PlayedDesk
) -> None:
    page = screen.new_page()
    desk.play(page)
    page.goto(f"{serve(FakeAssistant())}/desk/tickets/12")
    page.get_by_role("button", name=re.compile("^网上留言答复")).click()
    expect(paragraph(page)).to_have_value(FIGURE)
    paragraph(page).fill(f"𠮷林：{WRONG}")
    expect(flawed(page)).to_have_text("4000家")
    expect(paragraph(page)).to_have_attribute("aria-invalid", "true")
    problem = page.get_by_role("button", name=re.compile("出处里没有“4000家”"))
    problem.click()
    selected = "() => { const e = document.activeElement; return e.value.slice(e.selectionStart, e.selectionEnd); }"
    assert page.evaluate(selected) == "4000家"
    expect(page.locator(".flaw-told")).to_contain_text("出处里没有")
    box = flawed(page).bounding_box()
    told = page.evaluate("() => { const e = document.activeElement.getBoundingClientRect(); return [e.x, e.right]; }")
    assert box is not None
    assert told[0] < box["x"] < told[1]
    saved(page)
    page.get_by_role("button", name="送审").click()
    expect(page.get_by_role("alert")).to_have_text("还有没核对上的地方，改好再送审。")
    paragraph(page).fill(FIGURE)
    expect(flawed(page)).to_have_count(0)
    expect(page.get_by_text("已核对")).to_be_visible()
    page.get_by_role("button", name="送审").click()
    expect(page.locator(".draft .badge.draft-in_review")).to_be_visible()
    assert fits(page)


def test_the_underlining_stands_under_its_words_on_every_line(serve: Serve, browser: Browser, desk: PlayedDesk) -> None:
    context = browser.new_context(viewport=PHONE, locale="zh-CN")
    page = context.new_page()
    desk.write(draft(12, "说明。" * 40 + WRONG + "后面还有。" * 20))
    desk.play(page)
    page.goto(f"{serve(FakeAssistant())}/desk/tickets/12")
    paragraph(page).press("End")
    paragraph(page).press_sequentially("！")
    expect(flawed(page)).to_have_text("4000家")
    heights = page.evaluate(
        "() => ['.paragraph-mirror', 'textarea'].map((e) => document.querySelector(`.paragraph ${e}`).scrollHeight)"
    )
    assert heights[0] == heights[1]
    context.close()


def test_words_that_an_input_method_composes_are_neither_saved_nor_checked(
    serve: Serve, page: Page, desk: PlayedDesk
) -> None:
    desk.write(draft(12, FIGURE))
    desk.play(page)
    page.goto(f"{serve(FakeAssistant())}/desk/tickets/12")
    paragraph(page).focus()
    page.keyboard.press("End")
    keys = page.context.new_cdp_session(page)
    keys.send("Input.imeSetComposition", {"text": "bu zhu", "selectionStart": 6, "selectionEnd": 6})
    page.wait_for_timeout(1500)
    assert desk.changes("/drafts/d-12") == []
    keys.send("Input.insertText", {"text": "补助"})
    saved(page)
    assert [each["paragraphs"][0]["text"] for each in desk.changes("/drafts/d-12")] == [f"{FIGURE}补助"]


def test_a_clause_is_found_and_cited_and_its_chip_opens_it(opened: Open, desk: PlayedDesk) -> None:
    desk.write(draft(12, FIGURE, "另外举办供需对接会。"))
    page = opened("tickets/12")
    page.get_by_role("button", name="加出处").nth(1).click()
    page.get_by_role("searchbox", name="查找条款").fill("对接会")
    page.get_by_role("button", name=re.compile("^引用这一条")).click()
    second = page.get_by_role("list", name="第 2 段的出处")
    expect(second.get_by_role("button", name=re.compile("^出处 2"))).to_be_visible()
    saved(page)
    assert desk.drafts["d-12"]["paragraphs"][1]["citations"] == [2]
    page.get_by_role("list", name="第 1 段的出处").get_by_role("button", name=re.compile("^出处 1")).click()
    expect(opened_clause(page).locator("mark").first).to_be_visible()
    page.keyboard.press("Escape")
    second.get_by_role("button", name="去掉第 2 段的出处 2").click()
    expect(second.get_by_role("button")).to_have_count(0)


def test_what_a_colleague_saved_meanwhile_is_shown_beside_ones_own_words(opened: Open, desk: PlayedDesk) -> None:
    desk.write(draft(12, FIGURE))
    page = opened("tickets/12")
    expect(paragraph(page)).to_have_value(FIGURE)
    desk.drafts["d-12"] |= {"revision": 7, "paragraphs": [{"text": "同事写的。", "citations": [1]}]}
    paragraph(page).fill("我写的。")
    conflict = page.get_by_role("alert", name="同事也改了这份文字")
    expect(conflict).to_contain_text("我写的。")
    expect(conflict).to_contain_text("同事写的。")
    conflict.get_by_role("button", name="用我写的").click()
    saved(page)
    assert desk.drafts["d-12"]["paragraphs"][0]["text"] == "我写的。"


def test_what_is_not_saved_is_kept_while_one_signs_in_again(opened: Open, desk: PlayedDesk) -> None:
    desk.write(draft(12, FIGURE))
    page = opened("tickets/12")
    expect(paragraph(page)).to_have_value(FIGURE)
    desk.role = None
    paragraph(page).fill("写到一半。")
    again = page.get_by_role("dialog", name="请重新登录")
    again.get_by_label("密码").fill("blue-teapot-72-sails")
    again.get_by_role("button", name="登录").click()
    expect(again).to_have_count(0)
    expect(paragraph(page)).to_have_value("写到一半。")
    paragraph(page).fill("写完了。")
    saved(page)
    assert desk.drafts["d-12"]["paragraphs"][0]["text"] == "写完了。"


def test_a_reviewer_returns_a_reply_with_a_comment_or_approves_it(opened: Open, desk: PlayedDesk) -> None:
    desk.role = "reviewer"
    desk.write(draft(12, FIGURE, state="in_review"))
    page = opened("review")
    page.get_by_role("link", name=FIGURE).click()
    page.get_by_role("button", name="退回").click()
    page.get_by_role("dialog", name="退回").get_by_label("要改什么？").fill("写明截止日期")
    page.get_by_role("dialog", name="退回").get_by_role("button", name="退回").click()
    expect(page.locator(".draft .notice")).to_contain_text("写明截止日期")
    page.get_by_role("button", name="送审").click()
    page.get_by_role("button", name="批准").click()
    page.get_by_role("button", name="送出", exact=True).click()
    expect(page.locator(".delivery.sent")).to_contain_text("已送出")
    expect(page.get_by_role("button", name="存为审核答复")).to_be_visible()


@pytest.mark.parametrize(
    ("state", "told", "button"),
    [("failed", "可以重新送出", "重新送出"), ("uncertain", "请先向对方确认", "标记为已送出")],
)
def test_a_reply_that_went_wrong_says_what_to_do(
    opened: Open, desk: PlayedDesk, state: str, told: str, button: str
) -> None:
    delivery = {"ticket": 12, "way": "kf", "state": state, "failure": "平台没有回应。", "sent_at": None}
    desk.write(draft(12, FIGURE, state=state, failure="平台没有回应。", deliveries=[delivery]))
    page = opened("tickets/12")
    expect(page.locator(".delivery.failed")).to_contain_text(told)
    page.get_by_role("button", name="重新送出").click()
    page.get_by_role("dialog").get_by_role("button", name=button).click()
    expect(page.locator(".delivery.sent")).to_be_visible()
    assert desk.changes("/drafts/d-12/send")[0].get("again", False) is (state == "failed")


def test_who_may_only_look_is_offered_nothing_to_change(opened: Open, desk: PlayedDesk) -> None:
    desk.role = "viewer"
    desk.write(draft(12, FIGURE))
    page = opened("tickets/12")
    expect(page.locator(".draft-text")).to_contain_text(FIGURE)
    expect(page.locator("textarea")).to_have_count(0)
    expect(page.get_by_label("经办人")).to_be_disabled()
    for name in ("送审", "我来办", "批准"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)
    expect(page.get_by_role("link", name="账号")).to_have_count(0)


def test_an_administrator_adds_somebody_and_gets_the_link_once(opened: Open, desk: PlayedDesk) -> None:
    page = opened("staff")
    page.get_by_role("button", name="添加账号").click()
    page.get_by_label("姓名").fill("李明")
    page.get_by_label("登录名").fill("liming")
    page.get_by_role("button", name="建立账号").click()
    link = page.get_by_role("dialog", name="发给李明的链接").get_by_label("一次性链接")
    expect(link).to_have_value(re.compile(r"^http://127.*/desk/join#secret-of-the-link$"))
    page.get_by_role("button", name="关闭").first.click()
    page.get_by_role("article", name="李明").get_by_role("button", name="停用").click()
    expect(page.get_by_role("article", name="李明")).to_contain_text("已停用")


def test_text_of_others_is_shown_and_never_run(opened: Open, desk: PlayedDesk) -> None:
    bad = "<img src=x onerror=\"document.title='run'\"><script>document.title='run'</script>"
    desk.put(ticket(14, bad, tags=[bad], reach=bad))
    desk.write(draft(14, bad, state="in_review", comment=bad))
    desk.details[14] = {"notes": [{"id": "n", "author": bad, "text": bad, "written_at": NOW}]}
    page = opened("tickets/14")
    expect(page.get_by_role("heading", level=1)).to_have_text(bad)
    expect(page.locator(".note-text")).to_have_text(bad)
    assert "run" not in page.title().split(" · ")[0]
    assert page.locator("main img, main script").count() == 0


def test_what_a_period_came_to_is_drawn_and_told_in_numbers(
    serve: Serve, screen: BrowserContext, desk: PlayedDesk
) -> None:
    page = screen.new_page()
    desk.play(page)
    page.goto(f"{serve(FakeAssistant())}/desk/insights?first=2024-06-01&last=2024-06-07")
    questions = page.get_by_role("region", name="每天的提问")
    expect(questions.locator(".chart .piece-answered")).to_have_count(6)
    questions.get_by_text("看数字").click()
    rows = questions.get_by_role("row")
    expect(rows).to_have_count(8)
    # A Saturday with two answered and one in part, then a Sunday on which nobody asked.
    assert rows.nth(1).locator("th, td").all_inner_texts()[:4] == ["6/1", "3", "2", "1"]
    assert rows.nth(2).locator("th, td").all_inner_texts()[:4] == ["6/2", "0", "0", "0"]
    expect(page.get_by_role("list", name="从哪里问的")).to_contain_text("微信客服")
    expect(page.get_by_text("有误 · 金额、日期或数字不对。")).to_be_visible()
    expect(page.locator(".figures").first).to_contain_text("3.5 小时")
    page.get_by_text("没有引用过的文件（1 份）").click()
    expect(page.get_by_role("link", name="没有人引用的办法")).to_be_visible()
    csv = page.get_by_role("link", name="CSV").get_attribute("href")
    assert csv == "/api/v1/desk/insights.csv?first=2024-06-01&last=2024-06-07"
    page.get_by_role("link", name="最近 90 天").click()
    expect(rows).to_have_count(91)
    assert fits(page)
    page.get_by_label("到", exact=True).fill("2020-06-09")
    page.get_by_role("button", name="查看").click()
    expect(page.get_by_role("alert")).to_contain_text("开始不晚于结束")
    page.go_back()
    page.get_by_role("button", name="建工单：厂房租金有补贴吗？").click()
    expect(page.get_by_role("heading", name="厂房租金有补贴吗？")).to_be_visible()
    assert desk.changes("/tickets") == [{"question": "厂房租金有补贴吗？"}]


def test_the_approved_answer_that_a_question_gets_stands_beside_its_ticket(opened: Open, desk: PlayedDesk) -> None:
    desk.approved["a-1"] = approved("a-1", "数字化改造补贴多少？", state="published")
    page = opened("tickets/12")
    page.get_by_role("link", name="数字化改造补贴多少？").click()
    expect(page.get_by_role("textbox", name="问题", exact=True)).to_have_value("数字化改造补贴多少？")


def test_the_settings_lead_to_the_desk_where_there_is_one(serve: Serve, page: Page, desk: PlayedDesk) -> None:
    home = serve(FakeAssistant())
    page.goto(home)
    page.get_by_role("button", name="显示设置").click()
    expect(page.get_by_role("menuitemradio", name="English")).to_be_visible()
    expect(page.get_by_role("menuitem", name="工作台")).to_have_count(0)
    desk.play(page)
    page.reload()
    page.get_by_role("button", name="显示设置").click()
    page.get_by_role("menuitem", name="工作台").click()
    expect(page.get_by_role("heading", name="工单")).to_be_visible()


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_the_pages_of_the_desk_fit_every_width_and_axe_finds_nothing_serious(
    serve: Serve, browser: Browser, desk: PlayedDesk, colours: str
) -> None:
    desk.write(draft(12, WRONG, "以上按今天的规定。"), draft(11, FIGURE, state="in_review"))
    desk.staff.append(user("editor", "e", locked=True))
    desk.approved["a-1"] = approved("a-1", QUESTION, state="flagged", flags=["引用的条款变了"])
    plain = {"sequence": 1, "at": NOW, "actor": "李明", "action": "ticket_changed", "subject": "ticket"}
    desk.events.append(plain | {"subject_id": "12", "before": {"tags": []}, "after": {"tags": ["急"]}})
    context = browser.new_context(viewport=DESKTOP, locale="zh-CN", color_scheme=colours, reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    desk.play(page)
    home = serve(FakeAssistant())
    for address in PAGES:
        page.goto(f"{home}/desk/{address}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 740})
            assert fits(page), (address, width)
            assert serious(page) == [], (address, width)
    context.close()


def test_an_approved_answer_is_written_with_its_ways_to_ask_and_published(opened: Open, desk: PlayedDesk) -> None:
    page = opened("approved")
    expect(page.get_by_role("heading", name="还没有审核答复")).to_be_visible()
    page.get_by_role("link", name="新写一条").click()
    page.get_by_role("textbox", name="问题", exact=True).fill("推动多少家企业技改？")
    page.get_by_label("别的问法").fill("技改多少家\n\n技改多少家\n要改造几家")
    paragraph(page).fill(WRONG)
    expect(flawed(page)).to_have_text("4000家")
    paragraph(page).fill(FIGURE)
    page.get_by_role("button", name="加出处").click()
    page.get_by_role("searchbox", name="查找条款").fill("技改")
    page.get_by_role("button", name=re.compile("^引用这一条")).click()
    expect(page.get_by_role("button", name="发布")).to_have_count(0)
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".approved-draft")).to_be_visible()
    assert desk.changes("/approved")[0]["variants"] == ["技改多少家", "要改造几家"]
    assert desk.changes("/approved")[0]["paragraphs"] == [{"text": FIGURE, "citations": [1]}]
    desk.refusals["/approved/a-new/publish"] = (422, "“要改造几家”会用到另一条答复，请改写。")
    page.get_by_role("button", name="发布").click()
    expect(page.get_by_role("alert")).to_contain_text("会用到另一条答复")
    page.get_by_role("button", name="发布").click()
    expect(page.locator(".approved-published")).to_be_visible()
    page.get_by_role("link", name="审核答复").last.click()
    page.get_by_role("textbox", name="试一个问题").fill("要改造几家企业")
    page.get_by_role("button", name="试", exact=True).click()
    expect(page.locator(".try-hit")).to_contain_text("推动多少家企业技改？")


def test_a_person_is_asked_for_in_the_chat_and_their_reply_comes_into_it(
    serve: Serve, screen: BrowserContext, desk: PlayedDesk
) -> None:
    page = screen.new_page()
    desk.play(page)
    replies: list[dict[str, object]] = []
    asked: list[object] = []

    def hand_over(route: object) -> None:
        asked.append(route.request.post_data_json)  # type: ignore[attr-defined]
        route.fulfill(status=202, json={"number": 12})  # type: ignore[attr-defined]

    page.route("**/api/v1/handovers", hand_over)
    page.route("**/api/v1/conversations/*/replies", lambda route: route.fulfill(json={"replies": replies}))
    page.goto(serve(FakeAssistant()))
    ask(page)
    page.get_by_role("button", name="转人工").click()
    page.get_by_label("手机号或邮箱").fill("13800138000")
    page.get_by_role("button", name="请人工答复").click()
    expect(page.get_by_text("工单号 12").first).to_be_visible()
    page.get_by_role("button", name="关闭").click()
    expect(page.locator(".staff-awaited")).to_contain_text("工单号 12")
    assert asked[0]["reach"] == "13800138000"  # type: ignore[index]
    paragraphs = [{"text": "可以申报[1]。", "citations": [1]}]
    plain = {"id": "d-1", "tickets": [12], "text": "可以申报。", "sent_at": NOW, "signed": "工作人员答复，已经审核"}
    replies.append(plain | {"paragraphs": paragraphs, "citations": [CITATION]})
    page.reload()
    reply = page.get_by_role("region", name="人工答复")
    expect(reply).to_contain_text("可以申报1。")
    expect(page.locator(".staff-awaited")).to_have_count(0)
    reply.get_by_role("button", name=re.compile("^出处 1")).first.click()
    expect(opened_clause(page).locator("mark").first).to_be_visible()
    assert fits(page)


def test_without_a_desk_only_the_contact_is_told(serve: Serve, page: Page) -> None:
    page.goto(serve(FakeAssistant()))
    ask(page, ASKED)
    page.get_by_role("button", name="转人工").click()
    expect(page.locator(".contact")).to_be_visible()
    expect(page.get_by_role("button", name="请人工答复")).to_have_count(0)
