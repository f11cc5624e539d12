"""The parser on the shapes that later documents have: regulations, notices, guides, tables, plain text."""

import pytest

from assistant.corpus import parse_clauses
from assistant.domain import Level
from tests.fakes.documents import document

REGULATION = """# 广东省示例条例

（2024年1月1日广东省人民代表大会常务委员会通过）

第一章　总则

第一条　为了规范示例，制定本条例。

第二条　本条例所称企业，是指在本省依法登记的企业。

　　前款所称企业不包括个体工商户。国家另有规定的，从其规定。

第二章 申报

第一节 条件

第三条　申报企业应当具备下列条件：

（一）依法登记；

（二）信用良好：

1.无失信记录；

2.无重大违法记录；

（三）法律、法规规定的其他条件。

申报企业为联合体的，各方均应当具备前款条件。

第四条【受理】主管部门应当在5个工作日内受理。

第四条之一 逾期不受理的，视为受理。
"""

NOTICE = """# 关于开展申报工作的通知

各地级以上市工业和信息化局：

一、申报对象

在广东省内注册的纺织服装企业。

二、支持标准

（一）对设备投资超过500万元的项目，给予不超过20%的补助。

（二）对贷款项目，按不超过30%贴息。

三、申报要求

1.请于2024年5月31日前报送。逾期不予受理。

附件：1.申报书

2.承诺书

某厅

2024年3月1日

附件1

申报书

一、企业基本情况

企业名称。

附件2：承诺书

本单位承诺材料真实。
"""

GUIDE = """# 办事指南

1. 申报条件

（1）企业规模：

① 规模以上企业；

② 年营收2000万元以上。

（2）信用良好

2. 办理流程

网上申报，5个工作日内办结。
"""

TABLES = """# 示例

一、支持标准

各地标准见下表。

表1 各地区标准

| 地区 | 门槛 | 比例 |
|---|:---:|---:|
| 珠三角 | 1 亿元以上 | 20% |
| 粤东西北 | 5000 万元以上 | 30% |

注：按年度执行。

| 年份 | 名额 |
| --- | --- |
| 2024 | 15 |
"""

BULLETS = """# 说明

## 申报材料

- 企业材料：
  - 营业执照
  - 财务报表
- 项目材料

## 申报时间

每年3月。
"""

UNNUMBERED = """# 指引

## 申报条件

企业须正常经营。

### 特别规定

小微企业不受限。

**联系方式**

电话12345。
"""

MIXED_WIDTHS = """# 示例

一、总体要求

(一)半角括号；

（二）全角括号。

二．具体要求

１．全角数字：

（１）子项甲；

(2)子项乙。

2、半角数字。
"""

INLINE = """# 示例

第一条 申请材料包括：（一）申请表；（二）营业执照；（三）其他材料。材料应当真实。

第二条 步骤如下：①登录；②填报；③提交。
"""

NO_NUMBERS = """# 示例

1.5 亿元以上的项目优先支持。

2024 年 3 月启动。

10 家以上企业参加。

3.15 消费者权益日举办活动。

一、二线城市优先。

第三条规定的项目不适用。

附件1所列企业优先。
"""

QUOTES = """# 示例

会议强调“要发展新质生产力。要因地制宜。”并作出部署。《关于“你问我答！”的通知》已印发（见附件。另有说明）。

按照“应享尽享。”的原则办理。真的吗？是的！！他说“未完。
"""

MANUAL = """# 手册

第一部分 总则

1. 总则

1.1 目的

规范管理。

1.2 范围

1.2.1 适用于全省。

1.2.2 不适用于深圳。

第二部分 附则

1. 解释

由省厅解释。
"""

EMPHASIS = """# 示例

一、奖励

**最高500万元**由省财政承担。每年**3月**启动。

**申报时间**：每年3月。**申报方式**：网上申报。
"""

ANNEXED_RULES = """# 关于印发示例办法的通知

现印发给你们。

附件

示例办法

第一条 制定本办法。

第二条 本办法自印发之日起施行。
"""

