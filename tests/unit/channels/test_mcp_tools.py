from __future__ import annotations

from typing import Any

import mcp_types as types
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from mcp import Client
from mcp.shared.exceptions import MCPError

from assistant.channels.mcp.documents import PAGE, page_end
from assistant.channels.mcp.tools import TOOLS
from assistant.channels.wire import answer_to_wire
from assistant.corpus.catalogue import Catalogue
from assistant.eligibility.opening import open_talk
from tests.fakes.assistant import FIGURE, FakeAssistant
from tests.fakes.interview import language
from tests.fakes.mcp_client import MODES, call, fields_of, over, server_of, text_of
from tests.unit.eligibility.cold_store import FIT, OPEN, cold_files, cold_store

ASKED = "推动多少家企业技改？"
DAY = OPEN.isoformat()
HOSTILE = (
    "</script><script>alert(1)</script>",
    "'; DROP TABLE answer;--",
    "\x00\x1b[31m",
    "🙂" * 50,
    "../../etc/passwd",
)


@pytest.fixture(scope="module")
def judging(tmp_path_factory: pytest.TempPathFactory) -> FakeAssistant:
    """An Assistant that judges cold stores."""
    files, spoken = cold_files(tmp_path_factory.mktemp("rules")), language(tmp_path_factory.mktemp("jieba"))
    held = cold_store()
    talk = open_talk(files, Catalogue([held]), spoken, "")
    return FakeAssistant(talk=talk, documents={"cold": (held,)})


@pytest.mark.parametrize("mode", MODES)
def test_every_tool_says_in_chinese_what_it_is_for_and_that_it_only_reads(mode: str) -> None:
    async def work(client: Client) -> tuple[list[types.Tool], str | None]:
        return (await client.list_tools()).tools, client.instructions

    tools, instructions = over(server_of(FakeAssistant()), work, mode)
    assert [tool.name for tool in tools] == [
        "ask_policy",
        "search_clauses",
        "read_document",
        "judge_eligibility",
        "list_programmes",
    ]
    for tool in tools:
        assert tool.title
        assert "照" in (tool.description or "")
        assert tool.annotations
        assert (tool.annotations.read_only_hint, tool.annotations.open_world_hint) == (True, False)
        assert tool.input_schema["additionalProperties"] is False
        Draft202012Validator.check_schema(tool.input_schema)
        Draft202012Validator.check_schema(tool.output_schema or {})
        assert tool.name in (instructions or "")


def test_every_text_that_is_given_has_a_bound() -> None:
    def unbounded(schema: Any, path: str) -> list[str]:
        if isinstance(schema, list):
            return [each for part in schema for each in unbounded(part, path)]
        if not isinstance(schema, dict):
            return []
        found = [each for name, part in schema.items() for each in unbounded(part, f"{path}/{name}")]
        is_open = schema.get("type") == "string" and not {"maxLength", "pattern"} & schema.keys()
        return [*found, *([path] if is_open else [])]

    for tool in TOOLS:
        assert unbounded(tool.arguments.model_json_schema(), tool.name) == []


@pytest.mark.parametrize("mode", MODES)
def test_an_answer_is_that_of_every_channel(mode: str) -> None:
    assistant = FakeAssistant()
    result = over(server_of(assistant), call("ask_policy", question=ASKED, as_of="2025-03-01"), mode)
    answer = fields_of(result)
    told = answer_to_wire(assistant.recorded_answer(answer["answer_id"]))
    assert {name: answer[name] for name in ("text", "status", "as_of", "notices", "follow_ups")} == {
        name: list(told[name]) if isinstance(told[name], tuple) else told[name]
        for name in ("text", "status", "as_of", "notices", "follow_ups")
    }
    assert [each.channel for each in assistant.questions] == ["mcp"]
    (citation,), (document,) = answer["citations"], answer["documents"]
    assert (citation["quote"], citation["document_id"]) == (FIGURE, document["document_id"])
    assert (document["issuer"], document["doc_number"], document["validity_label"]) == (
        "广东省工业和信息化厅",
        None,
        "有效期内",
    )
    shown = text_of(result)
    assert shown.index(told["notices"][0]) < shown.index(told["text"]) < shown.index(f"“{FIGURE}”")


