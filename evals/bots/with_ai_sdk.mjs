// Asks through Vercel's AI SDK, from a folder with its packages: node with_ai_sdk.mjs http://…/v1 KEY
import assert from "node:assert";
import { createRequire } from "node:module";

const require = createRequire(`${process.cwd()}/`);
const { createOpenAICompatible } = require("@ai-sdk/openai-compatible");
const { generateText, streamText } = require("ai");
const OpenAI = require("openai");

const [url, key] = process.argv.slice(2);
const model = createOpenAICompatible({ name: "policy", baseURL: url, apiKey: key, includeUsage: true })("policy-qa");
const messages = [{ role: "user", content: "我在开平做牛仔，想换设备，有什么补贴？" }];

const told = await generateText({ model, messages, system: "You are a helpful assistant." });
assert.ok(told.text.includes("开平属于粤东西北"), told.text);
messages.push({ role: "assistant", content: told.text }, { role: "user", content: "那佛山呢？" });
const stream = streamText({ model, messages });
let text = "";
for await (const part of stream.textStream) text += part;
assert.ok(text.includes("佛山属于珠三角"), text);
assert.ok((await stream.usage).outputTokens > 0);
assert.equal(await stream.finishReason, "stop");

const client = new OpenAI({ baseURL: url, apiKey: key, maxRetries: 0 });
assert.deepEqual((await client.models.list()).data.map(({ id }) => id), ["policy-qa", "policy-qa-text"]);
const whole = await client.chat.completions.create({ model: "policy-qa", messages: messages.slice(0, 1) });
assert.ok(whole.choices[0].message.annotations[0].url_citation.url.startsWith("http"));
const adding = client.chat.completions.stream({ model: "policy-qa", messages: messages.slice(0, 1) });
assert.ok((await adding.finalContent()).includes("开平属于粤东西北"));
await assert.rejects(client.chat.completions.create({ model: "gpt-4o", messages }), { status: 400 });
await assert.rejects(new OpenAI({ baseURL: url, apiKey: "pq-wrong" }).models.list(), { status: 401 });
console.log("AI SDK and openai for Node.js: answered whole and as streams, in one conversation");
