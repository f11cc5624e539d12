"""Cuts a long question into the questions inside it, each with the background that was told before."""

from __future__ import annotations

import re

from assistant.answering.question_details import asks_whether_listed

_SENTENCES = re.compile(r"(?<=[?？!！。;；\n])(?![?？!！。;；\n]|\s*$)")
_ASKS = re.compile(
    r"什么(?!.{0,6}[都也])|啥|咩|哪|边度|边个|多少|几多|百分之几|(?<!十)几成|多[久长大高远]|(?<![这那好十])几[个家间座场项条件款届次期批名种类天年月号时成]|谁|何(?:时|地|处|人|种|年|月|日|者)|怎么|如何|怎样|点样|为什么|吗|么[?？]|是否|是不是|有没有|有冇|有无(?![缝尘人纺水菌线油])|能不能|可不可以|"
    r"能否|会不会|(?:要不要|用不用|够不够|行不行|收不收|得[唔不]得)|(?:到|进去?|过|出来|了|生效|施行|实施|开始|结束|截止|过期)(?:没有?|未)(?=$|[,，。])|[?？]|列出|介绍|说说|讲讲|总结|比例|名单|流程|材料|期限|区别|对比|what|how|when|where|which|who"
)
_COURTESY = re.compile(
    r"(?:请|劳烦|麻烦|拜托|想)?(?:你|您|大家|老师|领导)?(?:帮忙|帮我|帮)?(?:问|请教|咨询|查|看|了解)(?:一下|下|一问|问|查|看)(?:你|您)?[?？。!！]*|"
    r"(?:老板|领导|朋友|同事|客户)(?:让|叫|要)我(?:来)?(?:问|查|打听)(?:一下|下)?|你好|您好|hi|hello|急|急急急|在线等|急等|"
    r"(?:先|太|非常|十分|万分)?(?:谢谢|多谢|感谢|辛苦|麻烦|拜托)(?:你|您|了|啦|大家|各位|指教|解答|回复|帮忙|告知)*[?？。!！]*|"
    r"请?(?:说|讲|答|回复)?(?:得)?(?:具体|详细|清楚|简单|快)(?:一)?点[?？。!！]*|等(?:你|您)?(?:回复|答复)[?？。!！]*"
)
_WAIVED = re.compile(
    r"(?<![一-鿿])(?:我)?(?:这次|今天|先|暂时|也)?不(?:是)?(?:要|想)?(?:问|管|谈|关心|打听)(?!题)[^,，。;；?？]{1,14}[,，。;；]|"
    r"(?<![一-鿿])[^,，。;；?？]{1,8}(?:先|暂时|就)不(?:说|谈|管|问|提)(?:了)?[,，。;；]"
)
"""What people say that they do not ask: 不问具体金额，…"""
_PREFACE = re.compile(
    r"^[^,，。:：?？]{0,6}(?:查证|核[数对实]|求证|请教|写稿|赶稿|作业|论文|打听|问一?下)[^,，。:：?？]{0,3}[:：](?=.{4})"
)
"""What people say that they ask for: 记者核数：…"""
LONG_STORY = 4
STRETCH = 4
_CHAT_SPACE = re.compile(r"(?<=[一-鿿])[ \u3000]+(?=[一-鿿])")
_ENUMERATION = re.compile(
    r"(?:[一-鿿\d“”a-z]{2,10}[、和与跟及])+[一-鿿\d“”a-z]{2,10}?(?=(?:[,，]?(?:这|那)?(?:几|两|三|四|二)?(?:块|方面|项|处|个|者|点|条|类|数)?数?|这(?:几|两|三|四)个(?:数|指标|数字))(?:,|，|方案里|方案|文件里|解读里|措施上|内容上|措施|内容)*(?:各|分别|有什么|有哪些|有啥|有何|怎么|如何|都|对比|比较))"
)
_DOCUMENTS = re.compile(r"方案|解读|文件|第[一二三四五六七八九十\d]")
_ITEMS = re.compile(r"[、和与跟及]")
_TOGETHER = re.compile(r"区别|不同|差别|对比|比较|各|分别|这[几两三四二]|[两三四几二](?:块|方面|者)|都")
_QUOTED = re.compile(r"“[^“”]{2,8}”")
_APART = re.compile(r"分别(?:是|指|说|讲)|各(?:是|指)|[两三四]个(?:是|都是|有)")
_SELF = re.compile(
    r"厂(?:在|里|子)|本人|去年|前年|上个?月|这[两几]年|最近|前[阵段]|如今|眼下|而家|依家|为(?:了)?(?:编写|撰写|写|做|准备|配合|核对)|作为|我|咱|俺|本厂|本公司|厂里|家里|老板|你好|您好|一年|年产值|员工|工人"
)
_TELLS = re.compile(
    r"想|打算|老是|老问|一直|太|不知道|听[说讲闻]|[搞弄看听吃跟赶]不|不[了到动上懂起]|差不多|只能|落后|好难|难[做找卖招]|没(?!有没)|了$|着$|^[做搞生干].{1,10}的$|^(?!关于|有关|对于).{4,}的$|.{4,}(?:厂|店|档口|公司|作坊|工作室|老板)$"
)
_COMMAND = re.compile(
    r"^(?:全部|都|一起|麻烦|请)?(?:给我)?(?:逐[条个项]|一一|挨个)?(?:列出来|列一下|列出|说说|讲讲|说一下|告诉我)(?:吧|呗|谢谢|啊)*[?？。!！]*$"
)
_CONNECTIVE = re.compile(r"(?<=.{4})[,，;；](?:还有|另外|以及|同时|顺便|再就是)(?=.{4,})")
_EACH = re.compile(r"\s*(?:各(?=自|是|到|在|有|要|什么|几|多)|分别|每(?:个|一)?(?:阶段|步骤|步))")
"""What begins so asks of the things asked for before it, not of something else."""
_OF_EACH = re.compile(r"^.{0,6}(?:分别|各(?=是|要|有|怎|多|几))")
_LEVEL = re.compile(r"(?:国家|省|市|区|镇)[里级]?")
_NUMBER = re.compile(r"(?:^|[\s:：,，;；。?？])(?:(?:[1-9]|[一二三四五])[.、)）](?=\D)|[一二三四五]是(?=.{4}))")
_INQUIRES = re.compile(
    r"[?？吗]|么$|什么|啥|咩|乜|哪|边度|边个|多少|几|谁|怎|点样|如何|何时|是否|是不是|系咪|([一-鿿])[不唔没]\1|有没有|有冇|有无(?![缝尘人纺水菌线油])|能否|行不行|多久|[^我们厂,，]还是(?![要会想不没有得很可小一]|$)"
)
_MEANS = re.compile(r"准备|计划|要(?:投|买|换|上|建|搞)|(?:投|买|换|上)了?[\d一二两三四五六七八九十百千万几]")
_BETWEEN = re.compile(r"([,，;；、])")
_LEAD = re.compile(r"[^,，;；:：?？]{2,}(?<![问说讲答查])[:：]")
LEAST_ASKED = 5
"""A last clause that is shorter (可以吗) asks of what stands before it."""
MOST_PARTS = 5
RAMBLING = 120
"""A text longer than this is a story; only what it ends in a question mark is asked."""