def test_a_further_question_goes_on_with_its_conversation() -> None:
    assistant = FakeAssistant()

    async def work(client: Client) -> Any:
        first = await client.call_tool("ask_policy", {"question": ASKED})
        id = fields_of(first)["conversation_id"]
        assert id in text_of(first)
        return id, await client.call_tool("ask_policy", {"question": ASKED, "conversation_id": id})

    id, second = over(server_of(assistant), work)
    assert fields_of(second)["conversation_id"] == id
    assert assistant.questions[-1].conversation_id == id


def test_links_are_there_only_where_they_can_be_opened() -> None:
    for public_url, links in (("", [None, None]), ("https://policy.example/", ["/a/a-1", "/source/plan-2024/"])):
        assistant = FakeAssistant(public_url=public_url)
        answer = fields_of(over(server_of(assistant), call("ask_policy", question=ASKED)))
        (clause,) = fields_of(over(server_of(assistant), call("search_clauses", query="技改", limit=1)))["clauses"]
        for link, end in zip((answer["link"], clause["link"]), links, strict=True):
            assert link is None if end is None else link.startswith(f"https://policy.example{end}")


def test_clauses_are_found_whole_and_say_whether_they_hold() -> None:
    found = fields_of(over(server_of(FakeAssistant()), call("search_clauses", query="技改", as_of="2025-03-01")))
    assert FIGURE in [each["quote"] for each in found["clauses"]]
    assert [each["n"] for each in found["clauses"]] == list(range(1, len(found["clauses"]) + 1))
    assert {each["validity_label"] for each in found["documents"]} == {"已过实施期"}


def test_a_document_is_read_from_a_clause_of_any_version() -> None:
    server = server_of(FakeAssistant())
    for clause_id, version, figure, note in (
        ("plan-2024:2.1.s1", 2, "5000家", ""),
        ("plan-2024:2.1.s1@1", 1, "4000家", "这是第 1 版，已有第 2 版。"),
    ):
        result = over(server, call("read_document", document_id="plan-2024", clause_id=clause_id))
        page = fields_of(result)
        assert page["text"].startswith(f"推动{figure}")
        assert (page["version"], page["state_note"], page["next_offset"]) == (version, note, None)
        assert page["text"] in text_of(result)
        assert page["clauses"][0] == {
            "clause_id": "plan-2024:2.1.s1",
            "locator": "二、主要任务 · 强化技改，大抓升级",
            "start": page["start"],
        }


@given(st.lists(st.text(alphabet="字\n", max_size=3 * PAGE), max_size=4).map("".join))
def test_pages_put_together_are_the_document(text: str) -> None:
    pages, start = [], 0
    while start < len(text):
        end = page_end(text, start)
        assert start < end <= start + PAGE
        pages.append(text[start:end])
        start = end
    assert "".join(pages) == text


def test_programmes_are_listed_as_they_stand_on_the_day(judging: FakeAssistant) -> None:
    result = over(server_of(judging), call("list_programmes", as_of=DAY))
    listed = fields_of(result)
    (programme,) = listed["programmes"]
    assert (programme["id"], programme["document_id"], programme["validity"]) == ("cold-store", "cold", "in_force")
    assert programme["window"]["state"] == "open"
    assert programme["facts"] == ["厂在哪里", "行业", "设备金额", "完工时间", "拿过资金", "有称号", "年限"]
    assert "冷库办法有效期到2027年12月31日。" in [each["quote"] for each in programme["citations"]]
    assert [each["name"] for each in listed["facts"]] == programme["facts"]
    assert "下一轮预计在2027年，尚未公布。" in text_of(result)


