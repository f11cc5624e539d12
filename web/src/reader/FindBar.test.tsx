import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it } from "vitest";
import type { Line } from "../api/types";
import "../i18n";
import type { Variants } from "../parts/fold";
import { variants } from "../parts/variants";
import { FindBar } from "./FindBar";
import { useFind } from "./useFind";

const LETTERS = Array.from("补贴与补贴，还有补贴");
const LINES: Line[] = [{ start: 0, end: LETTERS.length, sort: "text", level: null, is_header: false, cells: [], clause_ids: [] }];

function Searched({ letters = LETTERS, variants }: { letters?: string[]; variants?: Variants }) {
  const find = useFind(letters, LINES, variants);
  return <FindBar find={find} />;
}

afterEach(cleanup);

it("goes round the matches by the keyboard, and is empty after Escape", async () => {
  const person = userEvent.setup();
  render(<Searched />);
  const field = screen.getByRole("textbox");
  const told = () => screen.getByRole("status").textContent;

  await person.type(field, "补贴");
  expect(told()).toBe("第 1 处，共 3 处");
  await person.keyboard("{Enter}{Enter}");
  expect(told()).toBe("第 3 处，共 3 处");
  await person.keyboard("{Enter}");
  expect(told()).toBe("第 1 处，共 3 处");
  await person.keyboard("{Shift>}{Enter}{/Shift}");
  expect(told()).toBe("第 3 处，共 3 处");
  await person.keyboard("{Escape}");
  expect(told()).toBe("");
});

it("says that there is no match, and lets nobody step to one", async () => {
  const person = userEvent.setup();
  render(<Searched />);
  await person.type(screen.getByRole("textbox"), "奖励");
  expect(screen.getByRole("status").textContent).toBe("没有找到");
  expect(screen.getByRole("button", { name: "下一处" })).toHaveProperty("disabled", true);
});

it("goes on looking at the same match when the variants come and more are found before it", async () => {
  const letters = Array.from("補貼与补贴，还有补贴");
  const person = userEvent.setup();
  const { rerender } = render(<Searched letters={letters} />);
  const told = () => screen.getByRole("status").textContent;

  await person.type(screen.getByRole("textbox"), "补贴");
  await person.keyboard("{Enter}");
  expect(told()).toBe("第 2 处，共 2 处");
  rerender(<Searched letters={letters} variants={variants} />);
  expect(told()).toBe("第 3 处，共 3 处");
  await person.keyboard("{Enter}");
  expect(told()).toBe("第 1 处，共 3 处");
});
