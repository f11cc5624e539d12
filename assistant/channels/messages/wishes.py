"""Short messages that are no questions: to be handed to a person, to be told the rest, to be told how, or nothing."""

from __future__ import annotations

import re
import unicodedata

from assistant.channels.messages.stickers import without_stickers

_STAFF = re.compile(
    r"(?:你好|您好)?[,.!?\s]*(?:[我想要请]|麻烦|帮|能不能|可以)*(?:转接|转到|转|找|接|叫|联系|呼叫)?(?:一?个|一下)?"
    r"(?:人工|真人)(?:客服|服务|坐席|座席|接待|处理|回答)*[在来]?(?:吗|呢|吧|啊|一下)?[,.!?\s]*"
    r"|[我想要请]*投诉[你们]*[,.!?\s]*"
)
_MORE = re.compile(r"(?:1|继续|下一段|还有呢)[.!?\s]*")
_HELP = re.compile(
    r"(?:帮助|菜单|主菜单|目录|功能|使用说明|使用方法|说明书?|怎么[使]?用|如何使用|怎样使用|点用|help|menu)[啊呀呢吗.!?\s]*",
    re.IGNORECASE,
)
_NO_MORE = re.compile(r"(?:我?[想要请]*|怎么|如何)(?:退订|取消订阅|td|unsubscribe)[了吧.!?\s]*", re.IGNORECASE)
_SKIP = re.compile(r"(?:跳过|略过)[吧.!?\s]*")
_SAME = str.maketrans("。轉繼續幫單錄說點樣麼訂過訴", ".转继续帮单录说点样么订过诉")


def wants_staff(text: str) -> bool:
    """Whether somebody asks for a person and for nothing else: 转人工, 我要找人工客服, 我要投诉."""
    return _STAFF.fullmatch(_plain(text)) is not None


def wants_more(text: str) -> bool:
    """Whether somebody asks for what is held for them: 1, 继续."""
    return _MORE.fullmatch(_plain(text)) is not None


def wants_help(text: str) -> bool:
    """Whether somebody asks how this is used: 帮助, 菜单, 怎么用."""
    return _HELP.fullmatch(_plain(text)) is not None


def wants_no_more(text: str) -> bool:
    """Whether somebody wants to be sent nothing any more: 退订."""
    return _NO_MORE.fullmatch(_plain(text)) is not None


def skips(text: str) -> bool:
    """Whether somebody passes over what they were asked: 跳过."""
    return _SKIP.fullmatch(_plain(text)) is not None


def says_nothing(text: str) -> bool:
    """Whether there is no word in it: emoji, also as WeChat writes them, [微笑], marks and numbers."""
    words = without_stickers(_plain(text))
    return not any(unicodedata.category(sign)[0] == "L" for sign in words)


def is_number(text: str) -> bool:
    """Whether it holds figures and no word."""
    return says_nothing(text) and any(sign.isdecimal() for sign in without_stickers(_plain(text)))


def is_complete(text: str) -> bool:
    """Whether a message is short for something of its own, so that it is no part of a longer question."""
    return any(says(text) for says in (wants_staff, wants_more, wants_help, wants_no_more, skips, says_nothing))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_SAME).strip()