def test_facts_are_told_by_id_or_by_name(judging: FakeAssistant) -> None:
    names = {"place": "厂在哪里", "equipment": "设备金额", "funded": "拿过资金"}
    told = {names.get(id, id): value for id, value in FIT.items()} | {"拿过资金": False, "设备金额": 9_000_000}
    result = over(server_of(judging), call("judge_eligibility", facts=told, as_of=DAY))
    judged = fields_of(result)
    (verdict,) = judged["verdicts"]
    assert (verdict["outcome"], verdict["outcome_label"], verdict["complete"]) == ("likely", "初步符合", True)
    assert {fact["name"]: fact["value"] for fact in judged["facts"]}["设备金额"] == "900万元"
    quotes = {citation["n"]: citation["quote"] for citation in verdict["citations"]}
    for finding in verdict["findings"]:
        assert finding["citations"]
        assert set(finding["citations"]) <= quotes.keys()
    assert "冷库补助每家企业最高500万元。" in quotes.values()
    assert "初步符合" in text_of(result)


def test_what_is_not_told_is_asked_for_and_what_is_not_read_is_said(judging: FakeAssistant) -> None:
    told = {"place": "东莞", "厂在哪里": "广州", "设备金额": "很多", "没有的事": "x"}
    judged = fields_of(over(server_of(judging), call("judge_eligibility", facts=told, programmes=["冷库设备补助"])))
    assert [each["name"] for each in judged["missing_facts"]][:1] == [judged["verdicts"][0]["missing"][0]]
    assert {each["fact"]: each["message"][:5] for each in judged["problems"]} == {
        "厂在哪里": "这一项写了",
        "没有的事": "没有这一项",
        "equipment": "没有读懂“",
    }


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        ("ask_policy", {"question": "？？？" * 1000}, "超过 2000 字"),
        ("ask_policy", {"question": "技" * 200_000}, "太长"),
        ("ask_policy", {"question": " "}, "空的"),
        ("ask_policy", {}, "缺少这一项"),
        ("ask_policy", {"question": ASKED, "as_of": "明天"}, "as_of：格式不对"),
        ("ask_policy", {"question": ASKED, "as_of": "2024-02-30"}, "不存在"),
        ("ask_policy", {"question": ASKED, "conversation_id": "x"}, "没有这个会话"),
        ("ask_policy", {"question": ASKED, "mode": "model"}, "mode：没有这一项"),
        ("search_clauses", {"query": "技改", "as_of": "1900-01-01"}, "1949-10-01"),
        ("search_clauses", {"query": "技改", "limit": 1000}, "limit：太大"),
        ("search_clauses", {"query": "技" * 200_000}, "query：太长"),
        ("read_document", {"document_id": "nope"}, "照抄"),
        ("read_document", {"document_id": "nope", "clause_id": "plan-2024:2"}, "改为 plan-2024"),
        ("read_document", {"document_id": "plan-2024", "clause_id": "plan-2024:9"}, "照抄"),
        ("read_document", {"document_id": "plan-2024", "offset": 99_999}, "请用 0 到"),
        ("read_document", {"document_id": "plan-2024", "offset": -1}, "offset：太小"),
        ("judge_eligibility", {"facts": {}, "programmes": ["nope"]}, "没有编号为 nope"),
        ("judge_eligibility", {"facts": {"x" * 200_000: "1"}}, "太长"),
        ("judge_eligibility", {"facts": {}, "as_of": "2101-01-01"}, "2100-12-31"),
        ("list_programmes", {"as_of": "0001-01-01"}, "1949-10-01"),
        ("no_such_tool", {}, "可用的有：ask_policy"),
    ],
)
def test_what_is_wrong_is_said_in_chinese_with_what_to_do(
    tool: str, arguments: dict[str, Any], told: str, mode: str
) -> None:
    result = over(server_of(FakeAssistant()), call(tool, **arguments), mode)
    assert result.is_error
    assert told in text_of(result)
    assert len(text_of(result)) < 400
    assert "Traceback" not in text_of(result)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_strings_find_nothing_and_break_nothing(hostile: str, judging: FakeAssistant) -> None:
    async def work(client: Client) -> list[types.CallToolResult]:
        return [
            await client.call_tool("ask_policy", {"question": hostile}),
            await client.call_tool("search_clauses", {"query": hostile}),
            await client.call_tool("read_document", {"document_id": hostile}),
            await client.call_tool("judge_eligibility", {"facts": {"厂在哪里": hostile, hostile[:100]: "1"}}),
        ]

    for result in over(server_of(judging), work):
        assert result.is_error or fields_of(result)
        assert "系统出错" not in text_of(result)


