"""Makes a follow-up stand alone: 那截止时间呢, 第二项呢, 它和技改有什么关系."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.answering import question_forms as forms
from assistant.answering.further import asks_of_another_time
from assistant.answering.issuing import asks_for_issuer
from assistant.answering.lexicon import ValueType
from assistant.answering.overviews import BENEFIT, GAIN, WHO
from assistant.answering.question_details import asks_of_city, asks_of_province
from assistant.answering.question_forms import Form
from assistant.answering.reader import Reader
from assistant.answering.reading import ITS_OWN, Reading, Term
from assistant.corpus.catalogue import Catalogue
from assistant.domain import AnswerStatus, Exchange, Level, document_of

_PRONOUN = re.compile(
    r"它们|它|他们|这个(?:方案|文件|政策)?|那个|该(?:行动|方案|政策|项|企业|园区)|这(?:些|项|条|类|块|方面|里)|那(?:些|项|条|里)|上面(?:的|说的|那个|这个)?|前面(?:的|说的)?|刚才(?:的|说的|那个)?|刚刚(?:说的)?|其中|此|以上(?:这些|内容)"
)
_DOCUMENT = re.compile(r"(?:这个|这份|这一?份|该|此|本)(?:行动)?(?:方案|文件|办法|细则|通知)")
_DOC_NUMBER = re.compile(r"[一-鿿]+〔\d{4}〕\d+号")
_OTHERS = re.compile(
    r"还有(?:什么|哪些|没有|别的)|(?:能|可以)(?:申请|拿|报|领)(?:什么|哪些)|(?:哪些|什么)(?:政策|补贴|项目|扶持)|别的|其他|换个"
)
_OPENING = re.compile(r"^(?:那么|那|咁|还有|另外|然后|再问|再说|接着|对了|同样|至于|而|噢|哦|好的?)[,，、 ]*")
_CLOSING = re.compile(r"(?:呢|哪|嘞|咧|呀|啊|吗)?[?？。!！]*$")
_ENDS_ELLIPTICALLY = re.compile(r"呢[?？。]*$|^那|^咁|^还有|^另外|^至于")
_ORDINAL_ONLY = re.compile(
    r"^第[一二三四五六七八九十\d]+(?:个|项|条|大|点|部分)*(?:专项行动|行动|措施|举措|部分|任务)?"
)
_LAST = re.compile(r"^(?:那)?最后(?:一)?(?:个|项|条|点|部分)?")
_WHOLE = re.compile(r"方案|文件|政策|全省")
SHORT = 8
AS_NEAR = 0.8
"""How nearly as much as of any other rule people must ask in such words of the one that was told of."""


class Dialogue:
    """Resolves follow-ups against the last exchange that was about policy; deterministic."""

    def __init__(self, reader: Reader, catalogue: Catalogue) -> None:
        self._reader, self._catalogue = reader, catalogue

    def standalone(self, text: str, history: Sequence[Exchange], this_year: int, told_of: str = "") -> str:
        """The question as it would be asked without the conversation; the text itself when it stands alone.

        `told_of` is the name of the plan, of this catalogue or another, that 这个方案 means.
        """
        earlier = [exchange for exchange in history if about_policy(exchange)]
        if not earlier:
            return text
        last = earlier[-1]
        text = _DOCUMENT.sub(f"《{told_of}》", text, count=1) if told_of else text
        core = _CLOSING.sub("", _OPENING.sub("", text.strip())).strip()
        now = self._reader.read(core, this_year)
        before = self._reader.read(last.standalone, this_year)
        held = self._held(last, before)
        if held and self._only_moves(now, core):
            return self._there(held, core, now, last, before)
        # What a rule that only says who may apply is good for stands elsewhere: its title is not put to those who
        # did not name it.
        elsewhere = held and GAIN.search(core) and before.documents != (held,) and not self._grants(held)
        if held and not elsewhere and (self.is_of(held, now, core) or self._is_of_any(held, now, core, last, before)):
            return self._as_called(held, before, core)
        if _LAST.search(core) and not now.documents:
            listed = self._listed(last)
            if listed:
                return f"{listed[-1]}{_LAST.sub('', core).strip() or '有哪些内容'}"
        if forms.outline_reference(core) is not None:
            # What is known of a rule is not numbered as the rule is.
            return self.named(held, core) if held and not now.documents else self._numbered(core, now, last, before)
        if _PRONOUN.search(core) and held and not now.documents:
            return _PRONOUN.sub(f"《{self._catalogue.document(held).short_title}》", core, count=1)
        if _PRONOUN.search(core):
            return _PRONOUN.sub(self._topic(before, last), core, count=1)
        if not self._elliptical(text, core, now):
            return text
        names_province = any(name in core for name in self._reader.lexicon.places.province)
        if now.terms or now.places or now.documents or names_province:
            return self._other_topic(core, now, last, before)
        return f"{self._topic(before, last)}{core}"

    def _held(self, last: Exchange, before: Reading) -> str:
        """The rule that the last answer quoted first, else the one that was asked of; empty where that was no rule."""
        if not self._catalogue.holds_rules:
            return ""
        if not last.clause_ids:
            return before.documents[0] if len(before.documents) == 1 else ""
        return document_of(last.clause_ids[0]) if last.clause_ids[0] in self._catalogue.clauses else ""

    def _as_called(self, held: str, before: Reading, core: str) -> str:
        """The same by the name that was used: 广州小技改 says more than the title of the rule that grants it."""
        called = max(before.names, key=len, default="") if before.documents == (held,) else ""
        return f"{called}{core}" if called else self.named(held, core)

    def _only_moves(self, now: Reading, core: str) -> bool:
        """Whether a further question (那东莞的呢, 开平能拿多少) changes nothing but the place, or asks for a value."""
        places = self._reader.lexicon.places
        topics = _own_terms(now) or any(aspect.value is ValueType.ANY for aspect in now.aspects)
        if not now.places or now.documents or topics or len(core) > 2 * SHORT or now.form is Form.OVERVIEW:
            return False
        return all(map(places.city, now.places)) and not (_OTHERS.search(core) or asks_of_city(core))

    def _there(self, held: str, core: str, now: Reading, last: Exchange, before: Reading) -> str:
        """The same question at another place: of the rule that was told of, unless that is the rule of another city."""
        places = self._reader.lexicon.places
        own = core.replace(now.places[0], "", 1).lstrip("的") if _asks(core) else self._asked_of(before)
        region = places.find(self._catalogue.document(held).region.split("（")[0])
        if not region or {places.city(place) for place in now.places} <= {places.city(place) for place in region}:
            # 东莞的厂是多少 after a question about one thing of the rule is still about that.
            topic = "".join(term.text for term in _own_terms(before)) if _asks(core) else ""
            return self._as_called(held, before, f"{topic}{now.places[0]}{own}")
        return f"{now.places[0]}{own}" if "厂" in own else f"{now.places[0]}的厂{own}"

    def _asked_of(self, before: Reading) -> str:
        """What was asked without of whom and where: 能拿多少 of 技改资金东莞能拿多少."""
        asked = before.text
        for told in (*sorted(before.names, key=len, reverse=True), *before.places):
            asked = asked.replace(told, "")
        return asked.strip("《》的呢，, ?？。") or "能拿多少"

    def _is_of_any(self, held: str, now: Reading, core: str, last: Exchange, before: Reading) -> bool:
        """Whether nothing is asked but what every rule has to say of applying (要什么材料), whether or not it does."""
        if now.documents or now.places or len(core) > 2 * SHORT or not now.aspects or _OTHERS.search(core):
            return False
        told_of = {document_of(clause_id) for clause_id in last.clause_ids}
        if before.documents != (held,) and told_of != {held}:
            return False
        groups = {group for each in self._reader.lexicon.sections if each.heading != BENEFIT for group in each.groups}
        words = "".join(word for aspect in now.aspects for word in (aspect.label, *aspect.words))
        plain = all(aspect.group in groups for aspect in now.aspects)
        return plain and all(term.text in words for term in _own_terms(now))

    def named(self, document_id: str, core: str) -> str:
        """The question with the name of the rule that it is asked of."""
        return f"《{self._catalogue.document(document_id).short_title}》{core}"

    def is_of(self, held: str, now: Reading, core: str) -> bool:
        """Whether a question that names no rule (一年可以办几次) goes on about the one that was told of."""
        if now.documents or now.places or len(core) > 2 * SHORT or now.form is Form.OVERVIEW:
            return False
        # 贷款呢 names a topic of its own, 还有哪些补贴 asks for other rules, 以前是多少 for the one before.
        topic = not now.own_words and any(aspect.value is ValueType.ANY for aspect in now.aspects)
        if topic or _OTHERS.search(core) or asks_of_another_time(core):
            return False
        region = self._catalogue.document(held).region.split("（")[0]
        local = bool(self._reader.lexicon.places.find(region))
        if asks_of_province(core) if local else asks_of_city(core):
            return False
        if now.own_words and len(core) > SHORT and self._leads_elsewhere(held, core):
            return False
        clauses = self._catalogue.version(held).clauses
        asked = (phrasing.words for clause in clauses for phrasing in self._reader.phrasings.of(clause.id))
        said = "\n".join((*(_DOC_NUMBER.sub("", clause.text) for clause in clauses), *asked))
        kinds = (aspect for aspect in now.aspects if aspect.value is ValueType.ANY and aspect.evidence)
        spoken_of = all(any(word in said for word in aspect.evidence) for aspect in kinds)
        return spoken_of and all(term.found_in(said) == 1.0 for term in now.own_words)

    def _grants(self, held: str) -> bool:
        """Whether a rule that says who may apply also says what for."""
        headings = "".join(c.heading for c in self._catalogue.version(held).clauses if c.level is Level.OUTLINE)
        return BENEFIT in headings or WHO not in headings

    def _leads_elsewhere(self, held: str, core: str) -> bool:
        """Whether people ask so of another rule far more than of the one that was told of."""
        alike: dict[bool, float] = {}
        for clause_id, places in self._reader.likely(core, "").items():
            own = document_of(clause_id) == held
            alike[own] = max(alike.get(own, 0.0), *(place.similarity for place in places))
        return alike.get(False, 0.0) >= ITS_OWN and alike.get(True, 0.0) < AS_NEAR * alike[False]

    def _elliptical(self, text: str, core: str, now: Reading) -> bool:
        if now.form in (Form.VALIDITY, Form.OVERVIEW) or asks_for_issuer(now):
            return False
        if _ENDS_ELLIPTICALLY.search(text.strip()):
            return not (_own_terms(now) and _asks(core) and len(core) > SHORT)
        if now.documents and self._catalogue.holds_rules:
            return False
        return not _own_terms(now) and not _WHOLE.search(core) and len(core) <= 2 * SHORT

    def _numbered(self, core: str, now: Reading, last: Exchange, before: Reading) -> str:
        """第二项呢 after a list names its second item; after 第五项行动包括哪些 it replaces the number."""
        reference = now.outline[0]
        rest = _ORDINAL_ONLY.sub("", core).strip()
        listed = self._listed(last)
        if not reference.noun and len(listed) >= reference.number and not before.outline:
            return f"{listed[reference.number - 1]}{rest or '有哪些内容'}"
        if before.outline and not reference.noun:
            noun = before.outline[0].noun or "专项行动"
            number = _ORDINAL_ONLY.match(core)
            ordinal = re.sub(r"(?:专项行动|行动|措施|举措|部分|任务)$", "", number.group()) if number else core
            return f"{ordinal}{noun}{rest or self._asked(last, before)}"
        return core if rest else f"{core}{self._asked(last, before)}"

    def _other_topic(self, core: str, now: Reading, last: Exchange, before: Reading) -> str:
        """深圳呢 keeps what was asked and changes what it was asked of."""
        if _asks(core) and _own_terms(now):
            return core
        if now.aspects and not before.aspects and len(now.terms) <= 1:
            return f"{self._topic(before, last)}{core}"
        abroad = self._reader.lexicon.places.find_other_provinces(before.text)
        if abroad and any(name in core for name in self._reader.lexicon.places.province):
            return last.standalone.replace(abroad[0], "广东")
        if now.places and not before.places and not _own_terms(now):
            return f"{now.places[0]}的{self._topic(before, last)}{self._asked(last, before)}"
        if now.places and before.places:
            replaced = last.standalone
            for place in before.places:
                replaced = replaced.replace(place, now.places[0], 1)
            return replaced
        if now.documents:
            name = self._catalogue.document(now.documents[0]).short_title
            return f"《{name}》中{self._topic(before, last)}{self._asked(last, before)}"
        if not _own_terms(now):
            return f"{self._topic(before, last)}{core}"
        return f"{core}{self._asked(last, before)}"

    def _topic(self, before: Reading, last: Exchange) -> str:
        if before.outline:
            found = _ORDINAL_ANYWHERE.search(last.standalone)
            if found:
                return found.group()
        words = [term.text for term in before.terms if not term.weak] or [term.text for term in before.terms]
        if words:
            plain_text = before.text
            first = min(plain_text.find(word) for word in words)
            end = max(plain_text.find(word) + len(word) for word in words)
            stretch = plain_text[first:end]
            return stretch if first >= 0 and not _asks(stretch) and len(stretch) <= 30 else "".join(words)
        return "".join(before.places)

    def _asked(self, last: Exchange, before: Reading) -> str:
        """The asking words of the last question: 有哪些举措, 是多少家."""
        tail = before.text
        for term in before.terms:
            at = tail.find(term.text)
            if at >= 0:
                tail = tail[at + len(term.text) :]
        found = _ORDINAL_ANYWHERE.search(tail)
        if found:
            tail = tail[found.end() :]
        return tail.strip("?？。 ") or "有什么内容"

    def _listed(self, last: Exchange) -> list[str]:
        """Headings that the last answer listed, in order."""
        cited = [self._catalogue.clauses[c] for c in last.clause_ids if c in self._catalogue.clauses]
        outlines = [clause for clause in cited if clause.level is Level.OUTLINE]
        if not outlines:
            return []
        parents = [clause.parent_id for clause in outlines]
        parent = max(dict.fromkeys(parents), key=parents.count)
        return [clause.heading for clause in outlines if clause.parent_id == parent]


_ORDINAL_ANYWHERE = re.compile(r"第[一二三四五六七八九十\d]+(?:个|项|条|大|点)*(?:专项行动|行动|措施|举措|部分|任务)?")


def told_of(history: Sequence[Exchange], catalogues: Iterable[Catalogue]) -> str:
    """The name of the plan that the last answer quoted first; empty for a rule, which Dialogue itself names."""
    cited = next((exchange.clause_ids[0] for exchange in reversed(history) if exchange.clause_ids), "")
    plans = (each for each in catalogues if not each.holds_rules and cited in each.clauses)
    return next((each.document(document_of(cited)).short_title for each in plans), "")


def about_policy(exchange: Exchange) -> bool:
    """Small talk and refused input leave the topic of a conversation as it was."""
    if exchange.status is AnswerStatus.REFUSED_UNSAFE:
        return False
    return bool(exchange.clause_ids) or exchange.status is not AnswerStatus.ANSWERED


def refers_back(text: str) -> bool:
    """Whether a question points at something before it: 它, 那…呢, 还有."""
    said = text.strip()
    return any(pattern.search(said) for pattern in (_PRONOUN, _OPENING, _ENDS_ELLIPTICALLY, _LAST))


def _own_terms(now: Reading) -> list[Term]:
    """What a question names of its own: neither everyday words nor places."""
    return [term for term in now.terms if not term.weak and term.text not in now.places]


def _asks(text: str) -> bool:
    return re.search(r"什么|啥|哪|多少|几|谁|怎么|如何|怎样|为什么|吗|是否|有没有|能不能|咩|点样|边", text) is not None
