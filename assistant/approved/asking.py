"""What sort of thing a question asks for: how, how much, when, whether one may or must. All on plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering import question_forms as forms
from assistant.answering.lexicon import ValueType

# The first that stands at a place wins; longer ways to ask stand before what is inside them.
_SORTS = {
    "why": r"为什么|为何|为啥|凭什么|什么原因|啥原因",
    "when": r"(?:什么|啥)(?:时候|时间)|啥时|何时|几时|哪[一几]?天|几号|几月份?|哪个月|哪年|哪一年|多会儿",
    "period": r"隔?多久|多长时间|(?<![十这那好哪])几(?:年|个月|天|个工作日)|多少(?:年|天|个月|个工作日)",
    "ratio": r"百分之(?:几|多少)|[几多少]+成|[几多少]+个点",
    "where": r"哪里|哪儿|什么地方|哪个地方|何处",
    "who": r"(?:由|归)?(?:谁|哪个部门|什么部门)",
    "which": r"哪[一两二三四五六七八九十]?[个种类家项条]",
    "how": r"(?:怎么|怎样|如何|咋)(?:样|着)?(?:才能?|去|来)?",
    "much": r"(?:拿到?)?多少(?:钱)?|几多(?:钱)?|多[大高]|几(?:万|千|百|亿)(?:元|块)?",
    "what": r"什么|哪些|哪几[个种类家项条]|啥|有何",
}
_SORT = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _SORTS.items()))
_COUNTED = re.compile(r"(?:多少|几)(?P<unit>家|人次|个|间|件|款|场|次|座|条|项|位|人|批|种|类|届|期|亩|名|份|台|套)")
_CHOICE = re.compile(r"还是(?!不|没|别)")

_CAN = r"能够|能|可以|可(?=[申享报获领用])|允许"
_NEED = r"需要|必须|一定要|应当|应该|须要?|(?<![只就重主摘纲简概])要(?![点求闻素件])|非得|得(?=[有交办备去先])"
_WILL = r"(?<![协商学社工委员机展大博])会(?![展计议员费])"
_WHETHER = (
    r"(?:能不能够?|可不可以|能否|可否|是否可以|是否能够?|行不行|得不得)(?P<can>)|"
    r"(?:要不要|需不需要|用不用|是否需要|是否要|是否必须|必不必须|该不该)(?P<need>)|"
    r"(?:会不会|是否会)(?P<will>)|(?:有没有|有无|是否有|有否)(?P<have>)|"
    r"(?:是不是|是否|(?=算不算|属不属于))(?P<be>)"
)
_A_NOT_A = re.compile(_WHETHER)
_COUNTS_OR_NOT = re.compile(r"(算|属)不(?=\1)\1(于?)")
_CLOSING = re.compile(
    r"(?:吗|么|(?<=[了过到完成])(?:没有|没|未)|(?<=[\u4e00-\u9fff])(?:不|没有?)(?=[?？]|$))(?=[\W_]|$)"
)
_MODALS = {"can": re.compile(_CAN), "need": re.compile(_NEED), "will": re.compile(_WILL)}
_NEEDED = re.compile(
    rf"(?:{_NEED})?(?:准备|提交|提供|满足|具备|符合|达到|带|交)(?=什么|哪些|啥|哪几)|(?:{_NEED})(?=有?(?:什么|哪些|啥|哪几))"
)
_OPEN = frozenset({"how", "much", "ratio", "when", "period", "where", "who", "why"})


@dataclass(frozen=True, slots=True)
class Sort:
    """What sort of thing a question asks for, and whether of what one `may` or must do; `rest` are its other words.

    Asked in an `open` way, a question may leave may and must out: 怎么申请, 怎么才能申请.
    """

    names: tuple[str, ...]
    modals: frozenset[str]
    rest: str

    @property
    def is_open(self) -> bool:
        """Whether it is asked how, when, how much and the like, not whether."""
        return not _OPEN.isdisjoint(self.names) and "whether" not in self.names


def sort_of(text: str) -> Sort:
    """What a plain question asks for."""
    names: set[str] = set()
    if _CHOICE.search(text):
        names.add("choice")
    if counted := _COUNTED.search(text):
        names.add(f"count {counted['unit']}")
        text = f"{text[: counted.start()]} {text[counted.end() :]}"
    if forms.value_of(text)[0] is ValueType.RATIO:
        names.add("ratio")
    asked = {name for found in _A_NOT_A.finditer(text) for name, held in found.groupdict().items() if held is not None}
    rest = _COUNTS_OR_NOT.sub(r"\1\2", _A_NOT_A.sub(" ", text))
    if asked or _CLOSING.search(rest):
        names.add("whether")
    rest = _NEEDED.sub(" ", _CLOSING.sub(" ", rest))
    names |= {found.lastgroup or "" for found in _SORT.finditer(rest)}
    rest = _SORT.sub(" ", rest)
    for name, pattern in _MODALS.items():
        if pattern.search(rest):
            asked.add(name)
        rest = pattern.sub(" ", rest)
    return Sort(tuple(sorted(names)), frozenset(asked & _MODALS.keys()), rest)
