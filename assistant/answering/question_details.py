"""What a question asks besides its form and its type of value. All on plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence

_THANKS = re.compile(r"感谢|谢谢|多谢|唔该晒")
SHORT_THANKS = 40
"""Longer than this nobody only thanks."""
_MEASURES = re.compile(
    r"(?:几|多少)(?:条|项|个|点)?(?:具体)?(?:措施|举措|任务|内容|工作)|(?:底下|下面|里面|里)(?:有|分)?(?:几|多少)(?:条|项|点)"
)
_NAME = re.compile(r"叫(?:什么|啥|做什么)|(?:名字|名称|全称|标题)(?:是|叫)?(?:什么|啥)")
_CONTENTS = re.compile(
    r"(?:包含|包括|规定|涵盖)(?:了)?(?:哪|什么|啥|几)|(?:具体|里面)?(?:内容|条款)(?:是|有|包括|分别)(?:什么|哪|啥|规定)|"
    r"哪[二两三四五六七八九十](?:条|项|类|种)|内容分别|每一?(?:条|项|类|款)(?:分别|各|都|具体)?(?:是|讲|说|写|规定)(?:的是|的|了)?(?:什么|啥|些)|"
    r"[十\d](?:个)?(?:类别|大类|条|项)[^。？?]{0,8}(?:怎么|怎样|如何)(?:样)?(?:划分|分|定)|(?:内容|条文|全文)[?？]?$|(?:十条|意见|办法|细则|条例|指引|规划)的?第[一二三四五六七八九十\d]{1,3}[条款项点]"
)
_WHAT_IT_IS = re.compile(
    r"什么是|啥是|咩系|(?:是|系)(?:个)?(?:什么|啥|咩)(?:东西|意思|来的|概念|来头)?(?:啊|呀|呢|嘅|来着)?[?？。!！]?$|"
    r"(?:什么|啥|咩)意思|(?:指|指的是|是指|系指)(?:什么|啥|咩)|定义|含义|怎么理解|点解释"
)
_CITY = re.compile(r"城市|哪[两三四五六几]?(?:个|些|座)?(?:地级)?市")
_EVENT = re.compile(r"(?:几时|什么时候|何时|啥时候?|哪天)(?:会|要|来)?(?:开|举办|举行|办|报名|截止|申报|评|展出)")
_FULL_NAME = re.compile(r"(?:全称|全名|完整(?:的)?名[称字])|(?:是|指)(?:的是)?哪(?:一)?(?:份|个)文件")
_HEAD = re.compile(r"的(?!是)(?P<head>[一-鿿a-z]{2,8}?)(?:是|为|有|怎|如何|多|达|要|呢|[?？。]|$)")
_RESPONSIBLE = re.compile(r"负责|牵头|主管|运营|承办|配合|分工|归口")
_POSITION = re.compile(
    r"(?:在|属于|归|算)(?:于|在|到|入)?(?:方案|解读|文件|全文|正文|六[项大个](?:专项)?行动)?(?:的|里的?|中的?|之中的?|内)?"
    r"(?:第几|哪(?:一)?(?:项|条|部分|章|节|段)(?!目|件)|哪(?:一)?个?(?:专项行动|行动|措施|部分|小标题|标题|板块|大类))"
)
_NOW = re.compile(
    r"(?:现在|目前|今年|眼下|如今|还|仍).{0,6}(?:能|可以|可否|能否|能不能|可不可以|来得及|赶得上).{0,8}"
    r"(?:申请|申报|报名|报|参加|享受|领|拿|加入)"
    r"|(?:申请|申报|报名|报|参加|享受|领|加入).{0,6}(?:还)?(?:来得及|赶得上|来不来得及)"
)
_EXISTENCE = re.compile(
    r"有没有|有无|有冇|([管讲提发包算支写说])[不没]\1|会不会[发给建办]|提到|写到|说到|讲到|涉及|包不包括|在不在|有.{0,12}吗|支持吗|支持不|支不支持"
)
_COUNTS = re.compile(r"(?<!打)算[不唔]算|算(?:是|作|进)?[吗么嘛]")
_MENTIONED = re.compile(
    r"(?:提|写|讲|说|点|列|收)(?:到|及|进|入|过)|出现|涉及|算进|(?:有没有|有无|有冇|是否)(?:提|写|被?带上)|(提|写)[没不]\1|推(?:不|唔)推|"
    r"^.{2,9}(?:有没有|有冇|有无)[?？]?$|(?:写|讲|提|说)(?:了|到|咗)?(?:没|吗|冇|未)有?[啊呀呢]?[?？]?$|有(?:写|讲|提|说)(?:吗|没|到)?[?？]?$"
)
_LISTED = re.compile(
    r"在(?:不在|唔在|没在|未在)?(?:个|那个|这个|嗰个)?(?:里面|里头|其中|之列|内|名单(?:上|里|中|内|之列|里面|度)?|列)"
    r"(?:吗|么|没有?|不|未|[?？]|$)|"
    r"(?:在不在|喺唔喺|在唔在)(?:里面|里头|其中|之列|名单(?:上|里|中|内)?|入面|度)?(?=[,，。?？]|$)|"
    r"(?:入|进|上|列入|算进|写进|排进)(?:咗|了|到|得)?(?:那个|这个|嗰个|呢个)?名单(?:未|没有?|吗|么|不)?|"
    r"(?:有没有|有无|有冇|是不是|有)(?:被)?(?:列|写|放|排|算|入)(?:进|入|到|在|上)?(?:里面|里头|名单|其中|去)?(?=[,，。?？吗]|$)|有没有?份|有冇份|有份(?:吗|么|没有?)"
)
"""Whether something named is among those that the text names: 虎门在不在里面, 香云纱入咗名单未."""
_OPEN = re.compile(r"哪|谁|边[个啲]|什么|啥|几(?:家|个|间)|多少")
_KIND = re.compile(r"(?:什么|啥|咩|哪些|哪种|哪类)(?!都|也|时候)(?P<kind>[一-鿿]{2,6})")
_THING = re.compile(
    r"(?:怎么|如何|点样|咋)(?:样)?(?:去)?(?:买|办|领|拿|算|收|交|报|申|开|查|补|定)|"
    r"(?:谁|边个)(?:来)?(?:出|付|给|掏|报销|承担)|(?:是|有|要|为)?(?:几(?:级|点|号|厘|层|度|分)|多少)"
)
_ADVICE = re.compile(
    r"怎么办|点算|咋办|会不会|要不要|需不需要|用不用|可不可以|行不行|得不得|好还是|还是.{1,8}好|哪个好|哪家|划算|合不合适|"
    r"违法|犯法|赔|(?<![广公报宣警])告(?![诉知])|罚|找谁|能不能|会被.{1,8}吗|可以.{1,8}吗|怎么(?:报|移|算|选|弄)"
)
_OF_POLICY = re.compile(
    r"方案|文件|政策|解读|办法|细则|通知|意见|条例|指南|条款|原文|省里|省上|全省|我省|政府|官方|上头|上面|扶持|支持|帮扶|鼓励|引导|提到|写|讲|说|规定|要求|"
    r"目标|专项|行动|任务|措施|举措|培育|打造|推动|推广|宣传|建设|计划|安排|部署|policy|plan"
)
_SCHEDULE = re.compile(
    r"时间(?:安排)?(?:表|轴|线)|(?:几个|各个?|哪些|哪几个|什么|关键|重要|[三四五]个)(?:的)?时间(?:点|节点)|进度(?:安排|计划|表)|日程|"
    r"(?:几|[二两三四五六])步走|分(?:成|为|了)?(?:几|多少|哪?[二两三四五六]|哪几)(?:个|大)?(?:阶段|步走?)|"
    r"(?:各|每)(?:个)?阶段.{0,8}(?:时间(?:节点|点)?|期限|什么时候|几时|何时)"
)
FREQUENCY = re.compile(
    r"(?:隔|每)?多(?:久|长时间|少天|少时间).{0,8}?[一1](?:次|回|趟|遍|轮|报)|隔多(?:久|长时间|少天)|频率|频次|几天一|几(?:个)?月一|"
    r"(?:一|每)(?:年|个?季度|个?月)[^,，。?？]{0,4}?(?:办理?|报|申[报请]|受理|评|收)几(?:次|回|趟|轮|批)"
)

_CLAIMED = re.compile(r"(?<![我们咱俺厂哋])(?:是不是|是否是?|系咪|指的?是|就是)(?P<name>[a-z][a-z0-9&+-]{2,})")
_CHOICE = re.compile(
    r"(?P<these>[^,，。;；?？是系讲指]{1,12})(?:还是|抑或|定系|or)(?!(?:不|没|别|要|会|可|能|应)|$)(?P<that>[^,，。;；?？]{1,10})"
)
_HOME = re.compile(
    r"(?:我们?|咱们?|俺们?|我哋|自己|(?<![日资基成样根书剧版])本)(?:这个?|呢个|个)?"
    r"(?:镇|市(?![场面值])|县|区(?![域间别块])|村|街道|地方?(?![位价面产点区税]))(?:上|里)?|"
    r"(?:我们?|咱们?|俺们?|我哋)(?:这里|这边|这儿|呢度|呢边|那里|那边|嗰边)"
)
_TITLES = "(?!称号|专精|企业技术|工程|工业设计|单项|绿色|数字|创新)"
_PROVINCIAL = re.compile(rf"省(?:里|厅|政府)|(?<!节)省上(?![千万])|省级{_TITLES}")
_LOCAL = re.compile(
    rf"[市镇区县](?:里|政府)|(?<!地)[市镇区县]上(?![浮升涨市千万])|[市镇区县]级{_TITLES}|"
    r"我们?(?:市|镇|区)|本(?:市|镇|区)|当地|地方上|"
    r"(?<![我咱你俺厂司家们业])自己(?:也)?(?:有没有|有无|有|另外|的)?(?:什么)?(?:技改|政策|措施|补贴|办法|文件|规定)"
)
_NATIONAL = re.compile(r"(?:国家|中央|全国)(?:财政)?(?:那|嗰|的呢|呢|层面|又|还|也|仲|就|有|给|补|贴|奖)")
_STILL_OPEN = re.compile(
    r"(?:还|仲|依家|而家|现在|目前|今年|这个月|下个月).{0,8}(?:报得|能报(?!销)|可以报|能不能报|报不报得|能申请|可以申请|能申报|可以申报|"
    r"能交|收不收|收唔收|收吗|补交|补报|(?:照|按)着?(?:它|这[个份]|那[个份])?(?:来)?(?:申)?报)|有得报(?!销)|报唔报得|来得及|赶得上|截止(?:了)?(?:没|未|冇|吗)|"
    r"(?:申报|报名|申请)(?:期)?(?:过|结束|完)(?:了)?(?:没|未|冇|吗)"
)
_WHEN = re.compile(r"什么|哪些|啥|边啲|几时|何时|哪天|几号|哪一天|多久|条件|要求|多少|几多|怎么|点样")


def choices_in(text: str) -> str:
    """What somebody may choose between (男装、女装还是童装); empty where nothing is to be chosen."""
    found = _CHOICE.search(text)
    return f"{found['these']} {found['that']}" if found else ""


def at_home(text: str, places: Sequence[str]) -> str:
    """The question with the nearest place that was told before it, where it says 我们镇 or 本地."""
    return _HOME.sub(places[-1], text, count=1) if places else text


def thanks(text: str) -> bool:
    """Whether somebody says thanks in few words, whatever else he says."""
    return len(text) <= SHORT_THANKS and _THANKS.search(text) is not None


def asks_to_take_part_now(text: str) -> bool:
    """Whether somebody wants to apply or take part as of today, which an expired text cannot grant."""
    return _NOW.search(text) is not None


def asks_whether_open(text: str) -> bool:
    """Whether it is asked if one can still hand in, which the state of the round answers."""
    return _STILL_OPEN.search(text) is not None and _WHEN.search(text) is None


def asks_of_province(text: str) -> bool:
    """Whether it is asked what the province gives."""
    return _PROVINCIAL.search(text) is not None


def asks_of_nation(text: str) -> bool:
    """Whether it is asked what the whole country gives."""
    return _NATIONAL.search(text) is not None


def asks_of_city(text: str) -> bool:
    """Whether it is asked what a city or town gives."""
    return _LOCAL.search(text) is not None


def asks_for_existence(text: str) -> bool:
    """Whether the question is if something is written at all, so that the thing itself must be found."""
    return _EXISTENCE.search(text) is not None


def asks_whether_it_counts(text: str) -> bool:
    """Whether it is asked if a thing of the asker's (二手机) is among what is meant, which what is left out answers."""
    return _COUNTS.search(text) is not None


