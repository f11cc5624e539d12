import type { Paragraph } from "../types";

/** A paragraph in the editor; its key stays when others come before it, so that a field keeps its caret. */
export interface Block extends Paragraph {
  key: number;
}

let next = 1;

export function blocksOf(paragraphs: readonly Paragraph[]): Block[] {
  return paragraphs.map(({ text, citations }) => ({ key: next++, text, citations: [...citations] }));
}

/** As they are sent: a paragraph without words is none, unless there is no other. */
export function paragraphsOf(blocks: readonly Block[]): Paragraph[] {
  const written = blocks.filter(({ text }) => text.trim());
  return written.length ? written.map(({ text, citations }) => ({ text, citations })) : [{ text: "", citations: [] }];
}

export function alike(one: readonly Paragraph[], other: readonly Paragraph[]): boolean {
  return JSON.stringify(plain(one)) === JSON.stringify(plain(other));
}

export function textOf(paragraphs: readonly Paragraph[]): string {
  return paragraphs.map(({ text }) => text).join("\n\n");
}

export function changed(blocks: readonly Block[], key: number, change: Partial<Paragraph>): Block[] {
  return blocks.map((block) => (block.key === key ? { ...block, ...change } : block));
}

export function withNewAfter(blocks: readonly Block[], key: number | null): Block[] {
  const [fresh] = blocksOf([{ text: "", citations: [] }]) as [Block];
  const at = blocks.findIndex((block) => block.key === key);
  return [...blocks.slice(0, at + 1), fresh, ...blocks.slice(at + 1)];
}

export function without(blocks: readonly Block[], key: number): Block[] {
  return blocks.filter((block) => block.key !== key);
}

function plain(paragraphs: readonly Paragraph[]): [string, readonly number[]][] {
  return paragraphs.map(({ text, citations }) => [text, citations]);
}
