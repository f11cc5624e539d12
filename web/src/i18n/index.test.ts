import { expect, test } from "vitest";
import { en } from "./en";
import { languageFor } from "./index";
import { zhHans } from "./zh-Hans";
import { zhHant } from "./zh-Hant";

test.each([
  ["zh-CN", "zh-Hans"],
  ["zh", "zh-Hans"],
  ["zh-SG", "zh-Hans"],
  ["zh-HK", "zh-Hant"],
  ["zh-TW", "zh-Hant"],
  ["zh-Hant-MO", "zh-Hant"],
  ["en-GB", "en"],
  ["de", "en"],
])("a browser that speaks %s gets %s", (tag, language) => {
  expect(languageFor(tag)).toBe(language);
});

function texts(messages: object, path = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(messages)) {
    if (typeof value === "string") found.set(path + name, value);
    else for (const [below, text] of texts(value, `${path}${name}.`)) found.set(below, text);
  }
  return found;
}

test.each([
  ["zh-Hant", zhHant],
  ["en", en],
])("%s fills in what simplified Chinese fills in", (_, messages) => {
  const ours = texts(zhHans);
  const theirs = texts(messages);
  expect([...theirs.keys()]).toEqual([...ours.keys()]);
  for (const [key, text] of ours) {
    const names = (said: string) => (said.match(/\{\{\w+\}\}/g) ?? []).sort();
    expect(names(theirs.get(key) ?? ""), key).toEqual(names(text));
  }
});

const sources = Object.entries(
  import.meta.glob<string>("../**/*.{ts,tsx}", { query: "?raw", import: "default", eager: true }),
)
  .filter(([path]) => !path.includes(".test.") && !/\/(zh-Hans|zh-Hant|en)\.ts$/.test(path))
  .map(([, source]) => source)
  .join("\n");

test("no text is left that nothing shows", () => {
  const unused = [...texts(zhHans).keys()].filter((key) => {
    const group = key.slice(0, key.lastIndexOf("."));
    return ![`"${key}"`, `\`${key}\``, `${group}.\${`, `${group.split(".")[0]}.\${`].some((use) => sources.includes(use));
  });
  expect(unused).toEqual([]);
});
