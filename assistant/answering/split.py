"""Cuts a long question into the questions inside it, each with the background that was told before."""

from __future__ import annotations

import re

_SENTENCES = re.compile(r"(?<=[?？!！。;；\n])")
_ASKS = re.compile(
    r"什么(?!.{0,6}[都也])|啥|咩|哪|边度|边个|多少|几多|(?<![这那好十])几[个家间座场项条件款届次期批名种类天年月号时成]|谁|怎么|如何|怎样|点样|为什么|吗|么[?？]|是否|是不是|有没有|有冇|能不能|可不可以|"
    r"能否|会不会|[?？]|请问|列出|介绍|说说|讲讲|总结|比例|名单|流程|材料|期限|区别|对比|what|how|when|where|which|who"
)
_ENUMERATION = re.compile(
    r"(?:[一-鿿“”a-z]{2,10}[、和与跟及])+[一-鿿“”a-z]{2,10}?(?=(?:这|那)?(?:几|两|三|四|二)?(?:块|方面|项|处|个|者|点|条|类)?(?:,|，|方案里|方案|文件里|解读里|措施上|内容上|措施|内容)*(?:各|分别|有什么|有哪些|有啥|有何|怎么|如何|都|对比|比较))"
)
_DOCUMENTS = re.compile(r"方案|解读|文件|第[一二三四五六七八九十\d]")
_ITEMS = re.compile(r"[、和与跟及]")
_TOGETHER = re.compile(r"区别|不同|差别|对比|比较|各|分别|这[几两三四二]|[两三四几二](?:块|方面|者)|都")
_SELF = re.compile(r"我|咱|俺|本厂|本公司|厂里|家里|老板|你好|您好|一年|年产值|员工|工人")
_COMMAND = re.compile(
    r"^(?:全部|都|一起|麻烦|请)?(?:给我)?(?:列出来|列一下|列出|说说|讲讲|说一下|告诉我)(?:吧|呗|谢谢|啊)*[?？。!！]*$"
)
_CONNECTIVE = re.compile(r"(?<=.{4})[,，;；](?:还有|另外|以及|同时|顺便|再就是)(?=.{4,})")
_NUMBER = re.compile(r"(?:^|[\s:：,，;；。?？])(?:[1-9]|[一二三四五])[.、)）](?=\D)")
MOST_PARTS = 5
RAMBLING = 120
"""A text longer than this is a story; only what it ends in a question mark is asked."""


def split(text: str) -> tuple[tuple[str, str], ...]:
    """Pairs (question, background). A text that asks nothing is one question without background."""
    pieces = [piece.strip() for piece in _numbered(text) if piece.strip()]
    asking = [piece for piece in pieces if _ASKS.search(piece)]
    if len(text) > RAMBLING:
        asking = [piece for piece in pieces if piece[-1] in "?？"][-2:] or asking[-2:]
    if not asking:
        return ((text.strip(), ""),)
    found: list[tuple[str, str]] = []
    background: list[str] = []
    for piece in pieces:
        if piece not in asking:
            background.append(piece)
            continue
        told, asked = _own_story(piece)
        background += told
        for question in _questions(asked):
            found.append((question, " ".join(background)))
    return tuple(found[:MOST_PARTS])


def _numbered(text: str) -> list[str]:
    """Sentences, and the items of 1. … 2. … 3. … when somebody numbers his questions."""
    items = _NUMBER.split(text)
    if len(items) > 2:
        return [f"{item.strip(' ,，;；。')}?" for item in items[1:] if item.strip(" ,，;；。")]
    return _SENTENCES.split(text)


def _own_story(piece: str) -> tuple[list[str], str]:
    """What people say of themselves before the comma (我厂在开平做牛仔，…), and the rest that asks."""
    stretches = re.split(r"[,，]", piece)
    told = 0
    while told < len(stretches) - 1 and _SELF.match(stretches[told].strip()) and not _ASKS.search(stretches[told]):
        told += 1
    rest = ",".join(stretches[told:]).strip()
    return ([stretch.strip() for stretch in stretches[:told]], rest) if len(rest) > 4 else ([], piece)


def _questions(piece: str) -> list[str]:
    """The questions between commas, when at least two of the stretches ask; else what enumerated items ask."""
    joined = [half for half in _CONNECTIVE.split(piece) if half.strip(" ,，;；")]
    if len(joined) > 1:
        return [question for half in joined for question in _questions(half.strip(" ,，;；"))]
    stretches: list[str] = []
    for stretch in re.split(r"[,，;；]", piece):
        if not stretch or not stretch.strip():
            continue
        if stretches and not (_ASKS.search(stretches[-1]) and _ASKS.search(stretch)):
            stretches[-1] = f"{stretches[-1]},{stretch.strip()}"
        else:
            stretches.append(stretch.strip())
    if len(stretches) > 1:
        return [stretch for stretch in stretches if not _COMMAND.search(stretch)]
    return _enumerated(piece)


def _enumerated(piece: str) -> list[str]:
    """技改和数字化各有什么措施 asks twice."""
    found = _ENUMERATION.search(piece)
    if found is None or _DOCUMENTS.search(found.group()) or not _TOGETHER.search(piece[found.end() - 1 :]):
        return [piece]
    tail = piece[found.end() :]
    return [f"{item}{tail}" for item in _ITEMS.split(found.group()) if item][:MOST_PARTS]
