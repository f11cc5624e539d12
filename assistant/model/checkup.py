"""Tries a chat model once and says what works and what to change."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import urlsplit

from assistant.errors import ModelFailed, ModelFault, ModelUnavailable
from assistant.model.endpoint import ListedModel, listed_models
from assistant.model.opening import open_chat_model
from assistant.ports import Message, Role

_PROMPT = (
    Message(Role.SYSTEM, "你是政策助手。只用中文回答，每句话末尾写上出处编号，例如[1]。"),
    Message(Role.USER, "[1] 本办法自2024年1月1日起施行，有效期五年。\n\n这份办法从哪天起施行？请用一句话回答。"),
)
_OPENAI = "openai:"
_LISTING_SECONDS = 10.0
_MOST_NAMED = 5
_VERSION = re.compile(r"/v\d+(/|$)")
_COMPLETIONS = re.compile(r"(/chat)?/completions/?$")


class Subject(StrEnum):
    """What was looked at."""

    DATA = "data"
    KNOWLEDGE = "knowledge"
    ADDRESS = "address"
    CONNECTION = "connection"
    KEY = "key"
    MODEL = "model"
    ANSWER = "answer"
    STREAMING = "streaming"
    SPEED = "speed"
    LANGUAGE = "language"
    MARKER = "marker"
    CONTEXT = "context"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that works or does not, in words for the operator, and what to change."""

    subject: Subject
    works: bool
    told: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Configured:
    """A chat model as the settings name it."""

    url: str
    key: str
    name: str
    seconds: float
    tokens: int

    @property
    def id(self) -> str:
        """The name that its service knows."""
        return self.name if self.url else self.name.removeprefix(_OPENAI)

    def listed(self) -> tuple[ListedModel, ...]:
        """What else the service has, empty where it does not tell."""
        if not self.url and not self.name.startswith(_OPENAI):
            # The key is another provider's.
            return ()
        try:
            return listed_models(self.url, self.key, _LISTING_SECONDS)
        except ModelFailed:
            return ()


@dataclass(frozen=True, slots=True)
class _Tried:
    """What the model said, in how many pieces, after how many seconds the first one and all."""

    text: str
    pieces: int
    first: float
    whole: float


def examine(model: Configured) -> Iterator[Finding]:
    """Ask once, and look at what comes."""
    if wrong := _wrong_address(model.url):
        yield wrong
        return
    try:
        tried = _try(model)
    except ModelUnavailable as error:
        yield Finding(Subject.ADDRESS, False, "设置不完整", error.message)
    except ModelFailed as failed:
        yield from _what_failed(model, failed)
    else:
        yield Finding(Subject.CONNECTION, True, f"连得上 {_place(model.url)}")
        yield Finding(Subject.KEY, True, "密钥有效" if model.key else "服务不要密钥")
        yield Finding(Subject.MODEL, True, f"模型 {model.name} 可用")
        yield from _how_it_answers(tried, model.seconds)
        yield _context(model)


def _try(model: Configured) -> _Tried:
    pieces, first = [], 0.0
    with closing(open_chat_model(model.url, model.key, model.name)) as opened:
        began = time.monotonic()
        for piece in opened.stream(_PROMPT, time.monotonic() + model.seconds, model.tokens):
            first = first or time.monotonic() - began
            pieces.append(piece)
        return _Tried("".join(pieces), len(pieces), first, time.monotonic() - began)


def _wrong_address(url: str) -> Finding | None:
    if not url:
        return None
    if not url.startswith(("http://", "https://")):
        return Finding(Subject.ADDRESS, False, "地址没有写明 http:// 或 https://", f"{_write(f'http://{url}')}。")
    if _COMPLETIONS.search(url):
        remedy = f"{_write(_COMPLETIONS.sub('', url))}。"
        return Finding(Subject.ADDRESS, False, "地址写到了 /chat/completions，程序会自己加上它", remedy)
    return None


