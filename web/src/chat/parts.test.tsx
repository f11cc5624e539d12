import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { MemoryRouter } from "react-router";
import { afterEach, expect, test, vi } from "vitest";
import type { Citation } from "../api/types";
import "../i18n";
import { Composer } from "./Composer";
import { Evidence } from "../evidence/Evidence";
import { FailureView } from "./FailureView";
import { SentenceView } from "./SentenceView";

afterEach(cleanup);

function citation(n: number, documentId: string): Citation {
  return {
    n,
    clause_id: `${documentId}:${n}`,
    document_id: documentId,
    version: 1,
    title: `${documentId}的全名`,
    short_title: documentId,
    doc_number: "粤工信规字〔2024〕7号",
    issuer: "广东省工业和信息化厅",
    issued_on: null,
    kind: "digest",
    validity: "in_force",
    locator: `第${n}项`,
    quote: "",
    start: 0,
    end: 1,
    digest: "",
    url: "",
    reader_url: "",
    sources: [],
    window: { name: "2027年度", opens_on: null, closes_on: null, state: "closed", note: "" },
    ends_on: "2027-12-31",
    superseded_by: null,
  };
}

test("what was asked is marked, and each chip opens its citation", async () => {
  const onCite = vi.fn();
  const sentence = { text: "最高1500万元。", citations: [1, 2], marks: [[2, 8] as [number, number]], role: "answer" as const };
  const { container } = render(
    <SentenceView sentence={sentence} citations={[citation(1, "细则"), citation(2, "细则")]} onCite={onCite} />,
  );
  expect(container.querySelector("mark")?.textContent).toBe("1500万元");
  await userEvent.click(screen.getByRole("button", { name: "出处 2：细则，第2项" }));
  expect(onCite).toHaveBeenCalledWith(expect.objectContaining({ n: 2 }));
});

test("a citation that is not there yet is a number and no button", () => {
  render(
    <SentenceView sentence={{ text: "有。", citations: [7], marks: [], role: "answer" as const }} citations={[]} onCite={vi.fn()} />,
  );
  expect(screen.getByText("7")).toBeTruthy();
  expect(screen.queryByRole("button")).toBeNull();
});

test("each document stands once with its standing, and many stay folded until they are wanted", async () => {
  const citations = [citation(1, "甲"), citation(2, "乙"), citation(3, "甲"), citation(4, "丙")];
  render(<Evidence citations={citations} onCite={vi.fn()} />, { wrapper: MemoryRouter });
  expect(screen.getAllByRole("article").map((card) => card.querySelectorAll(".places li").length)).toEqual([2, 1]);
  expect(screen.getAllByText("有效期内，到 2027-12-31 为止")).toHaveLength(2);
  expect(screen.getAllByText("2027年度：已截止")).toHaveLength(2);
  await userEvent.click(screen.getByRole("button", { name: "全部 4 处依据" }));
  expect(screen.getAllByRole("article")).toHaveLength(3);
});

test("a question that can never be accepted is to be changed, not tried again", async () => {
  const problem = { type: "", title: "", status: 422, detail: "问题超过 2000 字，请缩短后再提交。", request_id: "r", errors: [] };
  const onEdit = vi.fn();
  render(<FailureView failure={{ sort: "refused", problem, retryAt: null }} onRetry={vi.fn()} onEdit={onEdit} />);
  expect(screen.getByRole("alert").textContent).toContain("请缩短后再提交");
  await userEvent.click(screen.getByRole("button", { name: "修改问题" }));
  expect(onEdit).toHaveBeenCalled();
});

test("an error of the server comes with the number under which its log has it", () => {
  const problem = { type: "", title: "", status: 500, detail: "系统出错了，请稍后重试。", request_id: "abc123", errors: [] };
  render(<FailureView failure={{ sort: "refused", problem, retryAt: null }} onRetry={vi.fn()} onEdit={vi.fn()} />);
  expect(screen.getByRole("alert").textContent).toContain("编号 abc123");
});

test("a question is sent without the blanks around it, and the field is empty then", async () => {
  const onAsk = vi.fn();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { enabled: false } } })}>{children}</QueryClientProvider>
  );
  render(<Composer ref={null} begun="" busy={false} changing={false} onLeave={vi.fn()} onAsk={onAsk} onStop={vi.fn()} />, { wrapper });
  const field = screen.getByLabelText<HTMLTextAreaElement>("您的问题");
  await userEvent.type(field, "  技改补多少 {Enter}");
  expect(onAsk).toHaveBeenCalledWith("技改补多少");
  expect(field.value).toBe("");
});
