from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytest.importorskip("hatchling", reason="the hook runs inside hatchling")


@pytest.fixture
def hook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The hook over a small tree of sources of its own."""
    spec = importlib.util.spec_from_file_location("build_hook_under_test", ROOT / "web" / "build_hook.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    web, static = tmp_path / "web", tmp_path / "static"
    (web / "src").mkdir(parents=True)
    static.mkdir()
    (web / "src" / "main.tsx").write_text("1", "utf-8")
    for name in ("index.html", "package.json", "package-lock.json", "tsconfig.json", "vite.config.ts"):
        (web / name).write_text(name, "utf-8")
    for name, value in (("WEB", web), ("STATIC", static), ("STAMP", static / ".source-sha256")):
        monkeypatch.setattr(module, name, value)
    return module


def _executable(folder: Path, name: str, script: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    (folder / name).chmod(0o755)


def test_a_page_is_stale_until_it_is_stamped_and_again_when_a_source_changes(hook: ModuleType) -> None:
    assert hook.is_stale()
    hook.STAMP.write_text(hook.source_hash(), "ascii")
    assert not hook.is_stale()
    (hook.WEB / "src" / "main.tsx").write_text("2", "utf-8")
    assert hook.is_stale()


def test_a_person_may_install_without_the_page(hook: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_SKIP_WEB", "1")
    assert not hook.is_stale()


@pytest.mark.parametrize(
    ("version", "enough"), [("v20.18.9", False), ("v20.19.0", True), ("v24.1.0", True), ("?", False)]
)
def test_only_a_node_that_is_new_enough_is_used(
    hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str, enough: bool
) -> None:
    tools = tmp_path / "tools"
    _executable(tools, "node", f"echo '{version}'")
    _executable(tools, "npm", "exit 0")
    monkeypatch.setenv("PATH", str(tools), prepend=":")
    assert (hook.system_node() is not None) is enough


def test_node_is_fetched_only_for_a_stale_page_on_a_machine_without_one(
    hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = hook.CustomBuildHook(str(tmp_path), {}, None, None, str(tmp_path), "wheel")
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    assert built.dependencies() == [hook.NODE_WHEEL]
    hook.STAMP.write_text(hook.source_hash(), "ascii")
    assert built.dependencies() == []


def test_a_failed_build_says_how_to_go_on_and_lets_the_installation_go_on(
    hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hatchling.bridge.app import Application

    said: list[str] = []

    class Listening(Application):
        def display_warning(self, message: str = "", **_: object) -> None:
            said.append(message)

    tools = tmp_path / "tools"
    _executable(tools, "node", "echo v24.1.0")
    _executable(tools, "npm", "echo no network; exit 7")
    monkeypatch.setenv("PATH", str(tools), prepend=":")
    hook.CustomBuildHook(str(tmp_path), {}, None, None, str(tmp_path), "wheel", app=Listening()).initialize(
        "standard", {}
    )
    assert "no network" in said[0]
    assert "API and command line work without it" in said[0]
    assert hook.is_stale()


def test_the_built_page_belongs_to_these_sources() -> None:
    static = ROOT / "assistant" / "static"
    if not (static / "index.html").is_file():
        pytest.skip("the page is not built here")
    sys.path.insert(0, str(ROOT / "web"))
    try:
        import build_hook
    finally:
        sys.path.remove(str(ROOT / "web"))
    assert (static / ".source-sha256").read_text("ascii") == build_hook.source_hash()
