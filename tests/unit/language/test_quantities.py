from decimal import Decimal

import pytest

from assistant.language.quantities import Limit, QuantityKind, agree, find_quantities, format_quantity
from assistant.language.quantities.numerals import read_numeral


def one(text):
    (found,) = find_quantities(text)
    return found


@pytest.mark.parametrize(
    "text",
    [
        "5000亿元",
        "5000 亿元",
        "５０００亿元",
        "５，０００億元",
        "5,000亿元",
        "五千亿元",
        "五千億元",
        "0.5万亿元",
        "伍仟亿元",
        "500000000000元",
        "5000亿",
        "人民币5000亿元",
    ],
)
def test_all_spellings_of_an_amount_agree(text):
    assert agree(one(text), one("5000亿元"))


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("1 亿 5000 万元", 150_000_000),
        ("1亿5千万元", 150_000_000),
        ("1.5亿元", 150_000_000),
        ("一点五亿元", 150_000_000),
        ("两千万", 20_000_000),
        ("三万五", 35_000),
        ("三万零五百元", 30_500),
        ("壹佰伍拾万元整", 1_500_000),
        ("500w", 5_000_000),
        ("500万块", 5_000_000),
        ("￥200", 200),
        ("RMB100万", 1_000_000),
        ("千亿元", 100_000_000_000),
    ],
)
def test_money_is_counted_in_yuan(text, yuan):
    found = one(text)
    assert (found.kind, found.low, found.high, found.unit) == (QuantityKind.MONEY, yuan, yuan, "元")


def test_yuan_is_implied_only_where_no_classifier_follows():
    assert one("5000万以上的项目").implied
    assert not one("5000万元以上的项目").implied
    assert agree(one("5000万以上"), one("5000万元以上"))
    assert one("5000万件").kind is QuantityKind.COUNT


def test_currencies_stay_apart():
    assert one("500万港币").unit == "港元"
    assert one("$100万").unit == "美元"
    assert not agree(one("500万港元"), one("500万元"))
    assert one("500元/亩").unit == "元/亩"


@pytest.mark.parametrize(
    ("text", "kind", "low", "unit"),
    [
        ("一百五十家", QuantityKind.COUNT, 150, "家"),
        ("六大专项行动", QuantityKind.COUNT, 6, "大"),
        ("十大类纺织创新产品", QuantityKind.COUNT, 10, "大类"),
        ("两极", QuantityKind.COUNT, 2, "极"),
        ("三区", QuantityKind.COUNT, 3, "区"),
        ("六化", QuantityKind.COUNT, 6, "化"),
        ("五万亩", QuantityKind.COUNT, 50_000, "亩"),
        ("“1310”具体部署", QuantityKind.COUNT, 1310, ""),
        ("3平方公里", QuantityKind.COUNT, 3, "平方公里"),
        ("100kWh", QuantityKind.COUNT, 100, "kWh"),
        ("3年", QuantityKind.PERIOD, 3, "年"),
        ("六个月", QuantityKind.PERIOD, 6, "个月"),
        ("15个工作日", QuantityKind.PERIOD, 15, "工作日"),
        ("半年", QuantityKind.PERIOD, 6, "个月"),
        ("一年半", QuantityKind.PERIOD, 18, "个月"),
        ("前三季度", QuantityKind.PERIOD, 3, "个季度"),
        ("第五项行动", QuantityKind.ORDINAL, 5, "项"),
        ("第3条", QuantityKind.ORDINAL, 3, "条"),
        ("第六部分", QuantityKind.ORDINAL, 6, "部分"),
        ("增长3倍", QuantityKind.RATIO, 3, "倍"),
    ],
)
def test_counts_periods_and_ordinals_keep_their_unit(text, kind, low, unit):
    found = one(text)
    assert (found.kind, found.low, found.unit, found.limit) == (kind, low, unit, Limit.EXACTLY)


@pytest.mark.parametrize("text", ["20%", "20％", "20 %", "百分之二十", "百分之20", "两成", "二成"])
def test_all_spellings_of_a_percentage_agree(text):
    found = one(text)
    assert (found.kind, found.low, found.high, found.unit) == (QuantityKind.RATIO, Decimal("0.2"), Decimal("0.2"), "%")


