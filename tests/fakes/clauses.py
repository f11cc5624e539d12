"""A small corpus for search: invented clauses of two invented documents."""

from __future__ import annotations

import hashlib

from assistant.search.indexed import IndexedClause

_MEASURES = (
    ("一、总则", "为促进本地制造业高质量发展，制定本办法。"),
    ("二、（一）技术改造", "对完成技术改造的企业，按设备投资额给予不超过20%的事后奖补。"),
    ("二、（一）技术改造", "单个项目奖补金额最高1000万元，同一企业每年只受理一个项目。"),
    ("二、（二）数字化转型", "支持中小企业购买工业软件和云服务，推动生产过程数字化。"),
    ("二、（二）数字化转型", "认定一批数字化转型标杆工厂，组织供需对接活动30场以上。"),
    ("二、（三）绿色低碳", "引导印染企业安装废气收集装置，申报绿色工厂。"),
    ("二、（三）绿色低碳", "对列入国家级绿色工厂名单的企业给予一次性奖励50万元。"),
    ("二、（四）品牌培育", "培育100家以上优势特色服装品牌，举办时装周和展销会。"),
    ("二、（五）人才引进", "引进的高层次设计人才可申请安家补贴，最长发放三年。"),
    ("三、申报程序", "企业应当在每年6月30日前向所在地工信部门提交申请材料。"),
    ("三、申报程序", "工信部门收到材料后10个工作日内完成初审，并公示结果。"),
    ("三、申报程序", "对公示有异议的，可以在公示期内书面提出复核申请。"),
    ("四、监督管理", "骗取奖补资金的，追回资金，三年内不得再次申报。"),
    ("四、监督管理", "奖补资金使用情况接受审计部门监督。"),
    ("五、附则", "本办法自2025年1月1日起施行，有效期三年。"),
)


def clause(clause_id: str, text: str, locator: str = "一、总则", title: str = "制造业扶持办法") -> IndexedClause:
    return IndexedClause(clause_id, title, locator, text, hashlib.sha256(text.encode()).hexdigest())


def corpus() -> list[IndexedClause]:
    """Fifteen clauses, ids `measures:1` … `measures:15`."""
    return [clause(f"measures:{n}", text, locator) for n, (locator, text) in enumerate(_MEASURES, 1)]


def large_corpus(size: int) -> list[IndexedClause]:
    """Clauses put together from the small corpus, each with a figure of its own."""
    parts = [part for _, text in _MEASURES for part in text.rstrip("。").split("，")]
    return [
        clause(
            f"grown-{n // 40}:{n % 40}",
            f"{parts[n % len(parts)]}，第{n}号项目{parts[(n * 7 + n // 30) % len(parts)]}。",
            f"第{n // 40}章",
            f"第{n // 400}号实施细则",
        )
        for n in range(size)
    ]