def split(text: str) -> tuple[tuple[str, str], ...]:
    """Pairs (question, background). A text that asks nothing is one question without background."""
    text = _WAIVED.sub("", _PREFACE.sub("", _without_courtesy(_with_commas(text))))
    pieces = [piece.strip() for piece in _numbered(text) if piece.strip()]
    asking = [piece for piece in pieces if _ASKS.search(piece)]
    if len(text) > RAMBLING:
        last = [piece for piece in pieces[-1:] if piece in asking and piece[-1] not in "?？" and inquires(piece)]
        asking = ([piece for piece in pieces if piece[-1] in "?？"][-2:] + last) or asking[-2:]
    if not asking:
        return ((text.strip(), ""),)
    found: list[tuple[str, str]] = []
    background: list[str] = []
    items = len(_NUMBER.split(text)) > 2
    for piece in pieces:
        if items and found:
            # What one item of a list tells is none of the next.
            background = background[:1] if pieces[0] not in asking else []
        if piece not in asking:
            background.append(piece)
            continue
        told, asked = _own_story(piece)
        background += told
        for question in _questions(asked):
            found.append((question, " ".join(background)))
    return tuple(found[:MOST_PARTS])


def told_apart(question: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """Each clause of a question that asks for itself, with what somebody tells of himself before as background.

    汕头内衣厂，准备投1200万换横机，省里最高奖几成 asks in its last clause only, 上系统补多少，买机器奖几成 in both.
    """
    asked, background = question
    clauses = re.split("[,，]", asked)
    asking = [clause for clause in clauses if inquires(clause)]
    telling = [clause for clause in clauses if not inquires(clause) and _tells(clause)]
    if any(_OF_EACH.search(clause) for clause in asking[1:]):
        return (question,)
    if asking and min(map(len, asking)) < LEAST_ASKED and len(clauses) >= LONG_STORY:
        return (_ended_by_its_question(clauses, asking[0], background),)
    if min(map(len, asking), default=0) < LEAST_ASKED or len(asking) + len(telling) < max(len(clauses), 2):
        return (question,)
    told = " ".join(filter(None, (background, *telling)))
    return tuple((clause, told) for clause in asking)


def _ended_by_its_question(clauses: list[str], first: str, background: str) -> tuple[str, str]:
    """What is asked at the end of a story (上了规给不给奖励，给多少), and all before it, however it is told."""
    start = clauses.index(first)
    while start > 1 and len(",".join(clauses[start:])) <= LEAST_ASKED:
        start -= 1
    told = " ".join(filter(None, (background, *clauses[:start])))
    return ",".join(clauses[start:]), told


def _tells(clause: str) -> bool:
    return _SELF.search(clause) is not None or _TELLS.search(clause) is not None or _MEANS.search(clause) is not None


def inquires(text: str) -> bool:
    """Whether a word or sign of the text can only be a question, unlike 材料 or 流程."""
    return _INQUIRES.search(text) is not None


def asks(text: str) -> bool:
    """Whether any word or sign of the text asks."""
    return _ASKS.search(text) is not None


def _with_commas(text: str) -> str:
    """The spaces that people type for commas as such; those between the words of one stretch go."""
    first, *others = _CHAT_SPACE.split(text)
    for other in others:
        long = min(len(re.split("[,，]", first)[-1]), len(_CHAT_SPACE.split(other)[0])) >= STRETCH
        first += f",{other}" if long or _is_story(re.split("[,，]", first)[-1]) else other
    return first


def _without_courtesy(text: str) -> str:
    """What is said only to be polite asks nothing: 麻烦问下,…,谢谢您?"""
    stretches = re.split(r"([,，])", text)
    kept = [stretch for stretch in stretches[::2] if not _COURTESY.fullmatch(stretch.strip(" ?？。!！"))]
    if not kept or len(kept) == len(stretches[::2]):
        return text
    asks = text.rstrip()[-1:] in "?？" and kept[-1].rstrip()[-1:] not in "?？。!！"
    return ",".join(kept) + ("?" if asks else "")


def _numbered(text: str) -> list[str]:
    """Sentences, and the items of 1. … 2. … 3. … when somebody numbers his questions."""
    items = _NUMBER.split(text)
    if len(items) > 2 and ("是" not in "".join(_NUMBER.findall(text)) or all(map(_ASKS.search, items[1:]))):
        told = [f"{items[0]}。"] if items[0].strip() and not _ASKS.search(items[0]) else []
        return told + [f"{item.strip(' ,，;；。?？')}?" for item in items[1:] if item.strip(" ,，;；。?？")]
    return _SENTENCES.split(text)


def _own_story(piece: str) -> tuple[list[str], str]:
    """What people say of themselves before the comma (我厂在阳江补渔网，…), and the rest that asks."""
    stretches = re.split(r"[,，]", piece)
    told = 0
    # Who says so much before he asks tells of himself.
    only_last = asks_whether_listed(stretches[-1]) or (len(stretches) >= LONG_STORY and not _EACH.match(stretches[-1]))
    while told < len(stretches) - 1 and (
        _is_story(stretches[told].strip()) or (only_last and not _ASKS.search(stretches[told]))
    ):
        told += 1
    rest = ",".join(stretches[told:]).strip()
    return ([stretch.strip() for stretch in stretches[:told]], rest) if len(rest) > 4 else ([], piece)


def _is_story(stretch: str) -> bool:
    return not _ASKS.search(stretch) and bool(_SELF.match(stretch) or _TELLS.search(stretch))


def _questions(piece: str) -> list[str]:
    """The questions between commas, when at least two of the stretches ask; else what enumerated items ask."""
    joined = [half for half in _CONNECTIVE.split(piece) if half.strip(" ,，;；")]
    if len(joined) > 1:
        return [question for half in joined for question in _questions(half.strip(" ,，;；"))]
    stretches: list[str] = []
    between = ""
    for stretch in _BETWEEN.split(piece):
        if _BETWEEN.fullmatch(stretch):
            between = "、" if stretch == "、" else ","
            continue
        if not stretch.strip():
            continue
        if stretches and (_EACH.match(stretch) or not (_ASKS.search(stretches[-1]) and _ASKS.search(stretch))):
            stretches[-1] = f"{stretches[-1]}{between}{stretch.strip()}"
        else:
            stretches.append(stretch.strip())
    if len(stretches) < 2:
        return _enumerated(piece)
    asked = [stretch for stretch in stretches if not _COMMAND.search(stretch)]
    # 小技改：多大的项目算、奖几个点 asks both of what stands before the colon.
    lead = _LEAD.match(piece)
    return [asked[0], *(f"{lead.group()}{each}" for each in asked[1:])] if lead else asked


def _enumerated(piece: str) -> list[str]:
    """技改和数字化各有什么措施 asks twice."""
    quoted = list(dict.fromkeys(_QUOTED.findall(piece)))
    if len(quoted) > 1 and _APART.search(piece):
        return [f"{name}包括什么" for name in quoted][:MOST_PARTS]
    found = _ENUMERATION.search(piece)
    if found is None or _DOCUMENTS.search(found.group()) or not _TOGETHER.search(piece[found.end() - 1 :]):
        return [piece]
    # 省技术中心，营收、人数各多少 asks both of the centre.
    lead, tail = piece[: found.start()], piece[found.end() :]
    *items, last = [item for item in _ITEMS.split(found.group()) if item]
    if any("的" in item for item in items[1:]):
        return [piece]
    # 省里和市里技改门槛, or 细则和办法的文号, names once what is asked of both.
    shared = _LEVEL.match(last) if all(map(_LEVEL.fullmatch, items)) else re.match("[^的]+(?=的)", last)
    if shared:
        items = [f"{item}{last[shared.end() :]}" for item in items]
    items.append(last)
    return [f"{lead}{item}{tail}" for item in items][:MOST_PARTS]
