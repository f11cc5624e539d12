"""Asks through LiteLLM, by which LangBot and others reach models: python with_litellm.py http://…/v1 KEY"""

from __future__ import annotations

import sys

import litellm

ASKED = ("我在开平做牛仔，想换设备，有什么补贴？", "那佛山呢？")
EXPECTED = ("开平属于粤东西北", "佛山属于珠三角")


def main(url: str, key: str) -> None:
    """Ask whole, then as a stream, in one conversation."""
    model = {"model": "openai/policy-qa-text", "api_base": url, "api_key": key}
    messages = [{"role": "system", "content": "You are a helpful assistant."}, {"role": "user", "content": ASKED[0]}]
    told = litellm.completion(messages=messages, **model)
    first = told.choices[0].message.content
    assert EXPECTED[0] in first, first
    assert told.usage.completion_tokens > 0
    messages += [{"role": "assistant", "content": first}, {"role": "user", "content": ASKED[1]}]
    chunks = list(litellm.completion(messages=messages, stream=True, stream_options={"include_usage": True}, **model))
    second = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
    assert EXPECTED[1] in second, second
    print(second)
    print("LiteLLM: answered whole and as a stream, in one conversation")


if __name__ == "__main__":
    main(*sys.argv[1:])
