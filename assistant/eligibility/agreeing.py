"""Yes and no as people say them: precisely rather than much, for 没错 holds a 没 and says yes.

A clause is read only where all of it is known: words of agreement or denial, words that add nothing, and words of the
question itself. Doubt (差不多, 未必), a double denial (不是没有) and clauses that say both leave it open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.eligibility.facts import FactKind

_DOUBT = re.compile(
    r"[吗?？]|可能|好[像似]|似乎|貌似|也许|或[者许]|大概|大约|估计|应该|恐怕|[差争][不唔]多(?![\d一二两三四五六七八九十几半])|几乎|多半|"
    r"不(?:太|大|敢|能)?(?:确定|清楚|肯定|一定|见得|好说|保证|知)|说不[准定]|未必|难说|没准|唔(?:知|清楚|肯定|一定)|忘|听[说讲]|"
    r"是不是|系唔系|(?<!没)有没有?(?!有)|有冇|(?:没有?|冇)(?:问题|所谓|事(?!情)|关系|什么|乜|钱$)|无所谓|不要紧|随便|看情况|再[说看想]|"
    r"(?:没|未|冇)(?:有)?(?:想|谂|定|决定|确定|考虑|商量)(?:好|清楚|下来|妥|掂)?$|"
    r"还在(?:想|考虑|商量)|考虑中|吧$|怎|哪[有里能]|\bmaybe\b|\bnot\ssure\b"
)
_AGREED = re.compile(
    r"(?:没有?|冇|唔|不)(?:[搞弄讲说话])?错(?![误过])|错不了|[没冇]毛病|可不是[嘛么呀啊]?$|(?:那)?还用[说讲]|当然|必须|肯定|梗(?:系|是)?|"
    r"绝对|百分百|确实|的确|正确|\b(?:of course|sure|certainly|correct|right|yeah|yep|yup|yes|we (?:do|have|are|did))\b"
)
_REFUSED = re.compile(r"\b(?:no|nope|nah|not(?: yet)?|never|we (?:don'?t|haven'?t|didn'?t|aren'?t))\b")
_NEUTRAL = re.compile(
    r"不(?:过|好意思|少|久|止|但|仅|光|管|论|然|同|断|锈钢)|(?:没有?|冇|未)(?:到期|过期|失效)|未来|无(?:论|锡|纺)|否则|非常|除非"
)
"""Words that hold a denial and deny nothing."""
_NO_DENIAL = re.compile(r"(?:没有?|冇|未|不)(?:问题|事(?!情)|毛病|[到过]期|失效|错(?![误过]))")
_DENIAL = re.compile(r"没有?|冇有?|未有?|无|否|唔(?:系|是)?|不(?:是)?|并?非")
_PLANNED = re.compile(r"正在(?:办|备|申|走|报)|准备|打算|[在等](?:办|批|审|备|弄|搞|走)|想")
_NO = re.compile(r"没|冇|无|未|否|唔|不|并非|^n$|^0$|^[xX×]$")
_YES = re.compile(
    r"^(?:我们?|咱们?|厂里|公司|目前|现在|都|也|这个|那个|早就|,)*(?:是|有|对|嗯|系|得|要|y$|ok$|1$|√)|"
    r"已|[备办做拿领享申批用享受买弄搞报完][好完过了咗成]|搞掂|完成|早就|拿到|评上|入选|列入|通过|的$"
)
_FILL = (
    r"[,。!~、 '’]|在[^,。]{1,4}[局厅委]|没有?|冇|无|未|否|唔|不|还|是|有|对|嗯|系|得|要|已经?|早就|都|也|过|了|咗|"
    r"的|啊|呀|哦|啦|嘛|咯|着|呢|喎|㖞|亲|从来|一直|根本|压根|完全|喔|㗎|嘅|吧|我们?|咱们?|厂里|公司|目前|现在|暂时|刚刚?|去年|今年|前年|上?半?年|\d+(?:年|月|日|号)?|"
    r"\b(?:y|n|ok)\b|√|×|全部?|一[个次项]|这个|那个|东西|事情?|它"
)
_ACTS = (
    r"正在|准备|打算|使|备(?:过|了|好)?[案按]|"
    r"[备办做拿攞领享申批受买弄搞掂报完好评融请贷租来上到成用出开通过获等想才就]"
)
_BARE = re.compile(_FILL)
_BARE_ACTS = re.compile(f"{_FILL}|{_ACTS}")
_CLAUSE = re.compile(r"[^,，;；。!！、\n]+")
_TAKES_UP = re.compile(r"[是对嗯系哦噢]+(?:的|啊|呀|呢|啦|咯)*")
_TELLS = re.compile(r"[了过咗]|已|的$|但|只|后来|除")
"""What a clause behind a 没有 may tell that is not so."""
_BEFORE = 6


def yes_or_no(kind: FactKind, said: str) -> bool | None:
    """Yes or no of a plain text."""
    if is_doubtful(said):
        return None
    clauses = _clauses(said)
    if any(map(_denial_of, clauses)):
        # 对，还没备: who agrees first only takes the question up.
        clauses = tuple(clause for clause in clauses if not _TAKES_UP.fullmatch(clause)) or clauses
    read = [_clause(kind, clause) for clause in clauses]
    told = {value for value, _ in read if value is not None}
    if len(told) != 1 or any(is_open for _, is_open in read):
        return None
    (value,) = told
    # 没有，都是自己的钱: what adds to an answer may neither deny nor, behind a no, tell that something was done.
    adds = [clause for clause, (each, _) in zip(clauses, read, strict=True) if each is None]
    if any(not _is_bare(kind, clause) for clause in adds):
        first = read[0][0] is not None
        if not first or any(_NO.search(clause) or (not value and _TELLS.search(clause)) for clause in adds):
            return None
    return value


def denies(kind: FactKind, said: str) -> bool:
    """Whether a plain text says that there is none of what the question after a choice asks for."""
    if is_doubtful(said) or _PLANNED.search(said):
        return False
    first, *adds = _clauses(said) or ("",)
    is_denial = _denial_of(first) is True and _speaks_of(kind, first, _BARE)
    return is_denial and not any(_NO.search(clause) or _TELLS.search(clause) for clause in adds)


def is_doubtful(said: str) -> bool:
    """Whether a plain text leaves open whether something is so."""
    return bool(_DOUBT.search(said)) or any(_denial_of(clause) is None for clause in _clauses(said))


def leaves_open(before: str) -> bool:
    """Whether the words right before something told take it back or put it in doubt: 未必备案了, 不是没备案."""
    near = _NEUTRAL.sub("", before[-_BEFORE:])
    return bool(re.search(rf"(?:{_DOUBT.pattern}|{_DENIAL.pattern})[^,。;]{{0,1}}$", near))


def is_no_denial(said: str) -> bool:
    """Whether what seems to deny does not: 高企没问题, 证书没过期."""
    return bool(_NO_DENIAL.search(said))


def is_reply(kind: FactKind, said: str) -> bool:
    """Whether a plain text is about nothing but the question, even where it does not answer it."""
    rest = _DOUBT.sub(" ", _AGREED.sub("是", _REFUSED.sub("不", said)))
    return bool(said.strip()) and _speaks_of(kind, _NEUTRAL.sub(" ", rest), _BARE_ACTS)


def _clauses(said: str) -> tuple[str, ...]:
    """The clauses of a plain text, agreement in one spelling."""
    return tuple(_CLAUSE.findall(_NEUTRAL.sub("", _AGREED.sub("是", said))))


def _clause(kind: FactKind, clause: str) -> tuple[bool | None, bool]:
    """What one clause says, and whether it says both."""
    patterns = set(_by_patterns(kind, clause))
    if patterns:
        return (patterns.pop(), False) if len(patterns) == 1 else (None, True)
    if not _is_bare(kind, clause):
        return None, False
    clause = _REFUSED.sub("不", clause)
    if _NO.search(clause):
        return False, False
    if _PLANNED.search(clause):
        # 做了（或打算做）吗: a plan is enough where the question says so.
        return "打算" in kind.ask, False
    return (True if _YES.search(clause) else None), False


def _by_patterns(kind: FactKind, clause: str) -> Iterator[bool]:
    denied = [match for pattern in kind.reading.no for match in pattern.finditer(clause)]
    if denied:
        yield False
    for pattern in kind.reading.yes:
        for match in pattern.finditer(clause):
            # 没有备案 holds 备案, too.
            if not any(no.start() < match.end() and match.start() < no.end() for no in denied):
                yield True


def _denial_of(clause: str) -> bool | None:
    """Whether a clause denies; None where it denies twice, which few mean as they say it. 没有没有 denies once."""
    found = list(_DENIAL.finditer(clause))
    for one, other in pairwise(found):
        if one.group() != other.group():
            return None
    return bool(found)


def _is_bare(kind: FactKind, clause: str) -> bool:
    return _speaks_of(kind, _REFUSED.sub("不", clause), _BARE_ACTS)


def _speaks_of(kind: FactKind, said: str, bare: re.Pattern[str]) -> bool:
    """Whether a reply says nothing beside yes or no that the question did not name: 还没升规 denies another thing."""
    asked = kind.name + kind.ask + kind.help + "".join(kind.options.values())
    words = bare.sub(" ", said).split()
    return all(word in asked if len(word) < 2 else any(map(asked.__contains__, _pairs(word))) for word in words)


def _pairs(word: str) -> Iterator[str]:
    return map("".join, pairwise(word))