SHAPES = {
    "a regulation with chapters, articles and items": (
        REGULATION,
        """
        title | 标题 | 广东省示例条例
        0.s1 | 前言 | （2024年1月1日广东省人民代表大会常务委员会通过）
        c1 | 第一章 总则 | 第一章　总则
        a1 | 第一条 | 第一条
        a1.p1 | 第一条 | 为了规范示例，制定本条例。
        a2 | 第二条 | 第二条
        a2.p1 | 第二条第一款 | 本条例所称企业，是指在本省依法登记的企业。
        a2.p2.s1 | 第二条第二款 | 前款所称企业不包括个体工商户。
        a2.p2.s2 | 第二条第二款 | 国家另有规定的，从其规定。
        c2 | 第二章 申报 | 第二章 申报
        c2.j1 | 第二章第一节 条件 | 第一节 条件
        a3 | 第三条 | 第三条
        a3.p1 | 第三条第一款 | 申报企业应当具备下列条件：
        a3.1 | 第三条第一款第（一）项 | （一）依法登记；
        a3.2 | 第三条第一款第（二）项 | （二）信用良好：
        a3.2.1 | 第三条第一款第（二）项第1目 | 1.无失信记录；
        a3.2.2 | 第三条第一款第（二）项第2目 | 2.无重大违法记录；
        a3.3 | 第三条第一款第（三）项 | （三）法律、法规规定的其他条件。
        a3.p2 | 第三条第二款 | 申报企业为联合体的，各方均应当具备前款条件。
        a4 | 第四条 | 第四条【受理】
        a4.p1 | 第四条 | 主管部门应当在5个工作日内受理。
        a4-1 | 第四条之一 | 第四条之一
        a4-1.p1 | 第四条之一 | 逾期不受理的，视为受理。
        """,
    ),
    "a notice with parts, attachments, a signature and annexes": (
        NOTICE,
        """
        title | 标题 | 关于开展申报工作的通知
        0.s1 | 前言 | 各地级以上市工业和信息化局：
        1 | 一、申报对象 | 一、申报对象
        1.s1 | 一、申报对象 | 在广东省内注册的纺织服装企业。
        2 | 二、支持标准 | 二、支持标准
        2.1 | 二、支持标准 · （一） | （一）对设备投资超过500万元的项目，给予不超过20%的补助。
        2.2 | 二、支持标准 · （二） | （二）对贷款项目，按不超过30%贴息。
        3 | 三、申报要求 | 三、申报要求
        3.1 | 三、申报要求 · 1. | 1.
        3.1.s1 | 三、申报要求 · 1. | 请于2024年5月31日前报送。
        3.1.s2 | 三、申报要求 · 1. | 逾期不予受理。
        x | 附件 | 附件：
        x.1 | 附件 · 1. | 1.申报书
        x.2 | 附件 · 2. | 2.承诺书
        z1 | 落款 | 某厅
        z2 | 落款 | 2024年3月1日
        x1 | 附件1 申报书 | 附件1⏎⏎申报书
        x1.1 | 附件1 申报书 · 一、企业基本情况 | 一、企业基本情况
        x1.1.s1 | 附件1 申报书 · 一、企业基本情况 | 企业名称。
        x2 | 附件2 承诺书 | 附件2：承诺书
        x2.s1 | 附件2 承诺书 | 本单位承诺材料真实。
        """,
    ),
    "a guide with 1. (1) ①": (
        GUIDE,
        """
        title | 标题 | 办事指南
        1 | 1.申报条件 | 1. 申报条件
        1.1 | 1.（1）企业规模 | （1）企业规模：
        1.1.1 | 1.（1）企业规模 · ① | ① 规模以上企业；
        1.1.2 | 1.（1）企业规模 · ② | ② 年营收2000万元以上。
        1.2 | 1.申报条件 · （2） | （2）信用良好
        2 | 2.办理流程 | 2. 办理流程
        2.s1 | 2.办理流程 | 网上申报，5个工作日内办结。
        """,
    ),
    "tables by region and by year": (
        TABLES,
        """
        title | 标题 | 示例
        1 | 一、支持标准 | 一、支持标准
        1.s1 | 一、支持标准 | 各地标准见下表。
        1.t1 | 一、支持标准 · 表1 各地区标准 | 表1 各地区标准
        1.t1.h | 一、支持标准 · 表1 各地区标准 | ¦ 地区 ¦ 门槛 ¦ 比例 ¦
        1.t1.r1 | 一、支持标准 · 表1 各地区标准 · 第1行 | ¦ 珠三角 ¦ 1 亿元以上 ¦ 20% ¦
        1.t1.r2 | 一、支持标准 · 表1 各地区标准 · 第2行 | ¦ 粤东西北 ¦ 5000 万元以上 ¦ 30% ¦
        1.s2 | 一、支持标准 | 注：按年度执行。
        1.t2 | 一、支持标准 · 表2 | ¦ 年份 ¦ 名额 ¦
        1.t2.r1 | 一、支持标准 · 表2 · 第1行 | ¦ 2024 ¦ 15 ¦
        """,
    ),
    "nested bullet lists under headings": (
        BULLETS,
        """
        title | 标题 | 说明
        h1 | 申报材料 | 申报材料
        h1.i1 | 申报材料 · 企业材料 | 企业材料：
        h1.i1.i1 | 申报材料 · 企业材料 · 第1项 | 营业执照
        h1.i1.i2 | 申报材料 · 企业材料 · 第2项 | 财务报表
        h1.i2 | 申报材料 · 第2项 | 项目材料
        h2 | 申报时间 | 申报时间
        h2.s1 | 申报时间 | 每年3月。
        """,
    ),
    "headings without numbers": (
        UNNUMBERED,
        """
        title | 标题 | 指引
        h1 | 申报条件 | 申报条件
        h1.s1 | 申报条件 | 企业须正常经营。
        h1.h1 | 申报条件 · 特别规定 | 特别规定
        h1.h1.s1 | 申报条件 · 特别规定 | 小微企业不受限。
        h1.h1.h1 | 申报条件 · 特别规定 · 联系方式 | 联系方式
        h1.h1.h1.s1 | 申报条件 · 特别规定 · 联系方式 | 电话12345。
        """,
    ),
    "full-width and half-width numbers": (
        MIXED_WIDTHS,
        """
        title | 标题 | 示例
        1 | 一、总体要求 | 一、总体要求
        1.1 | 一、总体要求 · (一) | (一)半角括号；
        1.2 | 一、总体要求 · （二） | （二）全角括号。
        2 | 二．具体要求 | 二．具体要求
        2.1 | 二．１．全角数字 | １．全角数字：
        2.1.1 | 二．１．全角数字 · （１） | （１）子项甲；
        2.1.2 | 二．１．全角数字 · (2) | (2)子项乙。
        2.2 | 二．具体要求 · 2、 | 2、半角数字。
        """,
    ),
    "lists inside one line": (
        INLINE,
        """
        title | 标题 | 示例
        a1 | 第一条 | 第一条
        a1.p1 | 第一条 | 申请材料包括：
        a1.1 | 第一条第（一）项 | （一）申请表；
        a1.2 | 第一条第（二）项 | （二）营业执照；
        a1.3 | 第一条第（三）项 | （三）其他材料。
        a1.p1.s2 | 第一条 | 材料应当真实。
        a2 | 第二条 | 第二条
        a2.p1 | 第二条 | 步骤如下：
        a2.1 | 第二条第①项 | ①登录；
        a2.2 | 第二条第②项 | ②填报；
        a2.3 | 第二条第③项 | ③提交。
        """,
    ),
    "figures and references that look like numbers of headings": (
        NO_NUMBERS,
        """
        title | 标题 | 示例
        0.s1 | 正文 | 1.5 亿元以上的项目优先支持。
        0.s2 | 正文 | 2024 年 3 月启动。
        0.s3 | 正文 | 10 家以上企业参加。
        0.s4 | 正文 | 3.15 消费者权益日举办活动。
        0.s5 | 正文 | 一、二线城市优先。
        0.s6 | 正文 | 第三条规定的项目不适用。
        0.s7 | 正文 | 附件1所列企业优先。
        """,
    ),
    "sentences inside quotation marks and brackets": (
        QUOTES,
        """
        title | 标题 | 示例
        0.s1 | 正文 | 会议强调“要发展新质生产力。要因地制宜。”
        0.s2 | 正文 | 并作出部署。
        0.s3 | 正文 | 《关于“你问我答！”的通知》已印发（见附件。另有说明）。
        0.s4 | 正文 | 按照“应享尽享。”的原则办理。
        0.s5 | 正文 | 真的吗？
        0.s6 | 正文 | 是的！！
        0.s7 | 正文 | 他说“未完。
        """,
    ),
    "a manual with parts and decimal numbers": (
        MANUAL,
        """
        title | 标题 | 手册
        b1 | 第一部分 总则 | 第一部分 总则
        b1.1 | 第一部分 1.总则 | 1. 总则
        b1.1.1 | 第一部分 1.1 目的 | 1.1 目的
        b1.1.1.s1 | 第一部分 1.1 目的 | 规范管理。
        b1.1.2 | 第一部分 1.2 范围 | 1.2 范围
        b1.1.2.1 | 第一部分 1.2 范围 · 1.2.1 | 1.2.1 适用于全省。
        b1.1.2.2 | 第一部分 1.2 范围 · 1.2.2 | 1.2.2 不适用于深圳。
        b2 | 第二部分 附则 | 第二部分 附则
        b2.1 | 第二部分 1.解释 | 1. 解释
        b2.1.s1 | 第二部分 1.解释 | 由省厅解释。
        """,
    ),
    "bold words that are titles and bold words that are not": (
        EMPHASIS,
        """
        title | 标题 | 示例
        1 | 一、奖励 | 一、奖励
        1.s1 | 一、奖励 | 最高500万元由省财政承担。
        1.s2 | 一、奖励 | 每年3月启动。
        1.1 | 一、奖励 · 申报时间 | 申报时间：
        1.1.s1 | 一、奖励 · 申报时间 | 每年3月。
        1.2 | 一、奖励 · 申报方式 | 申报方式：
        1.2.s1 | 一、奖励 · 申报方式 | 网上申报。
        """,
    ),
    "rules issued as the annex of a notice": (
        ANNEXED_RULES,
        """
        title | 标题 | 关于印发示例办法的通知
        0.s1 | 前言 | 现印发给你们。
        x1 | 附件 示例办法 | 附件⏎⏎示例办法
        x1.a1 | 附件 示例办法 · 第一条 | 第一条
        x1.a1.p1 | 附件 示例办法 · 第一条 | 制定本办法。
        x1.a2 | 附件 示例办法 · 第二条 | 第二条
        x1.a2.p1 | 附件 示例办法 · 第二条 | 本办法自印发之日起施行。
        """,
    ),
    "one line": ("只有一行的文件", "0.s1 | 正文 | 只有一行的文件"),
    "an empty body": ("", ""),
}