def asks_whether_mentioned(text: str) -> bool:
    """Whether it is asked if something is mentioned at all, which the mention itself answers."""
    return _MENTIONED.search(text) is not None and _OPEN.search(text) is None


def asks_whether_listed(text: str) -> bool:
    """Whether it is asked if something named is among those that the text names."""
    return _LISTED.search(text) is not None and _OPEN.search(text) is None


def without_listed(text: str) -> str:
    """The text without the words that ask so, which name no topic."""
    return _LISTED.sub(" ", text) if asks_whether_listed(text) else text


def asks_for_measures(text: str) -> bool:
    """Whether a count or a list of measures, tasks or items under a heading is asked for."""
    return _MEASURES.search(text) is not None


def head_of(text: str) -> str:
    """What is asked for of something: 租金 in 厂房的租金是多少; empty when nothing is."""
    found = _HEAD.search(text)
    return found["head"] if found else ""


def asked_kind(text: str) -> str:
    """What stands after 什么 and the like, to the next comma: 执照 in 要什么执照; empty when nothing is asked so."""
    found = _KIND.search(text)
    return found["kind"] if found else ""


def asked_thing(text: str) -> str:
    """What stands before 怎么买, 谁出 and the like: …的配额 in 碳排放的配额怎么买; empty when nothing is asked so."""
    found = _THING.search(text)
    return text[: found.start()] if found else ""