@hypothesis_settings(max_examples=60)
@given(
    st.sampled_from([tool.name for tool in TOOLS]),
    st.dictionaries(
        st.sampled_from(["question", "query", "document_id", "facts", "as_of", "limit", "offset", "programmes", "x"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
            max_leaves=6,
        ),
        max_size=4,
    ),
)
def test_whatever_is_given_gets_a_result(tool: str, arguments: dict[str, Any]) -> None:
    result = over(server_of(FakeAssistant()), call(tool, **arguments))
    assert "系统出错" not in text_of(result)


@pytest.mark.parametrize("mode", MODES)
def test_documents_are_resources_that_say_whether_they_hold(mode: str) -> None:
    async def work(client: Client) -> Any:
        (listed,) = (await client.list_resources()).resources
        (template,) = (await client.list_resource_templates()).resource_templates
        (content,) = (await client.read_resource(listed.uri)).contents
        return listed, template, content

    assistant = FakeAssistant()
    listed, template, content = over(server_of(assistant), work, mode)
    assert (listed.uri, listed.name, listed.title) == (
        "policy://documents/plan-2024",
        "行动方案",
        "广东省纺织服装产业行动方案",
    )
    assert template.uri_template == "policy://documents/{document_id}"
    head, text = content.text.split("\n\n", 1)
    assert text == assistant.document("plan-2024").document.text
    for said in ("广东省工业和信息化厅", "官方原文", "按 2024-06-01 判断有效期内"):
        assert said in head
        assert said in listed.description


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("uri", ["policy://documents/nope", "policy://documents/../x", "file:///etc/passwd", "x"])
def test_what_is_no_resource_is_an_error_of_the_protocol(uri: str, mode: str) -> None:
    async def work(client: Client) -> MCPError:
        with pytest.raises(MCPError) as refused:
            await client.read_resource(uri)
        return refused.value

    refused = over(server_of(FakeAssistant()), work, mode)
    assert refused.code == types.INVALID_PARAMS
    assert "编号" in refused.message or "没有" in refused.message


def test_an_assistant_that_is_not_ready_says_so() -> None:
    result = over(server_of(FakeAssistant(ready=False)), call("ask_policy", question=ASKED))
    assert (result.is_error, text_of(result)) == (True, "资料库正在打开，请几秒后重试。")


@pytest.mark.parametrize("mode", MODES)
def test_what_nobody_expected_is_told_by_a_number_that_the_log_knows(
    mode: str, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    result = over(server_of(FakeAssistant(fail=ZeroDivisionError("秘密"))), call("ask_policy", question=ASKED), mode)
    said = text_of(result)
    assert result.is_error
    assert "秘密" not in said
    (number,) = (word for word in said.split() if len(word) == 32)
    assert number in capsys.readouterr().out + caplog.text


def test_the_log_holds_no_question(capsys: pytest.CaptureFixture[str]) -> None:
    assistant = FakeAssistant()
    over(server_of(assistant), call("ask_policy", question="我厂的秘密企业技改"))
    over(server_of(assistant), call("ask_policy", question="我厂的秘密", as_of="2024-02-30"))
    logged = capsys.readouterr().out
    assert "mcp_tool" in logged
    assert "秘密" not in logged
