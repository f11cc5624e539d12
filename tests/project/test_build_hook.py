from __future__ import annotations

import gzip
import importlib.util
import subprocess
from pathlib import Path
from types import ModuleType

import pytest
from hatchling.bridge.app import Application

ROOT = Path(__file__).resolve().parents[2]


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_hook", ROOT / "web" / "build_hook.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


hook = _load()


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with sources of a page that is not built."""
    (tmp_path / "web" / "src").mkdir(parents=True)
    (tmp_path / "assistant" / "static").mkdir(parents=True)
    for name in ("src/main.tsx", *(source for source in hook.SOURCES if source != "src")):
        (tmp_path / "web" / name).write_text(name, "utf-8")
    return tmp_path


def _stamp(checkout: Path) -> None:
    (checkout / "assistant" / "static" / ".source-sha256").write_text(hook.Page(checkout).source_hash(), "ascii")


def _executable(folder: Path, name: str, script: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    (folder / name).chmod(0o755)


def test_a_page_is_stale_until_it_is_stamped_and_again_when_a_source_changes(checkout: Path) -> None:
    page = hook.Page(checkout)
    assert page.is_stale()
    _stamp(checkout)
    assert not page.is_stale()
    (checkout / "web" / "src" / "main.tsx").write_text("2", "utf-8")
    assert page.is_stale()


def test_a_person_may_install_without_the_page(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_SKIP_WEB", "1")
    assert not hook.Page(checkout).is_stale()


@pytest.mark.parametrize(
    ("version", "enough"), [("v20.18.9", False), ("v20.19.0", True), ("v24.1.0", True), ("?", False)]
)
def test_only_a_node_that_is_new_enough_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str, enough: bool
) -> None:
    _executable(tmp_path / "tools", "node", f"echo '{version}'")
    _executable(tmp_path / "tools", "npm", "exit 0")
    monkeypatch.setenv("PATH", str(tmp_path / "tools"), prepend=":")
    assert (hook.system_node() is not None) is enough


def test_node_is_fetched_only_for_a_stale_page_on_a_machine_without_one(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = hook.CustomBuildHook(str(checkout), {}, None, None, str(checkout), "wheel")
    monkeypatch.setenv("PATH", str(checkout / "nothing"))
    assert asked.dependencies() == [hook.NODE_WHEEL]
    _stamp(checkout)
    assert asked.dependencies() == []


def test_a_failed_build_says_how_to_go_on_and_lets_the_installation_go_on(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    class Listening(Application):
        def display_warning(self, message: str = "", **_: object) -> None:
            said.append(message)

    _executable(checkout / "tools", "node", "echo v24.1.0")
    _executable(checkout / "tools", "npm", "echo no network; exit 7")
    monkeypatch.setenv("PATH", str(checkout / "tools"), prepend=":")
    asked = hook.CustomBuildHook(str(checkout), {}, None, None, str(checkout), "wheel", app=Listening())
    asked.initialize("standard", {})
    assert "no network" in said[0]
    assert "API and command line work without it" in said[0]
    assert hook.Page(checkout).is_stale()


def test_assets_get_compressed_twins_that_are_the_same_each_time_and_small_files_and_pictures_none(
    tmp_path: Path,
) -> None:
    node = hook.system_node()
    if node is None:
        pytest.skip("there is no Node.js here")
    script = "let a = 1;\n" * 500
    (tmp_path / "fonts").mkdir()
    (tmp_path / "app-1a.js").write_text(script, "ascii")
    (tmp_path / "fonts" / "tiny.css").write_text("a{}", "ascii")
    (tmp_path / "logo.png").write_bytes(bytes(5000))
    made = []
    for _ in range(2):
        subprocess.run([str(node), str(ROOT / "web" / "compress.mjs"), str(tmp_path)], check=True)
        made.append([(tmp_path / f"app-1a.js{suffix}").read_bytes() for suffix in (".gz", ".br")])
    assert made[0] == made[1]
    assert gzip.decompress(made[0][0]).decode() == script
    assert all(len(each) < 200 for each in made[0])
    assert sorted(path.name for path in tmp_path.rglob("*.*")) == [
        "app-1a.js", "app-1a.js.br", "app-1a.js.gz", "logo.png", "tiny.css",
    ]  # fmt: skip


def test_the_built_page_belongs_to_these_sources() -> None:
    if not (ROOT / "assistant" / "static" / "index.html").is_file():
        pytest.skip("the page is not built here; pip install -e . builds it")
    assert not hook.Page(ROOT).is_stale()