def test_other_ratios_are_fractions_of_one():
    assert agree(one("三分之一"), one("1/3"))
    assert agree(one("1:3"), one("1：3"))
    assert agree(one("千分之三"), one("0.3%"))
    assert agree(one("百分百"), one("100%"))
    assert one("20个百分点").unit == "百分点"
    assert not agree(one("20个百分点"), one("20%"))
    assert one("三成半").low == Decimal("0.35")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("10-20万元", 100_000, 200_000),
        ("10万-20万元", 100_000, 200_000),
        ("10万元至20万元", 100_000, 200_000),
        ("5至8家", 5, 8),
        ("５～８家", 5, 8),
        ("三到五年", 3, 5),
        ("30—50%", Decimal("0.3"), Decimal("0.5")),
        ("百分之五至百分之十", Decimal("0.05"), Decimal("0.1")),
    ],
)
def test_a_closed_range_keeps_both_ends(text, low, high):
    found = one(text)
    assert (found.low, found.high, found.limit) == (low, high, Limit.EXACTLY)


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("15 家以上", Limit.AT_LEAST),
        ("不低于15家", Limit.AT_LEAST),
        ("不少于15家", Limit.AT_LEAST),
        ("不得低于15家", Limit.AT_LEAST),
        ("至少15家", Limit.AT_LEAST),
        ("≥15家", Limit.AT_LEAST),
        ("15家（含）以上", Limit.AT_LEAST),
        ("15家以内", Limit.AT_MOST),
        ("15家以下", Limit.AT_MOST),
        ("不超过15家", Limit.AT_MOST),
        ("最多15家", Limit.AT_MOST),
        ("至多15家", Limit.AT_MOST),
        ("不得超过15家", Limit.AT_MOST),
        ("超15家", Limit.MORE_THAN),
        ("超过15家", Limit.MORE_THAN),
        ("逾15家", Limit.MORE_THAN),
        ("15家（不含）以上", Limit.MORE_THAN),
        ("不足15家", Limit.LESS_THAN),
        ("少于15家", Limit.LESS_THAN),
        ("约15家", Limit.ABOUT),
        ("15家左右", Limit.ABOUT),
        ("近15家", Limit.ABOUT),
        ("15多家", Limit.ABOUT),
        ("15余家", Limit.ABOUT),
        ("15家", Limit.EXACTLY),
    ],
)
def test_limit_words_belong_to_the_quantity(text, limit):
    found = one(text)
    assert (found.limit, found.text, 15 in (found.low, found.high)) == (limit, text, True)


def test_open_limits_leave_one_side_open():
    assert (one("15家以上").low, one("15家以上").high) == (15, None)
    assert (one("最高500万元").low, one("最高500万元").high) == (None, 5_000_000)
    assert (one("30多场").low, one("30多场").high) == (30, None)
    assert (one("近30场").low, one("近30场").high) == (None, 30)
    assert not agree(one("30多场"), one("近30场"))
    assert not agree(one("30多场"), one("30场"))


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("最高奖励 500 万元", "最高奖励 500 万元"),
        ("单个项目最高不超过1000万元", "不超过1000万元"),
        ("按不超过实际投资额的 20%给予补助", "不超过实际投资额的 20%"),
        ("节约20%", "20%"),
        ("近三年营收", "三年"),
        ("圆满3年", "3年"),
        ("5家以上海企业为主", "5家"),
        ("第二条以下简称", "第二条"),
    ],
)
def test_only_limit_words_of_the_figure_are_taken(text, span):
    assert one(text).text == span


def test_loose_numerals_are_about():
    assert (one("数十家").low, one("数十家").high, one("数十家").limit) == (20, 90, Limit.ABOUT)
    assert (one("十几家").low, one("十几家").high) == (11, 19)
    assert (one("三五家").low, one("三五家").high) == (3, 5)
    assert (one("上百家").low, one("上百家").high, one("上百家").limit) == (100, None, Limit.ABOUT)
    assert (one("3000多万元").low, one("3000多万元").limit) == (30_000_000, Limit.ABOUT)


@pytest.mark.parametrize(
    "text",
    [
        "“一带一路”",
        "汇聚形成一批可借鉴的案例",
        "进一步优化",
        "一系列活动",
        "“三品”战略",
        "统一大市场",
        "一二三产业融合",
        "“万亩千亿级”",
        "百链韧性提升",
        "千方百计",
        "珠三角地区",
        "十分重要",
        "三位一体",
        "千亿名区名城",
        "广东省工业和信息化厅",
        "每家企业",
        "RCEP、5G、ISO9001、v1.5.9",
        "http://gdii.gd.gov.cn/zwgk/tzgg1011/content/post_4399233.html",
        "依据[1][2]",
        "单位：万元",
        "（2）建设",
        "有几场活动、多少家企业",
        "二次创业、二级市场",
        "一成不变",
        "智能化绿色化",
    ],
)
def test_words_with_numerals_are_no_quantities(text):
    assert find_quantities(text) == ()


def test_document_numbers_are_no_quantities():
    assert find_quantities("按《办法》（粤工信规字〔2024〕7号）执行") == ()
    assert [q.text for q in find_quantities("国办发〔2016〕40号提出30家")] == ["30家"]


