from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from assistant.errors import DataDirectoryInUse, MalformedKnowledge
from assistant.settings import Settings
from assistant.settings_faults import told_unknown
from tests.fakes.assistant import FIGURE, FakeAssistant, FakeSyncReport
from tests.unit.cli.conftest import Run

ROOT = Path(__file__).resolve().parents[3]

ASKED = "2024年推动多少家企业技改？"


def test_an_answer_is_printed_with_its_proof(run: Run) -> None:
    code, out, _ = run("ask", ASKED)
    assert code == 0
    assert f"{FIGURE} [1]" in out
    assert "《广东省纺织服装产业行动方案》\n广东省工业和信息化厅 · 2024-03 · 官方原文 · 有效期内\n" in out
    assert f"[1] 二、主要任务 · 强化技改，大抓升级\n    “{FIGURE}”\n" in out
    assert "按 2024-06-01 判断" in out


def test_an_answer_as_json_is_the_public_answer(run: Run) -> None:
    code, out, _ = run("ask", ASKED, "--json")
    assert (code, json.loads(out)["sentences"][0]["text"]) == (0, FIGURE)


def test_an_answer_of_another_day_tells_its_notice_first(run: Run) -> None:
    _, out, _ = run("ask", ASKED, "--as-of", "2025-06-01")
    assert out.startswith("本方案的实施期到2024年12月31日为止。")


def test_a_refusal_exits_with_1(run: Run) -> None:
    code, out, _ = run("ask", "补贴多少钱？")
    assert code == 1
    assert "没有写明" in out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("ask", ""), "问题是空的"),
        (("ask", "问" * 3000), "超过 2000 字"),
        (("ask", ASKED, "--as-of", "2024-02-30"), "日期 2024-02-30 不存在"),
        (("ask", ASKED, "--mode", "magic"), "magic"),
        (("ask", ASKED, "--conversation", "zz"), "没有这个会话"),
        (("ask",), "问题"),
        (("fly",), "fly"),
        (("serve", "--port", "99999"), "--port"),
    ],
)
def test_wrong_input_exits_with_2_and_says_what_is_wrong(run: Run, arguments: tuple[str, ...], told: str) -> None:
    code, _, err = run(*arguments)
    assert code == 2
    assert told in err


@pytest.mark.parametrize(
    "command", [("ask", ASKED), ("judge",), ("sync",), ("diff", "plan-2024"), ("check",), ("serve", "--port", "0")]
)
def test_what_is_not_available_exits_with_3_and_says_what_to_do(run: Run, command: tuple[str, ...]) -> None:
    code, _, err = run(*command, over=DataDirectoryInUse("数据目录正被另一个进程使用，请先停掉它。"))
    assert code == 3
    assert "数据目录正被另一个进程使用，请先停掉它。" in err


