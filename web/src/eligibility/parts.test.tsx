import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { MemoryRouter } from "react-router";
import { afterEach, describe, expect, it, vi } from "vitest";
import "../i18n";
import { AskedNext } from "./AskedNext";
import { leftOf } from "./Deadline";
import { FactField } from "./FactField";
import { citation, fact, finding, kind, verdict } from "./fixtures";
import { namesOf } from "./names";
import { VerdictCard } from "./VerdictCard";

afterEach(cleanup);

const names = namesOf({
  kinds: [kind("new_equipment_value", "money", { name: "新设备金额" }), kind("completed_on", "day", { name: "完工时间" })],
  programmes: [{ id: "bonds", programme: "国债资金" }],
  facts: [fact("new_equipment_value", "500多万元")],
});

describe("a verdict", () => {
  const held = verdict({
    outcome: "closed",
    conditions: "undetermined",
    missing: ["completed_on"],
    findings: [
      finding("现在可以申报", { sort: "round", met: false, citations: [1] }),
      finding("新设备金额", { citations: [2], facts: ["new_equipment_value"] }),
      finding("完工时间", { met: null, missing: ["completed_on"], citations: [3] }),
      finding("已得到国债资金", { sort: "exclusion", citations: [3] }),
    ],
    relations: [{ programmes: ["bonds"], together: false, text: "不能同时享受。", citations: [3] }],
    citations: [citation(1, "8月15日截止。"), citation(2, "不低于400万元。"), citation(3, "| 粤东西北 | 开平、台山 |")],
  });

  function shown(more: { onAnswer?(fact: string): void; isCompact?: boolean } = {}) {
    const onCite = vi.fn();
    render(<VerdictCard verdict={held} asOf="2026-11-27" names={names} onCite={onCite} {...more} />, { wrapper: MemoryRouter });
    return onCite;
  }

  it("tells in words how it stands, apart from the day, and what is missing", async () => {
    const onAnswer = vi.fn();
    shown({ onAnswer });
    const card = screen.getByRole("article");
    expect(within(card).getByText("已截止")).toBeTruthy();
    expect(within(card).getByText("还不能断定")).toBeTruthy();
    // That the round is over is no condition that the enterprise does not meet.
    expect(within(card).getByText("1 项还不知道，2 项符合")).toBeTruthy();
    await userEvent.click(within(card).getByRole("button", { name: "回答这个问题：完工时间" }));
    expect(onAnswer).toHaveBeenCalledWith("completed_on");
  });

  it("opens to its conditions with the verbatim text, what was told, and chips that cite", async () => {
    const onCite = shown();
    await userEvent.click(screen.getByText("逐条对照"));
    const rows = screen.getAllByRole("row").slice(1);
    expect(rows.map((row) => within(row).getByRole("rowheader").textContent)).toEqual([
      "现在可以申报",
      "完工时间",
      "新设备金额您的情况：500多万元",
      "已得到国债资金",
    ]);
    expect(rows[2]?.textContent).toContain("不低于400万元。");
    expect(rows[3]?.textContent).toContain("没有这种情况");
    expect(rows[1]?.textContent).toContain("粤东西北 — 开平、台山");
    expect(screen.getByText("不能同时享受：国债资金")).toBeTruthy();
    await userEvent.click(within(rows[2] as HTMLElement).getByRole("button", { name: "出处 2：细则，第2项" }));
    expect(onCite).toHaveBeenCalledWith(expect.objectContaining({ n: 2 }));
  });

  it("says where there is little room only what was found", () => {
    shown({ isCompact: true });
    expect(screen.queryByText("买新设备给奖励。")).toBeNull();
    expect(screen.queryByRole("link", { name: "申请清单：技改资金" })).toBeNull();
  });
});

describe("a field", () => {
  it("takes a sum as it is typed, and a bare figure in 万元", async () => {
    const onTell = vi.fn();
    render(<FactField kind={kind("m", "money")} told="" problem={null} labelledBy="x" onTell={onTell} />);
    const field = screen.getByRole("textbox");
    await userEvent.type(field, "500来万{Enter}");
    expect(onTell).toHaveBeenLastCalledWith("500来万");
    await userEvent.clear(field);
    await userEvent.type(field, "800{Enter}");
    expect(onTell).toHaveBeenLastCalledWith("800万元");
  });

  it("stands with what could not be read in it", () => {
    render(<FactField kind={kind("m", "money")} told="很多" problem="请写金额。" labelledBy="x" onTell={vi.fn()} />);
    const field = screen.getByRole<HTMLInputElement>("textbox");
    expect(field.value).toBe("很多");
    expect(field.getAttribute("aria-invalid")).toBe("true");
    expect(document.getElementById(field.getAttribute("aria-describedby") ?? "")?.textContent).toBe("请写金额。");
  });

  it("has buttons for a choice and the parts of a day", async () => {
    const onTell = vi.fn();
    const { rerender } = render(<FactField kind={kind("b", "yes_no")} told="" problem={null} labelledBy="x" onTell={onTell} />);
    await userEvent.click(screen.getByRole("button", { name: "否" }));
    expect(onTell).toHaveBeenLastCalledWith("否");
    rerender(<FactField kind={kind("d", "day")} told="" problem={null} labelledBy="x" onTell={onTell} />);
    await userEvent.type(screen.getByLabelText("年"), "2025");
    await userEvent.type(screen.getByLabelText("月"), "6{Enter}");
    expect(onTell).toHaveBeenLastCalledWith("2025-06");
  });
});

describe("the next question in a conversation", () => {
  it("is answered with a press where there is a choice, else in the composer", async () => {
    const [onAsk, onDraft] = [vi.fn(), vi.fn()];
    const industry = kind("industry", "choice", { options: [{ id: "garment", name: "做服装" }] });
    const { rerender } = render(<AskedNext kind={industry} onAsk={onAsk} onDraft={onDraft} />);
    await userEvent.click(screen.getByRole("button", { name: "做服装" }));
    await userEvent.click(screen.getByRole("button", { name: "先跳过" }));
    expect(onAsk.mock.calls.flat()).toEqual(["做服装", "跳过"]);
    rerender(<AskedNext kind={kind("m", "money", { name: "新设备金额" })} onAsk={onAsk} onDraft={onDraft} />);
    await userEvent.click(screen.getByRole("button", { name: "写在下面" }));
    expect(onDraft).toHaveBeenCalledWith("新设备金额：");
  });
});

it.each([
  [{ state: "open", opens_on: "2026-11-01", closes_on: "2026-12-01" }, "left", 4, true],
  [{ state: "open", opens_on: null, closes_on: "2026-11-27" }, "today", 0, true],
  [{ state: "open", opens_on: null, closes_on: "2027-03" }, "leftAtMost", 124, false],
  [{ state: "closed", opens_on: null, closes_on: "2026-08-15" }, "ago", 104, false],
  [{ state: "upcoming", opens_on: "2026-12-07", closes_on: null }, "opensIn", 10, false],
] as const)("of a window %o it is told how far the day is that matters", (window, what, count, isSoon) => {
  expect(leftOf({ name: "", note: "", ...window }, "2026-11-27")).toMatchObject({ what, count, isSoon });
});