def outline(body: str) -> str:
    """Clauses as `number | locator | text`; ¦ stands for a table's bar and ⏎ for a line break."""
    lines = []
    for clause in parse_clauses(document(body)):
        text = clause.text.replace("|", "¦").replace("\n", "⏎")
        lines.append(f"{clause.id.removeprefix('sample:')} | {clause.locator} | {text}")
    return "\n".join(lines)


@pytest.mark.parametrize(("body", "expected"), SHAPES.values(), ids=SHAPES.keys())
def test_clauses_of(body, expected):
    assert outline(body) == "\n".join(line.strip() for line in expected.strip().split("\n"))


def test_a_table_row_stands_under_its_header():
    clauses = {clause.id: clause for clause in parse_clauses(document(TABLES))}
    row = clauses["sample:1.t1.r2"]
    header = clauses[row.parent_id]
    assert (row.level, header.level, header.heading) == (Level.TEXT, Level.OUTLINE, "地区、门槛、比例")


def test_a_title_that_is_no_heading_is_known_by_the_front_matter():
    first = parse_clauses(document("某省某厅关于 2024 年示例的通知\n\n正文。", title="关于2024年示例的通知"))[0]
    assert (first.id, first.level) == ("sample:title", Level.OUTLINE)


def test_a_number_used_twice_gets_an_id_of_its_own():
    clauses = parse_clauses(document("一、甲\n\n甲文。\n\n一、乙\n\n乙文。"))
    assert [clause.id.removeprefix("sample:") for clause in clauses] == ["1", "1.s1", "1-2", "1-2.s1"]


def test_digests_are_of_the_text_alone():
    first, second = (parse_clauses(document(f"{lead}\n\n一、目标\n\n同一句。"))[-1] for lead in ("甲。", "乙乙。"))
    assert first.digest == second.digest
    assert first.start != second.start
