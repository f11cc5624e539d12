"""A chat model by address, key and name."""

from __future__ import annotations

from typing import Any

from assistant.errors import ModelUnavailable
from assistant.model.chat import LangChainChatModel

# A service that does not even take a connection is down; waiting for it longer only delays the quotes.
CONNECT_SECONDS = 5.0
# Services of one's own often want no key, and the client refuses to go without one.
NO_KEY = "none"


def open_chat_model(url: str, key: str, name: str) -> LangChainChatModel:
    """A model behind an address of OpenAI's shape, or without one by a name such as "openai:gpt-5-mini".

    Raises ModelUnavailable where the settings name none; nothing is sent yet.
    """
    try:
        return _at(url, key, name) if url else _by_name(key, name)
    except (ImportError, ValueError, TypeError) as error:
        where = f"地址 {url}" if url else "没有地址"
        raise ModelUnavailable(
            f"模型 {name}（{where}）用不了：{type(error).__name__}。请在 ASSISTANT_MODEL_URL 写 http 或 https 的地址；"
            "不写地址时，ASSISTANT_MODEL_NAME 要写成“openai:模型名”，并写好 ASSISTANT_MODEL_KEY。"
        ) from None
    except Exception as error:
        if type(error).__name__ != "OpenAIError":
            raise
        raise ModelUnavailable("没有模型服务的密钥。请设置 ASSISTANT_MODEL_KEY。") from None


def _at(url: str, key: str, name: str) -> LangChainChatModel:
    import httpx2
    from langchain_openai.chat_models.base import BaseChatOpenAI
    from pydantic import SecretStr

    if not httpx2.URL(url).host:
        raise ValueError(url)
    # No read timeout: the deadline of a request is kept by giving it up.
    client = httpx2.AsyncClient(timeout=httpx2.Timeout(None, connect=CONNECT_SECONDS), follow_redirects=True)
    # Not ChatOpenAI, which says max_completion_tokens; other services know max_tokens only.
    model = BaseChatOpenAI(
        base_url=url,
        api_key=SecretStr(key or NO_KEY),
        model=name,
        max_retries=0,
        stream_usage=True,
        use_responses_api=False,
        stream_chunk_timeout=None,
        http_async_client=client,
    )
    return LangChainChatModel(model, name, client.aclose)


def _by_name(key: str, name: str) -> LangChainChatModel:
    from langchain.chat_models import init_chat_model

    given: dict[str, Any] = {"api_key": key} if key else {}
    return LangChainChatModel(init_chat_model(name, max_retries=0, **given), name)
