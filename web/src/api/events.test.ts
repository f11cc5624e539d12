import { expect, test } from "vitest";
import { readEvents, type ServerEvent } from "./events";

function body(...chunks: Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}

async function read(...chunks: (string | Uint8Array)[]): Promise<ServerEvent[]> {
  const bytes = chunks.map((chunk) => (typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk));
  const events = [];
  for await (const event of readEvents(body(...bytes))) events.push(event);
  return events;
}

test("events are read in order with their names", async () => {
  expect(await read('event: step\ndata: {"step":"verify"}\n\nevent: answer\ndata: {}\n\n')).toEqual([
    { name: "step", data: '{"step":"verify"}' },
    { name: "answer", data: "{}" },
  ]);
});

test("an event may come in pieces, even cut within a letter", async () => {
  const bytes = new TextEncoder().encode("event: sentence\ndata: 技改\n\n");
  const pieces = Array.from(bytes, (byte) => Uint8Array.of(byte));
  expect(await read(...pieces)).toEqual([{ name: "sentence", data: "技改" }]);
});

test("lines may end as a proxy writes them, and a space after the colon may be missing", async () => {
  const written = "event:step\r\ndata:1\r\n\r\nevent:answer\r\ndata:2\r\n\r\n";
  const events = [
    { name: "step", data: "1" },
    { name: "answer", data: "2" },
  ];
  expect(await read(written)).toEqual(events);
  expect(await read(...written)).toEqual(events);
});

test("lines of data are joined, comments and unfinished events are left out", async () => {
  expect(await read(": alive\n\ndata: a\ndata: b\n\ndata: cut off")).toEqual([{ name: "message", data: "a\nb" }]);
});