def test_telephones_keep_their_digits():
    found = one("咨询电话：020-83133200")
    assert (found.unit, found.value, found.low) == ("电话", "020-83133200", None)
    assert format_quantity(found) == "020-83133200"
    assert agree(one("电话（020）83133200"), found)


def test_spans_of_traditional_text_are_those_of_the_source():
    text = "營收達到５０００億元，培育１００家以上品牌"
    assert [q.text for q in find_quantities(text)] == ["５０００億元", "１００家以上"]
    assert agree(find_quantities(text)[0], one("5000亿元"))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "到 2024 年底，全省纺织和服装产业营收达到 5000 亿元，建成 15 家以上产业链协同的服装产业集聚区，"
            "共培育 8 家以上国家纺织服装创意设计园区",
            ["2024 年底", "5000 亿元", "15 家以上", "8 家以上"],
        ),
        (
            "共培育发展 100 家以上我省优势特色纺织服装品牌，展示推广 500 件以上设计创新特色服装精品",
            ["100 家以上", "500 件以上"],
        ),
        (
            "争取到 2024 年底，规模以上纺织服装生产加工企业超 4500 家，10 亿元以上企业超 30 家，1000 亿元以上企业 1 家",
            ["2024 年底", "超 4500 家", "10 亿元以上", "超 30 家", "1000 亿元以上", "1 家"],
        ),
        (
            "抓紧抓好珠三角 1 亿元以上，粤东西北 5000 万以上的纺织服装工业重大项目建设",
            ["1 亿元以上", "5000 万以上"],
        ),
        ("中小企业博览会等30多场展博交流会", ["30多场"]),
        ("开展 2024 年度十大类纺织创新产品培育和推广工作", ["2024 年度", "十大类"]),
        ("2024 年 3 月完成并印发行动方案", ["2024 年 3 月"]),
        (
            "每季度结束后的第一个月 15 日前形成前三季度工作汇报。2024 年 12 月底前完成",
            ["每季度结束后的第一个月 15 日前", "三季度", "2024 年 12 月底前"],
        ),
        ("行业组织落实五大专项行动各项任务，定期跟进各项任务完成情况", ["五大"]),
        ("落实省委“1310”具体部署、全省高质量发展大会精神", ["1310"]),
        ("在时尚化、高端化、品牌化、数智化、低碳化、国际化的“六化”方面发力", ["六化"]),
        ("支持广清纺织服装产业转移园打造“万亩千亿级”“中国快时尚智造基地”", []),
        ("习近平总书记在中共中央政治局第十一次集体学习时强调", ["第十一次"]),
        ("通过新兴流量平台、主要媒体等方式每月宣传我省优势、特色品牌", ["每月"]),
        ("力争超额完成 2024 年度投资计划", ["2024 年度"]),
    ],
)
def test_the_quantities_of_the_plan_are_found(sentence, expected):
    assert [quantity.text for quantity in find_quantities(sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("上年度营业收入首次超过1亿元的企业给予20万元一次性奖励", ["超过1亿元", "20万元"]),
        ("按不超过设备购置额的30%给予奖补，最高不超过1000万元", ["不超过设备购置额的30%", "不超过1000万元"]),
        ("注册满一年以上，近三年无重大安全事故", ["满一年以上", "三年"]),
        ("从业人员20人及以上，且营业收入300万元及以上", ["20人及以上", "300万元及以上"]),
        ("自2024年7月1日起施行，有效期5年", ["2024年7月1日起", "5年"]),
        ("逾期超过30个工作日的，每日按万分之五加收", ["超过30个工作日", "每日", "万分之五"]),
        ("“百县千镇万村高质量发展工程”和“十四五”规划", []),
        ("年产1200万件，亩均税收30万元/亩，约合5000多亩", ["1200万件", "30万元/亩", "5000多亩"]),
        ("过半数企业、三分之二以上", ["过半数", "三分之二以上"]),
        ("三年行动计划（2023—2025年）", ["三年", "2023—2025年"]),
    ],
)
def test_the_quantities_of_other_rules_are_found(sentence, expected):
    assert [quantity.text for quantity in find_quantities(sentence)] == expected


@pytest.mark.parametrize(
    ("text", "value"), [("一二〇〇万元", 12_000_000), ("一二三四万元", 12_340_000), ("三千五百万元", 35_000_000)]
)
def test_digits_written_by_place_before_a_scale_keep_their_places(text: str, value: int) -> None:
    (quantity,) = find_quantities(text)
    assert (quantity.low, quantity.high) == (value, value)


@pytest.mark.parametrize("text", ["三四五百万元", "十三百万元", "五百二千元"])
def test_a_numeral_that_nobody_writes_so_is_not_taken_for_its_end(text: str) -> None:
    assert read_numeral(text, 0) is None
