"""Cuts a message into clauses: those that tell of the enterprise, and those that ask or tell of something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

_CLAUSE = re.compile(r"[^,;。!?\n]+")
_SELF = re.compile(r"我|咱|俺|本厂|本公司|自己|自家|自有|厂里")
_OTHERS = re.compile(
    r"听说|据说|隔壁|邻居|别人|别家|别的厂|人家|朋友|同学|同行|亲戚|我(?:弟|哥|姐|妹|表|堂|叔|舅|女儿|儿子)|对面|上市公司|大企业|大厂|有的厂|有些厂|有人|网上|新闻|群里|他们|他厂|例如|比如"
)
_RULE = re.compile(
    r"政策|文件|通知|规定|细则|办法|指南|门槛|条件|(?<!按)要求|标准|条款|上限|封顶|才(?:能|行|可以|给|有|算)|就行|就能|就可以|必须|不得|不低于"
)
_SAYS_RULE = re.compile(r"才(?:能|行|可以|给|有|算)|(?:方案|文件|政策|通知)[里上]?面?[写说讲]")
_ASKS = re.compile(
    r"[吗嘛]|什么|啥|多少|几多|怎|咋|如何|哪|谁|为何|是不是|是否|能不能|能否|可不可以|可否|(?<!没)有没有|有无|会不会|要不要|够不够|行不行|算不算|对不对|"
    r"几时|多久|几成|几个点|几钱|[了过]没有?$|(?<!错)不(?:了|呀|啊)?$|还是(?!没|不|很|有点|比较|在)(?=[^,。]*$)(?<=..还是)|(?!到)([\u4e00-\u9fff])不\1|几(?:天|个月|号|日|年|折)|能(?:补|拿|报|申请|享受|领|给)几"
)
_ENDS_AS_QUESTION = re.compile(r"(?<![没有做办])呢$|么$|不$")
_HEAD = re.compile(
    r"能|可以|可不可以|可否|够|算|(?<!没)有(?=没有|无|什么|啥|哪|多少|几|补|奖|钱|政策|得|支持|优惠)|是不是|是否|会不会|要不要|行不行|"
    r"怎|如何|补(?=多少|几)|[拿领报](?=多少|几)|要(?=多少|几|什么|怎)|多少|什么|啥|哪|几多"
)
_DENIES = re.compile(r"(?<!是)不是|并非|不算")
_CORRECTS = re.compile(r"不对(?!外)|[说讲写打搞弄]错|错了|更正|改成|改为|准确(?:地)?说|应该是")
_ONLY_CORRECTS = re.compile(
    r"(?:哦|噢|啊|呃|嗯|等等|等下|刚才|刚刚|我)*(?:不对|不是|[说讲写打搞弄]错了?|错了|更正)(?:一下|了|的|啊|哦)*"
)


class Mode(StrEnum):
    """What a clause is: something told, what is not so, the case that a question is about, or nothing of it."""

    TOLD = "told"
    CASE = "case"
    DENIED = "denied"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of the text. `own` says that it speaks of the one who writes; `sentence` counts from 0.

    `corrects` says that it takes back what was said before it.
    """

    text: str
    start: int
    mode: Mode
    own: bool
    sentence: int
    corrects: bool = False

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.start + len(self.text)


def cut(text: str) -> tuple[Clause, ...]:
    """All clauses, in order."""
    return tuple(_clauses(text))


def asks(text: str) -> bool:
    """Whether a clause asks something."""
    return bool(_ASKS.search(text) or _ENDS_AS_QUESTION.search(text))


def _clauses(text: str) -> Iterator[Clause]:
    sentence, of_others, taken_back = 0, False, False
    end = 0
    for match in _CLAUSE.finditer(text):
        if re.search(r"[。!?\n;]", text[end : match.start()]):
            sentence, of_others = sentence + 1, False
        end = match.end()
        said, start = match.group(), match.start()
        own = bool(_SELF.search(said))
        # What is told of others goes on until somebody speaks of himself.
        of_others = bool(_OTHERS.search(said)) or (of_others and not own)
        corrects = bool(_CORRECTS.search(said)) or taken_back
        taken_back = bool(_ONLY_CORRECTS.fullmatch(said))
        asked = text[end : end + 1] == "?" or asks(said)
        mode = Mode.TOLD
        if of_others or _SAYS_RULE.search(said) or (_RULE.search(said) and not own):
            mode = Mode.NOTHING
        elif asked:
            head = _HEAD.search(said)
            said = said[: head.start()] if head else ""
            mode = Mode.CASE if said and not _RULE.search(said) else Mode.NOTHING
        elif _DENIES.search(said):
            mode = Mode.DENIED
        yield Clause(said, start, mode, own, sentence, corrects)
