"""Asks through the model source of AstrBot, with what it adds to a message: python with_astrbot.py http://…/v1 KEY"""

from __future__ import annotations

import asyncio
import sys

from astrbot.core.agent.message import TextPart
from astrbot.core.provider.sources.openai_source import ProviderOpenAIOfficial

ASKED = ("我在开平做牛仔，想换设备，有什么补贴？", "那佛山呢？")
EXPECTED = ("开平属于粤东西北", "佛山属于珠三角")
REMINDER = "<system_reminder>Current datetime: 2023-01-01 09:00 (CST), Weekday: Sunday</system_reminder>"


async def main(url: str, key: str) -> None:
    """List models; ask whole, then as a stream, in one conversation."""
    source = {
        "id": "policy",
        "type": "openai_chat_completion",
        "api_base": url,
        "key": [key],
        "timeout": 120,
        "model": "policy-qa-text",
    }
    provider = ProviderOpenAIOfficial(source, {})
    assert await provider.get_models() == ["policy-qa", "policy-qa-text"]
    told = await provider.text_chat(
        prompt=ASKED[0], system_prompt="You are a cat.", extra_user_content_parts=[TextPart(text=REMINDER)]
    )
    assert EXPECTED[0] in told.completion_text, told.completion_text
    assert "2023" not in told.completion_text
    contexts = [{"role": "user", "content": ASKED[0]}, {"role": "assistant", "content": told.completion_text}]
    parts = [part async for part in provider.text_chat_stream(prompt=ASKED[1], contexts=contexts)]
    last = parts[-1]
    assert not last.is_chunk
    assert EXPECTED[1] in last.completion_text, last.completion_text
    assert last.usage.output > 0
    print(last.completion_text)
    print(f"AstrBot: answered whole and in {len(parts)} parts, in one conversation")


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
