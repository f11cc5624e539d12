"""What a client sends to be answered: its last message is the question, the others are what was said before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel, Field, ValidationError

from assistant.channels.openai_api.failures import NO_MODEL, BadRequest

_NO_JSON = "请检查请求内容是否为 UTF-8 编码的 JSON。"
# Some bots add the time or who asks to the words of a person, for a model to read.
_REMINDER = re.compile(r"<system_reminder>.*?(?:</system_reminder>|\Z)", re.DOTALL)


class ContentPart(BaseModel):
    """A part of a message; pictures and sound have no text and are not looked at."""

    text: str | None = None


class ChatMessage(BaseModel):
    """A turn of the conversation as the client has it."""

    role: str
    content: str | list[str | ContentPart] | None = None

    @property
    def text(self) -> str:
        """Its words."""
        if self.content is None or isinstance(self.content, str):
            return self.content or ""
        parts = (part if isinstance(part, str) else part.text for part in self.content)
        return "\n".join(filter(None, parts))

    @property
    def is_picture(self) -> bool:
        """Whether it holds something else than words and none of these."""
        parts = self.content if isinstance(self.content, list) else []
        return not self.text and any(isinstance(part, ContentPart) and part.text is None for part in parts)


class StreamOptions(BaseModel):
    """What a stream is to carry beside the answer."""

    include_usage: bool | None = None


class ChatRequest(BaseModel):
    """The body of a request; whatever else it holds, such as tools or temperatures, changes nothing."""

    model: str
    messages: list[ChatMessage] = Field(min_length=1)
    stream: bool | None = None
    stream_options: StreamOptions | None = None
    n: int | None = None
    user: object = None


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question of a person, or an earlier reply."""

    by_person: bool
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what was said before it. `session` and `user` are names that the client gave, or empty."""

    model: str
    question: str
    earlier: tuple[Turn, ...]
    session: str
    user: str
    streams: bool
    wants_usage: bool
    characters: tuple[str, ...]


def read_asked(body: bytes, session: str, models: Sequence[str]) -> Asked:
    """Raises BadRequest. Instructions of the client are dropped: nothing that it says changes how answers are made."""
    try:
        request = ChatRequest.model_validate_json(body)
    except ValidationError as error:
        raise _told(error) from error
    if request.model not in models:
        known = "、".join(models)
        raise BadRequest(f"没有模型 {request.model[:100]}，请改用：{known}。", "model", NO_MODEL)
    if request.n not in (None, 1):
        raise BadRequest("一个问题只有一个回答，请把 n 设为 1 或去掉。", "n")
    said = [(message.role, _spoken(message)) for message in request.messages]
    asked_at = max((at for at, (role, _) in enumerate(said) if role == "user"), default=None)
    if asked_at is None:
        raise BadRequest("messages 里没有 user 的消息，请带上要问的话。", "messages")
    if not said[asked_at][1] and request.messages[asked_at].is_picture:
        raise BadRequest("图片和声音不看，请把要问的话打字写出来。", "messages", "invalid_question")
    turns = (Turn(role == "user", text) for role, text in said[:asked_at] if role in ("user", "assistant") and text)
    return Asked(
        model=request.model,
        question=said[asked_at][1],
        earlier=tuple(turns),
        session=session.strip(),
        user=request.user.strip() if isinstance(request.user, str) else "",
        streams=bool(request.stream),
        wants_usage=bool(request.stream_options and request.stream_options.include_usage),
        characters=tuple(message.text for message in request.messages),
    )


def _spoken(message: ChatMessage) -> str:
    """What a person or the assistant said, without what the client put to it."""
    return _REMINDER.sub("", message.text).strip()


def _told(error: ValidationError) -> BadRequest:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    if first["type"] == "json_invalid":
        return BadRequest(_NO_JSON, None, "broken_json")
    param = ".".join(str(part) for part in first["loc"] if isinstance(part, int) or part in _FIELDS) or None
    return BadRequest(f"请求里的 {param or '内容'} 缺少或不对，请对照 OpenAI 的 chat/completions 改正。", param)


_FIELDS = {*ChatRequest.model_fields, *ChatMessage.model_fields, *StreamOptions.model_fields, *ContentPart.model_fields}
