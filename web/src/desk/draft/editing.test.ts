import { expect, test } from "vitest";
import { blocksOf, changed } from "./blocks";
import { begun, type Editing, isUnsaved, told, type Written } from "./editing";

const kept = (revision: number, ...texts: string[]): Written => ({
  id: "d-1",
  revision,
  paragraphs: texts.map((text) => ({ text, citations: [] })),
});

function typed(held: Editing<Written>, text: string): Editing<Written> {
  return told(held, { type: "edited", blocks: changed(held.blocks, held.blocks[0]?.key ?? 0, { text }) });
}

const shown = (held: Editing<Written>) => held.blocks.map(({ text }) => text);

test("what is typed is unsaved until the server has it", () => {
  let held = typed(begun(kept(1, "最高500万元。")), "最高600万元。");
  expect(isUnsaved(held)).toBe(true);
  held = told(told(held, { type: "sending" }), { type: "saved", kept: kept(2, "最高600万元。") });
  expect(isUnsaved(held)).toBe(false);
  expect(held.kept.revision).toBe(2);
});

test("what is typed while it is being saved stays and is saved next", () => {
  let held = told(typed(begun(kept(1, "一")), "一二"), { type: "sending" });
  held = told(typed(held, "一二三"), { type: "saved", kept: kept(2, "一二") });
  expect(shown(held)).toEqual(["一二三"]);
  expect(isUnsaved(held)).toBe(true);
});

test("a server that trims what it keeps does not change what one types, nor make it save for ever", () => {
  let held = told(typed(begun(kept(1, "a")), "a "), { type: "sending" });
  held = told(held, { type: "saved", kept: kept(2, "a") });
  expect(shown(held)).toEqual(["a "]);
  expect(isUnsaved(held)).toBe(false);
});

test("what could not be saved stays unsaved and says why", () => {
  const held = told(told(typed(begun(kept(1, "一")), "二"), { type: "sending" }), { type: "failed", message: "没有网络" });
  expect([isUnsaved(held), held.failure, held.sending]).toEqual([true, "没有网络", null]);
});

test("a colleague's version comes in where nothing is unsaved", () => {
  const held = told(begun(kept(1, "一")), { type: "arrived", kept: kept(2, "同事写的") });
  expect(shown(held)).toEqual(["同事写的"]);
});

test("a colleague's version does not overwrite what is being written: both are shown, and one chooses", () => {
  const both = told(typed(begun(kept(1, "一")), "我的"), { type: "arrived", kept: kept(2, "同事的") });
  expect([shown(both), both.theirs?.revision]).toEqual([["我的"], 2]);
  const mine = told(both, { type: "keepMine" });
  expect([shown(mine), mine.kept.revision, isUnsaved(mine), mine.theirs]).toEqual([["我的"], 2, true, null]);
  const theirs = told(both, { type: "takeTheirs" });
  expect([shown(theirs), isUnsaved(theirs)]).toEqual([["同事的"], false]);
});

test("a save that came too late shows both as well", () => {
  const held = told(told(typed(begun(kept(1, "一")), "我的"), { type: "sending" }), { type: "overtaken", theirs: kept(3, "同事的") });
  expect([held.theirs?.revision, shown(held), isUnsaved(held)]).toEqual([3, ["我的"], true]);
});

test("the echo of a save under way, and an older reading, are left aside", () => {
  const sending = told(typed(begun(kept(2, "一")), "二"), { type: "sending" });
  expect(told(sending, { type: "arrived", kept: kept(3, "二") })).toBe(sending);
  const held = begun(kept(2, "一"));
  expect(told(held, { type: "arrived", kept: kept(1, "旧的") })).toBe(held);
});

test("a change of state alone leaves the words and the caret where they are", () => {
  const writing = typed(begun(kept(1, "一")), "一二");
  const held = told(writing, { type: "arrived", kept: { ...kept(2, "一") } });
  expect([shown(held), held.kept.revision, held.theirs, held.blocks[0]?.key]).toEqual([["一二"], 2, null, writing.blocks[0]?.key]);
});

test("an empty paragraph that one has just begun is nothing to save", () => {
  const held = begun(kept(1, "一"));
  expect(isUnsaved(told(held, { type: "edited", blocks: [...held.blocks, ...blocksOf([{ text: "", citations: [] }])] }))).toBe(false);
});