def test_a_wrong_setting_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("ASSISTANT_PORT", "http"), ("ASSISTANT_LOG_LEVEL", "LOUD"), ("ASSISTANT_TIME_ZONE", "Mars")):
        with monkeypatch.context() as patch:
            patch.setenv(name, value)
            code, _, err = run("ask", ASKED)
        assert code == 2
        assert "设置有误" in err
        assert value in err


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("WECHAT_URL", "api.weixin.qq.com", "ASSISTANT_WECHAT_URL 应是完整的网址，以 https:// 开头"),
        ("BOT_URL", "http://x", "ASSISTANT_BOT_URL 应是完整的网址，以 wss:// 开头"),
        ("WECHAT_PUSH", "yes", "ASSISTANT_WECHAT_PUSH 只能是 auto、on、off"),
        ("WECHAT_PLAINTEXT", "perhaps", "ASSISTANT_WECHAT_PLAINTEXT 只能是 true 或 false"),
        ("API_KEYS", "abcdefghijklmnopqrst", "ASSISTANT_API_KEYS 应写成 JSON 数组"),
        ("API_KEYS", '"abcdefghijklmnopqrst"', "ASSISTANT_API_KEYS 应写成 JSON 数组"),
        ("PUBLIC_URL", "policy.example.cn", "ASSISTANT_PUBLIC_URL 应是完整的网址，以 https:// 开头"),
        ("MESSAGE_DAYS", "0", "ASSISTANT_MESSAGE_DAYS 不能小于 1"),
        ("MESSAGE_DAYS", "", "ASSISTANT_MESSAGE_DAYS 应是数字"),
    ],
)
def test_a_wrong_setting_is_told_by_its_name_and_with_what_to_write(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    monkeypatch.setenv(f"ASSISTANT_{name}", value)
    code, _, err = run("ask", ASKED)
    assert code == 2
    assert told in err
    assert "pydantic" not in err
    assert "abcdefghijklmnopqrst" not in err


def test_an_address_without_a_value_is_the_usual_one(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("WECHAT_URL", "WECOM_URL", "BOT_URL", "PUBLIC_URL"):
        monkeypatch.setenv(f"ASSISTANT_{name}", "")
    assert run("ask", ASKED)[0] == 0


def test_a_name_that_no_setting_has_is_told_with_the_one_that_was_meant() -> None:
    written = (
        "ASSISTANT_WECHAT_TOKENS",
        "ASSISTANT_ZZZ",
        "ASSISTANT_PORT",
        "assistant_host",
        "PATH",
        "ASSISTANT_SKIP_WEB",
    )
    meant, unknown = told_unknown(written, Settings.model_fields)
    assert "是不是想写 ASSISTANT_WECHAT_TOKEN？" in meant
    assert "ASSISTANT_ZZZ" in unknown


def test_a_sync_says_what_it_did(run: Run) -> None:
    assistant = FakeAssistant()
    code, out, _ = run("sync", "--rebuild", over=assistant)
    assert code == 0
    assert "新增 0，更新 0，撤下 0，未变 1" in out
    assert assistant.syncs == [True]
    assert assistant.closed


def test_a_file_that_cannot_be_used_is_named_and_exits_with_1(run: Run) -> None:
    problem = MalformedKnowledge(Path("knowledge/documents/x.md"), 3, "缺少 issuer", "请补上发布机关")
    for command in ("sync", "check"):
        code, out, _ = run(command, over=FakeAssistant(report=FakeSyncReport(problems=(problem,))))
        assert code == 1
        assert "knowledge/documents/x.md:3: 缺少 issuer。请补上发布机关" in out


def test_a_check_lists_the_documents_and_touches_no_data(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("check")
    assert code == 0
    assert "plan-2024  《广东省纺织服装产业行动方案》  5 个条款" in out
    assert not (tmp_path / "data").exists()


def test_a_check_names_a_broken_prompt(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prompts = Path(shutil.copytree(ROOT / "prompts", tmp_path / "prompts"))
    (prompts / "word.md").write_text("你是撰稿人", encoding="utf-8")
    monkeypatch.setenv("ASSISTANT_PROMPTS_DIR", str(prompts))
    code, out, _ = run("check")
    assert code == 1
    assert "word.md:1: 提示词应是" in out


def test_a_comparison_shows_both_wordings_and_the_figure_that_changed(run: Run) -> None:
    code, out, _ = run("diff", "plan-2024")
    assert code == 0
    assert out.startswith("《广东省纺织服装产业行动方案》 第 1 版（2024-03-01） → 第 2 版（2024-03-02）\n")
    assert "\n新增 0，删除 0，改写 1，只改编号 0，文件信息 0\n" in out
    assert "改写 二、主要任务 · 强化技改，大抓升级\n    旧 “推动4000家" in out
    assert "    新 “推动5000家" in out
    assert "    数量 4000家 → 5000家\n" in out


def test_a_comparison_as_json_tells_what_rests_on_it(run: Run) -> None:
    code, out, _ = run("diff", "plan-2024", "1", "2", "--json")
    compared = json.loads(out)
    assert (code, compared["before"], compared["after"]) == (0, 1, 2)
    assert compared["cited_by"] == {"count": 0, "answers": []}
    assert compared["quoted_by"] == {"documents": [], "phrasings": [], "validity_basis": []}


def test_versions_named_the_wrong_way_round_are_compared_from_the_older_to_the_newer(run: Run) -> None:
    assert run("diff", "plan-2024", "2", "1")[1] == run("diff", "plan-2024", "1", "2")[1]


def test_a_version_compared_with_itself_is_said_to_be_the_same(run: Run) -> None:
    code, out, _ = run("diff", "plan-2024", "2", "2")
    assert (code, "两边是同一个版本，没有变化。" in out) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("zz",), "没有编号为 zz 的文件"),
        (("plan-2024", "1", "9"), "没有第 9 版，请改用现有的版本：1、2"),
        (("plan-2024", "0"), "旧版"),
        (("plan-2024", "one"), "旧版"),
    ],
)
def test_what_cannot_be_compared_is_told(run: Run, arguments: tuple[str, ...], told: str) -> None:
    code, _, err = run("diff", *arguments)
    assert (code, told in err) == (2, True), err


def test_a_port_in_use_exits_with_3(run: Run) -> None:
    from assistant.channels.web.serve import listen

    with listen("127.0.0.1", 0) as taken:
        code, _, err = run("serve", "--port", str(taken.getsockname()[1]))
    assert code == 3
    assert "已被占用" in err


def test_help_needs_no_assistant(run: Run) -> None:
    code, out, _ = run("--help")
    assert code == 0
    for command in ("serve", "ask", "judge", "sync", "diff", "check", "import", "eval"):
        assert command in out
