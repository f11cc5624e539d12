import { expect, test } from "vitest";
import { deskEn } from "./en";
import { deskHans } from "./zh-Hans";
import { deskHant } from "./zh-Hant";

function textsOf(messages: object): Map<string, string> {
  return new Map(
    Object.entries(messages).flatMap(([group, texts]) =>
      Object.entries(texts as Record<string, string>).map(([name, text]): [string, string] => [`${group}.${name}`, text]),
    ),
  );
}

test.each([
  ["zh-Hant", deskHant],
  ["en", deskEn],
])("%s fills in what simplified Chinese fills in", (_, messages) => {
  const ours = textsOf(deskHans);
  const theirs = textsOf(messages);
  expect([...theirs.keys()]).toEqual([...ours.keys()]);
  for (const [key, text] of ours) {
    const names = (said: string) => (said.match(/\{\{\w+\}\}/g) ?? []).sort();
    expect(names(theirs.get(key) ?? ""), key).toEqual(names(text));
  }
});

const sources = Object.entries(import.meta.glob<string>("../**/*.{ts,tsx}", { query: "?raw", import: "default", eager: true }))
  .filter(([path]) => !path.includes(".test.") && !/\/(zh-Hans|zh-Hant|en)\.ts$/.test(path))
  .map(([, source]) => source)
  .join("\n");

test("no text is left that nothing shows", () => {
  const unused = [...textsOf(deskHans).keys()].filter((key) => {
    const [group] = key.split(".");
    return ![`"${key}"`, `\`${group}.\${`].some((use) => sources.includes(use));
  });
  expect(unused).toEqual([]);
});
