"""The wheel answers by itself, far from the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from assistant import __version__

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "assistant" / "static" / "index.html"


def _run(*command: str | Path, folder: Path, **environment: str) -> str:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("ASSISTANT_", "PYTHON"))}
    done = subprocess.run(
        [str(part) for part in command], cwd=folder, env=own | environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    # The page is built at installation; here it is packed as it stands, so that no test needs a network.
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, folder=ROOT, ASSISTANT_SKIP_WEB="1")
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_carries_knowledge_wording_and_the_page(wheel: Path) -> None:
    packed = zipfile.ZipFile(wheel).namelist()
    assert "assistant/_data/knowledge/documents/gd-textile-plan-2024.md" in packed
    assert "assistant/_data/prompts/replies.yaml" in packed
    assert "assistant/_data/prompts/checklist.yaml" in packed
    assert "assistant/channels/exports/fonts/NotoSansSC-Part.ttf" in packed
    assert "assistant/channels/exports/fonts/OFL.txt" in packed
    assert "assistant/channels/web/templates/clause.html" in packed
    assert ("assistant/static/index.html" in packed) is PAGE.is_file()


def test_the_wheel_answers_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "environment"
    venv.create(home, with_pip=False, symlinks=True)
    python = home / "bin" / "python"
    _run(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", wheel, folder=tmp_path)
    # Dependencies are borrowed: installing them again would need a network and prove nothing about the wheel.
    own = _run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=tmp_path).strip()
    (Path(own) / "borrowed.pth").write_text(f"{sysconfig.get_path('purelib')}\n", "utf-8")

    place = _run(python, "-c", "import assistant; print(assistant.__file__)", folder=tmp_path)
    assert place.startswith(str(home))
    assert _run(home / "bin" / "assistant", "--version", folder=tmp_path).strip() == __version__
    asked = _run(home / "bin" / "assistant", "ask", "六大专项行动分别是什么？", "--json", folder=tmp_path)
    answer = json.loads(asked)
    assert answer["status"] == "answered"
    assert len(answer["citations"]) >= 6