def _what_failed(model: Configured, failed: ModelFailed) -> Iterator[Finding]:
    if failed.fault is ModelFault.UNREACHABLE:
        yield Finding(Subject.CONNECTION, False, f"连不上 {_place(model.url)}", failed.message)
        return
    if failed.fault is ModelFault.TIMEOUT:
        yield Finding(Subject.CONNECTION, False, f"{model.seconds:g} 秒内没有答完", failed.message)
        return
    yield Finding(Subject.CONNECTION, True, f"连得上 {_place(model.url)}")
    if failed.fault is ModelFault.UNAUTHORISED:
        told = "服务不接受这个密钥" if model.key else "服务要密钥，而没有设置密钥"
        yield Finding(Subject.KEY, False, told, failed.message)
    elif failed.fault in (ModelFault.UNKNOWN_MODEL, ModelFault.MALFORMED):
        yield _model_or_address(model, failed)
    else:
        yield Finding(Subject.ANSWER, False, f"没有答出（{failed.fault.value}）", failed.message)


def _model_or_address(model: Configured, failed: ModelFailed) -> Finding:
    """Services answer both an unknown model and a wrong path with 404; their list of models tells which it was."""
    if listed := model.listed():
        named = "、".join(each.id for each in listed[:_MOST_NAMED])
        more = f" 等 {len(listed)} 个" if len(listed) > _MOST_NAMED else ""
        remedy = f"请把 ASSISTANT_MODEL_NAME 改成服务里有的：{named}{more}。"
        return Finding(Subject.MODEL, False, f"没有模型 {model.name}", remedy)
    if model.url and not _VERSION.search(urlsplit(model.url).path):
        longer = replace(model, url=f"{model.url.rstrip('/')}/v1")
        sure = "" if longer.listed() else "，或按服务的文档改"
        return Finding(Subject.ADDRESS, False, "地址里没有 /v1", f"{_write(longer.url)}{sure}。")
    return Finding(Subject.MODEL, False, f"模型 {model.name} 用不了", failed.message)


def _how_it_answers(tried: _Tried, seconds: float) -> Iterator[Finding]:
    yield Finding(Subject.ANSWER, True, f"答了：{' '.join(tried.text.split())[:60]}")
    streams = tried.pieces > 1
    yield Finding(
        Subject.STREAMING,
        streams,
        f"分 {tried.pieces} 段送来" if streams else "一次送来全部，没有分段",
        "" if streams else "请在服务或代理上打开流式输出，关掉缓冲；否则要等全部写完才看得到。",
    )
    yield Finding(
        Subject.SPEED, True, f"{tried.first:.1f} 秒见到第一个字，{tried.whole:.1f} 秒答完（至多等 {seconds:g} 秒）"
    )
    chinese = _is_chinese(tried.text)
    yield Finding(
        Subject.LANGUAGE,
        chinese,
        "用中文回答" if chinese else "没有用中文回答",
        "" if chinese else "请换一个会中文的模型；不是中文的回答一律改用原文摘录。",
    )
    marked = "[1]" in tried.text
    yield Finding(
        Subject.MARKER,
        marked,
        "写了出处编号 [1]" if marked else "没有写出处编号 [1]",
        "" if marked else "请换一个更能照做的模型；没有编号的句子不会给人看。",
    )


def _context(model: Configured) -> Finding:
    context = {each.id: each.context for each in model.listed()}.get(model.id)
    return Finding(Subject.CONTEXT, True, f"上下文 {context} token" if context else "上下文长度未知，服务没有说")


def _is_chinese(text: str) -> bool:
    letters = [sign for sign in text if sign.isalpha()]
    return 2 * sum("\u4e00" <= sign <= "\u9fff" for sign in letters) > len(letters)


def _place(url: str) -> str:
    parts = urlsplit(url)
    # Without what may stand before an @: it is a secret.
    return parts.netloc.rpartition("@")[2] or "模型服务"


def _write(url: str) -> str:
    parts = urlsplit(url)
    return f"请把 ASSISTANT_MODEL_URL 写成 {parts._replace(netloc=parts.netloc.rpartition('@')[2]).geturl()}"
