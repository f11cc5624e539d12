"""Real clients on a real server: OpenAI's own, and LangChain's."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import openai
import pytest
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage
from langchain_openai import ChatOpenAI
from openai.lib.streaming.chat._completions import ChatCompletionStreamState

from assistant.errors import StorageUnavailable
from tests.fakes.assistant import FIGURE, FakeAssistant
from tests.unit.channels.openai_api.conftest import ASKED, STATIC_KEY, House

MESSAGES = [{"role": "system", "content": "You are a pirate."}, {"role": "user", "content": ASKED}]


@pytest.fixture
def client(serve, house: House) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=serve(house), api_key=STATIC_KEY, max_retries=0, timeout=20) as opened:
        yield opened


def test_the_client_of_openai_is_answered_with_citations(client: openai.OpenAI) -> None:
    told = client.chat.completions.create(model="policy-qa", messages=MESSAGES)
    message = told.choices[0].message
    assert message.content.startswith(f"{FIGURE}[1]")
    assert message.annotations[0].url_citation.url == told.citations[0]
    assert told.policyqa["sources"][0]["quote"] == FIGURE
    assert told.id == f"chatcmpl-{told._request_id}"


def test_the_client_of_openai_streams_and_adds_up(client: openai.OpenAI) -> None:
    state = ChatCompletionStreamState()
    chunks = client.chat.completions.create(
        model="policy-qa", messages=MESSAGES, stream=True, stream_options={"include_usage": True}
    )
    for chunk in chunks:
        state.handle_chunk(chunk)
    told = state.get_final_completion()
    assert told.choices[0].message.content.startswith(f"{FIGURE}[1]")
    assert told.choices[0].message.annotations
    assert told.usage.completion_tokens > 0


def test_the_asynchronous_client_is_answered_many_times_at_once(serve, house: House) -> None:
    async def ask() -> list[str]:
        async with openai.AsyncOpenAI(base_url=serve(house), api_key=STATIC_KEY, timeout=20) as client:

            async def whole() -> str:
                told = await client.chat.completions.create(model="policy-qa-text", messages=MESSAGES)
                return told.choices[0].message.content

            async def streamed() -> str:
                chunks = await client.chat.completions.create(model="policy-qa-text", messages=MESSAGES, stream=True)
                return "".join([chunk.choices[0].delta.content or "" async for chunk in chunks])

            return await asyncio.gather(*(asked() for asked in (whole, streamed) for _ in range(10)))

    told = asyncio.run(ask())
    assert len(told) == 20
    assert {text.split("\n")[0] for text in told} == {f"{FIGURE}[1]"}


def test_models_are_listed_and_found(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["policy-qa", "policy-qa-text"]
    assert client.models.retrieve("policy-qa").owned_by == "policy-assistant"


def test_errors_come_as_the_client_knows_them(client: openai.OpenAI, house: House) -> None:
    complete = client.chat.completions.create
    with pytest.raises(openai.AuthenticationError, match="assistant key add"):
        client.with_options(api_key="pq-wrong").models.list()
    with pytest.raises(openai.NotFoundError) as wrong:
        complete(model="gpt-4o", messages=MESSAGES)
    assert (wrong.value.code, wrong.value.param) == ("model_not_found", "model")
    with pytest.raises(openai.NotFoundError):
        client.embeddings.create(model="policy-qa", input="x")
    busy = client.with_options(api_key=house.key(per_minute=1))
    busy.chat.completions.create(model="policy-qa", messages=MESSAGES)
    with pytest.raises(openai.RateLimitError, match="秒后再试"):
        busy.chat.completions.create(model="policy-qa", messages=MESSAGES)


def test_an_error_in_the_middle_of_a_stream_is_raised(serve) -> None:
    url = serve(House(FakeAssistant(fail_while_streaming=StorageUnavailable("磁盘已满，请清理后重试。"))))
    with openai.OpenAI(base_url=url, api_key=STATIC_KEY) as client:
        chunks = client.chat.completions.create(model="policy-qa", messages=MESSAGES, stream=True)
        with pytest.raises(openai.APIError, match="磁盘已满"):
            list(chunks)


def test_langchain_is_answered_and_goes_on_with_its_conversation(client: openai.OpenAI, house: House) -> None:
    model = ChatOpenAI(base_url=str(client.base_url), api_key=STATIC_KEY, model="policy-qa")
    asked = [SystemMessage("You are a pirate."), HumanMessage(ASKED)]
    told = model.invoke(asked)
    assert told.content.startswith(f"{FIGURE}[1]")
    assert told.usage_metadata["output_tokens"] > 0
    model.invoke([*asked, AIMessage(told.content), HumanMessage("这些企业在哪里？")])
    assert house.assistant.questions[-1].conversation_id == "c-1"


def test_langchain_streams(client: openai.OpenAI) -> None:
    model = ChatOpenAI(base_url=str(client.base_url), api_key=STATIC_KEY, model="policy-qa", stream_usage=True)
    chunks = list(model.stream(ASKED))
    told = chunks[0]
    for chunk in chunks[1:]:
        told += chunk
    assert len([chunk for chunk in chunks if chunk.content]) > 1
    assert told.content.startswith(f"{FIGURE}[1]")
    assert told.usage_metadata["total_tokens"] > 0
