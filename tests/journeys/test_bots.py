"""A program of others that keeps its conversations itself: `llm`, the command line of chat models."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.journeys.conftest import PATIENCE_SECONDS, Server, command

pytestmark = pytest.mark.skipif(find_spec("llm") is None, reason="llm is not installed; it is in the extra `test`")

MODEL = """- model_id: policy
  model_name: policy-qa-text
  api_base: {url}/v1
  api_key_name: policy
"""


def test_a_program_that_knows_only_the_address_and_a_key_has_a_conversation(server: Server, tmp_path: Path) -> None:
    secret = command(server.data_dir, "key", "add", "llm").stdout.strip()
    (tmp_path / "extra-openai-models.yaml").write_text(MODEL.format(url=server.url), "utf-8")

    def llm(*arguments: str) -> str:
        own = {**os.environ, "LLM_USER_PATH": str(tmp_path), "LLM_POLICY_KEY": secret}
        run = [sys.executable, "-W", "ignore", "-m", "llm", *arguments]
        done = subprocess.run(run, env=own, capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    llm("keys", "set", "policy", "--value", secret)
    assert "开平属于粤东西北" in llm("prompt", "-m", "policy", "我在开平做牛仔，想换设备，有什么补贴？")
    assert "佛山属于珠三角" in llm("prompt", "-m", "policy", "-c", "那佛山呢？")
    assert "已过期" in llm("prompt", "-m", "policy", "--no-stream", "到2024年底纺织服装产业营收要达到多少？")