def claimed_name(text: str) -> str:
    """The Latin name of which it is asked whether something is it (是不是SHEIN); empty where there is none."""
    found = _CLAIMED.search(text)
    return found["name"] if found else ""


def asks_for_full_name(text: str) -> bool:
    """Whether the full name of something is asked for that a text calls by a short one."""
    return _FULL_NAME.search(text) is not None


def asks_for_contents(text: str) -> bool:
    """Whether the contents of something named are asked for: “六稳”包括什么."""
    return _CONTENTS.search(text) is not None


def asks_what_it_is(text: str) -> bool:
    """Whether it is asked what a name stands for (什么是小升规)."""
    return _WHAT_IT_IS.search(text) is not None


def asks_for_responsible(text: str) -> bool:
    """Whether somebody is asked for who has to do or run something."""
    return _RESPONSIBLE.search(text) is not None


def asks_for_city(text: str) -> bool:
    """Whether a city is asked for, so that an area is no answer."""
    return _CITY.search(text) is not None


def asks_for_event(text: str) -> bool:
    """Whether the day of an event is asked for, so that a year is no answer."""
    return _EVENT.search(text) is not None


def asks_for_name(text: str) -> bool:
    """Whether only the name of a heading is asked for."""
    return _NAME.search(text) is not None


def asks_where_in_outline(text: str) -> bool:
    """Whether the question asks under which heading something stands."""
    return _POSITION.search(text) is not None


def asks_of_policy(text: str) -> bool:
    """Whether it is asked what a text or the authorities say and do."""
    return _OF_POLICY.search(text) is not None


def asks_for_advice(text: str) -> bool:
    """Whether it is asked what to do oneself or which is better, as of a friend rather than of a text."""
    return _ADVICE.search(text) is not None


def schedule_in(text: str) -> str:
    """The words that ask for all stages of a plan with their dates (时间表, 分几步); empty when none do."""
    return " ".join(found.group() for found in _SCHEDULE.finditer(text))


def asks_how_often(text: str) -> bool:
    """Whether it is asked how often something is done, so that a length or a single date is no answer."""
    return FREQUENCY.search(text) is not None
